//! The reader's loop: wait, update, carry out, draw once. Never a rule of the domain.
#![expect(clippy::disallowed_methods, reason = "the loop is where the clock is read")]

use std::collections::VecDeque;
use std::io::{self, BufWriter, Stdout, stdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, Local, Utc};
use ratatui::layout::Rect;
use signal_hook::low_level::emulate_default_handler;

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::{Ask, Effect, Effects};
use crate::app::event::Event;
use crate::app::keymap::{Keymap, Meaning};
use crate::app::layout::Size;
use crate::app::model::Model;
use crate::app::signs::Signs;
use crate::app::texts::Texts;
use crate::app::update::{start, update};
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::shell::answers::Answer;
use crate::shell::beside::{Reporter, Work, Works};
use crate::shell::browse;
use crate::shell::carry::{Carrier, Job};
use crate::shell::clipboard;
use crate::shell::config::Config;
use crate::shell::editor;
use crate::shell::error::Failure;
use crate::shell::events::{Ears, Wake, listen};
use crate::shell::ground;
use crate::shell::keyboard::Keyboard;
use crate::shell::margins;
use crate::shell::pager;
use crate::shell::screen::{Beside, Screen};
use crate::shell::scroll::Reach;
use crate::shell::surroundings::{self, Options};
use crate::shell::terminal::{self, Guard};
use crate::store::library::Library;
use crate::ui::links::links;
use crate::ui::look::Look;
use crate::ui::moving::moving;
use crate::ui::root::draw;
use crate::ui::theme::Theme;

struct Reader {
    model: Model,
    theme: Theme,
    signs: Signs,
    keymap: Keymap,
    texts: &'static Texts,
    options: Options,
    /// Whether addresses are links of the terminal's own.
    has_links: bool,
    /// When the terminal was asked something, and how many answers are still to come.
    asked: Option<(Instant, u8)>,
    carrier: Carrier,
    screen: Screen<BufWriter<Stdout>>,
    reporter: Reporter,
    sample: Option<Work>,
    keyboard: Keyboard,
    relink: Option<Box<dyn Fn() -> Work>>,
    /// What was typed ahead, meant for an article that is on its way.
    ahead: VecDeque<Event>,
    /// Whether what one waits for takes so long that nothing typed is put off for it any more.
    has_waited: bool,
    /// Articles to be asked for when the frame is sent: on few cores it would wait for the library otherwise.
    after_frame: Vec<Job>,
    /// When something was typed last.
    typed: Instant,
}

/// What the loop is to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    GoOn,
    Leave,
}

/// Events taken before a frame is drawn, so that a flood cannot keep the screen still.
const BATCH: usize = 512;

/// How long an answer of the terminal may be on its way when one leaves.
const ON_ITS_WAY: Duration = Duration::from_millis(200);

/// How long nothing is typed before the article follows that one has stepped to.
const LULL: Duration = Duration::from_millis(100);

/// How long what was typed ahead waits for a library that is slow to answer.
const PATIENCE: Duration = Duration::from_millis(300);

/// Runs the reader on a library until the user leaves it.
///
/// # Errors
///
/// Where the terminal or threads cannot be had. The terminal is given back in any case.
pub fn run(library: Box<dyn Library>, config: Config, works: Works) -> Result<(), Failure> {
    let result = read(library, config, works);
    if terminal::has_failed() {
        return Err(Failure::new(Said::text("failure.part_failed")));
    }
    result.map_err(|error| {
        Failure::new(Said::text("failure.terminal").with("why", &error)).hint(Said::text("advice.list"))
    })
}

fn read(library: Box<dyn Library>, config: Config, works: Works) -> io::Result<()> {
    let Config { options, keymap, problems, .. } = config;
    let guard = Guard::take()?;
    let Ears { sender: to, receiver: from, keyboard } = listen()?;
    // Asked only now: a change from here on is told.
    let (columns, rows) = crossterm::terminal::size()?;
    let carrier = Carrier::start(library, to.clone(), Utc::now)?;
    let mut model = Model::new(Size { columns, rows });
    model.measure = options.measure.unwrap_or(model.measure);
    let mut reader = Reader {
        model,
        theme: surroundings::chosen_theme(&options, None),
        signs: surroundings::chosen_signs(&options),
        keymap,
        texts: surroundings::chosen_texts(&options),
        has_links: surroundings::has_links(&options),
        asked: None,
        options,
        carrier,
        screen: terminal::screen(),
        reporter: Reporter { to },
        sample: works.sample,
        keyboard,
        relink: works.relink,
        ahead: VecDeque::new(),
        has_waited: false,
        after_frame: Vec::new(),
        typed: Instant::now(),
    };
    if let Some(first) = problems.into_iter().next() {
        reader.reporter.problem(first.hint(Said::text("advice.check")));
    }
    if let Some(work) = works.now {
        reader.begin(work)?;
    }
    let result = reader.go(&from);
    reader.let_answer_come(&from);
    drop(reader);
    drop(guard);
    result
}

