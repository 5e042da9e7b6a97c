//! The panes and pages of the reader: what each holds and how it moves. Never draws.

pub mod bookmarks;
pub mod cards;
pub mod changes;
pub mod cursor;
pub mod entry;
pub mod figures;
pub mod finds;
pub mod help;
pub mod initiatives;
pub mod ledger;
pub mod menu;
pub mod note;
pub mod picker;
pub mod plot;
pub mod reading;
pub mod selection;
pub mod side;
pub mod tagging;
pub mod thread;
pub mod timeline;
pub mod typed;
pub mod typeset;
