//! How wishes are carried out, by subject. Never decides which key means what.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "each act takes the few commands or keys of its subject and leaves all others to the next"
)]

pub mod access;
pub mod changes;
pub mod correcting;
pub mod figures;
pub mod finding;
pub mod general;
pub mod keeping;
pub mod menu;
pub mod moving;
pub mod only;
pub mod opening;
pub mod over;
pub mod pages;
pub mod paging;
pub mod picking;
pub mod pointing;
pub mod selecting;
pub mod shelf;
pub mod since;
pub mod typing;
pub mod views;
