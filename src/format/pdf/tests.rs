//! Small PDFs, written object by object.

use super::*;

/// Words at a place: x, y, size, font (1 regular, 2 bold), text.
type Words<'a> = (u32, u32, u32, u32, &'a str);

/// A PDF of these pages.
fn pdf(pages: &[Vec<Words>], info: &str) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>".to_owned(),
        format!("<<{info}>>"),
    ];
    let mut kids = String::new();
    for page in pages {
        let number = objects.len() + 1;
        kids.push_str(&format!("{number} 0 R "));
        let text = page.iter().map(|(x, y, size, font, text)| {
            format!("BT /F{font} {size} Tf {x} {y} Td ({text}) Tj ET\n")
        });
        let text: String = text.collect();
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R\
             /Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>",
            number + 1
        ));
        objects.push(format!("<</Length {}>>stream\n{text}endstream", text.len()));
    }
    objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len());
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj{object}endobj\n"));
    }
    let start = file.len();
    let size = objects.len() + 1;
    file.push_str(&format!(
        "{table}trailer<</Size {size}/Root 1 0 R/Info 5 0 R>>\nstartxref\n{start}\n%%EOF"
    ));
    file.into_bytes()
}

fn article(source: Vec<u8>) -> Result<Manuscript, Refusal> {
    assert!(is_pdf(&source));
    extract::pdf(source, &Limits::default()).and_then(manuscript)
}

fn lines(manuscript: &Manuscript) -> Vec<String> {
    let line = |piece: &Piece| {
        let sign = match piece.kind {
            BlockKind::Heading => "#",
            BlockKind::Item(_) => "*",
            BlockKind::Furniture(_) => "-",
            _ => "p",
        };
        format!("{sign} {}", piece.words)
    };
    manuscript.pieces.iter().map(line).collect()
}

/// A page with a running head, a number, and lines of the text between them.
fn page<'a>(number: &'a str, body: &[(u32, u32, &'a str)]) -> Vec<Words<'a>> {
    let mut page = vec![(60, 800, 8, 1, "The Ledger of Wards")];
    for (nth, (size, font, text)) in (0..).zip(body) {
        page.push((60, 700 - 14 * nth, *size, *font, *text));
    }
    page.push((300, 40, 8, 1, number));
    page
}

#[test]
fn pages_become_an_article() {
    let first = page(
        "1",
        &[
            (20, 2, "Robots on the ward"),
            (10, 1, ""),
            (
                10,
                1,
                "Nurses fear that their posts will be cut as soon as the robots have learnt to auto-",
            ),
            (
                10,
                1,
                "mate what they do. Nobody has told them when that is going to be, and nobody knows",
            ),
            (10, 1, "how many."),
            (13, 2, "What next"),
            (
                10,
                1,
                "\\225 one point that is made in a line which goes on for as long as a line can go on",
            ),
            (10, 1, "and a little more"),
            (10, 1, "\\225 another"),
            (
                10,
                1,
                "The last paragraph of this page does not end on it, for there is always one which",
            ),
        ],
    );
    let second =
        page("2", &[(10, 1, "goes on."), (10, 1, "Costs fell by 5%."), (10, 1, "And rose again.")]);
    let info =
        "/Title(Microsoft Word - robots.doc)/Author(Ada Lovelace)/CreationDate(D:20241205080000Z)";
    let manuscript = article(pdf(&[first, second], info)).expect("an article");
    let told = &manuscript.told;
    assert_eq!(told.title.as_deref(), Some("Robots on the ward"));
    assert_eq!(
        (told.author.as_deref(), told.date.as_deref()),
        (Some("Ada Lovelace"), Some("2024-12-05"))
    );
    let expected = [
        "p Nurses fear that their posts will be cut as soon as the robots have learnt to automate \
         what they do. Nobody has told them when that is going to be, and nobody knows how many.",
        "# What next",
        "* one point that is made in a line which goes on for as long as a line can go on and a \
         little more",
        "* another",
        "p The last paragraph of this page does not end on it, for there is always one which goes on.",
        "p Costs fell by 5%.",
        "p And rose again.",
        "- The Ledger of Wards",
    ];
    assert_eq!(lines(&manuscript), expected);
}

#[test]
fn what_has_no_text_says_so() {
    let why = |source| article(source).err().map(|why| why.why).unwrap_or_default();
    assert!(why(pdf(&[vec![]], "")).contains("text recognition"));
    assert!(why(b"%PDF-1.4\nnothing".to_vec()).contains("damaged PDF"));
    let locked = pdf(&[vec![(60, 700, 10, 1, "Words")]], "");
    let locked = String::from_utf8_lossy(&locked).replace(
        "/Root 1 0 R",
        "/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(00000000000000000000000000000000)\
         /U(00000000000000000000000000000000)>>/ID[(0)(0)]",
    );
    assert!(why(locked.into_bytes()).contains("is encrypted"));
}

#[test]
fn titles_of_properties_are_taken_where_they_fit() {
    let pages = [vec![
        (60, 700, 20, 2, "Robots on"),
        (60, 680, 20, 2, "the ward"),
        (60, 600, 10, 1, "Words of the text, more than the title has of them."),
    ]];
    let title = |info: &str| article(pdf(&pages, info)).expect("an article").told.title;
    assert_eq!(title("/Title(Robots on the Ward)").as_deref(), Some("Robots on the Ward"));
    assert_eq!(title("/Title(Words of the text)").as_deref(), Some("Words of the text"));
    assert_eq!(title("/Title(Template)").as_deref(), Some("Robots on the ward"));
    assert_eq!(title("").as_deref(), Some("Robots on the ward"));
}
