//! How many columns a text takes. Never more than the terminal shows.
