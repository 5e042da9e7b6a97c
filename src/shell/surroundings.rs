//! What the environment says about looks and language. Never changes it.

use std::env;

use crate::app::role::Role;
use crate::app::signs::Signs;
use crate::app::texts::{Texts, texts};
use crate::model::lang::Lang;
use crate::shell::ground::Ground;
use crate::shell::scroll::Reach;
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
    /// Whether addresses are links of the terminal's own.
    pub links: Option<bool>,
    /// The user's own theme of the wished name.
    pub own_theme: Option<OwnTheme>,
}

/// A theme from the user's own folder.
#[derive(Clone, Debug, Default)]
pub struct OwnTheme {
    /// The theme built into the program that holds for what it does not say.
    pub base: String,
    /// What it says.
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

/// The wished theme; without colour where `NO_COLOR` asks for that, with few where the terminal has few, else for the
/// ground that the terminal says it has.
#[must_use]
pub fn chosen_theme(options: &Options, ground: Option<Ground>) -> Theme {
    let full = set("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit");
    let depth = if full { Depth::Full } else { Depth::Indexed };
    let own = options.own_theme.as_ref();
    let named = own.map(|own| own.base.as_str()).or(options.theme.as_deref());
    let wished = named.and_then(|name| Theme::named(name, depth));
    let usual = || Theme::named(usual_theme(ground), depth).unwrap_or_default();
    let mut theme = wished.unwrap_or_else(usual);
    for (role, written) in own.into_iter().flat_map(|own| &own.roles).chain(&options.roles) {
        // What cannot be read was told when the settings were.
        let _ = theme.lay(*role, written, depth);
    }
    theme
}

/// The theme for a terminal of this kind.
fn usual_theme(ground: Option<Ground>) -> &'static str {
    if has_no_colours() {
        "plain"
    } else if has_few_colours() {
        "sixteen"
    } else if ground.map_or_else(is_light, |ground| ground == Ground::Light) {
        "light"
    } else {
        "dark"
    }
}

fn has_no_colours() -> bool {
    set("NO_COLOR").is_some() || set("TERM").is_none_or(|term| term == "dumb" || term == "vt100")
}

/// Whether the theme depends on the ground of the terminal, and the terminal is one that may be asked for it.
#[must_use]
pub fn may_ask_ground(options: &Options) -> bool {
    options.theme.is_none()
        && options.own_theme.is_none()
        && !has_no_colours()
        && !has_few_colours()
        && !is_plain()
}

/// What the terminal can move by itself, as far as its name tells.
#[must_use]
pub fn reach() -> Reach {
    let is_known = |term: String| !matches!(term.as_str(), "dumb" | "ansi" | "vt100" | "cons25");
    if set("TERM").is_some_and(is_known) { Reach::Rows } else { Reach::Nothing }
}

/// Whether the terminal may be asked for its margins. One is known to print the question.
#[must_use]
pub fn may_ask_margins() -> bool {
    !is_plain() && !in_tmux() && set("TERM_PROGRAM").is_none_or(|program| program != "Apple_Terminal")
}

/// Whether addresses are to be links of the terminal's own.
#[must_use]
pub fn has_links(options: &Options) -> bool {
    options.links.unwrap_or_else(|| !is_plain())
}

/// Whether the terminal is known to understand little beside moves and styles.
fn is_plain() -> bool {
    let is_plain = |term: &str| matches!(term, "linux" | "dumb" | "ansi" | "vt100" | "vt220" | "cons25");
    set("TERM").is_none_or(|term| is_plain(&term) || (term.starts_with("screen") && !in_tmux()))
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
