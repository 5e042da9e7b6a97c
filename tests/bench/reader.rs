//! The reader: reading files, extraction, wrapping, the first frame and a key to its frame, on a library on the
//! disk. A frame is what the terminal is sent: drawn, compared with the frame before, encoded.

use std::hint::black_box;
use std::io::{Sink, sink};

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput};
use ratatui::layout::Rect;
use throughline::app::context::Context;
use throughline::app::effect::{Effect, Effects};
use throughline::app::event::Event;
use throughline::app::key::parse;
use throughline::app::keymap::keymap;
use throughline::app::layout::Size;
use throughline::app::model::Model;
use throughline::app::panes::typeset::typeset;
use throughline::app::signs::Signs;
use throughline::app::texts::texts;
use throughline::app::tour::SETTING;
use throughline::app::update::{start, update};
use throughline::extract::Extractor;
use throughline::import::{Source, read};
use throughline::lang::packs;
use throughline::model::lang::Lang;
use throughline::shell::carry::answer;
use throughline::shell::screen::{Beside, Screen};
use throughline::store::library::Library as _;
use throughline::store::sqlite::SqliteLibrary;
use throughline::text::wrap::{Measure, wrap};
use throughline::ui::links::links;
use throughline::ui::look::Look;
use throughline::ui::moving::moving;
use throughline::ui::root::draw;
use throughline::ui::theme::{Depth, Theme};

use crate::{sizes, synthetic};

/// Columns and rows of the screen that frames are measured on.
const SCREEN: (u16, u16) = (160, 48);

pub(crate) fn benches(criterion: &mut Criterion) {
    one_article(criterion);
    for size in sizes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut library = SqliteLibrary::open(&path).unwrap();
        synthetic::fill(&mut library, size);
        library.set_setting(SETTING, Some("over")).unwrap();
        drop(library);
        let mut group = criterion.benchmark_group("reader");
        group.bench_function(BenchmarkId::new("first frame", size), |bench| {
            bench.iter(|| Desk::open(&path));
        });
        for (what, there, back) in [
            ("key to frame: the next article", "j", "k"),
            ("key to frame: half a page of the timeline", "<C-d>", "<C-u>"),
            ("key to frame: open an article and back", "<Enter>", "<Esc>"),
            ("key to frame: the last article and the first", "G", "gg"),
            ("key to frame: the timeline the other way", "S", "S"),
            ("key to frame: all initiatives and back", "L", "<Esc>"),
            ("keys to frames: four letters to find and back", "Ffram", "<Esc>"),
        ] {
            let mut desk = Desk::open(&path);
            desk.press("50j");
            group.bench_function(BenchmarkId::new(what, size), |bench| {
                let mut is_there = false;
                bench.iter(|| {
                    desk.press(if is_there { back } else { there });
                    is_there = !is_there;
                });
            });
        }
        let mut desk = Desk::open(&path);
        desk.press("50j<Enter>");
        group.bench_function(BenchmarkId::new("key to frame: a line of the text", size), |bench| {
            let mut is_there = false;
            bench.iter(|| {
                desk.press(if is_there { "k" } else { "j" });
                is_there = !is_there;
            });
        });
        group.finish();
    }
}

/// What is done with every article that comes in, and with every one that is opened.
fn one_article(criterion: &mut Criterion) {
    let made = synthetic::make(7, 10_000).article;
    let mut group = criterion.benchmark_group("article");
    group.throughput(Throughput::Bytes(made.text.len() as u64));
    let source = |bytes| Source { name: "made.txt", bytes, modified: None, encoding: None, packs: packs() };
    group.bench_function("import", |bench| {
        bench.iter(|| read(&source(black_box(made.text.as_bytes()))).unwrap());
    });
    let article = read(&source(made.text.as_bytes())).unwrap().articles.remove(0);
    let extractor = Extractor::new(packs());
    group.bench_function("extract", |bench| bench.iter(|| extractor.extract(black_box(&article))));
    let hyphenation = packs().get(article.lang).and_then(|pack| pack.hyphenation.as_deref());
    let measure = Measure { columns: 72, hyphenation };
    group.bench_function("wrap", |bench| {
        bench.iter(|| {
            article.body().map(|block| wrap(&article.text, block.span, measure).len()).sum::<usize>()
        });
    });
    group.bench_function("wrap by textwrap alone", |bench| {
        bench.iter(|| {
            let lines = |text| textwrap::wrap(text, measure.columns).len();
            article.body().map(|block| lines(block.span.of(&article.text))).sum::<usize>()
        });
    });
    group.bench_function("typeset", |bench| {
        bench.iter_batched(Vec::new, |about| typeset(&article, &about, measure), BatchSize::SmallInput);
    });
    group.finish();
}

/// A reader on a library on the disk, without a thread between them.
struct Desk {
    model: Model,
    /// A second passes with every key: none is held.
    now: DateTime<Utc>,
    library: SqliteLibrary,
    signs: Signs,
    theme: Theme,
    screen: Screen<Sink>,
}

impl Desk {
    fn open(path: &std::path::Path) -> Self {
        let (columns, rows) = SCREEN;
        let mut desk = Self {
            model: Model::new(Size { columns, rows }),
            now: synthetic::now(),
            library: SqliteLibrary::open(path).unwrap(),
            signs: Signs::named("round"),
            theme: Theme::named("dark", Depth::Full).unwrap(),
            screen: Screen::new(sink()),
        };
        let effects = start(&mut desk.model, &context(&desk.signs, desk.now));
        desk.settle(effects);
        desk
    }

    fn press(&mut self, keys: &str) {
        for key in parse(keys).unwrap() {
            self.now += TimeDelta::seconds(1);
            let effects = update(&mut self.model, Event::Key(key), &context(&self.signs, self.now));
            self.settle(effects);
        }
    }

    /// Carries out what was asked, with what follows from it, and draws.
    fn settle(&mut self, effects: Effects) {
        let mut waiting = effects.into_vec();
        while let Some(effect) = waiting.pop() {
            if let Effect::Ask(id, ask) = effect {
                let reply = answer(&mut self.library, ask, synthetic::now()).unwrap();
                let more = update(&mut self.model, Event::Reply(id, reply), &context(&self.signs, self.now));
                waiting.extend(more.into_vec());
            }
        }
        let look = Look {
            theme: &self.theme,
            texts: texts(Lang::new("en")),
            signs: &self.signs,
            keymap: keymap(),
            today: today(),
        };
        let model = &self.model;
        let (columns, rows) = SCREEN;
        self.screen
            .draw(Rect::new(0, 0, columns, rows), |buffer| {
                let cursor = draw(model, &look, buffer);
                Beside { cursor, links: links(model, buffer), moving: moving(model) }
            })
            .unwrap();
    }
}

fn today() -> NaiveDate {
    synthetic::now().date_naive()
}

fn context(signs: &Signs, now: DateTime<Utc>) -> Context<'_> {
    let offset = FixedOffset::east_opt(0).unwrap();
    Context { now, today: today(), offset, keymap: keymap(), texts: texts(Lang::new("en")), signs }
}
