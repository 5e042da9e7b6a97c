//! The terminal's modes: taken on entering, given back on leaving, whatever the way out. Never draws.

use std::io::{self, BufWriter, Stdout, Write as _, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::style::ResetColor;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};

use crate::shell::screen::Screen;

/// Whether the terminal is in the reader's modes.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Held while a frame is sent.
static DRAWING: Mutex<()> = Mutex::new(());

/// How long whoever gives the terminal back waits for a frame on its way: a few steps of this. A fault in drawing
/// itself waits in vain.
const STEP: Duration = Duration::from_millis(10);
/// See [`STEP`].
const STEPS: usize = 20;

/// Whether another program has the terminal.
static LENT: AtomicBool = AtomicBool::new(false);

/// Whether the terminal is known to have margins at the left and at the right.
static MARGINS: AtomicBool = AtomicBool::new(false);

/// Whether a thread beside the reader's has failed.
static FAILED: AtomicBool = AtomicBool::new(false);

/// Whether a thread beside the reader's has failed, so that the reader ended without being asked to.
#[must_use]
pub fn has_failed() -> bool {
    FAILED.load(Ordering::SeqCst)
}

/// Whether another program has the terminal at the moment.
#[must_use]
pub fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// Notes that the terminal has margins at the left and at the right, which are to be gone when it is given back.
pub fn margins_are_known() {
    MARGINS.store(true, Ordering::SeqCst);
}

/// Gives the terminal back, does something that uses it, and takes it again.
///
/// # Errors
///
/// What the terminal refused when it was taken again.
pub fn lend<T>(act: impl FnOnce() -> T) -> io::Result<T> {
    leave();
    LENT.store(true, Ordering::SeqCst);
    let done = act();
    LENT.store(false, Ordering::SeqCst);
    enter()?;
    Ok(done)
}

/// Holds the terminal; dropping it gives the terminal back.
#[derive(Debug)]
pub struct Guard;

impl Guard {
    /// Takes the terminal: raw mode, second screen, mouse, bracketed paste. A panic gives it back first.
    ///
    /// # Errors
    ///
    /// What the terminal refused; it is given back then.
    pub fn take() -> io::Result<Self> {
        restore_on_panic();
        let guard = Self;
        enter()?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

/// A screen on standard output; a whole frame is sent at once.
#[must_use]
pub fn screen() -> Screen<BufWriter<Stdout>> {
    Screen::new(BufWriter::with_capacity(1 << 16, stdout()))
}

/// Takes the terminal (again).
///
/// # Errors
///
/// What the terminal refused.
pub fn enter() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture)
}

/// Gives the terminal back. Does nothing where it is given back already; what fails is passed over, since
/// there is nobody to tell.
pub fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _none = frame_sent();
    // Margins are there only while something moves; a failure in the middle of that leaves none behind either.
    let sides = if MARGINS.load(Ordering::SeqCst) { "\x1b[?69l" } else { "" };
    let _ = write!(stdout(), "\x1b7{sides}\x1b[r\x1b8");
    let _ = execute!(
        stdout(),
        DisableMouseCapture,
        DisableBracketedPaste,
        ResetColor,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
    let _ = stdout().flush();
}

/// Draws where the terminal is the reader's. A thread that fails beside gives it back after that, so that nothing is
/// drawn over its message.
///
/// # Errors
///
/// What drawing met.
pub fn while_taken(draw: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let _drawing = DRAWING.lock().unwrap_or_else(PoisonError::into_inner);
    if is_taken() { draw() } else { Ok(()) }
}

/// Waits until no frame is on its way, for a while at most.
fn frame_sent() -> Option<MutexGuard<'static, ()>> {
    (0..STEPS).find_map(|_| match DRAWING.try_lock() {
        Ok(none) => Some(none),
        Err(TryLockError::Poisoned(none)) => Some(none.into_inner()),
        Err(TryLockError::WouldBlock) => {
            thread::sleep(STEP);
            None
        }
    })
}

/// Whether the terminal is the reader's now.
#[must_use]
pub fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// A panic gives the terminal back before its message is printed. One on a thread beside the reader's also asks
/// the reader to end in order, with everything noted: without that thread it would only look alive.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let was_taken = is_taken();
            leave();
            before(info);
            if was_taken && thread::current().name() != Some("main") {
                FAILED.store(true, Ordering::SeqCst);
                let _ = signal_hook::low_level::raise(signal_hook::consts::SIGTERM);
            }
        }));
    });
}
