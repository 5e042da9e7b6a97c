//! How wishes are carried out, by subject. Never decides which key means what.

pub mod general;
pub mod keeping;
pub mod moving;
pub mod opening;
pub mod pages;
pub mod picking;
pub mod pointing;
pub mod selecting;
pub mod typing;
pub mod views;
