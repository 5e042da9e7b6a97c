//! The user's own editor on a text: `$VISUAL`, else `$EDITOR`, else `vi`. Never loses what was written there.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::base::said::Said;
use crate::store::sqlite::create_new_file;

/// Lets the user edit a text in her editor and says what it is then. The terminal must have been given back.
///
/// # Errors
/// Where the editor cannot be started or says that it failed; the message names the file that holds the text.
pub fn edit(text: &str) -> Result<String, Said> {
    let told = |error: io::Error| Said::from(&error);
    let path = file().map_err(told)?;
    let mut file = create_new_file(&path).map_err(told)?;
    file.write_all(text.as_bytes()).map_err(told)?;
    drop(file);
    let left = |what: Said| Said::text("problem.editor_left").with("what", what).with("file", path.as_path());
    run(&path).map_err(left)?;
    let edited = fs::read_to_string(&path).map_err(|error| left(Said::from(&error)))?;
    fs::remove_file(&path).map_err(told)?;
    Ok(edited)
}

/// A name of its own in the folder for passing files.
fn file() -> io::Result<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = set("XDG_RUNTIME_DIR").filter(|path| path.is_dir()).unwrap_or_else(std::env::temp_dir);
    let name = |number: u32| folder.join(format!("throughline-note-{}-{number}.md", std::process::id()));
    (0..1000).map(name).find(|path| !path.exists()).ok_or_else(|| io::ErrorKind::AlreadyExists.into())
}

/// Runs the editor as a shell would, since the variable may hold arguments.
fn run(path: &Path) -> Result<(), Said> {
    let chosen = ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok());
    let editor = chosen.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "vi".to_owned());
    let status = if cfg!(windows) {
        Command::new(&editor).arg(path).status()
    } else {
        Command::new("sh").arg("-c").arg(format!("{editor} \"$1\"")).arg(&editor).arg(path).status()
    };
    let status = status.map_err(|error| Said::from(&error))?;
    if status.success() {
        return Ok(());
    }
    // A signal has no code.
    let status = status.code().map_or_else(|| status.to_string(), |code| code.to_string());
    Err(Said::text("problem.ended").with("program", editor).with("status", status))
}
