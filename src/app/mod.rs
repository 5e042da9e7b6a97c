//! The state of the reader and how it changes: pure. Never does I/O, reads a clock or starts a thread.
//!
//! [`update::update`] takes the state and an [`event::Event`], changes the state and returns
//! [`effect::Effects`]: the I/O that is to be done. Replies come back as events with the number of their
//! request; one that nobody waits for any more is ignored. A key goes from [`key`] through [`keymap`] to a
//! [`command`], and from there to one of the [`acts`]. After every event [`settle`] brings what depends on
//! the size up to date, so that drawing only reads.

pub mod acts;
pub mod command;
pub mod context;
pub mod effect;
pub mod event;
pub mod jumps;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod model;
pub mod panes;
pub mod problems;
pub mod role;
pub mod settle;
pub mod signs;
pub mod status;
pub mod styled;
pub mod target;
pub mod texts;
pub mod topic;
pub mod tour;
pub mod unsaved;
pub mod update;
