//! Whether a library needs other themes than those of its codebook. Proposes none.

use crate::library::Library;

/// Passages from which that can be told.
const ENOUGH: usize = 50;
/// Where a codebook fits, one passage in so many has a theme of it at least: of news of five sorts the
/// bundled one, made for other articles, sorts 0, 4, 5, 18 and 18 % of the passages, of its own 97 %.
const RAREST: usize = 8;

impl Library {
    /// Whether hardly any of its passages is about a theme of the codebook.
    pub fn lacks_themes(&self) -> bool {
        let (mut all, mut sorted) = (0, 0);
        for (sign, count) in self.signs().iter().zip(self.carried()) {
            all += *count as usize;
            sorted += if sign.themes.is_empty() { 0 } else { *count as usize };
        }
        all >= ENOUGH && sorted * RAREST < all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Article;
    use crate::tag::Codebook;

    #[track_caller]
    fn check(foreign: usize, fitting: usize, lacks: bool) {
        let mut library = Library::new(Codebook::bundled());
        let tagging = library.tagging();
        let fears = "Shepherds fear the wolf. ".repeat(foreign);
        let text = format!("{fears}{}", "Clerks fear job cuts. ".repeat(fitting));
        library.add(Article::read("made".into(), text.into(), tagging.tagger()));
        let passages =
            library.article(crate::library::ArticleId(0)).map_or(0, |it| it.passages.len());
        assert_eq!(passages, foreign + fitting);
        assert_eq!(library.lacks_themes(), lacks, "{foreign} {fitting}");
    }

    #[test]
    fn themes_are_lacking_where_hardly_a_passage_of_many_has_one() {
        check(0, 0, false);
        check(49, 0, false);
        check(50, 0, true);
        check(71, 10, true);
        check(70, 10, false);
        check(0, 60, false);
    }
}
