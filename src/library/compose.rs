//! Suggestions and annotations brought together: what a person decided stands, whatever the tagger
//! suggests, today or tomorrow. Decides nothing itself.

use std::collections::BTreeMap;

use super::{Annotation, AnnotationId};
use crate::tag::Passage;
use crate::text::{Span, Standing};

/// An article's annotations by their numbers.
pub type Annotations = BTreeMap<AnnotationId, Annotation>;

/// The passages of an article, in text order: those suggested, with what a person decided; and those
/// a person made, for which `bare` gives what the tagger knows of a span, without kinds.
pub fn compose(
    suggested: &[Passage],
    annotations: &Annotations,
    bare: impl Fn(Span) -> Passage,
) -> Vec<Passage> {
    let mut passages = suggested.to_vec();
    for (id, annotation) in annotations {
        if annotation.standing == Standing::Lost {
            continue;
        }
        let at = passages.binary_search_by_key(&annotation.span, |passage| passage.span);
        let at = at.unwrap_or_else(|at| {
            passages.insert(at, bare(annotation.span));
            at
        });
        annotation.put_on(*id, &mut passages[at]);
    }
    passages.retain(carries);
    passages
}

/// Whether a passage is one: it has a kind, or a person has put something else on it.
fn carries(passage: &Passage) -> bool {
    let by_hand =
        |hand: &crate::tag::Hand| hand.starred || hand.noted || !passage.themes.is_empty();
    !passage.kinds.is_empty() || passage.hand.as_deref().is_some_and(by_hand)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::{Kind, Kinds, Label, Origin, ThemeId, Verdict};

    fn suggested(start: usize, kind: Kind) -> Passage {
        let themes = [ThemeId(1), ThemeId(4)].into_iter().collect();
        Passage {
            span: Span::new(start, start + 10),
            kinds: Kinds::NONE.with(kind),
            themes,
            ..Passage::default()
        }
    }

    fn annotation(start: usize, verdicts: &[(Label, Verdict)]) -> Annotation {
        Annotation {
            span: Span::new(start, start + 10),
            verdicts: verdicts.iter().copied().collect(),
            ..Annotation::default()
        }
    }

    fn compose_all(suggested: &[Passage], annotations: Vec<Annotation>) -> Vec<Passage> {
        let numbered = annotations.into_iter().zip(1..);
        let annotations = numbered.map(|(it, id)| (AnnotationId(id), it)).collect();
        compose(suggested, &annotations, |span| Passage { span, ..Passage::default() })
    }

    #[test]
    fn what_a_person_decided_stands() {
        let all = [suggested(0, Kind::Concern), suggested(20, Kind::Concern)];
        let concern = Label::Kind(Kind::Concern);
        let statistic = Label::Kind(Kind::Statistic);
        let passages = compose_all(
            &all,
            vec![
                annotation(0, &[(concern, Verdict::Rejected)]),
                annotation(
                    10,
                    &[(statistic, Verdict::Made), (Label::Theme(ThemeId(2)), Verdict::Made)],
                ),
                annotation(
                    20,
                    &[
                        (concern, Verdict::Confirmed),
                        (statistic, Verdict::Made),
                        (Label::Theme(ThemeId(1)), Verdict::Rejected),
                    ],
                ),
            ],
        );
        let starts: Vec<u32> = passages.iter().map(|passage| passage.span.start).collect();
        assert_eq!(starts, [10, 20], "what was rejected is gone, what was made is there");
        assert_eq!(passages[0].themes[..], [ThemeId(2)]);
        assert_eq!(passages[1].themes[..], [ThemeId(4)]);
        assert_eq!(passages[1].origin(concern), Origin::Confirmed);
        assert_eq!(passages[1].origin(statistic), Origin::Made);
        assert_eq!(passages[1].origin(Label::Theme(ThemeId(4))), Origin::Suggested);
        assert!(!passages[1].waits());
    }

    #[test]
    fn a_star_or_a_memo_keeps_a_passage_without_marks() {
        let rejected = annotation(0, &[(Label::Kind(Kind::Concern), Verdict::Rejected)]);
        let starred = Annotation { starred: true, ..rejected.clone() };
        let noted = Annotation { memo: "why?".into(), ..rejected.clone() };
        let lost = Annotation { standing: Standing::Lost, ..starred.clone() };
        let count =
            |annotation| compose_all(&[suggested(0, Kind::Concern)], vec![annotation]).len();
        assert_eq!([count(rejected), count(starred), count(noted)], [0, 1, 1]);
        assert_eq!(count(lost), 1, "where its words are lost, the suggestion stands");
    }
}
