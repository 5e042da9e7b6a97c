//! newsboat on the same articles as one feed, where it is installed: start, memory, search.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use portable_pty::CommandBuilder;

use crate::synthetic;
use crate::watch::Watch;

/// What newsboat takes.
pub(crate) struct Peer {
    /// Start to the list of feeds.
    pub(crate) start: Duration,
    /// Memory in megabytes.
    pub(crate) resident: f64,
    /// Search through all texts.
    pub(crate) search: Duration,
}

/// Measures it; `None` where it is not installed.
pub(crate) fn measure(home: &Path, size: u64) -> Option<Peer> {
    Command::new("newsboat").arg("--version").output().ok()?;
    let feed = home.join("feed.xml");
    std::fs::write(&feed, rss(size)).unwrap();
    std::fs::write(home.join("urls"), format!("file://{}\n", feed.display())).unwrap();
    std::fs::write(home.join("config"), "max-items 0\n").unwrap();
    let arguments = |name: &str| home.join(name).to_string_lossy().into_owned();
    let common = ["-u", &arguments("urls"), "-c", &arguments("cache.db"), "-C", &arguments("config")]
        .map(str::to_owned);
    let filled =
        Command::new("newsboat").args(&common).args(["-x", "reload"]).env("HOME", home).output().unwrap();
    if !filled.status.success() {
        println!("newsboat cannot hold {size} articles: {}", String::from_utf8_lossy(&filled.stderr));
        return None;
    }
    let mut command = CommandBuilder::new("newsboat");
    command.args(&common);
    command.env("HOME", home);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    let mut watch = Watch::start(command);
    let start = watch.until("the feed", |screen| screen.contains("Synthetic news"));
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

fn rss(size: u64) -> String {
    let mut feed =
        String::from("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Synthetic news</title>\n");
    for number in 0..size {
        let article = synthetic::make(number, size).article;
        let day = article.day().unwrap().format("%a, %d %b %Y 00:00:00 +0000");
        let _ = writeln!(
            feed,
            "<item><title>{}</title><guid>{number}</guid><pubDate>{day}</pubDate><description>{}</description></item>",
            article.title, article.text
        );
    }
    feed.push_str("</channel></rss>\n");
    feed
}
