//! A program in a terminal, watched with a clock: how long until something shows, what it weighs. Never sleeps
//! where it can wait.

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const COLUMNS: u16 = 120;
const ROWS: u16 = 36;

/// Longer than anything takes that is worth measuring.
const PATIENCE: Duration = Duration::from_mins(5);

struct Seen {
    parser: vt100::Parser,
    bytes: usize,
    last: Instant,
}

/// The program.
pub(crate) struct Watch {
    started: Instant,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    _master: Box<dyn MasterPty + Send>,
}

impl Watch {
    /// Starts it.
    pub(crate) fn start(command: CommandBuilder) -> Self {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = vt100::Parser::new(NonZero::new(ROWS).unwrap(), NonZero::new(COLUMNS).unwrap(), 0);
        let seen = Arc::new((Mutex::new(Seen { parser, bytes: 0, last: started }), Condvar::new()));
        let (shared, mut output) = (Arc::clone(&seen), pair.master.try_clone_reader().unwrap());
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(read @ 1..) = output.read(&mut buffer) {
                let now = Instant::now();
                let mut seen = shared.0.lock().unwrap();
                seen.parser.process(&buffer[..read]);
                seen.bytes += read;
                seen.last = now;
                shared.1.notify_all();
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        Self { started, keyboard, child, seen, _master: pair.master }
    }

    /// Waits for the screen; gives the time since the start at which what satisfied it was written.
    pub(crate) fn until(&self, what: &str, condition: impl Fn(&str) -> bool) -> Duration {
        let mut seen = self.seen.0.lock().unwrap();
        loop {
            let screen = seen.parser.screen().contents();
            if condition(&screen) {
                return seen.last - self.started;
            }
            assert!(self.started.elapsed() < PATIENCE, "waited for {what}:\n{screen}");
            seen = self.seen.1.wait_timeout(seen, Duration::from_secs(1)).unwrap().0;
        }
    }

    /// Waits until nothing was written for so long.
    pub(crate) fn settle(&self, quiet: Duration) {
        let mut seen = self.seen.0.lock().unwrap();
        loop {
            let (next, time) = self.seen.1.wait_timeout(seen, quiet).unwrap();
            if time.timed_out() {
                return;
            }
            seen = next;
        }
    }

    /// Types; gives the time until the first byte that is written then.
    pub(crate) fn press(&mut self, keys: &str) -> Duration {
        let before = self.seen.0.lock().unwrap().bytes;
        let pressed = Instant::now();
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        let mut seen = self.seen.0.lock().unwrap();
        while seen.bytes == before && pressed.elapsed() < Duration::from_secs(20) {
            seen = self.seen.1.wait_timeout(seen, Duration::from_secs(1)).unwrap().0;
        }
        seen.last.saturating_duration_since(pressed)
    }

    /// Types and does not wait.
    pub(crate) fn send(&mut self, keys: &str) -> Instant {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        Instant::now()
    }

    /// Waits for the screen; gives the time since `then`.
    pub(crate) fn since(&self, then: Instant, what: &str, condition: impl Fn(&str) -> bool) -> Duration {
        (self.started + self.until(what, condition)).saturating_duration_since(then)
    }

    /// Resident memory in megabytes, from the kernel.
    pub(crate) fn resident(&self) -> f64 {
        let status = self.proc("status");
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1000.0
    }

    /// Processor time used so far, in the kernel's ticks.
    pub(crate) fn ticks(&self) -> u64 {
        let stat = self.proc("stat");
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        [11, 12].iter().filter_map(|at| fields.get(*at)?.parse::<u64>().ok()).sum()
    }

    fn proc(&self, name: &str) -> String {
        let id = self.child.process_id().expect("a running program");
        std::fs::read_to_string(format!("/proc/{id}/{name}")).unwrap_or_default()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
