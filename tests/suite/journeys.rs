//! What a person does with the reader, key by key, in the real program. Each test owns a
//! terminal and waits for what should be seen; marks may change, so none counts on exact ones.

use vt100::Screen;

use crate::support::pile::{first_theme, title};
use crate::support::session::{Look, Session};

const SIZE: (u16, u16) = (80, 24);

/// "3/14" in the bar of the selected passage: the first number.
fn nth_passage(screen: &Screen) -> Option<usize> {
    let status = screen.lines().get(usize::from(screen.size().0.get()) - 2).cloned()?;
    let place = status.split_whitespace().find(|word| word.contains('/'))?;
    place.split_once('/')?.0.parse().ok()
}

/// "34 of 56" over the kinds: passages that show and passages there are.
fn passages(screen: &Screen) -> Option<(usize, usize)> {
    let line = screen.lines().into_iter().find(|line| line.starts_with("KINDS"))?;
    let mut numbers = line.split_whitespace().filter_map(|word| word.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}

/// The rows between the bars, right of the side pane: gutter, words, rail.
fn reader_rows(screen: &Screen) -> Vec<String> {
    let lines = screen.lines();
    let body = lines.get(1..lines.len() - 2).unwrap_or_default();
    body.iter().map(|line| line.split_once('|').map_or("", |(_, text)| text).to_owned()).collect()
}

/// The words alone.
fn text_rows(screen: &Screen) -> Vec<String> {
    let words = |row: String| {
        let mut chars = row.chars().skip(3).collect::<Vec<_>>();
        chars.pop();
        chars.into_iter().collect::<String>().trim().to_owned()
    };
    reader_rows(screen).into_iter().map(words).collect()
}

#[test]
fn opens_on_the_three_bundled_articles() {
    let mut session = Session::opened(SIZE);
    let screen = session.wait_for("the title", |screen| screen.shows(title(0)));
    assert!(screen.alternate_screen() && screen.hide_cursor() && !session.is_cooked());
    assert!(screen.find(title(0)).is_some_and(|(_, y)| y == 0), "the breadcrumb");
    for article in 0..3 {
        let is_listed =
            |line: &String| line.chars().take(20).collect::<String>().contains(title(article));
        assert!(screen.lines().iter().skip(1).any(is_listed), "{} is not listed", title(article));
    }
    assert!(screen.shows("3/3"));
    session.type_keys("q");
    assert_eq!(session.finish().code, 0);
}

#[test]
fn kinds_are_hidden_and_shown_with_their_counts() {
    let mut session = Session::opened(SIZE);
    let all = session.wait_for("nothing hidden", |screen| screen.shows("- 0 hidden"));
    let (shown, total) = passages(&all).expect("counts");
    assert!(shown == total && total > 0);
    for (key, sign, left) in [
        ("1", "1[ ] !", "opportunity or statistic, all"),
        ("2", "2[ ] +", " statistic, all"),
        ("3", "3[ ] #", "no kind, all"),
    ] {
        session.type_keys(key);
        session.wait_for(sign, |screen| screen.shows(sign) && screen.shows(left));
    }
    let none = session.screen();
    assert_eq!(passages(&none), Some((0, total)));
    assert!(none.shows(&format!("- {total} hidden")));
    session.type_keys("0");
    session.wait_for("all kinds again", |screen| screen.lines() == all.lines());
}

#[test]
fn a_theme_is_chosen_from_its_list_and_taken_back() {
    let mut session = Session::opened(SIZE);
    let theme = first_theme();
    let (shown, total) = passages(&session.screen()).expect("counts");
    session.type_keys("t");
    session.wait_for("the cursor on a theme", |screen| screen.reversed().contains(&theme));
    session.type_keys("<Enter>");
    let filtered = session.wait_for("the filter in words", |screen| {
        screen.shows(&format!("perusal > {theme}")) && screen.shows(&format!("> {theme}"))
    });
    let (left, _) = passages(&filtered).expect("counts");
    assert!(left < shown && filtered.shows(&format!("{theme} - {} hidden", total - left)));
    session.type_keys("<Esc>");
    let all = session.wait_for("the filter taken back", |s| s.shows("filter taken back"));
    assert_eq!(passages(&all), Some((shown, total)));
}

#[test]
fn the_matrix_opens_the_passages_of_a_cell() {
    let mut session = Session::opened(SIZE);
    let (_, total) = passages(&session.screen()).expect("counts");
    session.type_keys("M");
    let cell = format!(" passages: {}, concern", first_theme());
    let screen = session.wait_for("themes by kinds", |s| s.shows("BY KINDS") && s.shows(&cell));
    let counted = count_before(&screen, &cell);
    session.type_keys("<Tab>");
    session.wait_for("articles by themes", |s| s.shows("ARTICLES BY THEMES"));
    session.type_keys("<Tab>");
    session.wait_for("themes by themes", |s| s.shows("THEMES BY THEMES"));
    session.type_keys("<Tab><Enter>");
    session.wait_for("the passages", |s| s.shows(&cell) && s.shows("Esc takes the filter back"));
    // The kinds are in the side pane.
    session.type_keys("t");
    let filtered = session.wait_for("the filter", |s| s.shows("1[x]") && s.shows("2[ ]"));
    assert_eq!(passages(&filtered), counted.map(|counted| (counted, total)));
    session.type_keys("<Esc>");
    session.wait_for("all of it again", |s| passages(s) == Some((total, total)));
}

/// The number before these words.
fn count_before(screen: &Screen, words: &str) -> Option<usize> {
    let line = screen.lines().into_iter().find(|line| line.contains(words))?;
    line.split_once(words)?.0.split_whitespace().next_back()?.parse().ok()
}

#[test]
fn the_dashboard_opens_what_a_bar_stands_for() {
    let mut session = Session::opened(SIZE);
    let (_, total) = passages(&session.screen()).expect("counts");
    session.type_keys("D");
    session.wait_for("kinds by time", |s| s.shows("KINDS BY TIME") && s.shows("2024"));
    session.type_keys("<Tab><Tab>");
    let screen = session.wait_for("by source", |s| s.shows("KINDS BY SOURCE"));
    let counted = count_before(&screen, " passages in ");
    session.type_keys("<Enter>");
    session.wait_for("its passages", |s| s.shows("Esc takes the filter back"));
    session.type_keys("t");
    let filtered = session.wait_for("the side pane", |s| s.shows("KINDS"));
    assert_eq!(passages(&filtered).map(|it| it.0), counted);
    session.type_keys("<Esc>");
    session.wait_for("all of it again", |s| passages(s) == Some((total, total)));
}

#[test]
fn the_table_of_figures_leads_to_a_passage_and_back() {
    let mut session = Session::opened(SIZE);
    session.type_keys("T");
    let table = |s: &Screen| s.shows("FIGURES by repeats") && s.shows("+ over 90 %");
    session.wait_for("the table", table);
    session.type_keys("/leaders<Enter>j");
    let screen = session.wait_for("one of few", |s| s.shows("with 'leaders'") && s.shows("43 %"));
    assert!(!screen.shows("$1.2 billion"));
    session.type_keys("<Esc>");
    session.wait_for("all of them", |s| s.shows("$1.2 billion"));
    session.type_keys("<Tab>");
    session.wait_for("another order", |s| s.shows("FIGURES by value") && s.shows("$1.2 billion"));
    session.type_keys("G<Enter>");
    session
        .wait_for("its passage", |s| s.shows("# statistic") && s.shows("goes back to the table"));
    session.type_keys("<Esc>");
    session.wait_for("the table again", |s| s.shows("FIGURES by value"));
    session.type_keys("&author:nobody<Enter>");
    session.wait_for("nothing", |s| s.shows("no figure shows under this filter"));
    session.type_keys("q<Esc>");
    session.wait_for("the filter taken back", |s| s.shows("filter taken back"));
    session.type_keys("D<S-Tab>");
    session.wait_for("the distribution", |s| s.shows("DISTRIBUTION") && s.shows("90 to 100"));
    session.type_keys("G<Enter>");
    session.wait_for("those of a bar", |s| s.shows("only 90 to 100 %") && s.shows("+ over 90 %"));
}

#[test]
fn hops_go_from_passage_to_passage() {
    let mut session = Session::opened(SIZE);
    // Where a passage is on the first screen, it is selected.
    let first = nth_passage(&session.screen()).unwrap_or(0);
    session.type_keys("]");
    session.wait_for("a passage", |s| nth_passage(s) == Some(first + 1));
    session.type_keys("]");
    let screen = session.wait_for("the next", |s| nth_passage(s) == Some(first + 2));
    assert!(reader_rows(&screen).iter().any(|row| row.starts_with('>')), "the sign in the gutter");
    session.type_keys("[");
    session.wait_for("the one before", |s| nth_passage(s) == Some(first + 1));
}

#[test]
fn search_finds_as_typed_and_wraps_with_a_notice() {
    let mut session = Session::opened(SIZE);
    session.type_keys("/health");
    session.wait_for("a count", |s| s.shows("/health") && s.shows(" matches") && !s.hide_cursor());
    session.type_keys("<Enter>");
    let screen = session.wait_for("the first", |s| s.shows("'health': 1 of "));
    assert!(screen.reversed().to_lowercase().contains("health"), "{}", screen.reversed());
    session.type_keys("n");
    session.wait_for("the second", |s| s.shows("'health': 2 of "));
    session.type_keys("N");
    session.wait_for("the first again", |s| s.shows("'health': 1 of "));
    session.type_keys("N");
    session.wait_for("word of the wrap", |s| s.shows("beginning of the article: on from its end"));
    session.type_keys("n");
    session.wait_for("and back", |s| s.shows("end of the article: on from its beginning"));
    session.type_keys("<Esc>");
    session.wait_for("no marks of the search", |s| !s.reversed().to_lowercase().contains("health"));
}

#[test]
fn articles_are_switched_and_keep_their_places() {
    let mut session = Session::opened(SIZE);
    session.type_keys("d");
    let scrolled = session.wait_for("half a page down", |s| !text_rows(s)[0].contains(title(0)));
    session.type_keys("J");
    let second = session.wait_for("the second", |s| s.shows("art 2/3"));
    assert!(second.find(title(1)).is_some_and(|(_, y)| y == 0));
    session.type_keys("K");
    let first = session.wait_for("the first", |s| s.shows("art 1/3"));
    assert_eq!(text_rows(&first), text_rows(&scrolled));
    session.type_keys("K");
    session.wait_for("there is none before", |s| s.shows("this is the first article listed"));
}

#[test]
fn the_words_under_the_eye_survive_every_size() {
    let mut session = Session::opened(SIZE);
    session.type_keys("d");
    let before = session.wait_for("half a page down", |s| !text_rows(s)[0].contains(title(0)));
    let top = text_rows(&before).into_iter().find(|row| row.len() > 20).expect("a row of words");
    let word = top.split_whitespace().find(|word| word.len() > 5).expect("a word").to_owned();
    for (columns, rows) in [(120, 40), (61, 9), (40, 12), (20, 5), (9, 1), (1, 1), (30, 30)] {
        let screen = session.resize(columns, rows);
        assert_eq!(screen.size().1.get(), columns);
        if columns >= 30 {
            assert!(screen.shows(&word), "'{word}' at {columns}x{rows}:\n{}", screen.contents());
        }
    }
    let after = session.resize(SIZE.0, SIZE.1);
    assert_eq!(text_rows(&after), text_rows(&before));
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);
}

