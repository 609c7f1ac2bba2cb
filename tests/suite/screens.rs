//! Whole screens: snapshots of the bundled articles with their styles, every size without a
//! panic, and frames without colour that still tell the kinds apart.
//!
//! After a change that is meant, `INSTA_UPDATE=always cargo test --test suite screens` rewrites
//! the snapshots; the difference is then read like any other.

use perusal::app::{App, Scheme, Settings};
use perusal::tag::{Figure, Kind, Kinds, Passage};
use perusal::text::{BlockKind, Span};
use perusal::ui::palette::Palette;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

use crate::support::pile::{article_of, bundled, opened, opened_with, press, resize};
use crate::support::screen::{draw, rows, with_styles};

/// Names of screens and the keys that lead there.
const SCREENS: [(&str, &str); 25] = [
    ("opening", ""),
    ("filter", "13"),
    ("hop", "]]"),
    ("help", "?"),
    ("search", "/health<Enter>n"),
    ("raw", "R"),
    ("reasons", "]w"),
    ("why", "]]W"),
    ("decided", "]<Enter>sx[aa note of mine<Esc>es"),
    ("choice", "]e"),
    ("select", "]vvh"),
    ("matrix-kinds", "Mjjl"),
    ("matrix-articles", "M<Tab>l1"),
    ("matrix-themes", "M<S-Tab>jlll"),
    ("dashboard-times", "D"),
    ("dashboard-themes", "D<Tab>jl"),
    ("passages-by-theme", "]]:sort theme<Enter>j"),
    ("passages-folded", ":sort strength<Enter>hCjj<Enter>j"),
    ("dashboard-sources", "D<S-Tab><S-Tab>3"),
    ("figures", "T<Enter>j"),
    ("figures-words", "T<Tab>/job"),
    ("dashboard-figures", "D<S-Tab>j"),
    ("memo", "]ahalf a thought<Enter>and more"),
    ("export", "E"),
    ("export-rows", "1E<Right><Right><Up>"),
];

#[test]
fn snapshots() {
    let palette = Palette::of(Scheme::default());
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        for (name, keys) in SCREENS {
            let mut app = opened(width, height);
            press(&mut app, keys);
            let shown = with_styles(&draw(&app, width, height), &palette);
            insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(format!("{name}-{width}x{height}"), shown);
            });
        }
    }
}

/// States that draw different things.
const STATES: [&str; 35] = [
    "",
    "t",
    "t<Tab>",
    "t<Tab><Tab>",
    "<S-Tab>",
    "z",
    "?",
    ":th",
    "R",
    "/ai",
    "W",
    "wR",
    "]e",
    "te",
    "]v",
    "]aa memo<Enter>of two lines",
    "]<Enter>s",
    ":lost<Enter>",
    "D",
    "D<Tab>jl1",
    "D<S-Tab>",
    "M",
    "M<Tab>Gll",
    "M<S-Tab>ll1",
    ":learn<Enter>",
    "p",
    "ppC",
    "pppcj1",
    "T<Enter>j",
    "T/nurs",
    "T&concern",
    "D<S-Tab>lj",
    "D<S-Tab><Enter>",
    "1E<Right>",
    "Ea-very-long-name-for-a-file-that-is-wider-than-any-narrow-screen",
];

#[test]
fn every_size_draws_in_every_state() {
    let small = (1..=80).map(|width| (width, (1..=30).collect::<Vec<u16>>()));
    let large = (81..=300).step_by(17).map(|width| (width, (1..=100).step_by(9).collect()));
    let mut apps: Vec<App> = STATES.map(state).into();
    for (nth, (width, heights)) in small.chain(large).enumerate() {
        for height in heights {
            // At each size the panes, and in turn one of the other states.
            let other = 1 + (nth + usize::from(height)) % (STATES.len() - 1);
            for at in [0, other] {
                resize(&mut apps[at], width, height);
                draw(&apps[at], width, height);
            }
        }
    }
}

