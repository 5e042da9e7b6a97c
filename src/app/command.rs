//! What the user can want. Never what a key is called, never how a wish is carried out.

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)?) => {
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
    Down = "down",
    /// One line or item up.
    Up = "up",
    /// Half a page down.
    HalfDown = "half_down",
    /// Half a page up.
    HalfUp = "half_up",
    /// A page down.
    PageDown = "page_down",
    /// A page up.
    PageUp = "page_up",
    /// To the beginning.
    First = "first",
    /// To the end.
    Last = "last",
    /// Opens what the cursor is on.
    Open = "open",
    /// A page on, and from the end of an article to the next unread one.
    ReadOn = "read_on",
    /// To the pane on the left.
    PaneLeft = "pane_left",
    /// To the pane on the right.
    PaneRight = "pane_right",
    /// To the next pane, round.
    NextPane = "next_pane",
    /// To the previous pane, round.
    PreviousPane = "previous_pane",
    /// To the next paragraph.
    NextParagraph = "next_paragraph",
    /// To the previous paragraph.
    PreviousParagraph = "previous_paragraph",
    /// To the next month.
    NextMonth = "next_month",
    /// To the previous month.
    PreviousMonth = "previous_month",
    /// To the next initiative of this article.
    NextInitiative = "next_initiative",
    /// To the previous initiative of this article.
    PreviousInitiative = "previous_initiative",
    /// To the next mention of the same initiative anywhere, in order of time.
    FollowNext = "follow_next",
    /// To the previous mention of the same initiative anywhere.
    FollowPrevious = "follow_previous",
    /// Back to where one was.
    Back = "back",
    /// Forward again.
    Forward = "forward",
    /// To the next unread article.
    NextUnread = "next_unread",
    /// To the previous unread article.
    PreviousUnread = "previous_unread",
    /// Marks the article read or unread.
    ToggleRead = "toggle_read",
    /// Keeps the selection, the current mention or the paragraph; lets go of it where it is kept.
    Bookmark = "bookmark",
    /// Keeps it and writes a note.
    BookmarkNote = "bookmark_note",
    /// Lists the bookmarks.
    Bookmarks = "bookmarks",
    /// Writes the note of a bookmark.
    EditNote = "edit_note",
    /// Writes the tags of a bookmark.
    EditTags = "edit_tags",
    /// Gives a bookmark another kind.
    MarkKind = "mark_kind",
    /// Confirms the place of a bookmark that has moved; lets one that was not found be attached by hand.
    Settle = "settle",
    /// Other shelf of the bookmarks: kept, open, trash.
    Shelf = "shelf",
    /// Only articles, or only bookmarks, of the same initiative.
    SameThread = "same_thread",
    /// Takes a bookmark out of the trash.
    BringBack = "bring_back",
    /// Empties the trash.
    EmptyTrash = "empty_trash",
    /// Tries again to save what could not be saved.
    SaveAgain = "save_again",
    /// Puts a bookmark into the trash.
    Trash = "trash",
    /// Begins to select text.
    Select = "select",
    /// Copies the passage with its source.
    Copy = "copy",
    /// Copies the passage with its source as Markdown.
    CopyMarkdown = "copy_markdown",
    /// Selection: the word one is on.
    SelectWord = "select_word",
    /// Selection: the sentence one is on.
    SelectSentence = "select_sentence",
    /// Selection: the paragraph one is on.
    SelectParagraph = "select_paragraph",
    /// Selection: the mention one is on.
    SelectMention = "select_mention",
    /// Selection: a character back.
    CharBack = "char_back",
    /// Selection: a character on.
    CharOn = "char_on",
    /// Selection: a word back.
    WordBack = "word_back",
    /// Selection: a word on.
    WordOn = "word_on",
    /// Selection: moves the other end.
    SwapEnds = "swap_ends",
    /// The history of the current initiative.
    Thread = "thread",
    /// All initiatives.
    Ledger = "ledger",
    /// The page of an initiative: gives it another name.
    Rename = "rename",
    /// The page of an initiative: what one is on does not belong to it.
    Unlink = "unlink",
    /// The page of an initiative: what comes from here on is another one.
    Split = "split",
    /// The page of an initiative: another one is the same.
    Merge = "merge",
    /// Finds in the article.
    Find = "find",
    /// Finds in the library.
    Search = "search",
    /// Opens an article by its title.
    Titles = "titles",
    /// Runs a command by its name.
    Palette = "palette",
    /// To the next find.
    FindNext = "find_next",
    /// To the previous find.
    FindPrevious = "find_previous",
    /// The text alone, or all panes.
    Alone = "alone",
    /// Longer lines.
    Wider = "wider",
    /// Shorter lines.
    Narrower = "narrower",
    /// Folds or unfolds the cross-references.
    Fold = "fold",
    /// The table: sorts it by another column.
    Sort = "sort",
    /// The table: the other way round.
    Reverse = "reverse",
    /// The table: what is to come, what is overdue.
    Due = "due",
    /// The table: only rows with these words.
    Narrow = "narrow",
    /// Lets the pane of initiatives stay on one of them, or follow the text again.
    Pin = "pin",
    /// Shows the address of the original and opens it.
    Original = "original",
    /// Shows the article in the user's own pager.
    Pager = "pager",
    /// Shows what the publisher has changed in the article.
    Changes = "changes",
    /// What was changed: the change before this one.
    EarlierChange = "earlier_change",
    /// What was changed: the change after this one.
    LaterChange = "later_change",
    /// The timeline: only what has come since the last visit.
    Since = "since",
    /// Shows figures over time.
    Figures = "figures",
    /// The passage that a bookmark has moved to is not the one that was kept.
    Reject = "reject",
    /// The list of bookmarks: only those of the same article.
    SameArticle = "same_article",
    /// Undoes the last change.
    Undo = "undo",
    /// Does it again.
    Redo = "redo",
    /// Puts the sample into an empty library.
    Sample = "sample",
    /// Shows all keys.
    Help = "help",
    /// Leaves a page or an overlay.
    Close = "close",
    /// Leaves a mode, a selection, a message.
    Cancel = "cancel",
    /// Draws the screen anew.
    Redraw = "redraw",
    /// Stops the program for a while.
    Suspend = "suspend",
    /// Leaves the program.
    Quit = "quit",
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
