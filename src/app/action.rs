//! What a person can ask for by one key, click or command. Says nothing of how it is carried out.

use crate::tag::Kind;

/// One step backwards or on: up or down, left or right, less or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Towards the beginning.
    Back,
    /// Towards the end.
    On,
}

/// A thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// One line up or down in the pane that has the focus.
    Line(Step),
    /// Half a page.
    HalfPage(Step),
    /// A page.
    Page(Step),
    /// To the first or last line.
    End(Step),
    /// To the previous or next listed article.
    Article(Step),
    /// To the previous or next passage that shows.
    Passage(Step),
    /// To the previous or next paragraph.
    Paragraph(Step),
    /// Shows a kind or stops showing it.
    Kind(Kind),
    /// Shows all kinds.
    AllKinds,
    /// To the list of themes.
    Themes,
    /// Confirms the passage; toggles or opens what the cursor of a list is on.
    Choose,
    /// Takes the marks off the passage; toggles what the cursor is on.
    Reject,
    /// Puts a mark on, or takes it off; changes the theme that the cursor is on.
    Edit,
    /// The next edit is for every passage that shows.
    EditAll,
    /// The last edit once more.
    Repeat,
    /// Selects text by word, sentence or paragraph.
    Select,
    /// Gives the passage other bounds.
    Resize,
    /// To the next passage that shares words with this one.
    Overlap,
    /// Stars the passage or article, or no longer.
    Star,
    /// Writes a memo on the passage, article or theme.
    Memo,
    /// Writes a memo on the open article.
    ArticleMemo,
    /// Takes the last edit back.
    Undo,
    /// Makes it again.
    Redo,
    /// To the previous or next article with marks that wait for a verdict.
    Waiting(Step),
    /// Shows how often themes meet kinds, articles and each other.
    Matrix,
    /// Draws what shows by time and by source.
    Dashboard,
    /// Lists the figures that passages state.
    Figures,
    /// Closes, clears, or takes the last filter back.
    Drop,
    /// Starts a search in the open article.
    Search,
    /// Opens the search of the whole library.
    Find,
    /// Opens the line of the query.
    Filter,
    /// To the previous or next match.
    Match(Step),
    /// The focus to the previous or next pane.
    Pane(Step),
    /// The focus to the pane at the left or right.
    Side(Step),
    /// Only the text, or all panes.
    Zen,
    /// Narrower or wider side panes.
    PaneWidth(Step),
    /// Narrower or wider text column.
    Measure(Step),
    /// The text column as it was at first.
    MeasureReset,
    /// Underlines the words that made the marks, or no longer.
    Reasons,
    /// Tells why the selected passage, or the first sentence on screen, is marked or not.
    Why,
    /// Folds or unfolds comments and furniture; in the list of passages the group.
    Fold,
    /// Folds or unfolds all groups of the list of passages.
    FoldAll,
    /// The next order of the list of passages.
    Order,
    /// The source as it came, or the article again.
    Raw,
    /// Copies the selected passage with its source line.
    Copy,
    /// Opens the export.
    Export,
    /// Remembers this place under a letter.
    Remember,
    /// Goes to the place of a letter.
    Recall,
    /// Back to where the last jump began.
    JumpBack,
    /// Opens the command line.
    Command,
    /// Shows the keys.
    Help,
    /// Paints the whole screen again.
    Repaint,
    /// Stops the program until the shell resumes it.
    Suspend,
    /// One step back; at the root, leaves.
    StepBack,
    /// Leaves at once.
    Quit,
}
