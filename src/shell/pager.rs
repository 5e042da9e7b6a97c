//! The user's own pager for what is longer than the screen: `$PAGER`, else `less`, else `more`. Never run by a shell.

use std::io::{self, IsTerminal as _, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::said::Said;
use crate::shell::surroundings;
use crate::text::width;

/// Whether the command line forbids a pager.
static FORBIDDEN: AtomicBool = AtomicBool::new(false);

/// Nothing goes through a pager from here on.
pub fn forbid() {
    FORBIDDEN.store(true, Ordering::SeqCst);
}

/// How many rows and columns a text may have to be printed without a pager; `None` where none is to be used at all.
#[must_use]
pub fn room() -> Option<(usize, usize)> {
    let forbidden = FORBIDDEN.load(Ordering::SeqCst) || set("NO_PAGER").is_some() || surroundings::is_dumb();
    if forbidden || !io::stdout().is_terminal() || candidates().is_empty() {
        return None;
    }
    let (columns, rows) = crossterm::terminal::size().ok()?;
    // The prompt of the shell stands below.
    (columns > 0 && rows > 1).then(|| (usize::from(rows) - 1, usize::from(columns)))
}

/// How many rows a line takes on a screen of so many columns.
#[must_use]
pub fn rows(line: &str, columns: usize) -> usize {
    width::of(line).div_ceil(columns).max(1)
}

/// A pager that runs. Dropping it waits until it is left.
#[derive(Debug)]
pub struct Pager {
    child: Child,
}

impl Pager {
    /// Starts the user's pager; the usual ones where none is named.
    ///
    /// # Errors
    /// Where none can be started.
    pub fn start() -> Result<Self, Said> {
        let mut problem = Said::text("problem.no_pager");
        for words in candidates() {
            let Some((program, arguments)) = words.split_first() else { continue };
            let mut command = Command::new(program);
            command.args(arguments).stdin(Stdio::piped());
            // As others do: end where all fits, keep what was shown, show no more than was written.
            for (name, value) in [("LESS", "FRX"), ("LV", "-c")] {
                if std::env::var_os(name).is_none() {
                    command.env(name, value);
                }
            }
            match command.spawn() {
                Ok(child) => {
                    // An interrupt is for the pager, which ends by itself.
                    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::default());
                    return Ok(Self { child });
                }
                Err(error) => {
                    let what = Said::text("failure.at").with("place", program.as_str());
                    problem = what.with("what", &error);
                }
            }
        }
        Err(problem)
    }

    /// Lets the reader read on until she leaves the pager.
    fn wait(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

impl Drop for Pager {
    fn drop(&mut self) {
        self.wait();
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.child.stdin {
            Some(stdin) => stdin.write(bytes),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.child.stdin.as_mut().map_or(Ok(()), Write::flush)
    }
}

/// Shows a text in the user's pager. The terminal must have been given back.
///
/// # Errors
/// Where no pager can be started.
pub fn show(text: &str) -> Result<(), Said> {
    let mut pager = Pager::start()?;
    match pager.write_all(text.as_bytes()) {
        // Left before the end.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Said::from(&error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// The pagers that may be run, the wished one alone where one is wished; none where `cat` is, or nothing.
fn candidates() -> Vec<Vec<String>> {
    match std::env::var("PAGER") {
        Ok(wished) => {
            let words = words(&wished);
            let is_none = words.first().is_none_or(|program| program == "cat");
            if is_none { Vec::new() } else { vec![words] }
        }
        Err(_) => ["less", "more"].map(|name| vec![name.to_owned()]).to_vec(),
    }
}

fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The words of a command: blanks part them, but not inside quotes or after a backslash. Nothing else means anything.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None::<char>);
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(chars.next()),
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_words_and_nothing_more() {
        assert_eq!(words("less -R  -S"), ["less", "-R", "-S"]);
        assert_eq!(words(r#"'my pager' --title "a b" c\ d"#), ["my pager", "--title", "a b", "c d"]);
        assert_eq!(words("less; rm -rf $HOME `x`"), ["less;", "rm", "-rf", "$HOME", "`x`"]);
        assert_eq!(words("''"), [""]);
        assert_eq!(words("  "), [""; 0]);
        assert_eq!(words("\"open"), ["open"]);
    }

    #[test]
    fn long_lines_take_several_rows() {
        assert_eq!([rows("", 10), rows("1234567890", 10), rows("12345678901", 10)], [1, 1, 2]);
    }
}
