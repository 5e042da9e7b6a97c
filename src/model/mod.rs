//! The domain as plain data: what an article, a mention, a thread and a bookmark are. Never computes.

pub mod article;
pub mod bookmark;
pub mod event;
pub mod extraction;
pub mod figure;
pub mod lang;
pub mod mention;
pub mod morphology;
pub mod pack;
pub mod phrases;
pub mod thread;
pub mod view;
