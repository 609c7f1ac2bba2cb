//! Libraries through projects and back, whatever is in their texts; files of others on articles that are here;
//! and that nothing comes in by half.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::export::{self, Format, Order};
use crate::library::edit::Act;
use crate::library::theming::ThemeEdit;
use crate::library::{AnnotationId, Card, Extract, Filter, Library, Survey};
use crate::store::Store;
use crate::tag::{Kind, ThemeId, Verdict};

/// A library in memory with articles of these texts, marked by `codebook`.
fn shelved(texts: &[(&str, &str)], codebook: &Codebook) -> (Store, Library) {
    let mut store = Store::in_memory().expect("a store");
    store.set_codebook(codebook).expect("kept");
    let mut library = Library::new(codebook.clone());
    let tagging = library.tagging();
    for (name, text) in texts {
        let document = Document::read(text.as_bytes());
        let article = Article::unmarked((*name).into(), text.as_bytes().to_vec(), document);
        let article = marked(Fetched { article, marks: None }, &tagging);
        let entry = Entry::of(&article, None, Some(tagging.fingerprint()));
        store.put(&[entry]).expect("kept");
        library.add(article);
    }
    (store, library)
}

fn marked(fetched: Fetched, tagging: &Tagging) -> Article {
    extract::marked(fetched, tagging, Levels::default())
}

fn keep(store: &mut Store, library: &mut Library, step: Option<Step>) {
    let Some(step) = step else { return };
    assert_eq!(store.save(&step), Ok(Saved::Kept));
    library.take(step);
}

/// The library of a store, whole and in memory.
fn library_of(store: &Store) -> Library {
    let codebook = store.codebook().expect("read").expect("a codebook");
    let mut library = Library::new(codebook);
    let tagging = library.tagging();
    let mut articles = Vec::new();
    store
        .each(|kept| {
            articles.push(marked(kept.fetched(), &tagging));
            true
        })
        .expect("read");
    for article in articles {
        library.add(article);
    }
    library.recall(store.since(StepId::default()).expect("steps"));
    library
}

fn exported(library: &mut Library, format: Format) -> Vec<u8> {
    let filter = Filter::default();
    let survey = Survey::in_full(library, &filter);
    let extract = Extract::of(library, &filter, &survey);
    let mut out = Vec::new();
    let order = Order { format, ..Order::default() };
    export::write(&extract, order, &mut &*library, &mut out).expect("memory");
    out
}

fn brought(store: &mut Store, bytes: &[u8], name: &str) -> Imported {
    let bundle = import::read(bytes, &Limits::default()).unwrap_or_else(|why| panic!("{why:?}"));
    import(store, &bundle, Path::new(name)).expect("it can be put")
}

/// Of an article: its name, its card, its annotations with their verdicts by name.
type Work = (String, Card, Vec<(Annotation, Vec<String>)>);

/// All that a person did, without numbers of annotations.
fn work(library: &Library) -> Vec<Work> {
    let of = |article: &Article| {
        let named = |annotation: &Annotation| {
            let verdicts = annotation.verdicts.iter().map(|(label, verdict)| match label {
                Label::Kind(kind) => format!("{} {verdict:?}", kind.name()),
                Label::Theme(theme) => format!("{} {verdict:?}", library.codebook.name(*theme)),
            });
            let mut names: Vec<String> = verdicts.collect();
            names.sort();
            (Annotation { verdicts: crate::tag::Verdicts::new(), ..annotation.clone() }, names)
        };
        let mut all: Vec<_> = article.annotations().values().map(named).collect();
        all.sort_by_key(|(it, _)| (it.span, it.anchor.quote.clone()));
        (article.name.clone(), article.card(), all)
    };
    library.articles().map(|(_, article)| of(article)).collect()
}

const TEXTS: [(&str, &str); 3] = [
    (
        "/a/one.txt",
        "Title \u{1f600}\r\n\r\nCafe\u{301} nurses fear job cuts of 5%. The clinic hopes to grow.\r\n\r\n要 workers fear more.\r\n",
    ),
    (
        "/a/two.txt",
        "\u{feff}By Jane Doe\n\nStaff fear the \u{1f469}\u{200d}\u{2695}\u{fe0f} cuts. It may improve.\n",
    ),
    ("https://x.y/three", "Nothing is said here.\n"),
];

