//! The state of the reader and how it changes: pure. Never does I/O, reads a clock or starts a thread.
