//! The program `throughline`: hands the command line to the shell.

fn main() -> std::process::ExitCode {
    throughline::shell::run()
}
