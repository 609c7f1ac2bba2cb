//! Words that follow each other or stand near each other, of places in order. A place is a number: the
//! article in the upper half, the word's number in it in the lower. Knows no texts.

/// The place of a word.
pub fn at(article: u32, word: u32) -> u64 {
    u64::from(article) << 32 | u64::from(word)
}

/// The article of a place.
pub fn article(place: u64) -> u32 {
    (place >> 32) as u32
}

/// Keeps those of `first` that `next` follows `by` words later.
pub fn follow(first: &mut Vec<u64>, next: &[u64], by: u64) {
    let mut left = next.iter().copied().peekable();
    first.retain(|place| {
        let wanted = place + by;
        while left.next_if(|next| *next < wanted).is_some() {}
        left.peek() == Some(&wanted)
    });
}

/// Gives for each place that has all phrases near before it, or is the last of them, where these are:
/// those with at most `distance` words between the end of the first and the beginning of the last. A
/// phrase comes as its places and its length, in words.
pub fn near(phrases: &[(&[u64], u64)], distance: u64, mut give: impl FnMut(&[u64])) {
    let mut rest: Vec<&[u64]> = phrases.iter().map(|(places, _)| *places).collect();
    // Of each phrase the last place so far, and up to where that is near.
    let mut latest: Vec<u64> = vec![0; phrases.len()];
    let mut until: Vec<Option<u64>> = vec![None; phrases.len()];
    let first = |rest: &[&[u64]]| {
        let firsts = rest.iter().enumerate().filter_map(|(at, it)| Some((*it.first()?, at)));
        firsts.min()
    };
    while let Some((place, at)) = first(&rest) {
        rest[at] = rest[at].split_first().map_or(&[], |(_, rest)| rest);
        latest[at] = place;
        until[at] = Some(place + phrases[at].1 + distance);
        let is_near = until.iter().all(|until| *until >= Some(place));
        if is_near && latest.iter().all(|it| article(*it) == article(place)) {
            give(&latest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_is_kept() {
        let mut first = vec![1, 5, at(1, 0), at(2, 7)];
        follow(&mut first, &[2, 6, at(1, 2), at(2, 8)], 1);
        assert_eq!(first, [1, 5, at(2, 7)]);
        follow(&mut first, &[3], 2);
        assert_eq!(first, [1]);
    }

    #[track_caller]
    fn check(phrases: &[(&[u64], u64)], distance: u64, expected: &[&[u64]]) {
        let mut found = Vec::new();
        near(phrases, distance, |places| found.push(places.to_vec()));
        assert_eq!(found, expected);
    }

    #[test]
    fn near_is_near_both_ways_and_within_an_article() {
        check(&[(&[3], 1), (&[9], 1)], 5, &[&[3, 9]]);
        check(&[(&[3], 1), (&[9], 1)], 4, &[]);
        check(&[(&[9], 1), (&[3], 2)], 4, &[&[9, 3]]);
        check(&[(&[3, 4], 1), (&[9, 12], 1), (&[8], 1)], 4, &[&[4, 9, 8]]);
        check(&[(&[u64::from(u32::MAX)], 1), (&[at(1, 0)], 1)], 9, &[]);
        check(&[(&[3], 1), (&[], 1)], 9, &[]);
    }
}
