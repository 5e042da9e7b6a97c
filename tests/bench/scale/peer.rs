//! newsboat on the same articles as one feed, where it is installed: start, memory, search.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use portable_pty::CommandBuilder;
use throughline::model::article::Article;

use crate::watch::Watch;

/// The title of the feed, by which one sees that it is shown.
const TITLE: &str = "All the news";

/// What newsboat takes.
pub(crate) struct Peer {
    /// Start to the list of feeds.
    pub(crate) start: Duration,
    /// Memory in megabytes.
    pub(crate) resident: f64,
    /// Search through all texts.
    pub(crate) search: Duration,
}

/// Measures it with articles, in a folder of its own; `None` where it is not installed or cannot hold them.
pub(crate) fn measure(home: &Path, articles: impl Iterator<Item = Article>) -> Option<Peer> {
    Command::new("newsboat").arg("--version").output().ok()?;
    let feed = home.join("feed.xml");
    write(&feed, articles).unwrap();
    std::fs::write(home.join("urls"), format!("file://{}\n", feed.display())).unwrap();
    std::fs::write(home.join("config"), "max-items 0\n").unwrap();
    let arguments = |name: &str| home.join(name).to_string_lossy().into_owned();
    let common = ["-u", &arguments("urls"), "-c", &arguments("cache.db"), "-C", &arguments("config")]
        .map(str::to_owned);
    let filled =
        Command::new("newsboat").args(&common).args(["-x", "reload"]).env("HOME", home).output().unwrap();
    if !filled.status.success() {
        println!("newsboat cannot hold them: {}", String::from_utf8_lossy(&filled.stderr));
        return None;
    }
    let mut command = CommandBuilder::new("newsboat");
    command.args(&common);
    command.env("HOME", home);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    let mut watch = Watch::start(command);
    let start = watch.until("the feed", |screen| screen.contains(TITLE));
    watch.settle(Duration::from_millis(500));
    let resident = watch.resident();
    watch.press("/");
    watch.send("центр");
    watch.settle(Duration::from_millis(200));
    let then = watch.send("\r");
    let search =
        watch.since(then, "what was found", |screen| screen.to_lowercase().contains("search result"));
    Some(Peer { start, resident, search })
}

/// Writes articles as one feed.
fn write(feed: &Path, articles: impl Iterator<Item = Article>) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(feed)?);
    writeln!(file, "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{TITLE}</title>")?;
    for article in articles {
        let day = article.day().map(|day| day.format("%a, %d %b %Y 00:00:00 +0000").to_string());
        writeln!(
            file,
            "<item><title>{}</title><guid>{}</guid><pubDate>{}</pubDate><description>{}</description></item>",
            escaped(&article.title),
            escaped(article.id.as_str()),
            day.unwrap_or_default(),
            escaped(&article.text)
        )?;
    }
    file.write_all(b"</channel></rss>\n")?;
    file.flush()
}

/// A text as XML holds it.
fn escaped(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
