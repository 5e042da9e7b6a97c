//! What drawing needs beside the state. Never changes.

use chrono::NaiveDate;
use ratatui::style::Style;

use crate::app::keymap::Keymap;
use crate::app::role::Role;
use crate::app::signs::Signs;
use crate::app::texts::Texts;
use crate::ui::theme::Theme;

/// How the program looks and speaks.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Colours.
    pub theme: &'a Theme,
    /// Words.
    pub texts: &'a Texts,
    /// Signs.
    pub signs: &'a Signs,
    /// Keys, for hints and help.
    pub keymap: &'a Keymap,
    /// The day it is.
    pub today: NaiveDate,
}

impl Look<'_> {
    /// How a role looks.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// A separator with its blanks.
    #[must_use]
    pub fn separator(&self) -> String {
        format!(" {} ", self.signs.get("separator"))
    }
}
