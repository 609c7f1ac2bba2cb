//! The passage list by keys on the state machine alone.

use ratatui::layout::Size;

use crate::app::list::ListRow;
use crate::app::testing::press;
use crate::app::{App, Effect, Message, Pane, Settings};
use crate::library::{Article, Head, Library, Order, Recall};
use crate::tag::{Codebook, Tagger};

const TEXTS: [&str; 2] = [
    "First Notes\n\nNurses fear job cuts. Clerks fear job cuts and reskilling. Costs rose by 12% in a year.\n",
    "Second Notes\n\nNew roles give people hope. Half of the staff are trained. Patients fear job cuts.\n",
];

fn app(recall: Recall) -> App {
    let codebook = Codebook::bundled();
    let tagger = Tagger::new(&codebook);
    let size = Size { width: 120, height: 40 };
    let mut app = App::new(Library::new(codebook), Settings::default(), size);
    app.update(Message::Recall(Box::new(recall)));
    for (text, name) in TEXTS.into_iter().zip(["one", "two"]) {
        let article = Article::read(name.into(), text.into(), &tagger);
        app.update(Message::Ingested(Box::new(article)));
    }
    app.update(Message::IngestEnded);
    app.settle();
    app
}

fn chosen(app: &App) -> ListRow {
    app.row(app.cursors[Pane::Passages as usize].at).expect("a row")
}

fn selected(app: &App) -> (u32, usize) {
    (app.open.expect("an article").0, app.reader.selected().expect("a passage"))
}

/// All passages in the order in which the list is walked from its beginning, and the folds between them.
fn walk(app: &mut App) -> Vec<ListRow> {
    press(app, "g");
    let mut rows = vec![chosen(app)];
    loop {
        let before = app.cursors[Pane::Passages as usize].at;
        press(app, "j");
        // In two groups the same passage may follow itself.
        if app.cursors[Pane::Passages as usize].at == before {
            return rows;
        }
        rows.push(chosen(app));
    }
}

#[test]
fn the_selected_passage_stays_selected_in_every_order() {
    let mut app = app(Recall::default());
    press(&mut app, "]]]");
    let before = selected(&app);
    for order in [Order::Theme, Order::Date, Order::Strength, Order::Article] {
        press(&mut app, "p");
        assert_eq!((app.rows.order(), selected(&app)), (order, before));
        let row = chosen(&app).passage().map(|(id, passage)| (id.0, passage));
        assert_eq!(row, Some(before), "{order:?}");
    }
    press(&mut app, ":sort strength\n");
    assert_eq!(app.rows.order(), Order::Strength);
}

#[test]
fn the_list_is_walked_from_end_to_end_and_back_in_every_order() {
    let mut app = app(Recall::default());
    app.focus = Pane::Passages;
    for _ in Order::ALL {
        let mut on = walk(&mut app);
        let shown: std::collections::BTreeSet<_> =
            on.iter().filter_map(|row| row.passage()).collect();
        assert_eq!(shown.len(), app.survey.shown, "{:?}", app.rows.order());
        let mut back = vec![chosen(&app)];
        while back.len() < on.len() {
            press(&mut app, "k");
            back.push(chosen(&app));
        }
        back.reverse();
        assert_eq!(on, back, "{:?}", app.rows.order());
        press(&mut app, "gC");
        on = walk(&mut app);
        let heads = app.rows.groups(app.pile());
        assert_eq!((on.len(), app.rows.len()), (heads, heads), "one line each");
        press(&mut app, "Cp");
    }
}

#[test]
fn a_folded_group_is_one_line_that_opens_again() {
    let mut app = app(Recall::default());
    press(&mut app, ":sort theme\n");
    app.focus = Pane::Passages;
    press(&mut app, "g");
    let (before, rows) = (selected(&app), app.rows.len());
    press(&mut app, "c");
    let ListRow::Head { of: Head::Theme(theme), passages, folded: true } = chosen(&app) else {
        panic!("{:?}", chosen(&app));
    };
    assert_eq!(passages, app.survey.theme(theme));
    assert_eq!(app.rows.folded(app.pile()), passages);
    assert!(app.notice.as_deref().is_some_and(|notice| notice.contains("folded")));
    // What the cursor is on is no passage: nothing is done to one that is not seen.
    assert!(press(&mut app, "x").is_empty());
    assert!(app.library.journal().steps().is_empty());
    assert_eq!(selected(&app), before, "the reader stays");
    press(&mut app, "\n");
    assert_eq!((app.rows.len(), app.focus), (rows, Pane::Passages));
    assert_eq!(chosen(&app).passage().map(|(id, nth)| (id.0, nth)), Some(before));
    // Folds bind the list alone: the reader goes on in the order of the text.
    press(&mut app, "Cl]");
    assert_eq!(selected(&app), (before.0, before.1 + 1));
    assert!(matches!(chosen(&app), ListRow::Head { folded: true, .. }));
}

#[test]
fn an_order_is_asked_to_be_remembered_once_it_is_another() {
    let set = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::Set(name, value) => Some((*name, *value)),
            _ => None,
        })
    };
    let mut plain = app(Recall::default());
    assert_eq!(set(&press(&mut plain, "Q")), None);
    let mut changed = app(Recall::default());
    assert_eq!(set(&press(&mut changed, "pQ")), Some((Order::SETTING, "theme")));
    let mut again = app(Recall { order: Order::Date, ..Recall::default() });
    assert_eq!(again.rows.order(), Order::Date);
    assert_eq!(set(&press(&mut again, "Q")), None);
}

#[test]
fn a_list_that_is_not_on_screen_comes_when_it_is_sorted() {
    let mut app = app(Recall::default());
    app.update(Message::Resize(Size { width: 80, height: 24 }));
    press(&mut app, "p");
    assert!(app.areas.list.is_some() && app.focus == Pane::Passages);
}
