//! Long work beside the reader, on a thread of its own, and how it tells about itself. Never draws.

use std::sync::mpsc::Sender;

use crate::app::event::{Event, Progress};
use crate::base::problem::Problem;
use crate::shell::events::Wake;

/// Long work beside the reader, on a thread of its own: an import, for example.
pub type Work = Box<dyn FnOnce(&Reporter) + Send>;

/// Work that may be done beside the reader.
#[derive(Default)]
pub struct Works {
    /// Begins at once: the import of what was named on the command line.
    pub now: Option<Work>,
    /// Begins when the user asks for the sample.
    pub sample: Option<Work>,
    /// Makes the work that follows initiatives anew, after each correction.
    pub relink: Option<Box<dyn Fn() -> Work>>,
}

impl std::fmt::Debug for Works {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (now, sample, relink) = (self.now.is_some(), self.sample.is_some(), self.relink.is_some());
        f.debug_struct("Works").field("now", &now).field("sample", &sample).field("relink", &relink).finish()
    }
}

/// How work beside the reader tells about itself.
#[derive(Clone, Debug)]
pub struct Reporter {
    pub(super) to: Sender<Wake>,
}

impl Reporter {
    /// How far it is; `what` is a key of the interface texts under `[progress]`, a `total` of 0 unknown.
    pub fn progress(&self, what: &str, done: usize, total: usize) {
        self.send(Event::Progress(Some(Progress { what: what.to_owned(), done, total })));
    }

    /// The library has other articles than before.
    pub fn changed(&self) {
        self.send(Event::LibraryChanged);
    }

    /// Something went wrong with one thing.
    pub fn problem(&self, problem: Problem) {
        self.send(Event::Told(problem));
    }

    /// Tells a fact.
    pub(super) fn send(&self, event: Event) {
        let _ = self.to.send(Wake::Event(event));
    }
}
