//! The reader on a library in memory: keys and events go in, effects are carried out at once.

use chrono::{DateTime, NaiveDate, Utc};
use throughline::app::context::Context;
use throughline::app::effect::{Ask, Effect, Effects};
use throughline::app::event::{Event, Mouse, MouseDeed};
use throughline::app::key::parse;
use throughline::app::keymap::keymap;
use throughline::app::layout::Size;
use throughline::app::model::Model;
use throughline::app::signs::Signs;
use throughline::app::texts::texts;
use throughline::app::tour::SETTING;
use throughline::app::update::{start, update};
use throughline::base::problem::Problem;
use throughline::model::lang::Lang;
use throughline::shell::carry::answer;
use throughline::store::library::Library as _;
use throughline::store::memory::MemoryLibrary;

use super::story;

/// A reader on a stage.
pub(crate) struct Stage {
    pub(crate) model: Model,
    pub(crate) library: MemoryLibrary,
    pub(crate) lang: Lang,
    pub(crate) signs: Signs,
    /// Effects since the last look, answered ones included.
    pub(crate) effects: Vec<Effect>,
    /// Whether changes of the reader's data fail, as on a full disk.
    pub(crate) is_full: bool,
    now: DateTime<Utc>,
    /// Milliseconds that pass with every event.
    pace: i64,
}

/// The day it is on the stage.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).unwrap()
}

impl Stage {
    /// The story, opened at this size.
    pub(crate) fn story(columns: u16, rows: u16) -> Self {
        Self::on(story::library(), columns, rows)
    }

    /// An empty library, opened at this size.
    pub(crate) fn empty(columns: u16, rows: u16) -> Self {
        Self::on(MemoryLibrary::new(), columns, rows)
    }

    /// A library, opened at this size.
    pub(crate) fn on(library: MemoryLibrary, columns: u16, rows: u16) -> Self {
        Self::speaking(library, columns, rows, "en")
    }

    /// A library whose reader has seen the tour, opened at this size in this language.
    pub(crate) fn speaking(mut library: MemoryLibrary, columns: u16, rows: u16, lang: &str) -> Self {
        library.set_setting(SETTING, Some("over")).unwrap();
        Self::first(library, columns, rows, lang)
    }

    /// A library, opened at this size in this language.
    pub(crate) fn first(library: MemoryLibrary, columns: u16, rows: u16, lang: &str) -> Self {
        let mut stage = Self {
            model: Model::new(Size { columns, rows }),
            library,
            lang: Lang::new(lang),
            signs: Signs::named("round"),
            effects: Vec::new(),
            is_full: false,
            now: story::made(),
            pace: 1000,
        };
        let signs = stage.signs.clone();
        let effects = start(&mut stage.model, &context(&signs, stage.lang, stage.now));
        stage.carry(effects);
        stage
    }

    /// Takes an event and everything that follows from it.
    pub(crate) fn take(&mut self, event: Event) {
        self.now += chrono::TimeDelta::milliseconds(self.pace);
        let signs = self.signs.clone();
        let effects = update(&mut self.model, event, &context(&signs, self.lang, self.now));
        self.carry(effects);
    }

    /// Takes an event and leaves what follows from it to the test.
    pub(crate) fn take_only(&mut self, event: Event) -> Vec<Effect> {
        self.now += chrono::TimeDelta::milliseconds(self.pace);
        let signs = self.signs.clone();
        update(&mut self.model, event, &context(&signs, self.lang, self.now)).into_vec()
    }

    /// Presses keys, as in `jj<Enter>]b`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys).unwrap() {
            self.take(Event::Key(key));
        }
        self
    }

    /// Presses one key and leaves what follows from it to the test.
    pub(crate) fn press_only(&mut self, key: &str) -> Vec<Effect> {
        let keys = parse(key).unwrap();
        assert_eq!(keys.len(), 1, "one key: {key}");
        self.take_only(Event::Key(keys[0]))
    }

    /// Turns the wheel or presses the button at a cell.
    pub(crate) fn point(&mut self, deed: MouseDeed, column: u16, row: u16) -> &mut Self {
        self.take(Event::Mouse(Mouse { deed, column, row }));
        self
    }

    /// Does things within a moment of each other.
    pub(crate) fn quick(&mut self, act: impl FnOnce(&mut Self)) {
        self.pace = 20;
        act(self);
        if self.model.is_preview_due {
            self.take(Event::Lull);
        }
        self.pace = 1000;
    }

    /// Changes the size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.take(Event::Resized(columns, rows));
        self
    }

    /// Leaves and starts again on the same library.
    pub(crate) fn again(self) -> Self {
        let Size { columns, rows } = self.model.size;
        let lang = self.lang;
        Self::speaking(self.library, columns, rows, lang.code())
    }

    /// What was asked of the library since the last look.
    pub(crate) fn asked(&mut self) -> Vec<Ask> {
        let all = std::mem::take(&mut self.effects);
        all.into_iter()
            .filter_map(|effect| match effect {
                Effect::Ask(_, ask) => Some(ask),
                _ => None,
            })
            .collect()
    }

    fn carry(&mut self, effects: Effects) {
        self.answer(effects.into_vec());
    }

    /// Carries out effects that a test held back.
    pub(crate) fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.effects.push(effect.clone());
            match effect {
                Effect::Ask(id, Ask::Change(_)) if self.is_full => {
                    self.take(Event::Failed(id, Problem::new("no room left", "")));
                }
                Effect::Ask(id, ask) => {
                    let event = match answer(&mut self.library, ask, self.now) {
                        Ok(reply) => Event::Reply(id, reply),
                        Err(error) => Event::Failed(id, Problem::new(error.to_string(), "")),
                    };
                    self.take(event);
                }
                Effect::Note { row, position, seen } => {
                    self.library.note_reading(row, position, seen).unwrap();
                }
                Effect::Keep { key, value } => self.library.set_setting(&key, Some(&value)).unwrap(),
                Effect::Copy(_)
                | Effect::Browse(_)
                | Effect::Edit(_)
                | Effect::Show(_)
                | Effect::Relink
                | Effect::Sample
                | Effect::Redraw
                | Effect::Suspend
                | Effect::Quit => {}
            }
        }
    }
}

fn context(signs: &Signs, lang: Lang, now: DateTime<Utc>) -> Context<'_> {
    let offset = chrono::FixedOffset::east_opt(5 * 3600).unwrap();
    Context { now, today: today(), offset, keymap: keymap(), texts: texts(lang), signs }
}
