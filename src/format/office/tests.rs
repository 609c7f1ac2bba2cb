//! Documents made of their parts, and what is read of them.

use super::*;
use crate::format::archive::tests::pack;

const DOCX_TYPES: &str = "<Types/>";

/// The manuscript of a Word document with this body and these parts beside it.
fn docx(body: &str, beside: &[(&str, &str)]) -> Manuscript {
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut parts = vec![
        ("[Content_Types].xml", DOCX_TYPES.as_bytes()),
        ("word/document.xml", body.as_bytes()),
    ];
    parts.extend(beside.iter().map(|(name, part)| (*name, part.as_bytes())));
    docx::manuscript(&pack(&parts), &Limits::default()).expect("a document")
}

fn odt(styles: &str, body: &str) -> Manuscript {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let meta = "<office:document-meta><office:meta><dc:title>Robots on the ward</dc:title>\
                <meta:initial-creator>Ada Lovelace</meta:initial-creator>\
                <meta:creation-date>2024-12-05T08:00:00</meta:creation-date></office:meta>\
                </office:document-meta>";
    let parts = [("content.xml", content.as_bytes()), ("meta.xml", meta.as_bytes())];
    odt::manuscript(&pack(&parts), &Limits::default()).expect("a document")
}

/// The pieces as lines, each behind a letter for its kind.
fn lines(manuscript: &Manuscript) -> Vec<String> {
    let line = |piece: &Piece| {
        let sign = match piece.kind {
            BlockKind::Heading => "#".to_owned(),
            BlockKind::Item(Marker::Bullet) => "*".to_owned(),
            BlockKind::Item(Marker::Number(number)) => format!("{number}."),
            BlockKind::Quotation => ">".to_owned(),
            BlockKind::Row { head: true } => "=".to_owned(),
            BlockKind::Row { head: false } => "|".to_owned(),
            BlockKind::Commenter => "@".to_owned(),
            BlockKind::Comment { .. } => "c".to_owned(),
            BlockKind::Furniture(_) => "-".to_owned(),
            _ => "p".to_owned(),
        };
        format!("{sign} {}", piece.words)
    };
    manuscript.pieces.iter().map(line).collect()
}

/// A paragraph of a Word document with these properties.
fn p(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

const STYLES: &str = "<w:styles>\
    <w:style w:styleId='Titel'><w:name w:val='Title'/></w:style>\
    <w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
    <w:style w:styleId='Own'><w:name w:val='Section'/><w:basedOn w:val='berschrift1'/></w:style>\
    <w:style w:styleId='Zitat'><w:name w:val='Quote'/></w:style>\
    <w:style w:styleId='TOC1'><w:name w:val='toc 1'/></w:style>\
    <w:style w:styleId='Liste'><w:name w:val='List Bullet'/></w:style></w:styles>";

#[test]
fn word_styles_make_kinds() {
    let style = |name: &str, words: &str| p(&format!("<w:pStyle w:val='{name}'/>"), words);
    let body = [
        style("Titel", "Robots on the ward"),
        style("TOC1", "What next 3"),
        style("berschrift1", "What next"),
        style("Own", "What then"),
        style("Zitat", "We fear cuts."),
        style("Liste", "A point"),
        p("<w:outlineLvl w:val='1'/>", "An outline"),
        p("", "Costs fell."),
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Bold by hand</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>Not bold</w:t></w:r></w:p>".to_owned(),
    ];
    let manuscript = docx(&body.concat(), &[("word/styles.xml", STYLES)]);
    assert_eq!(manuscript.told.title.as_deref(), Some("Robots on the ward"));
    let expected = [
        "- What next 3",
        "# What next",
        "# What then",
        "> We fear cuts.",
        "* A point",
        "# An outline",
        "p Costs fell.",
        "# Bold by hand",
        "p Not bold",
    ];
    assert_eq!(lines(&manuscript), expected);
}

#[test]
fn word_lists_count_by_level() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='7'>\
        <w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:numFmt w:val='lowerLetter'/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl>\
        </w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
        <w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num></w:numbering>";
    let item = |list, level, words| {
        let place =
            format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>");
        p(&place, words)
    };
    let items = [
        item(1, 0, "three"),
        item(1, 1, "a"),
        item(1, 1, "b"),
        item(1, 0, "four"),
        item(1, 1, "a again"),
        item(2, 0, "bullet"),
        item(0, 0, "none"),
    ];
    let manuscript = docx(&items.concat(), &[("word/numbering.xml", numbering)]);
    let expected = ["3. three", "1. a", "2. b", "4. four", "1. a again", "* bullet", "p none"];
    assert_eq!(lines(&manuscript), expected);
}

