//! Cyrillic and Latin spellings of one sound. Never for display.
