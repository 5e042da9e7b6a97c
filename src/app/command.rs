//! What the user can want. Never what a key is called, never how a wish is carried out.

use crate::app::topic::Topic;

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident = $word:literal in $topic:ident),* $(,)?) => {
        /// One wish. Its words for people are in `assets/ui/<code>.toml` under `[command]`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Command {
            $($(#[$doc])* $variant,)*
        }

        impl Command {
            /// All of them, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in `assets/keys.toml` and in the interface texts.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// What it is about.
            #[must_use]
            pub const fn topic(self) -> Topic {
                match self { $(Self::$variant => Topic::$topic),* }
            }

            /// The command with this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|command| command.name() == name)
            }
        }
    };
}

commands! {
    /// One line or item down.
    Down = "down" in Moving,
    /// One line or item up.
    Up = "up" in Moving,
    /// Half a page down.
    HalfDown = "half_down" in Moving,
    /// Half a page up.
    HalfUp = "half_up" in Moving,
    /// A page down.
    PageDown = "page_down" in Moving,
    /// A page up.
    PageUp = "page_up" in Moving,
    /// To the beginning.
    First = "first" in Moving,
    /// To the end.
    Last = "last" in Moving,
    /// Opens what the cursor is on.
    Open = "open" in Moving,
    /// A page on, and from the end of an article to the next unread one.
    ReadOn = "read_on" in Moving,
    /// To the pane on the left.
    PaneLeft = "pane_left" in Moving,
    /// To the pane on the right.
    PaneRight = "pane_right" in Moving,
    /// To the next pane, round.
    NextPane = "next_pane" in Moving,
    /// To the previous pane, round.
    PreviousPane = "previous_pane" in Moving,
    /// To the next paragraph.
    NextParagraph = "next_paragraph" in Moving,
    /// To the previous paragraph.
    PreviousParagraph = "previous_paragraph" in Moving,
    /// To the next month.
    NextMonth = "next_month" in Moving,
    /// To the previous month.
    PreviousMonth = "previous_month" in Moving,
    /// To the next initiative of this article.
    NextInitiative = "next_initiative" in Initiatives,
    /// To the previous initiative of this article.
    PreviousInitiative = "previous_initiative" in Initiatives,
    /// To the next mention of the same initiative anywhere, in order of time.
    FollowNext = "follow_next" in Initiatives,
    /// To the previous mention of the same initiative anywhere.
    FollowPrevious = "follow_previous" in Initiatives,
    /// Back to where one was.
    Back = "back" in Moving,
    /// Forward again.
    Forward = "forward" in Moving,
    /// To the next unread article.
    NextUnread = "next_unread" in Moving,
    /// To the previous unread article.
    PreviousUnread = "previous_unread" in Moving,
    /// Marks the article read or unread.
    ToggleRead = "toggle_read" in Article,
    /// Keeps the selection, the current mention or the paragraph; lets go of it where it is kept.
    Bookmark = "bookmark" in Keeping,
    /// Keeps it and writes a note.
    BookmarkNote = "bookmark_note" in Keeping,
    /// Lists the bookmarks.
    Bookmarks = "bookmarks" in Keeping,
    /// Writes the note of a bookmark.
    EditNote = "edit_note" in Keeping,
    /// Writes the tags of a bookmark.
    EditTags = "edit_tags" in Keeping,
    /// Gives a bookmark another kind.
    MarkKind = "mark_kind" in Keeping,
    /// Confirms the place of a bookmark that has moved; lets one that was not found be attached by hand.
    Settle = "settle" in Keeping,
    /// Other shelf of the bookmarks: kept, open, trash.
    Shelf = "shelf" in Keeping,
    /// Only articles, or only bookmarks, of the same initiative.
    SameThread = "same_thread" in Initiatives,
    /// Takes a bookmark out of the trash.
    BringBack = "bring_back" in Keeping,
    /// Empties the trash.
    EmptyTrash = "empty_trash" in Keeping,
    /// Tries again to save what could not be saved.
    SaveAgain = "save_again" in Keeping,
    /// Puts a bookmark into the trash.
    Trash = "trash" in Keeping,
    /// Begins to select text.
    Select = "select" in Keeping,
    /// Copies the passage with its source.
    Copy = "copy" in Keeping,
    /// Copies the passage with its source as Markdown.
    CopyMarkdown = "copy_markdown" in Keeping,
    /// Selection: the word one is on.
    SelectWord = "select_word" in Keeping,
    /// Selection: the sentence one is on.
    SelectSentence = "select_sentence" in Keeping,
    /// Selection: the paragraph one is on.
    SelectParagraph = "select_paragraph" in Keeping,
    /// Selection: the mention one is on.
    SelectMention = "select_mention" in Keeping,
    /// Selection: a character back.
    CharBack = "char_back" in Keeping,
    /// Selection: a character on.
    CharOn = "char_on" in Keeping,
    /// Selection: a word back.
    WordBack = "word_back" in Keeping,
    /// Selection: a word on.
    WordOn = "word_on" in Keeping,
    /// Selection: moves the other end.
    SwapEnds = "swap_ends" in Keeping,
    /// The history of the current initiative.
    Thread = "thread" in Initiatives,
    /// All initiatives.
    Ledger = "ledger" in Initiatives,
    /// The page of an initiative: gives it another name.
    Rename = "rename" in Initiatives,
    /// The page of an initiative: what one is on does not belong to it.
    Unlink = "unlink" in Initiatives,
    /// The page of an initiative: what comes from here on is another one.
    Split = "split" in Initiatives,
    /// The page of an initiative: another one is the same.
    Merge = "merge" in Initiatives,
    /// Finds in the article.
    Find = "find" in Finding,
    /// Finds in the library.
    Search = "search" in Finding,
    /// Opens an article by its title.
    Titles = "titles" in Finding,
    /// Runs a command by its name.
    Palette = "palette" in Finding,
    /// To the next find.
    FindNext = "find_next" in Finding,
    /// To the previous find.
    FindPrevious = "find_previous" in Finding,
    /// The text alone, or all panes.
    Alone = "alone" in Article,
    /// Longer lines.
    Wider = "wider" in Article,
    /// Shorter lines.
    Narrower = "narrower" in Article,
    /// Folds or unfolds the cross-references.
    Fold = "fold" in Initiatives,
    /// The table: sorts it by another column.
    Sort = "sort" in Finding,
    /// The table: the other way round.
    Reverse = "reverse" in Finding,
    /// The table: what is to come, what is overdue.
    Due = "due" in Initiatives,
    /// The table: only rows with these words.
    Narrow = "narrow" in Finding,
    /// Lets the pane of initiatives stay on one of them, or follow the text again.
    Pin = "pin" in Initiatives,
    /// Shows the address of the original and opens it.
    Original = "original" in Article,
    /// Shows the article in the user's own pager.
    Pager = "pager" in Article,
    /// Shows what the publisher has changed in the article.
    Changes = "changes" in Article,
    /// What was changed: the change before this one.
    EarlierChange = "earlier_change" in Article,
    /// What was changed: the change after this one.
    LaterChange = "later_change" in Article,
    /// The timeline: only what has come since the last visit.
    Since = "since" in Finding,
    /// Shows figures over time.
    Figures = "figures" in Initiatives,
    /// The passage that a bookmark has moved to is not the one that was kept.
    Reject = "reject" in Keeping,
    /// The list of bookmarks: only those of the same article.
    SameArticle = "same_article" in Keeping,
    /// Undoes the last change.
    Undo = "undo" in Program,
    /// Does it again.
    Redo = "redo" in Program,
    /// Puts the sample into an empty library.
    Sample = "sample" in Program,
    /// Shows all keys.
    Help = "help" in Program,
    /// Leaves a page or an overlay.
    Close = "close" in Program,
    /// Leaves a mode, a selection, a message.
    Cancel = "cancel" in Program,
    /// Draws the screen anew.
    Redraw = "redraw" in Program,
    /// Stops the program for a while.
    Suspend = "suspend" in Program,
    /// Leaves the program.
    Quit = "quit" in Program,
}

impl Command {
    /// Whether it moves in whatever one is in: by lines, by pages, to an end.
    #[must_use]
    pub const fn moves(self) -> bool {
        matches!(
            self,
            Self::Down
                | Self::Up
                | Self::HalfDown
                | Self::HalfUp
                | Self::PageDown
                | Self::PageUp
                | Self::First
                | Self::Last
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = Command::ALL.iter().map(|command| command.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Command::ALL.len());
        assert_eq!(Command::named("follow_next"), Some(Command::FollowNext));
    }
}
