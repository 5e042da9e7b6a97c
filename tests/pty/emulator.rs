//! What a terminal emulator, fed with everything that was written, was asked for beyond drawing. Never forgives.

use vt100::{Callbacks, Screen};

use crate::known::{is_known, is_own};
use crate::terminal::side;

/// Each request that is not the program's own, in words; nothing where all is well.
pub(crate) fn requests(raw: &[u8]) -> Vec<String> {
    let mut parser = vt100::Parser::new_with_callbacks(side(48), side(160), 0, Requests::default());
    parser.process(raw);
    std::mem::take(&mut parser.callbacks_mut().0)
}

/// What the emulator called back for.
#[derive(Default)]
struct Requests(Vec<String>);

impl Requests {
    fn note(&mut self, what: &str, data: &[u8]) {
        self.0.push(format!("the emulator was asked to {what} {:?}", String::from_utf8_lossy(data)));
    }
}

impl Callbacks for Requests {
    fn audible_bell(&mut self, _: &mut Screen) {
        self.note("ring", b"");
    }

    fn visual_bell(&mut self, _: &mut Screen) {
        self.note("flash", b"");
    }

    fn resize(&mut self, _: &mut Screen, (rows, columns): (u16, u16)) {
        self.note("resize to", format!("{columns}x{rows}").as_bytes());
    }

    fn set_window_icon_name(&mut self, _: &mut Screen, name: &[u8]) {
        self.note("name its icon", name);
    }

    fn set_window_title(&mut self, _: &mut Screen, title: &[u8]) {
        self.note("set its title to", title);
    }

    fn copy_to_clipboard(&mut self, _: &mut Screen, _: &[u8], data: &[u8]) {
        self.note("copy", data);
    }

    fn paste_from_clipboard(&mut self, _: &mut Screen, kind: &[u8]) {
        self.note("paste from", kind);
    }

    fn unhandled_char(&mut self, _: &mut Screen, c: char) {
        self.note("show", c.to_string().as_bytes());
    }

    fn unhandled_control(&mut self, _: &mut Screen, byte: u8) {
        self.note("obey", &[byte]);
    }

    fn unhandled_escape(&mut self, _: &mut Screen, one: Option<u8>, two: Option<u8>, byte: u8) {
        // The known end of a string, whose beginning was told by itself.
        if (one, two, byte) == (None, None, b'\\') {
            return;
        }
        let bytes: Vec<u8> = one.into_iter().chain(two).chain([byte]).collect();
        self.note("escape", &bytes);
    }

    fn unhandled_csi(
        &mut self,
        _: &mut Screen,
        one: Option<u8>,
        two: Option<u8>,
        numbers: &[&[u16]],
        last: char,
    ) {
        let parts = |part: &&[u16]| part.iter().map(ToString::to_string).collect::<Vec<_>>().join(":");
        let marks: String = one.into_iter().chain(two).map(char::from).collect();
        let sequence = marks + &numbers.iter().map(parts).collect::<Vec<_>>().join(";");
        if !is_known(&sequence, last) {
            self.note("control", format!("{sequence}{last}").as_bytes());
        }
    }

    fn unhandled_osc(&mut self, _: &mut Screen, parts: &[&[u8]]) {
        let sequence = parts.join(&b';');
        if !std::str::from_utf8(&sequence).is_ok_and(is_own) {
            self.note("act on", &sequence);
        }
    }
}

#[test]
fn an_emulator_tells_what_it_was_asked_for() {
    assert_eq!(
        requests("\u{1b}[?1049h\u{1b}[2;1H\u{1b}[38;5;75mтекст\u{1b}]11;?\u{1b}\\".as_bytes()),
        [""; 0]
    );
    for bad in [
        "\u{7}",
        "\u{1b}g",
        "\u{1b}[8;10;10t",
        "\u{1b}]1;x\u{7}",
        "\u{1b}]2;x\u{7}",
        "\u{1b}]52;c;ZXZpbA==\u{7}",
        "\u{1b}]52;c;?\u{7}",
        "\u{1b}[6n",
        "\u{1b}[>c",
        "\u{1b}(0",
        "\u{1b}]8;id=1;file:///etc/passwd\u{1b}\\",
    ] {
        assert_eq!(requests(bad.as_bytes()).len(), 1, "{bad:?}");
    }
}
