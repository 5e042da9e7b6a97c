//! What tests share: folders of texts as articles, a story, a stage to play it on, a printer of screens.

pub(crate) mod folder;
pub(crate) mod paper;
pub(crate) mod screen;
pub(crate) mod stage;
pub(crate) mod story;