impl Reader {
    fn go(&mut self, from: &Receiver<Wake>) -> io::Result<()> {
        let effects = start(&mut self.model, &context(self.texts, &self.signs, &self.keymap));
        self.carry(effects)?;
        self.screen.may_move(surroundings::reach());
        let mut asked = 0;
        // Before the first frame: what a terminal that does not know the question shows of it is drawn over.
        if surroundings::may_ask_margins() {
            margins::ask(&mut stdout())?;
            asked += 1;
        }
        self.draw()?;
        self.ask_for_articles();
        // Asked only when something is to be seen already; nobody waits for the answer.
        if surroundings::may_ask_ground(&self.options) {
            ground::ask(&mut stdout())?;
            asked += 1;
        }
        self.asked = (asked > 0).then(|| (Instant::now(), asked));
        while let Some(wake) = self.wait(from) {
            let mut next = self.take(wake)?;
            for wake in from.try_iter().take(BATCH) {
                if next == Next::Leave {
                    break;
                }
                next = self.take(wake)?;
            }
            if next == Next::Leave {
                break;
            }
            self.draw()?;
            self.ask_for_articles();
        }
        Ok(())
    }

    /// Where one leaves right after the terminal was asked, lets its answer come, or a shell would take it for typed.
    fn let_answer_come(&self, from: &Receiver<Wake>) {
        let Some((asked, mut due)) = self.asked else { return };
        while let Some(left) = ON_ITS_WAY.checked_sub(asked.elapsed()).filter(|_| due > 0) {
            match from.recv_timeout(left) {
                Ok(Wake::Answer(_)) => due -= 1,
                Ok(_) => {}
                Err(_) => return,
            }
        }
    }

    /// What comes next; `None` where nothing can come any more.
    fn wait(&mut self, from: &Receiver<Wake>) -> Option<Wake> {
        if self.ahead.is_empty() && self.model.is_preview_due {
            let left = LULL.checked_sub(self.typed.elapsed()).unwrap_or_default();
            return match from.recv_timeout(left) {
                Ok(wake) => Some(wake),
                Err(RecvTimeoutError::Disconnected) => None,
                Err(RecvTimeoutError::Timeout) => Some(Wake::Event(Event::Lull)),
            };
        }
        if self.ahead.is_empty() || self.is_article_coming() {
            return from.recv().ok();
        }
        match from.recv_timeout(PATIENCE) {
            Ok(wake) => Some(wake),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => self.ahead.pop_front().map(Wake::Late),
        }
    }

    fn take(&mut self, wake: Wake) -> io::Result<Next> {
        match wake {
            Wake::Event(event) if is_typed(&event) && (self.is_put_off() || !self.ahead.is_empty()) => {
                if self.leaves(&event) {
                    self.ahead.clear();
                    return self.tell(event);
                }
                self.ahead.push_back(event);
                Ok(Next::GoOn)
            }
            Wake::Late(event) if !self.has_waited => {
                self.has_waited = true;
                self.take(Wake::Late(event))
            }
            Wake::Event(event) | Wake::Late(event) => {
                let is_late = !self.ahead.is_empty() && is_typed(&event);
                let mut next = self.tell(event)?;
                while next == Next::GoOn && (is_late || !self.is_opening()) {
                    let Some(event) = self.ahead.pop_front() else { break };
                    next = self.tell(event)?;
                }
                Ok(next)
            }
            Wake::Answer(answer) => {
                self.asked = self.asked.map(|(when, due)| (when, due.saturating_sub(1)));
                match answer {
                    Answer::Ground(ground) => {
                        self.theme = surroundings::chosen_theme(&self.options, Some(ground));
                    }
                    Answer::Margins(true) => {
                        terminal::margins_are_known();
                        self.screen.may_move(Reach::Columns);
                    }
                    Answer::Margins(false) => {}
                }
                Ok(Next::GoOn)
            }
            Wake::End => Ok(Next::Leave),
            Wake::Stop => self.suspend().map(|()| Next::GoOn),
            Wake::Continue => self.resume().map(|()| Next::GoOn),
        }
    }

    fn tell(&mut self, event: Event) -> io::Result<Next> {
        if is_typed(&event) {
            self.typed = Instant::now();
        }
        let effects = update(&mut self.model, event, &context(self.texts, &self.signs, &self.keymap));
        self.carry(effects)
    }

    /// Whether what is typed now is to wait for a page on its way.
    fn is_put_off(&mut self) -> bool {
        self.has_waited &= self.is_opening();
        self.is_article_coming() || self.is_opening() && !self.has_waited
    }

    /// Whether a page is on its way that one asked for, so that what is typed next is meant for it.
    fn is_opening(&self) -> bool {
        let awaited = &self.model.awaited;
        self.is_article_coming() || awaited.thread.is_some() || awaited.threads.is_some()
    }

    /// Whether an article is on its way that one opened: however long that takes, nothing typed is meant for the
    /// timeline any more.
    fn is_article_coming(&self) -> bool {
        self.model.awaited.page.as_ref().is_some_and(|(_, opening)| opening.focus.is_some())
    }

