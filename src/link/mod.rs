//! From mentions to threads, events and series. Never depends on a language pair in code.
