//! The command line as typed values. Never runs anything.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::passage::exchange::Format as Exchange;

/// A terminal reader for stories that unfold over months.
#[derive(Debug, Parser)]
#[command(
    name = "throughline",
    version,
    disable_help_subcommand = true,
    after_help = "Examples:
  throughline articles/          read a folder, importing what is new
  throughline                    go on reading where you left off
  throughline add ~/news         import without opening the reader
  throughline extract a.txt      print what is found in a file, one JSON record a line

The library is one file in your data folder; --library FILE uses another."
)]
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
    #[command(after_help = "Examples:
  throughline add ~/news                a folder, with everything below it
  throughline add --encoding koi8-r old.txt")]
    Add {
        /// Files and folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Read exactly these files, without a library, and print what is found in them.
    #[command(after_help = "Examples:
  throughline extract seeds --format jsonl > found.jsonl
  throughline extract article.txt --format table")]
    Extract {
        /// Files and folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Jsonl)]
        format: Format,
    },
    /// Show which rules fired where in a file and why others did not, for whoever writes rules.
    #[command(after_help = "Examples:
  throughline explain article.txt          every sentence in which a rule fired
  throughline explain article.txt:12       the sentences of one line, also where none fired
  throughline --assets my/ explain a.txt:3 --words   with rules of your own, and how each word is read")]
    Explain {
        /// The file, with the number of a line where only that is wanted.
        #[arg(value_name = "FILE[:LINE]")]
        place: String,
        /// Show how each word is read, and the noun phrases.
        #[arg(long)]
        words: bool,
    },
    /// List the articles of the library in order of time.
    #[command(after_help = "Examples:
  throughline list
  throughline list --format csv > articles.csv")]
    List(Listing),
    /// List the threads of the library, or show one whole.
    #[command(after_help = "Examples:
  throughline threads
  throughline threads --format jsonl")]
    Threads(Listing),
    /// Show one thread: its history with the passages.
    #[command(after_help = "Example:
  throughline thread 3f9c2b1a77d0
  throughline thread 3f9c2b1a77d0 --rename \"Night buses\"
  throughline thread 3f9c2b1a77d0 --merge 77ab03c1d2e4
  throughline thread 3f9c2b1a77d0 --format table     shows the ids of its mentions
  throughline thread 3f9c2b1a77d0 --split 9d1e44,a0c2f7")]
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
    #[command(after_help = "Examples:
  throughline corrections --format jsonl
  throughline corrections --withdraw 5b1d0c2f9a3e")]
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
    #[command(after_help = "Example:
  throughline backup ~/backups/library-2026-01.db")]
    Backup {
        /// File to make; one that is there already is not written over.
        file: PathBuf,
    },
    /// Put a backup in the place of the library; what was there is set aside, not deleted.
    #[command(after_help = "Example:
  throughline restore ~/backups/library-2026-01.db")]
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// Check the library and say what was found and what can be mended; mend only when asked.
    #[command(after_help = "Examples:
  throughline doctor            look, change nothing
  throughline doctor --mend     mend; a damaged file is set aside, never deleted")]
    Doctor {
        /// Mend what can be mended.
        #[arg(long)]
        mend: bool,
    },
    /// Say when an article was published, by hand.
    #[command(after_help = "Example:
  throughline date 5b1d0c2f9a3e 2025-10-07")]
    Date {
        /// Id of the article, as `throughline list` shows it.
        article: String,
        /// The day, as 2025-10-07.
        day: chrono::NaiveDate,
    },
    /// Print completions for a shell.
    #[command(after_help = "Example:
  throughline completions bash > ~/.local/share/bash-completion/completions/throughline")]
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    #[command(after_help = "Example:
  throughline man | man -l -")]
    Man,
}

/// What can be done with bookmarks.
#[derive(Debug, Subcommand)]
pub enum Bookmarks {
    /// List all bookmarks.
    #[command(after_help = "Example:
  throughline bookmarks list --format md")]
    List(Listing),
    /// Write all bookmarks for other programs, or to keep them.
    #[command(after_help = "Examples:
  throughline bookmarks export kept.md                       one Markdown document
  throughline bookmarks export --each-article notes/         one note an article, for Obsidian or Logseq
  throughline bookmarks export kept.jsonld                   W3C Web Annotations
  throughline bookmarks export --format csv > kept.csv       for a spreadsheet

The format goes by the ending of the file: .md, .jsonld, .csv or .jsonl.")]
    Export(Export),
    /// Take bookmarks in from files that were exported; what is here already stays as it is.
    #[command(after_help = "Examples:
  throughline bookmarks import kept.jsonl
  throughline bookmarks import notes/                        a folder of Markdown notes

Bookmarks of articles that are not in the library wait, and find their place when the article comes.")]
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
    #[command(after_help = "Example:
  throughline config check")]
    Check,
    /// Print every setting, explained: a file to begin with.
    #[command(after_help = "Example:
  throughline config default > ~/.config/throughline/config.toml")]
    Default,
    /// Print where the settings file belongs.
    #[command(after_help = "Example:
  $EDITOR $(throughline config path)")]
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
