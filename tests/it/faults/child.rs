//! Another process that saves bookmarks, one by one, and says of each when it is confirmed. It may be stood
//! between and the system by `shim.c`.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use throughline::store::change::Change;
use throughline::store::library::Library as _;
use throughline::store::sqlite::SqliteLibrary;

use super::support::{loose_bookmark, noon};

const LIBRARY: &str = "THROUGHLINE_FAULTS_LIBRARY";
const SAVES: &str = "THROUGHLINE_FAULTS_SAVES";

/// The other process: run by the tests of faults in a process of its own, never by itself.
#[test]
#[ignore = "the tests of faults start it"]
fn saves() {
    let (Ok(library), Ok(saves)) = (std::env::var(LIBRARY), std::env::var(SAVES)) else { return };
    let (name, count) = saves.split_once(':').unwrap();
    let say = |what: &str| {
        let mut out = std::io::stdout();
        writeln!(out, "\n{what}").unwrap();
        out.flush().unwrap();
    };
    let mut library = match SqliteLibrary::open(Path::new(&library)) {
        Ok(library) => library,
        Err(error) => return say(&format!("refused {error}")),
    };
    for n in 0..count.parse().unwrap() {
        let bookmark = loose_bookmark(&format!("{name}{n:05}"));
        // What fails is offered again, as in the reader.
        for _ in 0..3 {
            match library.change(Change::Keep(vec![bookmark.clone()]), noon(3)) {
                Ok(_) => {
                    say(&format!("kept {}", bookmark.id));
                    break;
                }
                Err(error) => say(&format!("failed {error}")),
            }
        }
    }
    say("end");
}

/// What happens to the other process.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fault {
    /// Which calls count, as letters of `shim.c`.
    pub(super) kinds: &'static str,
    /// The first call that is hit, from 1.
    pub(super) at: usize,
    /// How many are hit; 0 for all that follow.
    pub(super) times: usize,
    /// `kill`, `short`, or the number of an error.
    pub(super) deed: &'static str,
}

/// Every kind of call.
pub(super) const ALL: &str = "owstruc";

/// Starts the other process: it saves `count` bookmarks with ids that begin with `name`.
pub(super) fn start(library: &Path, name: &str, count: usize, fault: Option<Fault>) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "faults::child::saves", "--ignored", "--nocapture", "--quiet"]);
    command.env(LIBRARY, library).env(SAVES, format!("{name}:{count}"));
    if let Some(fault) = fault {
        let folder = std::fs::canonicalize(library.parent().unwrap()).unwrap();
        command.env("LD_PRELOAD", shim()).env("FAULT_UNDER", folder).env("FAULT_KINDS", fault.kinds);
        command.env("FAULT_AT", fault.at.to_string()).env("FAULT_TIMES", fault.times.to_string());
        command.env("FAULT_DEED", fault.deed);
    }
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// What the other process said.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Ids that were confirmed.
    pub(super) kept: Vec<String>,
    /// What was said of saves and openings that failed.
    pub(super) failed: Vec<String>,
    /// Whether it came to its end.
    pub(super) ended: bool,
}

/// Waits for the other process.
pub(super) fn told(child: Child) -> Told {
    let output = child.wait_with_output().unwrap();
    let mut told = Told::default();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        match line.split_once(' ') {
            Some(("kept", id)) => told.kept.push(id.to_owned()),
            Some(("failed" | "refused", why)) => told.failed.push(why.to_owned()),
            _ => told.ended |= line == "end",
        }
    }
    told
}

/// The library that is loaded before the system's, built by the compiler that builds SQLite.
fn shim() -> &'static Path {
    static SHIM: OnceLock<PathBuf> = OnceLock::new();
    SHIM.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/faults/shim.c");
        let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("shim-{}.so", std::process::id()));
        let built = Command::new("cc")
            .args(["-O1", "-shared", "-fPIC", "-o"])
            .arg(&to)
            .arg(source)
            .arg("-ldl")
            .status();
        assert!(built.unwrap().success(), "the C compiler that builds SQLite builds the shim");
        to
    })
}
