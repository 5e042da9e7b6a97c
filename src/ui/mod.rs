//! Draws the state with ratatui. Never changes it, never knows crossterm.