#[test]
fn the_wheel_scrolls_and_a_click_chooses_a_theme() {
    let mut session = Session::opened(SIZE);
    let before = text_rows(&session.screen());
    session.send(b"\x1b[<65;50;10M");
    session.wait_for("three rows down", |s| text_rows(s)[0] == before[3]);
    session.send(b"\x1b[<64;50;10M");
    session.wait_for("and up", |s| text_rows(s) == before);
    let theme = first_theme();
    let (x, y) = session.screen().find(&theme).expect("the theme's row");
    session.send(format!("\x1b[<0;{};{}M\x1b[<0;{0};{1}m", x + 1, y + 1).as_bytes());
    session.wait_for("the filter", |s| s.shows(&format!("perusal > {theme}")));
}

#[test]
fn the_command_line_completes_and_obeys() {
    let mut session = Session::opened(SIZE);
    session.type_keys(":");
    session.wait_for("proposals", |s| s.shows("Tab completes") && s.shows(" open "));
    session.type_keys("ze<Tab>");
    session.wait_for("the completed line", |s| {
        s.shows("only the text, or all panes") && s.lines().iter().any(|l| l.starts_with(":zen"))
    });
    session.type_keys("<Enter>");
    session.wait_for("only the text", |s| !s.shows("THEMES"));
    session.type_keys("z:kind stat<Enter>");
    session.wait_for("statistics alone", |s| s.shows("3[x]") && s.shows("1[ ]"));
    session.type_keys(":nonsense<Enter>");
    session.wait_for("what to type instead", |s| s.shows("no command 'nonsense'"));
    session.type_keys(":clear<Enter>:open 3<Enter>");
    session.wait_for("the third article", |s| s.shows("art 3/3") && s.shows("- 0 hidden"));
}

