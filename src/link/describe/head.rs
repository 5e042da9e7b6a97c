//! The head of the first noun phrase that has one. Never knows a language but by the side its heads stand on.

use crate::link::features::Head;
use crate::link::hash::key;
use crate::link::lexicon::{Concept, HeadSide, Role};

/// Finds the head of the first noun phrase that has one.
pub(super) struct HeadSeeker {
    side: HeadSide,
    found: Option<Head>,
    closed: bool,
}

impl HeadSeeker {
    pub(super) const fn new(side: HeadSide) -> Self {
        Self { side, found: None, closed: false }
    }

    pub(super) const fn cut(&mut self) {
        self.closed |= self.found.is_some();
    }

    pub(super) fn see(&mut self, concept: &Concept) {
        let Role::Head { family } = &concept.role else { return };
        let free = match self.side {
            HeadSide::First => self.found.is_none(),
            HeadSide::Last => !self.closed,
        };
        if free {
            self.found = Some(Head { concept: concept.key, family: key("family", family) });
        }
    }

    pub(super) const fn found(&self) -> Option<Head> {
        self.found
    }
}
