//! How each role looks, from `assets/themes/<name>.toml`. Never a colour in code.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::app::role::Role;
use crate::base::embedded;
use crate::base::problem::{Problem, no_toml};
use crate::base::said::Said;

/// How each role looks. A role without an entry looks like plain text.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    styles: BTreeMap<Role, Style>,
}

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Sixteen million.
    Full,
    /// 256: others are shown as the nearest of these.
    Indexed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTheme {
    role: BTreeMap<String, Written>,
}

/// A look as a file writes it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "one for each modifier, as the file has them")]
pub struct Written {
    fg: Option<String>,
    bg: Option<String>,
    underline_colour: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
    strike: bool,
}

impl Theme {
    /// A theme built into the program.
    #[must_use]
    pub fn named(name: &str, depth: Depth) -> Option<Self> {
        let file = embedded::text(&format!("assets/themes/{name}.toml"))?;
        Self::read(file, depth).ok()
    }

    /// Reads a theme.
    ///
    /// # Errors
    ///
    /// What is wrong with it: a role or a colour that is none.
    pub fn read(file: &str, depth: Depth) -> Result<Self, Problem> {
        let raw: RawTheme =
            toml::from_str(file).map_err(|error| Problem::new(no_toml(error.message()), ""))?;
        let mut styles = BTreeMap::new();
        for (name, raw) in raw.role {
            let role = Role::ALL.iter().find(|role| role.name() == name);
            let role = role.ok_or_else(|| {
                Problem::new(Said::text("problem.no_role").with("value", name.as_str()), "")
            })?;
            styles.insert(*role, style(&raw, depth).map_err(|what| Problem::new(what, name))?);
        }
        Ok(Self { styles })
    }

    /// Lets a role look otherwise.
    ///
    /// # Errors
    ///
    /// What is no colour.
    pub fn lay(&mut self, role: Role, written: &Written, depth: Depth) -> Result<(), Said> {
        self.styles.insert(role, style(written, depth)?);
        Ok(())
    }

    /// How a role looks.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }
}

fn style(raw: &Written, depth: Depth) -> Result<Style, Said> {
    let mut style = Style::new();
    style.fg = raw.fg.as_deref().map(|text| colour(text, depth)).transpose()?;
    style.bg = raw.bg.as_deref().map(|text| colour(text, depth)).transpose()?;
    style.underline_color = raw.underline_colour.as_deref().map(|text| colour(text, depth)).transpose()?;
    let modifiers = [
        (raw.bold, Modifier::BOLD),
        (raw.dim, Modifier::DIM),
        (raw.italic, Modifier::ITALIC),
        (raw.underline, Modifier::UNDERLINED),
        (raw.reverse, Modifier::REVERSED),
        (raw.strike, Modifier::CROSSED_OUT),
    ];
    for (_, modifier) in modifiers.into_iter().filter(|(wanted, _)| *wanted) {
        style = style.add_modifier(modifier);
    }
    if (raw.reverse || raw.bg.is_some()) && !raw.dim {
        // What is dim would hardly be read on another ground.
        style = style.remove_modifier(Modifier::DIM);
    }
    Ok(style)
}

fn colour(text: &str, depth: Depth) -> Result<Color, Said> {
    let colour: Color =
        text.parse().ok().ok_or_else(|| Said::text("problem.no_colour").with("value", text))?;
    Ok(match (colour, depth) {
        (Color::Rgb(r, g, b), Depth::Indexed) => Color::Indexed(nearest(r, g, b)),
        _ => colour,
    })
}

