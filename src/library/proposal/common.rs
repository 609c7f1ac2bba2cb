//! English words that say nothing of what a text is about, in lower case. Those of other languages are
//! known by [`crate::text::Language`] or by how many articles they are in.

/// Whether it is one of them.
pub(super) fn is_common(word: &str) -> bool {
    WORDS.split_ascii_whitespace().any(|common| common == word) || word.contains('\'')
}

/// Words that stand before verbs, hardly before nouns.
pub(super) const BEFORE_VERBS: &str = "to will would can could should shall may might must i he she it they we \
    you not who also never don't didn't doesn't can't won't cannot let";

const WORDS: &str = "a about above across actually after again against ago ahead all almost alone along already \
    also although always am amid among an and another any anybody anyone anything anyway apart are \
    area around as ask asked asking at available away back bad based be became because become \
    becomes been before began begin behind being believe believed below best better between \
    beyond big biggest bit both bring brought but by call called calling came can cannot case cases \
    cause certain certainly change changed clear clearly close come comes coming could couple \
    course current currently day days decided despite did different difficult do does doing done \
    down due during each earlier early either else end ended ending enough especially etc even \
    ever every everybody everyone everything exactly example expect expected fact far feel few \
    final finally find first five following follow followed for former found four from front full \
    further future gave general generally get gets getting give given gives giving go goes going \
    gone good got great group had half happen happened hard has have having he held help helped \
    her here hers herself high higher highest him himself his hit hold hope hour how however huge \
    hundred i idea if important in include included includes including indeed inside instead \
    interest into is issue issues it its itself just keep kept key kind knew know known knows \
    large largest last late later latest lead leading least leave led left less let like likely \
    line little live ll long longer look looked looking lost lot lots low lower made main mainly \
    make makes making man many matter may maybe me mean means meant member met might million \
    billion minute mine miss moment month months more morning most move moved mr mrs ms much must my \
    myself name near nearly need needed needs neither never new next night no nobody none nor not \
    note nothing now number numbers of off offer often oh ok old on once one ones only onto open \
    or order other others our ours out outside over own part particular particularly past people \
    per percent perhaps person pct place plan planned plans play please plus point points possible \
    probably problem problems put quite rather re real really reason recent recently remain \
    report reported reports right rise role round run running said same saw say saying says second \
    see seek seem seemed seems seen self send sent seven several shall she should show showed \
    shown side simply since single sir situation six small so some somebody someone something \
    sometimes soon sort start started statement still stop strong such sure take taken takes \
    taking talk tell ten than thank thanks that the their theirs them themselves then there \
    therefore these they thing things think third this those though thought thousand three through \
    throughout thus time times to today together told tomorrow too took top total toward towards \
    tried true try trying turn turned two under unless until up upon us use used useful uses using \
    usually various ve very via view want wanted wants was way ways we week weekend weeks well \
    went were what whatever when where whether which while who whole whom whose why will with \
    within without word words work worked working world would write wrong wrote year years yes \
    yesterday yet you young your yours yourself \
    added adding allow allowed announced becoming came claim claimed comment commented continue \
    continued create created dr eight insist insisted nine prof professor warned spokesman \
    spokeswoman spokesperson monday tuesday wednesday thursday friday saturday sunday january \
    february march april june july august september october november december jan feb mar apr jun \
    jul aug sep sept oct nov dec";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_known_and_subjects_are_not() {
        for word in ["the", "said", "october", "it's", "yourself"] {
            assert!(is_common(word), "{word}");
        }
        for word in ["farm", "film", "government", "play off", ""] {
            assert!(!is_common(word), "{word}");
        }
    }
}
