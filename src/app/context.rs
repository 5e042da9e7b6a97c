//! What an update may know beside the state: the time, the keys, the words. Never changes.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

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
    /// How far the clock there is from the universal one.
    pub offset: FixedOffset,
    /// The key table.
    pub keymap: &'a Keymap,
    /// The interface texts.
    pub texts: &'a Texts,
    /// The signs.
    pub signs: &'a Signs,
}

impl Context<'_> {
    /// The day of a time where the reader sits.
    #[must_use]
    pub fn day_of(&self, time: DateTime<Utc>) -> NaiveDate {
        time.with_timezone(&self.offset).date_naive()
    }

    /// The hour and minute of a time where the reader sits.
    #[must_use]
    pub fn clock_of(&self, time: DateTime<Utc>) -> String {
        time.with_timezone(&self.offset).format("%H:%M").to_string()
    }
}
