//! What the tests of the reader share: a story, a stage to play it on, a printer of screens.

pub mod screen;
pub mod stage;
pub mod story;

/// TEMPORARY: shows the story on the real terminal.
#[test]
#[ignore = "needs a terminal"]
fn show() {
    let options = throughline::shell::surroundings::Options::default();
    throughline::shell::reader::run(Box::new(story::library()), &options, None).unwrap();
}