fn state(keys: &str) -> App {
    let mut app = opened(80, 24);
    press(&mut app, keys);
    app
}

#[test]
fn the_smallest_sizes_draw_in_all_states() {
    for keys in STATES {
        let mut app = state(keys);
        for (width, height) in (1..=14).flat_map(|width| (1..=9).map(move |height| (width, height)))
        {
            resize(&mut app, width, height);
            draw(&app, width, height);
        }
    }
}

/// An article with a concern, an opportunity and a statistic, a line each.
fn three_kinds(scheme: Scheme) -> Buffer {
    let lines = ["It may go wrong.", "It may go well.", "It is 43 now."];
    let blocks = lines.map(|line| (BlockKind::Paragraph, line));
    let mut article = article_of(&blocks);
    for (kind, block) in Kind::ALL.into_iter().zip(article.document.blocks.clone()) {
        let kinds = Kinds::NONE.with(kind);
        article.passages.push(Passage { span: block.body, kinds, ..Passage::default() });
    }
    let start = article.document.text.find("43").expect("the figure");
    let mut figure = any_figure();
    figure.span = Span::new(start, start + 2);
    article.passages[2].figures.push(figure);
    let settings = Settings { scheme, zen: true, ..Settings::default() };
    draw(&opened_with(vec![article], settings, 60, 16), 60, 16)
}

/// Any figure, whatever else one knows of itself.
fn any_figure() -> Figure {
    let article =
        bundled().iter().find(|article| article.passages.iter().any(|p| !p.figures.is_empty()));
    let mut figures = article.expect("a figure").passages.iter().flat_map(|p| p.figures.clone());
    figures.next().expect("a figure")
}

/// Sign and attributes of the words that stand on a row.
fn looks(buffer: &Buffer, words: &str, of: &str) -> (String, Modifier) {
    let rows = rows(buffer);
    let y = rows.iter().position(|row| row.contains(words)).expect("the words");
    let (before, _) = rows[y].split_once(of).expect("the words");
    let signs = rows[y].split_once(words).map(|(gutter, _)| gutter.trim().to_owned());
    let cell = &buffer[(before.chars().count() as u16, y as u16)];
    (signs.unwrap_or_default(), cell.modifier)
}

#[test]
fn without_colour_signs_and_attributes_tell_the_kinds_apart() {
    let buffer = three_kinds(Scheme::Plain);
    for cell in &buffer.content {
        assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
    }
    let concern = looks(&buffer, "It may go wrong.", "wrong");
    let opportunity = looks(&buffer, "It may go well.", "well");
    let statistic = looks(&buffer, "It is 43 now.", "43");
    // The first passage is selected, and its sign is that of the selection.
    assert_eq!(concern, (">".to_owned(), Modifier::UNDERLINED));
    assert_eq!(opportunity, ("+".to_owned(), Modifier::ITALIC));
    assert_eq!(statistic, ("#".to_owned(), Modifier::BOLD));
    assert_eq!(looks(&buffer, "It is 43 now.", "now").1, Modifier::empty());
}

#[test]
fn with_colours_each_kind_has_its_own() {
    let buffer = three_kinds(Scheme::Dark);
    let [concern, opportunity, statistic] = Palette::of(Scheme::Dark).kinds;
    for (words, color) in [("wrong", concern), ("well", opportunity), ("43 now", statistic)] {
        let at = rows(&buffer).iter().enumerate().find_map(|(y, row)| {
            row.split_once(words).map(|(before, _)| (before.chars().count() as u16, y as u16))
        });
        assert_eq!(buffer[at.expect("the words")].fg, color, "{words}");
    }
}

