//! **Throughline** is a terminal reader for stories that unfold over months.
//!
//! You give it dated articles; it shows them on a timeline, lets you read them in comfort, and lists beside
//! the text the **initiatives** found in them: who proposed, supported, ordered or did what, where and by
//! when. The same initiative is followed across articles, languages and time as one **thread**.
//!
//! # Words
//!
//! | word | means |
//! |---|---|
//! | article | one dated text with title, source, language and stable id |
//! | span | half-open byte range of an article's text, always on character boundaries |
//! | passage | a span the reader cares about |
//! | bookmark | a kept passage with note and tags, anchored so that it survives a re-import |
//! | mention | one place in an article where an initiative is named |
//! | thread | all mentions of one initiative across articles, in order of time |
//! | stage | `called_for`, `proposed`, `supported`, `planned`, `ordered`, `underway`, `done` |
//! | kind | what an initiative is: institution, programme, event, law, … |
//! | actor | who proposes, plans, orders or does it |
//! | figure, series | a quantity with its unit; the same quantity over time |
//! | event | articles about one happening |
//! | library | one SQLite file with all of it |
//!
//! # Layers
//!
//! ```text
//! base <- model <- {text, lang} <- {import, extract, link, search, passage} <- store <- app <- ui <- shell
//! ```
//!
//! A layer imports only layers to its left. Layers inside braces never import each other: they meet in
//! `model`. The test `tests/it/layers.rs` holds the code to it.
//!
//! | layer | holds | never |
//! |---|---|---|
//! | [`base`] | spans, dates with precision, ids, problems, embedded files | knows the domain |
//! | [`model`] | article, mention, thread, bookmark, figure: plain data | computes |
//! | [`text`] | sentences, tokens, stems, transliteration, wrapping, display width, sanitising | knows a language by name |
//! | [`lang`] | language packs read from `assets/lang/<code>/`, detection | holds words in code |
//! | [`import`] | one file for each source format, encoding, title, date | touches the network, the disk or the screen |
//! | [`extract`] | rules from `assets/rules/<code>/`, the matcher, dates, figures, quotations, names | depends on a particular article |
//! | [`link`] | sentence encoder, features, scoring, threads, related threads, events | depends on a language pair in code |
//! | [`search`] | query language, ranking, snippets | |
//! | [`passage`] | anchoring a span by quote and context, exchange of bookmarks | |
//! | [`store`] | the SQLite library, migrations, backup; a trait and an in-memory twin for tests | leaks SQL upward |
//! | [`app`] | state, commands, events, effects, keymap, layout: pure | does I/O, reads a clock, starts a thread |
//! | [`ui`] | draws the state with ratatui | changes it, knows crossterm |
//! | [`shell`] | event loop, terminal, workers, config, paths, command line | holds a rule of the domain |
//!
//! # Invariants
//!
//! - `text[span] == quote`, always, on every input: every span goes through [`base::span::Span`].
//! - `extract` and `link` are pure: text in, values and problems out.
//! - Words belong in `assets/`: no layer but [`lang`] knows a language by its code.
//! - Three vocabularies, one file each: `app::command` (what the user wants), `app::event` (a fact that
//!   happened), `app::effect` (I/O that is asked for, plain data with a request id). Replies come back as
//!   events; a stale reply is ignored.
//! - `std::thread` workers and one channel; no async runtime and no tick: one frame is drawn after the queue
//!   is drained, and nothing at all when idle.
//! - Text from outside is hostile: it reaches the screen only through `text::sanitise`.
//! - The user's data is written only in transactions or by write, sync, rename; nothing is purged
//!   automatically, and a source that has gone deletes nothing.

pub mod app;
pub mod base;
pub mod extract;
pub mod import;
pub mod lang;
pub mod link;
pub mod model;
pub mod passage;
pub mod search;
pub mod shell;
pub mod store;
pub mod text;
pub mod ui;
