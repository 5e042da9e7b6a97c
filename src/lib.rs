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
//! | [`base`] | spans, dates with precision, ids, problems, embedded files, what is written as TOML | knows the domain |
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
//! - What a person is told is a key with values ([`base::said::Said`]) until `app::problems` makes words of it.
//! - What people write under `assets/` is read by [`base::written`]: a slip has its file and line, and the rest goes on.
//! - Three vocabularies, one file each: `app::command` (what the user wants), `app::event` (a fact that
//!   happened), `app::effect` (I/O that is asked for, plain data with a request id). Replies come back as
//!   events; a stale reply is ignored.
//! - `std::thread` workers and one channel; no async runtime and no tick: one frame is drawn after the queue
//!   is drained, and nothing at all when idle.
//! - Text from outside is hostile: it reaches the screen only through `text::sanitise`.
//! - The user's data is written only in transactions or by write, sync, rename; nothing is purged
//!   automatically, and a source that has gone deletes nothing.
//!
//! # Dependencies
//!
//! Each is here for one reason; none fetches anything when it is built, and the crate itself forbids `unsafe`.
//! `.deny.toml` says which licences and sources are taken (`cargo deny --config .deny.toml check`).
//!
//! | crate | for |
//! |---|---|
//! | `base64` | the clipboard sequence of terminals carries its text in base64 |
//! | `blake3` | ids and hashes of texts and files |
//! | `chardetng` | the encoding of a file that no table of ours explains |
//! | `chrono` | days, clock times and the local zone |
//! | `clap`, `clap_complete`, `clap_mangen` | command line, completions and manual page from one declaration |
//! | `crossterm` | modes of the terminal, keys, mouse; `use-dev-tty`, or keys that come by the thousand wait for the next |
//! | `csv` | quoting of comma-separated values, written and read |
//! | `encoding_rs` | decoding of UTF-16 and the encodings of the web |
//! | `etcetera` | the folders that the system keeps data and settings in |
//! | `foldhash` | hashing short words fast |
//! | `hypher` | hyphenation of Russian and English |
//! | `idna` | host names that imitate others, shown as they are sent |
//! | `indicatif` | the progress bar of `add` |
//! | `memchr` | finding bytes fast where texts are long |
//! | `nucleo-matcher` | finding titles by a few of their letters |
//! | `postcard` | findings and features, packed in the library |
//! | `pulp` | the wide instructions of the processor for the encoder, chosen when it runs |
//! | `ratatui` | cells and their differences between frames |
//! | `rayon` | reading and extraction on all cores |
//! | `regex` | classes of Unicode characters |
//! | `rten-gemm`, `rten-tensor` | products of matrices of bytes for the encoder, on any processor |
//! | `rusqlite`, `rusqlite_migration` | the library file, with full-text search, and its older forms |
//! | `rust-stemmers` | stems of Russian and English words |
//! | `serde`, `serde_json`, `toml` | records for other programs, and the data under `assets/` |
//! | `signal-hook` | signals as values on a thread, without `unsafe` of ours |
//! | `textwrap` | breaking lines |
//! | `thiserror` | error types |
//! | `unicode-normalization`, `unicode-segmentation`, `unicode-width` | what a letter is, and how wide |

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
