//! What the environment says about looks and language. Never changes it.

use std::env;

use crate::app::role::Role;
use crate::app::signs::Signs;
use crate::app::texts::{Texts, texts};
use crate::model::lang::Lang;
use crate::ui::theme::{Depth, Theme, Written};

/// What the user wishes; what is not wished is taken from the environment.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Name of a theme.
    pub theme: Option<String>,
    /// Name of a set of signs.
    pub signs: Option<String>,
    /// Language of the interface.
    pub lang: Option<Lang>,
    /// Columns of the text.
    pub measure: Option<u16>,
    /// Own looks over those of the theme.
    pub roles: Vec<(Role, Written)>,
}

#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
fn set(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The locale that holds for messages, such as `ru_KZ.UTF-8`.
fn locale() -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default()
}

/// The texts of the wished language, else of the locale's, else English.
#[must_use]
pub fn chosen_texts(options: &Options) -> &'static Texts {
    let code: String = locale().chars().take_while(char::is_ascii_alphabetic).collect();
    texts(options.lang.unwrap_or_else(|| Lang::new(&code)))
}

/// The wished signs; ASCII where the terminal or the locale has no more.
#[must_use]
pub fn chosen_signs(options: &Options) -> Signs {
    let wished = options.signs.as_deref();
    Signs::named(wished.unwrap_or(if is_poor() { "ascii" } else { "round" }))
}

/// The wished theme; without colour where `NO_COLOR` asks for that, with few where the terminal has few.
#[must_use]
pub fn chosen_theme(options: &Options) -> Theme {
    let full = set("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit");
    let depth = if full { Depth::Full } else { Depth::Indexed };
    let own = if set("NO_COLOR").is_some() || set("TERM").is_none_or(|term| term == "dumb" || term == "vt100")
    {
        "plain"
    } else if has_few_colours() {
        "sixteen"
    } else if is_light() {
        "light"
    } else {
        "dark"
    };
    let wished = options.theme.as_deref().and_then(|name| Theme::named(name, depth));
    let mut theme = wished.or_else(|| Theme::named(own, depth)).unwrap_or_default();
    for (role, written) in &options.roles {
        // What cannot be read was told when the settings were.
        let _ = theme.lay(*role, written, depth);
    }
    theme
}

/// Whether the terminal runs inside tmux.
#[must_use]
pub fn in_tmux() -> bool {
    set("TMUX").is_some()
}

/// Whether the terminal says of itself that it can only print line after line.
#[must_use]
pub fn is_dumb() -> bool {
    set("TERM").is_some_and(|term| term == "dumb")
}

fn is_poor() -> bool {
    let utf8 = locale().to_ascii_lowercase().replace('-', "").contains("utf8");
    !utf8 || set("TERM").is_none_or(|term| term == "linux" || term == "dumb")
}

fn has_few_colours() -> bool {
    set("TERM").is_some_and(|term| matches!(term.as_str(), "linux" | "ansi" | "xterm" | "screen" | "tmux"))
        && set("COLORTERM").is_none()
}

/// Whether the terminal says that its ground is light (`COLORFGBG`, as rxvt and Konsole set it).
fn is_light() -> bool {
    let ground =
        set("COLORFGBG").and_then(|value| value.rsplit(';').next().and_then(|last| last.parse::<u8>().ok()));
    ground.is_some_and(|ground| ground == 7 || ground == 15)
}
