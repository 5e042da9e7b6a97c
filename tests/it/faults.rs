//! What must hold whatever happens to the program, the disk and the file: nothing confirmed is ever lost.

mod commands;
mod damage;
mod support;