    /// Whether a key leaves or calls off, so that it waits for nothing.
    fn leaves(&self, event: &Event) -> bool {
        let Event::Key(key) = event else { return false };
        let meaning = self.keymap.meaning(&[*key], self.model.scopes());
        let leaving = [Command::Quit, Command::Cancel, Command::Close, Command::Suspend];
        leaving.into_iter().any(|command| meaning == Meaning::Command(command))
    }

    fn carry(&mut self, effects: Effects) -> io::Result<Next> {
        for effect in effects.into_vec() {
            match effect {
                Effect::Ask(id, ask @ Ask::Page(_)) => self.after_frame.push(Job::Ask(id, ask)),
                Effect::Ask(id, ask) => self.carrier.send(Job::Ask(id, ask)),
                Effect::Note { row, position, seen } => self.carrier.send(Job::Note(row, position, seen)),
                Effect::Keep { key, value } => self.carrier.send(Job::Keep(key, value)),
                Effect::Copy(text) => clipboard::copy(&text, &mut stdout(), surroundings::in_tmux())?,
                Effect::Edit(text) => self.edit(&text)?,
                Effect::Show(text) => drop(self.lend(|| pager::show(&text))?),
                Effect::Browse(address) => {
                    if let Err(error) = browse::open(&address) {
                        self.reporter.problem(Problem::new(error, address));
                    }
                }
                Effect::Sample => {
                    if let Some(work) = self.sample.take() {
                        self.begin(work)?;
                    }
                }
                Effect::Relink => {
                    if let Some(relink) = &self.relink {
                        self.begin(relink())?;
                    }
                }
                Effect::Redraw => self.screen.forget(),
                Effect::Suspend => self.suspend()?,
                Effect::Quit => return Ok(Next::Leave),
            }
        }
        Ok(Next::GoOn)
    }

    /// Begins work on a thread of its own.
    fn begin(&self, work: Work) -> io::Result<()> {
        let reporter = self.reporter.clone();
        thread::Builder::new().name("work".into()).spawn(move || {
            work(&reporter);
            reporter.send(Event::Progress(None));
        })?;
        Ok(())
    }

    /// Asks for the articles that the frame just sent is to be followed by.
    fn ask_for_articles(&mut self) {
        self.after_frame.drain(..).for_each(|job| self.carrier.send(job));
    }

    fn draw(&mut self) -> io::Result<()> {
        let look = Look {
            theme: &self.theme,
            texts: self.texts,
            signs: &self.signs,
            keymap: &self.keymap,
            today: Local::now().date_naive(),
        };
        let (columns, rows) = crossterm::terminal::size()?;
        let (model, has_links, screen) = (&self.model, self.has_links, &mut self.screen);
        terminal::while_taken(|| {
            screen.draw(Rect::new(0, 0, columns, rows), |buffer| {
                let cursor = draw(model, &look, buffer);
                let links = if has_links { links(model, buffer) } else { Vec::new() };
                Beside { cursor, links, moving: moving(model) }
            })
        })
    }

    /// Lends the terminal to the user's editor and takes what was written there.
    fn edit(&mut self, text: &str) -> io::Result<()> {
        if let Some(text) = self.lend(|| editor::edit(text))? {
            self.reporter.send(Event::Edited(text));
        }
        Ok(())
    }

    /// Lends the terminal to another program. Where that fails, it is told.
    fn lend<T>(&mut self, act: impl FnOnce() -> Result<T, Said>) -> io::Result<Option<T>> {
        let done = self.keyboard.lend(|| terminal::lend(act))??;
        let (columns, rows) = crossterm::terminal::size()?;
        self.reporter.send(Event::Resized(columns, rows));
        self.screen.forget();
        match done {
            Ok(done) => Ok(Some(done)),
            Err(error) => {
                self.reporter.problem(Problem::new(error, ""));
                Ok(None)
            }
        }
    }

    /// Gives the terminal back and stops the program, as Ctrl-Z does to others.
    fn suspend(&mut self) -> io::Result<()> {
        terminal::leave();
        emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.resume()
    }

    /// Takes the terminal again, whose size may have changed, and draws everything anew.
    fn resume(&mut self) -> io::Result<()> {
        terminal::enter()?;
        let (columns, rows) = crossterm::terminal::size()?;
        let effects = update(
            &mut self.model,
            Event::Resized(columns, rows),
            &context(self.texts, &self.signs, &self.keymap),
        );
        self.carry(effects)?;
        self.screen.forget();
        Ok(())
    }
}

fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Key(_) | Event::Mouse(_) | Event::Paste(_))
}

fn context<'a>(texts: &'a Texts, signs: &'a Signs, keymap: &'a Keymap) -> Context<'a> {
    let now: DateTime<Utc> = Utc::now();
    let here = now.with_timezone(&Local);
    Context { now, today: here.date_naive(), offset: *here.offset(), keymap, texts, signs }
}
