//! Where one is in a list, and what of the list is shown. Never knows what is listed.

/// A place in a list of equal items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    selected: usize,
    top: usize,
}

impl Cursor {
    /// The item one is on, by index.
    #[must_use]
    pub const fn selected(self) -> usize {
        self.selected
    }

    /// The first item shown.
    #[must_use]
    pub const fn top(self) -> usize {
        self.top
    }

    /// Goes so many items on or back in a list of `count`, of which `shown` are in sight.
    pub fn step(&mut self, by: isize, count: usize, shown: usize) {
        self.select(self.selected.saturating_add_signed(by), count, shown);
    }

    /// Goes to an item, or the last, and shows it.
    pub fn select(&mut self, index: usize, count: usize, shown: usize) {
        self.selected = index.min(count.saturating_sub(1));
        self.top = self.top.min(self.selected).max((self.selected + 1).saturating_sub(shown));
        self.top = self.top.min(count.saturating_sub(shown));
    }

    /// Stays in a list that has changed: on the item that is at this place now, where it is still there.
    pub fn stay(&mut self, same: Option<usize>, count: usize) {
        self.selected = same.unwrap_or(self.selected).min(count.saturating_sub(1));
        self.top = self.top.min(self.selected);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_list_moves_no_further_than_it_must() {
        let mut cursor = Cursor::default();
        cursor.step(4, 10, 5);
        assert_eq!((cursor.selected(), cursor.top()), (4, 0));
        cursor.step(1, 10, 5);
        assert_eq!((cursor.selected(), cursor.top()), (5, 1));
        cursor.step(-4, 10, 5);
        assert_eq!((cursor.selected(), cursor.top()), (1, 1));
        cursor.select(usize::MAX, 10, 5);
        assert_eq!((cursor.selected(), cursor.top()), (9, 5));
        cursor.stay(None, 3);
        assert_eq!((cursor.selected(), cursor.top()), (2, 2));
    }

    proptest! {
        #[test]
        fn one_is_on_an_item_that_is_shown(
            steps in prop::collection::vec((-20_isize..20, 0_usize..30, 1_usize..9), 1..30)
        ) {
            let mut cursor = Cursor::default();
            for (by, count, shown) in steps {
                cursor.step(by, count, shown);
                let (selected, top) = (cursor.selected(), cursor.top());
                prop_assert!(selected < count.max(1));
                prop_assert!(top <= selected && selected < top + shown);
                prop_assert!(top + shown <= count.max(shown), "no row is left empty");
            }
        }
    }
}