fn decided() -> (Store, Library) {
    let (mut store, mut library) = shelved(&TEXTS, &Codebook::bundled());
    for edit in [
        ThemeEdit::Add("要 new".into()),
        ThemeEdit::Nest(ThemeId(10), Some(ThemeId(1))),
        ThemeEdit::Colour(ThemeId(10), Some(173)),
        ThemeEdit::Memo(ThemeId(2), "on\na theme".into()),
        ThemeEdit::Drop(ThemeId(5)),
    ] {
        let step = library.edit_theme(&edit).expect("may be");
        keep(&mut store, &mut library, step);
    }
    let passages: Vec<(ArticleId, Span)> = library
        .articles()
        .flat_map(|(id, it)| it.passages.iter().map(move |it| (id, it.span)).collect::<Vec<_>>())
        .collect();
    assert!(passages.len() > 3, "{passages:?}");
    let free = (passages[0].0, Span::new(2, 5));
    for (place, act) in [
        (passages[0], Act::Confirm),
        (passages[0], Act::Memo("why \u{1f600}?".into())),
        (passages[1], Act::Reject),
        (passages[2], Act::Star),
        (passages[3], Act::Toggle(Label::Theme(ThemeId(10)))),
        (free, Act::Toggle(Label::Kind(Kind::Statistic))),
    ] {
        let step = library.edit(&[place], &act);
        keep(&mut store, &mut library, step);
    }
    for id in [ArticleId(1), ArticleId(2)] {
        let step = library.edit_card(id, |card| {
            card.starred = true;
            card.memo = format!("on {}", id.0);
        });
        keep(&mut store, &mut library, step);
    }
    // One whose words are gone, and one that moved.
    let mut last = store.last_annotation().expect("a number");
    for (standing, quote) in [(Standing::Lost, "gone for good"), (Standing::Moved, "othre words")] {
        last += 1;
        let anchor = Anchor { quote: quote.into(), start: 7, ..Anchor::default() };
        let span = if standing == Standing::Lost { Span::default() } else { Span::new(0, 7) };
        let after = Annotation { span, standing, anchor, starred: true, ..Annotation::default() };
        let change = Change::Passage {
            article: TEXTS[2].0.into(),
            id: AnnotationId(last),
            before: None,
            after: Some(Box::new(after)),
        };
        let id = StepId(store.last_step().expect("a step").0 + 1);
        let step = Step { id, deed: Deed::Edit, what: "made".into(), changes: vec![change] };
        keep(&mut store, &mut library, Some(step));
    }
    (store, library)
}

#[test]
fn a_library_comes_back_from_its_project() {
    let (_, mut library) = decided();
    let project = exported(&mut library, Format::Qdpx);
    let mut other = Store::in_memory().expect("a store");
    let imported = brought(&mut other, &project, "mine.qdpx");
    let report = &imported.report;
    assert!(report.is_whole() && report.moved == 0, "{report:?}");
    assert_eq!((report.fresh, report.known, imported.fresh.len()), (3, 0, 3));
    let mut back = library_of(&other);
    assert_eq!(work(&back), work(&library));
    let names = |library: &Library| {
        let of = |id: ThemeId| {
            let theme = library.theme(id);
            let parent = theme.parent.map(|id| library.codebook.name(id).to_owned());
            (crate::tag::codebook::Theme { parent: None, ..theme }, parent)
        };
        library.codebook.listed().into_iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(names(&back), names(&library));
    assert_eq!(other.check(), Ok(Vec::new()));
    for (_, article) in library.articles() {
        let id = back.named(&article.name).expect("the article");
        let there = back.article(id).expect("the article");
        assert_eq!(there.document.text, article.document.text);
        assert_eq!(there.document.blocks, article.document.blocks);
    }
    assert!(exported(&mut back, Format::Qdpx) == project, "and goes out as it came in");
    // A second time there is nothing to do.
    let imported = brought(&mut other, &project, "mine.qdpx");
    assert_eq!((imported.step, imported.report.put), (None, 0));
    assert!(imported.report.already > 0 && imported.report.known == 3);
}

/// The same archive with its description changed.
fn changed(project: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    use std::io::Read;
    let mut old = zip::ZipArchive::new(Cursor::new(project)).expect("an archive");
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("UTF-8");
        let name = part.name().expect("a name").into_owned();
        new.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        let text = if name == "project.qde" { change(&text) } else { text };
        new.write_all(text.as_bytes()).expect("memory");
    }
    new.finish().expect("memory").into_inner()
}

