//! What an update may know beside the state: the time, the keys, the words. Never changes.

use chrono::{DateTime, NaiveDate, Utc};

use crate::app::keymap::Keymap;
use crate::app::signs::Signs;
use crate::app::texts::Texts;

/// Values from outside.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The time.
    pub now: DateTime<Utc>,
    /// The day it is where the reader sits.
    pub today: NaiveDate,
    /// The key table.
    pub keymap: &'a Keymap,
    /// The interface texts.
    pub texts: &'a Texts,
    /// The signs.
    pub signs: &'a Signs,
}
