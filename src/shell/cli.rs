//! The command line as typed values. Never runs anything; its words for people stand in the interface texts.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::passage::exchange::Format as Exchange;

/// A terminal reader for stories that unfold over months.
#[derive(Debug, Parser)]
#[command(name = "throughline", version, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do; without it the reader opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Files and folders to read; without one, the library opens.
    pub paths: Vec<PathBuf>,
    /// Library file to use instead of the one in your data folder.
    #[arg(long, global = true, value_name = "FILE")]
    pub library: Option<PathBuf>,
    /// Settings file to use instead of the one in your configuration folder.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Colours of the reader: dark, light, contrast, sixteen or plain.
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Language of the interface: en, kk or ru; else that of the settings or the locale.
    #[arg(long, global = true, value_name = "CODE")]
    pub lang: Option<String>,
    /// Encoding of the files, where it is not recognised (such as windows-1251).
    #[arg(long, global = true, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Print long output as it is, without a pager; setting `NO_PAGER` does the same.
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// Folder whose files take the place of the built-in ones of the same name, for whoever writes rules:
    /// laid out as `lang/`, `rules/`, `link/`, `ui/` and so on.
    #[arg(long, global = true, value_name = "DIR")]
    pub assets: Option<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Import articles into the library.
    Add {
        /// Files and folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Read exactly these files, without a library, and print what is found in them.
    Extract {
        /// Files and folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Jsonl)]
        format: Format,
    },
    /// Show which rules fired where in a file and why others did not, for whoever writes rules.
    Explain {
        /// The file, with the number of a line where only that is wanted.
        #[arg(value_name = "FILE[:LINE]")]
        place: String,
        /// Show how each word is read, and the noun phrases.
        #[arg(long)]
        words: bool,
    },
    /// List the articles of the library in order of time.
    List(Listing),
    /// List the threads of the library, or show one whole.
    Threads(Listing),
    /// Show one thread: its history with the passages.
    Thread {
        /// Id, as `throughline threads` shows it.
        id: String,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Md)]
        format: Format,
        /// What to correct first.
        #[command(flatten)]
        correct: Correct,
    },
    /// List the corrections of threads, or take one back.
    Corrections {
        /// Id of a correction to take back.
        #[arg(long, value_name = "ID")]
        withdraw: Option<String>,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Work with bookmarks.
    #[command(subcommand)]
    Bookmarks(Bookmarks),
    /// Settings of the reader: where they are, what there is, whether they are right.
    #[command(subcommand)]
    Config(Settings),
    /// Copy the whole library into a new file, also while it is open elsewhere.
    Backup {
        /// File to make; one that is there already is not written over.
        file: PathBuf,
    },
    /// Put a backup in the place of the library; what was there is set aside, not deleted.
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// Check the library and say what was found and what can be mended; mend only when asked.
    Doctor {
        /// Mend what can be mended.
        #[arg(long)]
        mend: bool,
    },
    /// Say when an article was published, by hand.
    Date {
        /// Id of the article, as `throughline list` shows it.
        article: String,
        /// The day, as 2025-10-07.
        day: chrono::NaiveDate,
    },
    /// Print completions for a shell.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

/// What can be done with bookmarks.
#[derive(Debug, Subcommand)]
pub enum Bookmarks {
    /// List all bookmarks.
    List(Listing),
    /// Write all bookmarks for other programs, or to keep them.
    Export(Export),
    /// Take bookmarks in from files that were exported; what is here already stays as it is.
    Import {
        /// Files, and folders of Markdown files.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Format of the files, where their ending does not tell it.
        #[arg(long, value_enum)]
        format: Option<Exchange>,
    },
}

/// What to export, and where to.
#[derive(Clone, Debug, Args)]
pub struct Export {
    /// File to make, or with --each-article the folder; without it, standard output.
    pub to: Option<PathBuf>,
    /// Format, where the ending of the file does not tell it.
    #[arg(long, value_enum)]
    pub format: Option<Exchange>,
    /// One Markdown file for each article that has bookmarks.
    #[arg(long, requires = "to")]
    pub each_article: bool,
    /// Also what is in the trash.
    #[arg(long)]
    pub trash: bool,
    /// Write over files that are there already.
    #[arg(long)]
    pub force: bool,
}

impl ValueEnum for Exchange {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

/// What can be asked of the settings.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum Settings {
    /// Read the settings and tell every fault with its line.
    Check,
    /// Print every setting, explained: a file to begin with.
    Default,
    /// Print where the settings file belongs.
    Path,
}

/// What the reader knows better about a thread; at most one at a time.
#[derive(Clone, Debug, Default, Args)]
#[group(multiple = false)]
pub struct Correct {
    /// Give it this name.
    #[arg(long, value_name = "NAME")]
    pub rename: Option<String>,
    /// It is one with this thread.
    #[arg(long, value_name = "THREAD")]
    pub merge: Option<String>,
    /// These of its mentions are another initiative, all the same one.
    #[arg(long, value_name = "MENTION", value_delimiter = ',')]
    pub split: Vec<String>,
    /// This mention belongs to none of the others.
    #[arg(long, value_name = "MENTION")]
    pub unlink: Option<String>,
    /// It is not related to this thread.
    #[arg(long, value_name = "THREAD")]
    pub unrelate: Option<String>,
}

/// How to list.
#[derive(Clone, Copy, Debug, Args)]
pub struct Listing {
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for the eye.
    Table,
    /// One JSON record a line.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// Markdown.
    Md,
}