#[test]
fn what_another_program_changed_is_read_by_the_standard_alone() {
    let (_, mut library) = decided();
    let project = exported(&mut library, Format::Qdpx);
    let project = changed(&project, |xml| xml.replace("why \u{1f600}?", "because"));
    let (mut store, _) = shelved(&TEXTS, &Codebook::bundled());
    let imported = brought(&mut store, &project, "mine.qdpx");
    let report = &imported.report;
    assert!(report.told.iter().any(|it| it.contains("another program")), "{report:?}");
    assert!(report.told.iter().any(|it| it.contains("suggestion")), "{report:?}");
    assert!(report.unplaced.is_empty() && report.moved == 0 && report.put > 0, "{report:?}");
    let back = library_of(&store);
    let of = |library: &Library| {
        let article = library.article(ArticleId(0)).expect("it");
        let annotations = article.annotations().values();
        let said = annotations.map(|it| (it.span, it.verdicts.clone(), it.memo.clone()));
        // Stars and rejections have no place in the standard.
        let is_told = |verdict: &Verdict| *verdict != Verdict::Rejected;
        said.filter(|it| it.1.values().any(is_told)).collect::<Vec<_>>()
    };
    let mut expected = of(&library);
    expected[0].2 = "because".into();
    expected.sort_by_key(|it| it.0);
    assert_eq!(of(&back), expected);
    let themed =
        |library: &Library| library.codebook.named("要 new").map(|id| library.theme(id).colour);
    assert_eq!(themed(&back), themed(&library));
}

#[test]
fn an_import_is_one_step_that_can_be_taken_back() {
    let (_, mut library) = decided();
    let project = exported(&mut library, Format::Qdpx);
    let (mut store, before) = shelved(&TEXTS, &Codebook::bundled());
    let imported = brought(&mut store, &project, "mine.qdpx");
    assert_eq!((imported.report.fresh, imported.report.known), (0, 3));
    assert_eq!(store.last_step(), Ok(StepId(1)));
    let mut after = library_of(&store);
    assert_ne!(work(&after), work(&before));
    let undo = after.undo().expect("an edit");
    keep(&mut store, &mut after, Some(undo));
    assert_eq!(work(&after), work(&before));
    assert_eq!(work(&library_of(&store)), work(&before));
    assert_eq!(after.codebook.listed(), before.codebook.listed());
    assert_eq!(store.check(), Ok(Vec::new()));
}

