//! How far linking is, told while it goes on, and whether it is to go on. Never knows what is linked.

use std::fmt;
use std::ops::ControlFlow;

/// All of linking, in parts.
pub const WHOLE: usize = 10_000;

/// How far linking is.
pub struct Pace<'a> {
    tell: &'a mut dyn FnMut(usize) -> ControlFlow<()>,
    from: usize,
    to: usize,
}

impl<'a> Pace<'a> {
    /// Tells how many parts of [`WHOLE`] are done; a break ends linking before its next block.
    pub fn new(tell: &'a mut dyn FnMut(usize) -> ControlFlow<()>) -> Self {
        Self { tell, from: 0, to: 0 }
    }

    /// Goes on to the next step, after which so many parts of [`WHOLE`] are done.
    pub const fn step(&mut self, to: usize) {
        self.from = self.to;
        self.to = to;
    }

    /// Tells how far the present step is.
    ///
    /// # Errors
    /// Breaks where linking is to end.
    pub fn at(&mut self, done: usize, of: usize) -> ControlFlow<()> {
        let parts = self.to.saturating_sub(self.from).saturating_mul(done.min(of));
        (self.tell)(self.from + parts / of.max(1))
    }
}

impl fmt::Debug for Pace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pace").field("from", &self.from).field("to", &self.to).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_each_other() {
        let mut told = Vec::new();
        let mut tell = |parts| {
            told.push(parts);
            if parts < 6_000 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let mut pace = Pace::new(&mut tell);
        pace.step(4_000);
        assert!(pace.at(1, 2).is_continue() && pace.at(0, 0).is_continue());
        pace.step(8_000);
        assert!(pace.at(1, 2).is_break() && pace.at(9, 4).is_break());
        assert_eq!(told, [2_000, 0, 6_000, 8_000]);
    }
}