#[test]
fn word_changes_notes_comments_boxes_and_tables() {
    let body = "<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t xml:space='preserve'> and added</w:t></w:r></w:ins>\
        <w:r><w:footnoteReference w:id='2'/><w:tab/><w:t>R&amp;D</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Once more</w:t><w:footnoteReference w:id='2'/></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc>\
        <w:tc><w:p><w:r><w:t>Posts</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>One column</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p>\
        </w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p>\
        </w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    let notes = "<w:footnotes><w:footnote w:id='0'><w:p/></w:footnote><w:footnote w:id='2'><w:p>\
        <w:r><w:t>See there.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let comments = "<w:comments><w:comment w:author='Grace'><w:p><w:r><w:t>Is it so?</w:t></w:r>\
        </w:p></w:comment></w:comments>";
    let core = "<cp:coreProperties><dc:title>Draft.docx</dc:title><dc:creator>Ada</dc:creator>\
        <dcterms:created>2024-12-05T08:00:00Z</dcterms:created></cp:coreProperties>";
    let beside = [
        ("word/footnotes.xml", notes),
        ("word/comments.xml", comments),
        ("docProps/core.xml", core),
    ];
    let manuscript = docx(body, &beside);
    let expected = [
        "p Kept and added[1] R&D",
        "p Once more[1]",
        "| Year | Posts",
        "p One column",
        "p Boxed",
        "p [1] See there.",
        "@ Grace",
        "c Is it so?",
    ];
    assert_eq!(lines(&manuscript), expected);
    let told = manuscript.told;
    assert_eq!((told.title, told.author.as_deref()), (None, Some("Ada")));
    assert_eq!(told.date.as_deref(), Some("2024-12-05T08:00:00Z"));
}

#[test]
fn open_documents_likewise() {
    let styles = "<style:style style:name='P1' style:parent-style-name='Quotations'/>\
        <text:list-style style:name='L1'><text:list-level-style-number text:level='1'/>\
        <text:list-level-style-bullet text:level='2'/></text:list-style>";
    let body = "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>\
        <text:h text:outline-level='1'>Robots on the ward</text:h>\
        <text:h text:outline-level='2'>What next</text:h>\
        <text:p>Costs\n   fell<text:s text:c='3'/>by<text:tab/>5%.<text:note><text:note-citation>1\
        </text:note-citation><text:note-body><text:p>See there.</text:p></text:note-body></text:note>\
        <office:annotation><dc:creator>Grace</dc:creator><dc:date>2024</dc:date>\
        <text:p>Is it so?</text:p></office:annotation></text:p>\
        <text:p text:style-name='P1'>We fear cuts.</text:p>\
        <text:list text:style-name='L1'><text:list-item><text:p>one</text:p><text:p>more</text:p>\
        <text:list><text:list-item><text:p>deeper</text:p></text:list-item></text:list>\
        </text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>\
        <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Year</text:p>\
        </table:table-cell><table:table-cell><text:p>Posts</text:p></table:table-cell>\
        </table:table-row></table:table-header-rows></table:table>\
        <text:p><draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame></text:p>";
    let manuscript = odt(styles, body);
    let expected = [
        "# What next",
        "p Costs fell by 5%.[1]",
        "> We fear cuts.",
        "1. one",
        "p more",
        "* deeper",
        "2. two",
        "= Year | Posts",
        "p Boxed",
        "p [1] See there.",
        "@ Grace",
        "c Is it so?",
    ];
    assert_eq!(lines(&manuscript), expected);
    assert_eq!(manuscript.told.title.as_deref(), Some("Robots on the ward"));
    assert_eq!(manuscript.told.author.as_deref(), Some("Ada Lovelace"));
}

#[test]
fn what_cannot_be_read_is_told() {
    let why = |source: &[u8]| {
        let found = docx::manuscript(source, &Limits::default());
        found.err().map(|refusal| refusal.why).unwrap_or_default()
    };
    assert!(why(&pack(&[("word/styles.xml", b"")])).contains("word/document.xml is missing"));
    let deep = "<w:p>".repeat(600);
    assert!(why(&pack(&[("word/document.xml", deep.as_bytes())])).contains("512 deep"));
    let manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let parts = [("content.xml", &b"?"[..]), ("META-INF/manifest.xml", manifest.as_bytes())];
    let locked = odt::manuscript(&pack(&parts), &Limits::default());
    assert!(locked.is_err_and(|why| why.why.contains("is encrypted")));
}
