//! Who reads the keyboard: the reader, or for a while another program. Never both.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvError, Sender, channel};
use std::time::Duration;

use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::raise;

/// How long the thread that reads may take to stand aside; it only has to pass on what it has read.
const PATIENCE: Duration = Duration::from_secs(2);

/// Held by whoever lends the keyboard.
#[derive(Debug)]
pub struct Keyboard {
    wanted: Arc<AtomicBool>,
    aside: Receiver<()>,
    go_on: Sender<()>,
}

/// Held by the thread that reads it.
#[derive(Debug)]
pub struct Waiting {
    wanted: Arc<AtomicBool>,
    aside: Sender<()>,
    go_on: Receiver<()>,
}

/// Both ends.
#[must_use]
pub fn keyboard() -> (Keyboard, Waiting) {
    let wanted = Arc::new(AtomicBool::new(false));
    let (aside, is_aside) = channel();
    let (go_on, may_go_on) = channel();
    let keyboard = Keyboard { wanted: Arc::clone(&wanted), aside: is_aside, go_on };
    (keyboard, Waiting { wanted, aside, go_on: may_go_on })
}

impl Keyboard {
    /// Does something while nobody here reads the keyboard.
    ///
    /// # Errors
    /// Where the thread that reads does not stand aside; nothing was done then.
    pub fn lend<T>(&self, act: impl FnOnce() -> T) -> io::Result<T> {
        self.wanted.store(true, Ordering::SeqCst);
        // The thread waits for the terminal; that its size may have changed wakes it, whatever it is.
        raise(SIGWINCH)?;
        let is_aside = self.aside.recv_timeout(PATIENCE);
        self.wanted.store(false, Ordering::SeqCst);
        let done = is_aside.map(|()| act());
        // Also where it comes too late.
        let _ = self.go_on.send(());
        done.map_err(|_late| io::Error::new(io::ErrorKind::TimedOut, "the keyboard is not let go"))
    }
}

impl Waiting {
    /// Where the keyboard is wanted, waits until it is given back.
    ///
    /// # Errors
    /// Where nobody can give it back any more.
    pub fn stand_aside(&self) -> Result<(), RecvError> {
        if !self.wanted.load(Ordering::SeqCst) {
            return Ok(());
        }
        self.aside.send(()).map_err(|_gone| RecvError)?;
        self.go_on.recv()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thread_that_reads_stands_aside_and_goes_on() {
        let (keyboard, waiting) = keyboard();
        waiting.stand_aside().unwrap();
        let reading = std::thread::spawn(move || {
            while !waiting.wanted.load(Ordering::SeqCst) {
                std::thread::yield_now();
            }
            waiting.stand_aside()
        });
        assert_eq!(keyboard.lend(|| 7).unwrap(), 7);
        reading.join().unwrap().unwrap();
    }
}
