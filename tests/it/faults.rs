//! What must hold whatever happens to the program, the disk and the file: nothing confirmed is ever lost.

#[cfg(target_os = "linux")]
mod child;
mod commands;
mod damage;
#[cfg(target_os = "linux")]
mod errors;
#[cfg(target_os = "linux")]
mod full;
#[cfg(target_os = "linux")]
mod kills;
#[cfg(target_os = "linux")]
mod places;
mod support;
