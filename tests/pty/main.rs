//! The real program in a pseudo-terminal: what a person types and sees. Waits for conditions, never sleeps blindly.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, reads files and needs deadlines"
)]
#![cfg(unix)]

mod editor;
mod emulator;
mod hostile;
mod intake;
mod journeys;
mod known;
mod monkey;
mod pager;
mod panic;
mod terminal;
mod terminal_state;