fn foreign(text: &str, selections: &str) -> Vec<u8> {
    let description = format!(
        "<Project xmlns='urn:QDA-XML:project:1.0' name='p'><CodeBook><Codes><Code guid='C1' name='concern' isCodable='true'/>\
         <Code guid='C2' name='wards' isCodable='true' color='#ff0000'/></Codes></CodeBook>\
         <Sources><TextSource guid='T1' name='One' plainTextPath='internal://T1.txt'>{selections}</TextSource></Sources></Project>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [("project.qde", description.as_str()), ("sources/T1.txt", text)] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes.as_bytes()).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fn selection(words: &str, start: usize, end: usize, code: &str) -> String {
    format!(
        "<PlainTextSelection guid='S' name='{words}' startPosition='{start}' endPosition='{end}'>\
         <Coding guid='X'><CodeRef targetGUID='{code}'/></Coding></PlainTextSelection>"
    )
}

#[test]
fn what_others_coded_lands_on_its_words_or_is_told() {
    let lf = "Wards \u{1f600}\n\nNurses fear job cuts now.\nThe clinic moved away.\n";
    let bom = format!("\u{feff}{}", lf.replace('\n', "\r\n"));
    // Counted in UTF-16, line ends as one.
    let wide = |words: &str| {
        let at = lf.find(words).expect("there");
        let count = |to: usize| Span::new(0, to).of(lf).encode_utf16().count();
        (count(at), count(at + words.len()))
    };
    let mut all = String::new();
    for (words, code) in
        [("Nurses fear job cuts now.", "C1"), ("clinic moved", "C2"), ("away", "C2")]
    {
        let (start, end) = wide(words);
        all.push_str(&selection(words, start, end, code));
    }
    all.push_str(&selection("Farmers hope for a good harvest of apples", 3, 9, "C2"));
    let (mut store, _) = shelved(&[("/mine.txt", lf)], &Codebook::bundled());
    let imported = brought(&mut store, &foreign(&bom, &all), "other.qdpx");
    let report = imported.report;
    assert_eq!((report.known, report.fresh, report.put, report.themes), (1, 0, 3, 1), "{report:?}");
    assert_eq!(report.moved, 0, "told in another count, not moved: {report:?}");
    assert_eq!(
        report.unplaced,
        [("Farmers hope for a good harvest of apples".to_owned(), "One".to_owned())]
    );
    let library = library_of(&store);
    let article = library.article(ArticleId(0)).expect("the article");
    let words: Vec<&str> =
        article.annotations().values().map(|it| it.span.of(&article.document.text)).collect();
    assert_eq!(words, ["", "Nurses fear job cuts now.", "clinic moved", "away"]);
    let lost: Vec<&Annotation> =
        article.annotations().values().filter(|it| !it.is_placed()).collect();
    assert_eq!(lost.len(), 1, "it is kept, to be placed by hand");
    assert!(lost[0].anchor.quote.starts_with("Farmers hope"));
    let verdicts: Vec<Verdict> =
        article.annotations().values().flat_map(|it| it.verdicts.values().copied()).collect();
    assert_eq!(verdicts, [Verdict::Made, Verdict::Confirmed, Verdict::Made, Verdict::Made]);
    assert_eq!(library.codebook.name(ThemeId(10)), "wards");
    assert_eq!(store.check(), Ok(Vec::new()));
    // Into an empty library it brings its text.
    let mut empty = Store::in_memory().expect("a store");
    let imported = brought(&mut empty, &foreign(&bom, &all), "other.qdpx");
    assert_eq!((imported.report.fresh, imported.report.put), (1, 3));
    assert_eq!(imported.fresh[0].1.place, "other.qdpx#One");
    let again = brought(&mut empty, &foreign(&bom, &all), "other.qdpx");
    assert_eq!((again.report.known, again.report.already, again.step), (1, 3, None));
    // Its text has changed since: marks go with their words.
    let changed = bom.replace("Nurses fear", "Everywhere nurses say so. Nurses fear");
    let again = brought(&mut empty, &foreign(&changed, ""), "other.qdpx");
    assert_eq!((again.report.known, again.report.fresh), (1, 0));
}

#[test]
fn rows_and_annotations_bring_decisions_back() {
    let (_, mut library) = decided();
    for format in [Format::Jsonl, Format::JsonLd] {
        let file = exported(&mut library, format);
        let (mut store, _) = shelved(&TEXTS, &Codebook::bundled());
        let imported = brought(&mut store, &file, "mine");
        let report = &imported.report;
        assert!(report.put >= 4 && report.unplaced.is_empty(), "{format:?}: {report:?}");
        let back = library_of(&store);
        let shows = |library: &Library| {
            let of = |article: &Article| {
                let marks = |it: &crate::tag::Passage| {
                    let decided = it.hand.as_ref().map(|hand| (hand.starred, hand.noted));
                    let labels =
                        it.labels().filter(|it2| it.origin(*it2) != crate::tag::Origin::Suggested);
                    let names = labels.map(|label| match label {
                        Label::Kind(kind) => kind.name().to_owned(),
                        Label::Theme(theme) => library.codebook.name(theme).to_owned(),
                    });
                    (it.span, decided, names.collect::<Vec<_>>())
                };
                let hands = article.passages.iter().filter(|it| {
                    it.hand.as_ref().is_some_and(|hand| {
                        !hand.moved
                            && (hand.starred
                                || hand.noted
                                || hand.verdicts.values().any(|it| *it != Verdict::Rejected))
                    })
                });
                hands.map(marks).collect::<Vec<_>>()
            };
            library.articles().map(|(_, article)| of(article)).collect::<Vec<_>>()
        };
        // What moved was starred elsewhere; the rest is the same, but for what shows no more.
        assert_eq!(shows(&back)[..2], shows(&library)[..2], "{format:?}");
        assert_eq!(store.check(), Ok(Vec::new()));
        let (mut empty, _) = shelved(&[], &Codebook::bundled());
        let imported = brought(&mut empty, &file, "mine");
        assert!(imported.report.skipped.iter().any(|it| it.contains("no such article")));
    }
}

#[test]
fn what_an_own_project_says_of_words_that_are_gone_waits_to_be_placed() {
    let (_, mut library) = decided();
    let project = exported(&mut library, Format::Qdpx);
    let mut texts = TEXTS;
    texts[0].1 = "Everything here was written anew by somebody else, and has nothing in common.";
    let (mut store, _) = shelved(&texts, &Codebook::bundled());
    let report = brought(&mut store, &project, "mine.qdpx").report;
    assert_eq!((report.fresh, report.known), (0, 3), "it goes by its name");
    assert!(report.lost > 0 && report.lost == report.unplaced.len(), "{report:?}");
    let back = library_of(&store);
    let annotations = back.article(ArticleId(0)).expect("it").annotations();
    assert_eq!(annotations.values().filter(|it| !it.is_placed()).count(), report.lost);
    assert_eq!(store.check(), Ok(Vec::new()));
}

#[test]
fn whoever_is_faster_is_not_overwritten() {
    let (_, mut library) = decided();
    let project = exported(&mut library, Format::Qdpx);
    let (mut store, mut mine) = shelved(&TEXTS, &Codebook::bundled());
    let place = (ArticleId(0), mine.article(ArticleId(0)).expect("it").passages[0].span);
    let step = mine.edit(&[place], &Act::Memo("mine".into()));
    keep(&mut store, &mut mine, step);
    brought(&mut store, &project, "mine.qdpx");
    let after = library_of(&store);
    let annotation = after.article(ArticleId(0)).expect("it").annotation_at(place.1).expect("one");
    assert_eq!(annotation.1.memo, "mine\nwhy \u{1f600}?");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_text_and_any_mark_comes_back(
        text in "(Nurses fear cuts\\. |[a-zé要\u{301}\u{1f600}\u{200d}.,!% ]{1,12}|\r\n|\n\n|\u{1}|<b>&amp;){1,30}",
        places in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[a\u{1f600}\n<&\"]{0,8}", any::<bool>()), 0..6),
    ) {
        let (mut store, mut library) = shelved(&[("/one.txt", &text)], &Codebook::bundled());
        let whole = library.article(ArticleId(0)).expect("it").document.text.clone();
        for (from, to, memo, starred) in places {
            let place = |at: prop::sample::Index| {
                let mut at = at.index(whole.len() + 1);
                while !whole.is_char_boundary(at) { at -= 1; }
                at
            };
            let span = Span::new(place(from).min(place(to)), place(from).max(place(to))).trimmed(&whole);
            if span.is_empty() { continue; }
            for act in [Some(Act::Memo(memo)), starred.then_some(Act::Star), Some(Act::Toggle(Label::Theme(ThemeId(3))))].into_iter().flatten() {
                let step = library.edit(&[(ArticleId(0), span)], &act);
                keep(&mut store, &mut library, step);
            }
        }
        let project = exported(&mut library, Format::Qdpx);
        let mut other = Store::in_memory().expect("a store");
        let imported = brought(&mut other, &project, "mine.qdpx");
        prop_assert!(imported.report.is_whole());
        let mut back = library_of(&other);
        prop_assert_eq!(work(&back), work(&library));
        prop_assert!(exported(&mut back, Format::Qdpx) == project);
        prop_assert_eq!(other.check(), Ok(Vec::new()));
    }
}
