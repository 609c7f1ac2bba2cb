//! What the name of an element says of its part in a text.

/// The part of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Stands within a line.
    Inline,
    /// The same, in quotation marks.
    Cited,
    /// Stands on lines of its own.
    Block,
    /// Ends a line.
    Break,
    /// Stands over a section.
    Heading,
    /// What the next element explains.
    Term,
    /// Is quoted.
    Quote,
    /// A list without numbers.
    List,
    /// A list with numbers.
    Numbers,
    /// An item of a list.
    Item,
    /// A table, or what places the parts of a page.
    Table,
    /// Text whose lines stay as they are.
    Code,
    /// No text for a reader.
    Nothing,
}

/// The part of an element of that name, in lower case.
pub(super) fn role(name: &str) -> Role {
    match name {
        "br" => Role::Break,
        "q" => Role::Cited,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "dt" | "summary" => Role::Term,
        "blockquote" => Role::Quote,
        "ul" | "menu" | "dir" => Role::List,
        "ol" => Role::Numbers,
        "li" => Role::Item,
        "table" => Role::Table,
        "pre" | "xmp" | "listing" | "plaintext" => Role::Code,
        "script" | "style" | "noscript" | "template" | "head" | "title" | "iframe" | "object"
        | "embed" | "applet" | "svg" | "canvas" | "audio" | "video" | "button" | "select"
        | "textarea" | "input" | "datalist" | "rt" | "rp" | "annotation" | "noframes" => {
            Role::Nothing
        }
        "address" | "article" | "aside" | "body" | "caption" | "center" | "dd" | "details"
        | "dialog" | "div" | "dl" | "fieldset" | "figcaption" | "figure" | "footer" | "form"
        | "header" | "hgroup" | "hr" | "html" | "legend" | "main" | "nav" | "p" | "search"
        | "section" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" => Role::Block,
        _ => Role::Inline,
    }
}
