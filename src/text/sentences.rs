//! Cuts text into sentences. Never joins two blocks.