#[test]
fn help_lists_the_keys_and_is_searched() {
    let mut session = Session::opened(SIZE);
    session.type_keys("?");
    session.wait_for("the keys", |s| s.shows(" KEYS") && s.shows("a line down"));
    session.type_keys("/paint<Enter>");
    session.wait_for("one key", |s| s.shows("paint the screen again") && !s.shows("a line down"));
    session.type_keys("q");
    session.wait_for("the article", |s| s.shows("art 1/3") && !s.shows(" KEYS"));
}

#[test]
fn the_raw_view_shows_the_source_and_returns() {
    let mut session = Session::opened(SIZE);
    let before = session.screen();
    session.type_keys("R");
    session.wait_for("the source", |s| s.shows("(source)"));
    session.type_keys("q");
    session.wait_for("the article", |s| s.lines() == before.lines());
}

#[test]
fn folds_say_what_they_hold_and_open() {
    let mut session = Session::opened(SIZE);
    session.type_keys("JG");
    session.wait_for("a fold at the end", |s| s.shows("art 2/3") && s.shows("[+] "));
    session.type_keys("c");
    session.wait_for("it is open", |s| !s.shows("[+] "));
    session.type_keys("gG");
    session.wait_for("more text than before", |s| s.shows("100%") && !s.shows("[+] "));
    session.type_keys("c");
    session.wait_for("it is shut", |s| s.shows("[+] "));
}

#[test]
fn the_screen_is_painted_again_on_demand() {
    let mut session = Session::opened(SIZE);
    let before = session.written();
    session.type_keys("<C-l>");
    session.wait_for_bytes("a whole frame", before, |written| written.contains("perusal > "));
    session.type_keys("q");
    assert_eq!(session.finish().code, 0);
}

#[test]
fn a_passage_is_copied_through_the_terminal() {
    let mut session = Session::opened(SIZE);
    session.type_keys("]y");
    session.wait_for("word of it", |s| s.shows("passage handed to the terminal's clipboard"));
    session.wait_for_bytes("the clipboard's", 0, |written| written.contains("\x1b]52;c;"));
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);
}
