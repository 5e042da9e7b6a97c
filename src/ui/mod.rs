//! Draws the state with ratatui. Never changes it, never knows crossterm.

pub mod bookmarks;
pub mod canvas;
pub mod cards;
pub mod changes;
pub mod figures;
pub mod head;
pub mod help;
pub mod ledger;
pub mod links;
pub mod look;
pub mod marked;
pub mod menu;
pub mod moving;
pub mod note;
pub mod picker;
pub mod reading;
pub mod root;
pub mod side;
pub mod status;
pub mod theme;
pub mod thread;
pub mod timeline;
pub mod tour;
pub mod welcome;
