//! A person at a terminal: starts the program, types, looks at the screen, waits for what should appear.

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use throughline::app::texts::texts;
use throughline::model::lang::Lang;

/// How long a condition may take on a slow, busy machine before the test fails.
const PATIENCE: Duration = Duration::from_mins(2);

/// What the program has written so far.
pub(crate) struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    closed: bool,
}

/// What a test wants of its terminal beside size and arguments.
#[derive(Default)]
pub(crate) struct Wishes {
    /// Another program than ours.
    pub(crate) program: Option<PathBuf>,
    /// Variables that differ from the usual ones; `None` is not set.
    pub(crate) environment: Vec<(&'static str, Option<&'static str>)>,
    /// A slow line: this long a wait for every kilobyte.
    pub(crate) pace: Option<Duration>,
}

impl Seen {
    /// The screen as lines of text.
    pub(crate) fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// How many bytes were written.
    pub(crate) fn written(&self) -> usize {
        self.raw.len()
    }

    /// Whether the terminal is as a shell expects it: main screen, cursor shown, no mouse, no bracketed paste.
    pub(crate) fn is_restored(&self) -> bool {
        let screen = self.parser.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }

    /// The reversed words of the reading pane: what is chosen there, where colour is off.
    pub(crate) fn chosen(&self) -> String {
        let screen = self.parser.screen();
        let (rows, columns) = screen.size();
        let rule = |column: &u16| screen.cell(0, *column).is_some_and(|cell| cell.contents() == "│");
        let rules: Vec<u16> = (0..columns.get()).filter(rule).collect();
        let (left, right) = match rules[..] {
            [left, right, ..] => (left, right),
            [left] => (left, columns.get()),
            [] => (0, columns.get()),
        };
        let mut words = String::new();
        for row in 0..rows.get() {
            for column in left..right {
                if let Some(cell) = screen.cell(row, column).filter(|cell| cell.inverse()) {
                    words.push_str(cell.contents());
                }
            }
            words.push(' ');
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether the screen says that articles are read, looked into or linked.
pub(crate) fn is_busy(screen: &str) -> bool {
    let texts = texts(Lang::new("en"));
    let mut said = texts.keys().filter(|key| key.starts_with("progress."));
    said.any(|key| screen.contains(texts.get(key)))
}

/// A home folder of its own, so that no test meets another's library or the developer's.
pub(crate) struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The program with this home and no terminal.
    pub(crate) fn command(&self, args: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_throughline"));
        command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).env_clear().envs(self.environment());
        command
    }

    /// The environment of the program: nothing of the developer's but the path.
    fn environment(&self) -> Vec<(&'static str, String)> {
        let under = |name: &str| self.path().join(name).to_string_lossy().into_owned();
        vec![
            ("HOME", under("")),
            ("XDG_DATA_HOME", under("data")),
            ("XDG_CONFIG_HOME", under("config")),
            ("XDG_STATE_HOME", under("state")),
            ("XDG_CACHE_HOME", under("cache")),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("LANG", "C.UTF-8".to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            // What is chosen is reversed then, which an emulator shows as such.
            ("NO_COLOR", "1".to_owned()),
        ]
    }
}

/// A running program and its screen.
pub(crate) struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    reader: Option<JoinHandle<()>>,
    closing: Arc<AtomicBool>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

impl Terminal {
    /// Starts `throughline ARGS` in a terminal of this size, in the project's folder.
    pub(crate) fn start(home: &Home, columns: u16, rows: u16, args: &[&str]) -> Self {
        Self::start_with(home, columns, rows, args, &Wishes::default())
    }

    /// Starts it as wished.
    pub(crate) fn start_with(home: &Home, columns: u16, rows: u16, args: &[&str], wishes: &Wishes) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let program = wishes.program.clone();
        let program = program.unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_throughline")));
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env_clear();
        for (key, value) in home.environment() {
            command.env(key, value);
        }
        for (key, value) in &wishes.environment {
            match value {
                Some(value) => command.env(key, value),
                None => command.env_remove(key),
            }
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen =
            Seen { parser: vt100::Parser::new(side(rows), side(columns), 0), raw: Vec::new(), closed: false };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let mut output = pair.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&seen);
        let closing = Arc::new(AtomicBool::new(false));
        let (is_closing, pace) = (Arc::clone(&closing), wishes.pace);
        let reader = thread::spawn(move || {
            let mut buffer = vec![0; if pace.is_some() { 1024 } else { 8192 }];
            loop {
                let read = output.read(&mut buffer).unwrap_or(0);
                pace.into_iter().for_each(thread::sleep);
                if is_closing.load(Ordering::SeqCst) {
                    return;
                }
                let mut seen = shared.0.lock().unwrap();
                seen.closed |= read == 0;
                seen.parser.process(&buffer[..read]);
                seen.raw.extend_from_slice(&buffer[..read]);
                shared.1.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
        let keyboard = Some(pair.master.take_writer().unwrap());
        Self { master: Some(pair.master), keyboard, child, reader: Some(reader), closing, seen }
    }

    /// Types these bytes.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        let keyboard = self.keyboard.as_mut().expect("a terminal that is open");
        keyboard.write_all(keys.as_bytes()).unwrap();
        keyboard.flush().unwrap();
        self
    }

    /// Opens the article that is chosen on the timeline, goes to a passage with these keys and keeps it.
    pub(crate) fn keep_a_passage(&mut self, keys: &str) {
        self.wait_until("articles", |screen| screen.contains('◆'));
        self.press("\r");
        self.wait_until("an article", |screen| screen.contains(" %"));
        self.press(keys).press("b");
        self.wait_until("the bookmark", |screen| screen.contains("Kept"));
    }

    /// Closes the terminal as one closes its window.
    pub(crate) fn hang_up(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        // What is drawn now wakes the reading thread, which then lets go of the terminal.
        self.press("\u{c}");
        self.reader.take().expect("a terminal that is open").join().unwrap();
        self.keyboard = None;
        self.master = None;
    }

    /// The screen as lines of text.
    pub(crate) fn screen(&self) -> String {
        self.seen.0.lock().unwrap().text()
    }

    /// The chosen words of the text.
    pub(crate) fn chosen(&self) -> String {
        self.seen.0.lock().unwrap().chosen()
    }

    /// Every byte the program has written.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().raw.clone()
    }

    /// Waits until the screen satisfies the condition; fails with the screen where it does not in time.
    pub(crate) fn wait_until(&self, what: &str, condition: impl Fn(&str) -> bool) -> String {
        self.wait_until_seen(what, |seen| condition(&seen.text()))
    }

    /// Waits until what was written satisfies the condition.
    pub(crate) fn wait_until_seen(&self, what: &str, condition: impl Fn(&Seen) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        loop {
            if condition(&seen) {
                return seen.parser.screen().contents();
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let screen = seen.parser.screen().contents();
            assert!(!left.is_zero() && !seen.closed, "waited for {what}; the screen shows:\n{screen}");
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Waits until nothing was written for this long.
    pub(crate) fn wait_until_quiet(&self, quiet: Duration) {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        loop {
            let (next, timeout) = self.seen.1.wait_timeout(seen, quiet).unwrap();
            if timeout.timed_out() {
                return;
            }
            assert!(Instant::now() < deadline, "the program never stops writing");
            seen = next;
        }
    }

    /// Looks on for this long.
    #[expect(clippy::unused_self, reason = "one looks at this terminal")]
    pub(crate) fn watch(&self, time: Duration) {
        thread::sleep(time);
    }

    /// Processor time used so far, in the kernel's ticks; 0 where the system does not tell.
    pub(crate) fn cpu_ticks(&self) -> u64 {
        let id = self.child.process_id().expect("a running program");
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let tick = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok()).unwrap_or_default();
        tick(11) + tick(12)
    }

    /// Changes the size of the terminal.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        self.seen.0.lock().unwrap().parser.screen_mut().set_size(side(rows), side(columns));
        let master = self.master.as_ref().expect("a terminal that is open");
        master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Sends a signal by its name, such as `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("a running program").to_string();
        let done = std::process::Command::new("kill").args(["-s", name, &id]).status().unwrap();
        assert!(done.success());
    }

    /// Waits until the system says that the program is in this state, such as `T` for stopped.
    pub(crate) fn wait_for_state(&self, state: char) {
        let deadline = Instant::now() + PATIENCE;
        let id = self.child.process_id().expect("a running program");
        loop {
            let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            if stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with(state)) {
                return;
            }
            assert!(Instant::now() < deadline, "the program is not in state {state}: {stat}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Fails where the program has ended.
    pub(crate) fn assert_running(&mut self, when: &str) {
        let status = self.child.try_wait().unwrap();
        assert!(status.is_none(), "it ended, {when}: {status:?}\n{}", self.screen());
    }

    /// Waits for the end of the program.
    pub(crate) fn wait_for_end(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                self.read_to_the_end(deadline);
                return status;
            }
            assert!(
                Instant::now() < deadline,
                "the program does not end; the screen shows:\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the last of what the program wrote has been read.
    fn read_to_the_end(&self, deadline: Instant) {
        let mut seen = self.seen.0.lock().unwrap();
        while !seen.closed && self.reader.is_some() && Instant::now() < deadline {
            seen = self.seen.1.wait_timeout(seen, Duration::from_millis(100)).unwrap().0;
        }
    }

    /// Whether the terminal is as a shell expects it.
    pub(crate) fn is_restored(&self) -> bool {
        self.seen.0.lock().unwrap().is_restored()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A screen of the test's own terminal has at least one row and one column.
pub(crate) fn side(length: u16) -> NonZero<u16> {
    NonZero::new(length).unwrap_or(NonZero::<u16>::MIN)
}
