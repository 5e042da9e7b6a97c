//! Opens a checked address in the user's browser, without a shell. Never waits for it, never lets it write here.

use std::env;
use std::process::{Command, Stdio};
use std::thread;

use crate::base::said::Said;

/// Programs that open an address on the systems there are, tried in order after `$BROWSER`.
const OPENERS: &[&str] = &["xdg-open", "open", "wslview", "gio open"];

/// Opens an address; says which program was started.
///
/// # Errors
///
/// Where no program could be started.
pub fn open(address: &str) -> Result<String, Said> {
    let wished = env::var("BROWSER").unwrap_or_default();
    let wished = wished.split(':').filter(|one| !one.trim().is_empty());
    for line in wished.chain(OPENERS.iter().copied()) {
        let mut words = parts(line, address).into_iter();
        let Some(program) = words.next() else { continue };
        let started = Command::new(&program)
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        if let Ok(mut child) = started {
            // Somebody must wait for it, or it stays as a zombie.
            let waiting = thread::Builder::new().name("browser".into()).spawn(move || child.wait());
            waiting.map_err(|error| Said::from(&error))?;
            return Ok(program);
        }
    }
    Err(Said::text("problem.no_opener"))
}

/// Program and arguments: `%s` stands for the address, which goes last where there is none.
fn parts(line: &str, address: &str) -> Vec<String> {
    let mut parts: Vec<String> = line.split_whitespace().map(|part| part.replace("%s", address)).collect();
    if !line.contains("%s") {
        parts.push(address.to_owned());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_argument_whatever_it_holds() {
        let address = "https://a.kz/;rm$IFS-rf";
        assert_eq!(parts("firefox --new-tab", address), ["firefox", "--new-tab", address]);
        assert_eq!(parts("w3m %s -o x", address), ["w3m", address, "-o", "x"]);
    }
}