/// The nearest of the 240 fixed colours: a cube of six steps a side, and greys.
fn nearest(r: u8, g: u8, b: u8) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let index = |v: u8| (0_u8..).zip(STEPS).min_by_key(|(_, step)| step.abs_diff(v)).unwrap_or((0, 0));
    let far = |a: (u8, u8, u8)| {
        let square = |x: u8, y: u8| u32::from(x.abs_diff(y)).pow(2);
        square(a.0, r) + square(a.1, g) + square(a.2, b)
    };
    let ((ri, rv), (gi, gv), (bi, bv)) = (index(r), index(g), index(b));
    let grey = (0_u8..24).map(|i| (232 + i, 8 + 10 * i)).min_by_key(|(_, v)| far((*v, *v, *v)));
    match grey {
        Some((own, v)) if far((v, v, v)) < far((rv, gv, bv)) => own,
        _ => 16 + 36 * ri + 6 * gi + bi,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> impl Iterator<Item = &'static str> {
        embedded::texts_under("assets/themes/")
            .filter_map(|(name, _)| name.rsplit('/').next()?.strip_suffix(".toml"))
    }

    #[test]
    fn every_theme_names_every_role_and_nothing_else() {
        assert!(names().count() >= 5);
        for name in names() {
            let theme = Theme::named(name, Depth::Full).unwrap_or_else(|| panic!("{name} cannot be read"));
            for role in Role::ALL {
                assert!(theme.styles.contains_key(role), "{name} lacks {}", role.name());
            }
        }
    }

    #[test]
    fn a_theme_without_colour_has_none() {
        let theme = Theme::named("plain", Depth::Full).unwrap();
        for style in theme.styles.values() {
            assert!(style.fg.is_none() && style.bg.is_none() && style.underline_color.is_none());
        }
    }

    /// Relative luminance after WCAG 2.1.
    fn luminance(colour: Color) -> f64 {
        let Color::Rgb(r, g, b) = colour else { panic!("{colour:?} is not written in full") };
        let part = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.03928 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Text is read against the terminal's ground and against every ground of the theme: 4.5 to 1 for what
    /// matters, 3 to 1 for what is dim (WCAG 2.1, 1.4.3), 7 to 1 in the theme of high contrast.
    #[test]
    fn text_stands_out_from_its_ground() {
        for (name, ground, ink, wanted) in [
            ("dark", Color::Rgb(24, 24, 28), Color::Rgb(215, 218, 224), 4.5),
            ("light", Color::Rgb(255, 255, 255), Color::Rgb(32, 36, 42), 4.5),
            ("contrast", Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255), 7.0),
        ] {
            let theme = Theme::named(name, Depth::Full).unwrap();
            let grounds =
                [Role::Selected, Role::Other, Role::Current, Role::Kept, Role::Overlay, Role::Selection];
            for role in Role::ALL {
                let style = theme.style(*role);
                let own = style.bg.unwrap_or(ground);
                let fg = style.fg.unwrap_or(ink);
                let least = if *role == Role::Rule {
                    1.2
                } else if *role == Role::Faint {
                    // What only helps to find one's way: the least of what is to be seen (WCAG 2.1, 1.4.11).
                    3.0_f64.max(wanted / 2.0)
                } else {
                    wanted
                };
                assert!(
                    contrast(fg, own) >= least,
                    "{name}: {} on its ground: {}",
                    role.name(),
                    contrast(fg, own)
                );
            }
            for role in grounds {
                let style = theme.style(role);
                let fg = style.fg.unwrap_or(ink);
                let bg = style.bg.unwrap_or(ground);
                assert!(contrast(fg, bg) >= wanted, "{name}: text on {}", role.name());
            }
        }
    }

    /// The sixteen colours as terminals show them when nobody has changed them: eight, and the same brighter.
    const PALETTES: [(&str, [u32; 16]); 4] = [
        (
            "the Linux console",
            [
                0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa,
                0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
            ],
        ),
        (
            "xterm",
            [
                0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5,
                0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
            ],
        ),
        (
            "Windows",
            [
                0x0c_0c0c, 0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd, 0xcc_cccc,
                0x76_7676, 0xe7_4856, 0x16_c60c, 0xf9_f1a5, 0x3b_78ff, 0xb4_009e, 0x61_d6d6, 0xf2_f2f2,
            ],
        ),
        (
            "an editor's terminal",
            [
                0x00_0000, 0xcd_3131, 0x0d_bc79, 0xe5_e510, 0x24_72c8, 0xbc_3fbc, 0x11_a8cd, 0xe5_e5e5,
                0x66_6666, 0xf1_4c4c, 0x23_d18b, 0xf5_f543, 0x3b_8eea, 0xd6_70d6, 0x29_b8db, 0xe5_e5e5,
            ],
        ),
    ];

    /// One of sixteen colours as a palette shows it.
    fn shown(colour: Color, palette: &[u32; 16]) -> Color {
        const NAMES: [Color; 16] = [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            Color::White,
        ];
        let at = NAMES.iter().position(|name| *name == colour).expect("one of sixteen");
        Color::from_u32(palette[at])
    }

    /// Sixteen colours look otherwise on every terminal: 3 to 1 is held on all of the usual ones with a dark ground.
    #[test]
    fn sixteen_colours_stand_out_on_every_usual_palette() {
        let theme = Theme::named("sixteen", Depth::Full).unwrap();
        for (name, palette) in PALETTES {
            let (ground, ink) = (Color::from_u32(palette[0]), Color::from_u32(palette[7]));
            for role in Role::ALL {
                let style = theme.style(*role);
                let colour = |own: Option<Color>, usual| own.map_or(usual, |own| shown(own, &palette));
                let found = contrast(colour(style.fg, ink), colour(style.bg, ground));
                assert!(found >= 3.0, "{} on {name}: {found:.2}", role.name());
            }
        }
    }

    #[test]
    fn colours_fall_back_to_the_nearest() {
        assert_eq!(nearest(0, 0, 0), 16);
        assert_eq!(nearest(255, 255, 255), 231);
        assert_eq!(nearest(95, 135, 175), 67);
        assert_eq!(nearest(128, 128, 128), 244);
    }

    #[test]
    fn a_bad_theme_is_refused_in_words() {
        assert!(Theme::read("[role]\nfoo = {}", Depth::Full).unwrap_err().to_string().contains("foo"));
        assert!(
            Theme::read("[role]\ntext = { fg = \"blurple\" }", Depth::Full)
                .unwrap_err()
                .to_string()
                .contains("blurple")
        );
    }
}
