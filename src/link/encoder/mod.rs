//! Sentences as vectors: Universal Sentence Encoder Multilingual v3. Never loaded before something is encoded.
//!
//! The network is Google's (Apache-2.0; see `assets/encoder/NOTICE`): a table of word pieces, convolutions over
//! runs of two, three and five pieces, their sum, and a small dense network. Texts of sixteen languages with
//! the same meaning get near vectors of 512 numbers.

#![allow(clippy::inline_always, reason = "what runs with wide registers must be inlined into one function")]

mod bytes;
mod dense;
mod features;
mod forward;
mod gemm;
mod half;
mod layers;
mod lines;
mod normal;
mod pieces;
mod rounded;
mod rows;
mod vector;
mod wide;
mod words;

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::base::embedded;
use crate::base::problem::Problem;
use crate::base::said::Said;

use self::bytes::failed;
pub use self::vector::Vector;

/// Pieces that mark the beginning and the end of a text.
const ENDS: (u32, u32) = (1, 2);
/// Pieces of one text that are looked at; what comes after is left out.
const TEXT: usize = 256;
/// Pieces encoded together.
const TOGETHER: usize = 1_024;

/// Makes vectors of texts.
#[derive(Debug, Default)]
pub struct Encoder {
    machine: OnceLock<Result<Arc<Machine>, Problem>>,
    off: bool,
}

#[derive(Debug)]
struct Machine {
    words: words::Pieces,
    rows: rows::Rows,
    layers: layers::Layers,
    desk: Mutex<forward::Desk>,
    /// One thread of its own, on which products are not shared out among others: a worker that waited for those with
    /// `desk` in its hands could be given work that wants `desk` too.
    thread: ThreadPool,
}

impl Machine {
    fn open() -> Result<Arc<Self>, Problem> {
        let builder = ThreadPoolBuilder::new().num_threads(1).thread_name(|_| "encoder".to_owned());
        let thread = builder.panic_handler(|_| ()).build();
        Ok(Arc::new(Self {
            words: words::Pieces::open(embedded::bytes("assets/encoder/words.bin"))?,
            rows: rows::Rows::open(embedded::bytes("assets/encoder/rows.bin"))?,
            layers: layers::Layers::open(embedded::bytes("assets/encoder/layers.bin"))?,
            desk: Mutex::default(),
            thread: thread.map_err(|error| failed(&error))?,
        }))
    }
}

impl Encoder {
    /// The encoder built into the program; loads nothing yet.
    #[must_use]
    pub const fn embedded() -> Self {
        Self { machine: OnceLock::new(), off: false }
    }

    /// An encoder that makes no vectors: links then rest on words, names, dates and figures alone.
    #[must_use]
    pub const fn none() -> Self {
        Self { machine: OnceLock::new(), off: true }
    }

    /// Says whether its files can be read; loads them.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub fn check(&self) -> Result<(), Problem> {
        self.machine().map(|_| ())
    }

    fn machine(&self) -> Result<&Arc<Machine>, Problem> {
        self.machine.get_or_init(Machine::open).as_ref().map_err(Problem::clone)
    }

    /// One vector for each text, in order; empty vectors where the encoder is off or cannot be read.
    #[must_use]
    pub fn encode(&self, texts: &[&str]) -> Vec<Vector> {
        match self.floats(texts) {
            Ok(found) => found.iter().map(|numbers| Vector::of(numbers)).collect(),
            Err(_) => vec![Vector::default(); texts.len()],
        }
    }

    /// One unit vector of 512 numbers for each text, in order.
    ///
    /// # Errors
    /// Where the encoder is off or its files cannot be read.
    pub fn floats(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, Problem> {
        if self.off {
            return Err(Problem::new(Said::text("fault.encoder_off"), ""));
        }
        if texts.is_empty() {
            return Ok(Vec::new());
        }
        let machine = self.machine()?;
        let (to, from) = channel();
        let (own, texts) = (Arc::clone(machine), texts.iter().map(ToString::to_string).collect::<Vec<_>>());
        machine.thread.spawn(move || drop(to.send(own.floats(&texts))));
        // A worker that waited in that pool would meanwhile begin other articles, one within another, until its stack
        // is full: it waits here.
        from.recv().unwrap_or_else(|error| Err(failed(&error)))
    }

    /// The numbers of the word pieces of a text, its ends marked; empty where the encoder cannot be read.
    #[must_use]
    pub fn pieces(&self, text: &str) -> Vec<u32> {
        match self.machine.get_or_init(Machine::open) {
            Ok(machine) if !self.off => machine.pieces(text),
            _ => Vec::new(),
        }
    }
}

impl Machine {
    fn floats(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, Problem> {
        let mut desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = Vec::with_capacity(texts.len());
        let (mut group, mut size) = (Vec::new(), 0);
        for text in texts {
            let pieces = self.pieces(text);
            if size + pieces.len() > TOGETHER && !group.is_empty() {
                all.extend(desk.forward(&group, &self.rows, &self.layers)?);
                group.clear();
                size = 0;
            }
            size += pieces.len();
            group.push(pieces);
        }
        all.extend(desk.forward(&group, &self.rows, &self.layers)?);
        Ok(all)
    }

    fn pieces(&self, text: &str) -> Vec<u32> {
        let mut found = self.words.encode(text);
        found.truncate(TEXT);
        found.insert(0, ENDS.0);
        found.push(ENDS.1);
        let known = |piece: &u32| usize::try_from(*piece).is_ok_and(|piece| piece < self.rows.len());
        found.retain(known);
        found
    }
}
