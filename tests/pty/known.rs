//! Reads what the program wrote as a terminal would and says what in it is not the program's own. Never forgives.

/// Private modes that the reader sets and resets.
const MODES: &[&str] = &["25", "69", "1000", "1002", "1003", "1006", "1015", "1049", "2004"];

/// The question for the margins of the terminal, after the escape and the letter.
const MARGINS: &str = "$qs\u{1b}\\";

/// Everything in the bytes that the program has no business to write, in words; nothing where all is well.
pub(crate) fn strangers(raw: &[u8]) -> Vec<String> {
    let mut strangers = Vec::new();
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text,
        Err(error) => {
            // The end may be cut in the middle of a character; nothing else may be broken.
            if error.error_len().is_some() {
                strangers.push(format!("bytes that are no UTF-8 at {}", error.valid_up_to()));
            }
            std::str::from_utf8(&raw[..error.valid_up_to()]).unwrap()
        }
    };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c != '\u{1b}' {
            if let Some(what) = unwanted(c) {
                strangers.push(format!("{what} U+{:04X} at {at}: {:?}", u32::from(c), around(text, at)));
            }
            continue;
        }
        let mut sequence = String::new();
        match chars.next() {
            Some((_, '[')) => loop {
                match chars.next() {
                    Some((_, c @ '\u{40}'..='\u{7e}')) => {
                        if !is_known(&sequence, c) {
                            strangers.push(format!("CSI {sequence}{c} at {at}: {:?}", around(text, at)));
                        }
                        break;
                    }
                    Some((_, c)) => sequence.push(c),
                    None => break,
                }
            },
            Some((_, ']')) => loop {
                match chars.next() {
                    Some((_, '\u{1b}')) if chars.peek().is_some_and(|(_, c)| *c == '\\') => {
                        chars.next();
                        if !is_own(&sequence) {
                            strangers.push(format!("OSC {sequence} at {at}: {:?}", around(text, at)));
                        }
                        break;
                    }
                    Some((_, c)) if c.is_control() => {
                        strangers.push(format!("OSC {sequence}, ended by {c:?} at {at}"));
                        break;
                    }
                    Some((_, c)) => sequence.push(c),
                    None => break,
                }
            },
            Some((_, 'P')) if text[at + 2..].starts_with(MARGINS) => {
                chars.nth(MARGINS.chars().count() - 1);
            }
            // The cursor noted and brought back, when the terminal is given back.
            Some((_, '7' | '8')) | None => {}
            Some((_, c)) => strangers.push(format!("ESC {c:?} at {at}: {:?}", around(text, at))),
        }
    }
    strangers
}

/// The question for the ground of the terminal, and links: a number for an id, an address of the web in ASCII that
/// prints, the known end.
pub(crate) fn is_own(sequence: &str) -> bool {
    if matches!(sequence, "11;?" | "8;;") {
        return true;
    }
    let link = sequence.strip_prefix("8;id=").and_then(|rest| rest.split_once(';'));
    link.is_some_and(|(id, address)| {
        id.bytes().all(|byte| byte.is_ascii_digit())
            && ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme))
            && address.bytes().all(|byte| byte.is_ascii_graphic())
    })
}

/// The control sequences of drawing: moves, styles, clearing, the cursor and the modes.
pub(crate) fn is_known(parameters: &str, last: char) -> bool {
    let numbers = parameters.chars().all(|c| c.is_ascii_digit() || matches!(c, ';' | ':'));
    match last {
        // Style 5 and 6 blink, which nothing in the reader does: such a one comes from a text.
        'm' => numbers && !blinks(parameters),
        'C' | 'H' | 'J' | 'K' | 'X' => numbers,
        // Margins, set and taken away, and lines that move inside them.
        'r' | 's' => {
            let both =
                parameters.split(';').filter(|number| number.parse::<u16>().is_ok_and(|n| n > 0)).count();
            parameters.is_empty() || both == 2 && parameters.matches(';').count() == 1
        }
        'L' | 'M' => parameters.parse::<u16>().is_ok_and(|by| by > 0),
        'h' | 'l' => {
            parameters.strip_prefix('?').is_some_and(|mode| mode.split(';').all(|m| MODES.contains(&m)))
        }
        _ => false,
    }
}

fn blinks(parameters: &str) -> bool {
    let mut numbers = parameters.split(';');
    while let Some(number) = numbers.next() {
        match number {
            "38" | "48" | "58" => match numbers.next() {
                Some("5") => drop(numbers.next()),
                Some("2") => drop(numbers.nth(2)),
                _ => {}
            },
            "5" | "6" => return true,
            _ => {}
        }
    }
    false
}

/// Why a character must not be written.
fn unwanted(c: char) -> Option<&'static str> {
    match c {
        '\r' | '\n' => None,
        '\0'..='\u{1f}' | '\u{7f}' => Some("control"),
        '\u{80}'..='\u{9f}' => Some("C1 control"),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            Some("direction")
        }
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => Some("unseen"),
        '\u{2028}' | '\u{2029}' => Some("separator"),
        '\u{e0000}'..='\u{e0fff}' => Some("tag"),
        _ => None,
    }
}

fn around(text: &str, at: usize) -> &str {
    let start = text.floor_char_boundary(at.saturating_sub(20));
    &text[start..text.ceil_char_boundary((at + 30).min(text.len()))]
}

#[test]
fn what_is_not_the_programs_own_is_found() {
    assert_eq!(strangers("\u{1b}[?1049h\u{1b}[2;1H\u{1b}[38;5;75mтекст\u{1b}[0m\r\n".as_bytes()), [""; 0]);
    assert_eq!(strangers(b"\x1b]11;?\x1b\\\x1b]8;id=1;https://a.kz/b\x1b\\a.kz\x1b]8;;\x1b\\"), [""; 0]);
    assert_eq!(
        strangers(b"\x1bP$qs\x1b\\\x1b[?69h\x1b[3;47r\x1b[42;110s\x1b[3;42H\x1b[1M\x1b[s\x1b[?69l\x1b[r"),
        [""; 0]
    );
    for bad in [
        "\u{1b}P$qm\u{1b}\\",
        "\u{1b}[M",
        "\u{1b}[5r",
        "\u{1b}[1;2;3s",
        "\u{1b}[?69$p",
        "\u{1b}]8;id=1;https://a.kz\u{7}",
        "\u{1b}]8;;http://a.kz\u{1b}\\",
        "\u{1b}]8;id=1;file:///etc/passwd\u{1b}\\",
        "\u{1b}]8;id=1;https://a.kz/ә\u{1b}\\",
        "\u{1b}]11;#ffffff\u{1b}\\",
        "\u{1b}]52;c;ZXZpbA==\u{1b}\\",
        "\u{1b}]0;x\u{7}",
        "\u{1b}c",
        "\u{1b}[6n",
        "\u{1b}[5m",
        "\u{9b}2J",
        "\u{202e}",
        "\u{200b}",
        "\u{7}",
        "\u{1b}Px\u{1b}\\",
        "\u{1b}[38;5;1;5m",
        "\u{1b}[?1047h",
    ] {
        assert!(!strangers(bad.as_bytes()).is_empty(), "{bad:?}");
    }
    assert!(!strangers(b"\xff.").is_empty());
}
