//! Stems of words. Never a dictionary.
