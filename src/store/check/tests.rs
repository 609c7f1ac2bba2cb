//! Libraries that were tampered with: each fault is found and named.

use crate::library::edit::Act;
use crate::store::tests::{FIRST, SECOND, act, opened, place};

#[test]
fn every_kind_of_fault_is_found() {
    let cases = [
        (
            "UPDATE annotation SET memo = 'other' WHERE id = 1",
            "annotation 1 of \"made\" is not that",
        ),
        ("DELETE FROM annotation WHERE id = 2", "annotation 2 of \"made\" is missing"),
        ("DELETE FROM mark", "annotation 2 of \"made\" is not that of the journal"),
        ("UPDATE article SET text = 'x' || text", "annotation 1 of \"made\" is off its words"),
        ("UPDATE card SET starred = 0", "star or memo of \"made\" is not that of the journal"),
        ("DELETE FROM journal WHERE id = 2", "step 3 follows step 1"),
        ("UPDATE journal SET changes = '[]' WHERE id = 1", "annotation 1 of \"made\" is not that"),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM article",
            "a row of the table annotation belongs to nothing",
        ),
        ("UPDATE article SET outline = x'00'", "the article \"made\""),
        ("UPDATE mark SET label = 'theme of all'", "no number of a theme"),
        (
            "INSERT INTO view VALUES ('v', '{\"kinds\":7,\"themes\":[],\"once\":false}')",
            "the views are not",
        ),
        ("DROP INDEX annotation_by_article; DROP TABLE mark", "no such table"),
    ];
    for (sql, told) in cases {
        let (_folder, path) = place();
        let (mut store, mut library) = opened(&path);
        act(&mut library, &mut store, FIRST, &Act::Star);
        act(
            &mut library,
            &mut store,
            SECOND,
            &"concern".parse().map(Act::Toggle).expect("a label"),
        );
        let card = library
            .edit_card(crate::library::ArticleId(0), |card| card.starred = true)
            .expect("a step");
        store.save(&card).expect("saved");
        assert_eq!(store.check(), Ok(Vec::new()));
        store.connection.execute_batch(sql).expect(sql);
        let faults = store.check().expect("it can be read");
        assert!(faults.iter().any(|fault| fault.contains(told)), "{sql}: {faults:?}");
    }
}