#[test]
fn folded_comments_are_counted_and_open_with_a_key() {
    let article = article_of(&[
        (BlockKind::Title, "A title"),
        (BlockKind::Paragraph, "The text."),
        (BlockKind::Commenter, "Jo"),
        (BlockKind::Comment { author: None }, "Well said."),
    ]);
    let mut app = opened_with(vec![article], Settings::default(), 80, 24);
    let shows =
        |app: &App, words: &str| rows(&draw(app, 80, 24)).iter().any(|row| row.contains(words));
    assert!(shows(&app, "[+] 1 comment") && !shows(&app, "Well said."));
    press(&mut app, "c");
    assert!(shows(&app, "[-] 1 comment") && shows(&app, "Well said."));
    press(&mut app, "c");
    assert!(!shows(&app, "Well said."));
}

#[test]
fn a_sensitivity_acts_at_once_and_keeps_the_eye_and_the_selection() {
    let mut app = opened(120, 40);
    press(&mut app, "]]]]]]]]]]");
    let before = rows(&draw(&app, 120, 40));
    press(&mut app, ":sensitivity generous<Enter>");
    let generous = rows(&draw(&app, 120, 40));
    press(&mut app, ":sens balanced<Enter>");
    let after = rows(&draw(&app, 120, 40));
    let count = |rows: &[String]| -> usize {
        let kinds = rows.iter().find(|row| row.starts_with("KINDS")).expect("a heading");
        kinds.split_whitespace().nth(1).and_then(|n| n.parse().ok()).expect("a number")
    };
    assert!(count(&generous) > count(&before));
    // More passages stand before the selected one now; it is the same by its reasons.
    let reasons =
        |rows: &[String]| rows[38].split_once("suggested by").map(|(_, why)| why.to_owned());
    assert!(reasons(&before).is_some());
    assert_eq!(reasons(&before), reasons(&generous));
    // All but the notice is as it was.
    assert_eq!(before[..38], after[..38]);
}

#[test]
fn why_walks_from_sentence_to_sentence_and_finds_one_by_its_words() {
    let mut app = opened(100, 40);
    let page = |app: &App| rows(&draw(app, 100, 40)).join("\n");
    press(&mut app, ":why a study in the journal<Enter>");
    let study = page(&app);
    assert!(study.contains("A study in the Journal of the American Medical Association"));
    assert!(study.contains("concern: not marked") && study.contains("short of the balanced limit"));
    assert!(
        study.contains("statistic: marked for its figures (balanced)")
            && study.contains("90%: over 90 %")
    );
    press(&mut app, "]");
    assert!(page(&app).contains("This progress, while promising"));
    assert!(page(&app).contains("concern: marked"));
    press(&mut app, "[");
    assert_eq!(page(&app), study);
    press(&mut app, "q");
    assert!(!page(&app).contains("WHY"));
    press(&mut app, ":why no such words anywhere<Enter>");
    assert!(page(&app).contains("no sentence with 'no such words anywhere'"));
}

#[test]
fn help_scrolls_back_from_its_end_at_once() {
    let mut app = opened(80, 24);
    press(&mut app, "?G");
    let end = rows(&draw(&app, 80, 24));
    press(&mut app, "k");
    assert_ne!(rows(&draw(&app, 80, 24)), end);
}

#[test]
fn the_list_of_themes_is_on_screen_when_it_has_the_focus() {
    let mut app = opened(80, 24);
    press(&mut app, "zt");
    assert!(rows(&draw(&app, 80, 24)).iter().any(|row| row.starts_with("THEMES")));
}

#[test]
fn code_keeps_its_indentation_and_running_text_does_not() {
    let article =
        article_of(&[(BlockKind::Code, "if so:\n    go()"), (BlockKind::Paragraph, "One    two")]);
    let settings = Settings { zen: true, ..Settings::default() };
    let app = opened_with(vec![article], settings, 60, 16);
    let screen = rows(&draw(&app, 60, 16));
    let column = |words: &str| screen.iter().skip(1).find_map(|row| row.find(words));
    assert_eq!(column("go()").zip(column("if so:")).map(|(inner, outer)| inner - outer), Some(4));
    assert!(column("One two").is_some(), "{screen:?}");
}
