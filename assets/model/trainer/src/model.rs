//! The sentence tagger: words, look-ups, integer adds.
//!
//! Reads its weights in place from a byte slice, so that loading costs nothing. Every score is an integer
//! and the same on every machine. It knows nothing of figures, themes or sentence splitting.

/// Number of three-word filters.
pub const FILTERS: usize = 40;
/// Number of kinds.
pub const KINDS: usize = 2;
/// Numbers of a word that are averaged over the sentence; the first `KINDS` also count for their kind directly.
pub const MEANS: usize = 8;
/// What the hidden units see: each filter's maximum, then the means.
pub const INPUTS: usize = FILTERS + MEANS;
/// Number of hidden units.
pub const HIDDEN: usize = 16;
/// Bytes a word has in the table: left, centre and right part of each filter, then the numbers to average.
pub const ROW: usize = 3 * FILTERS + MEANS;
/// Marks a weights file of this layout.
pub const MAGIC: [u8; 8] = *b"PTAGM003";
/// One logit, in the unit of scores.
pub const ONE: i32 = 1 << 16;
/// How much finer the output weights are than scores.
pub const FINE_BITS: u32 = 8;
/// Greatest value of a filter that counts.
pub const MOST: i16 = 1023;
/// How much finer a mean is than the bytes it is made of.
pub const MEAN_BITS: u32 = 4;
/// Bound of a hidden unit's weights, so that its sum fits 32 bits.
pub const WIDEST: i16 = 8191;
/// Bound of a hidden unit's bias.
pub const BIAS: i32 = 1 << 28;
/// How much finer the hidden units' output weights are than scores.
pub const HIDDEN_BITS: u32 = 16;
/// Entries of a probability table, half a logit apart, from -8 to 8.
pub const STEPS: usize = 33;
/// The longest word that is looked up, in bytes.
pub const LONGEST: usize = 40;

/// Row of words that are not in the table.
pub const UNKNOWN: u16 = 0;
/// Row that stands before the first word.
pub const BEFORE: u16 = 1;
/// Row that stands after the last word.
pub const AFTER: u16 = 2;
/// Words of the three rows above, and of numbers.
pub const SPECIAL: [&str; 4] = ["<unk>", "<s>", "</s>", "<num>"];

/// What a sentence can be marked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Concern = 0,
    Opportunity = 1,
}

/// How readily marks are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensitivity {
    Generous = 0,
    Balanced = 1,
    Strict = 2,
}

/// A word or sign of a text: its row and where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub row: u16,
    pub start: u32,
    pub end: u32,
}

/// Why bytes are not a weights file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError {
    Magic,
    Shape,
    Length,
}

impl std::fmt::Display for FormatError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Magic => "not a weights file of this version",
            Self::Shape => "weights of another shape",
            Self::Length => "weights file cut short",
        })
    }
}

impl std::error::Error for FormatError {}

/// The weights, borrowed from the file's bytes.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    slots: &'a [u8],
    prints: &'a [u8],
    rows: &'a [u8],
    mask: usize,
    filter_bias: [i16; FILTERS],
    hidden: [[i16; INPUTS]; HIDDEN],
    hidden_bias: [i32; HIDDEN],
    out: [[i32; FILTERS]; KINDS],
    out_hidden: [[i32; HIDDEN]; KINDS],
    out_bias: [i32; KINDS],
    bag: [i32; KINDS],
    limits: [[i32; 3]; KINDS],
    chances: [[u16; STEPS]; KINDS],
}

/// Takes little-endian numbers off the front of a slice.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], FormatError> {
        if n > self.0.len() {
            return Err(FormatError::Length);
        }
        let (head, tail) = self.0.split_at(n);
        self.0 = tail;
        Ok(head)
    }

    fn i32(&mut self) -> Result<i32, FormatError> {
        let b = self.take(4)?;
        Ok(i32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    fn i16(&mut self) -> Result<i16, FormatError> {
        let b = self.take(2)?;
        Ok(i16::from_le_bytes([b[0], b[1]]))
    }

    fn u16(&mut self) -> Result<u16, FormatError> {
        self.i16().map(i16::cast_unsigned)
    }

    fn count(&mut self) -> Result<usize, FormatError> {
        usize::try_from(self.i32()?).map_err(|_| FormatError::Shape)
    }
}

impl<'a> Model<'a> {
    /// Borrows the weights from a file's bytes.
    ///
    /// # Errors
    /// If the bytes are not a weights file of this version and shape.
    pub fn new(bytes: &'a [u8]) -> Result<Self, FormatError> {
        let mut r = Reader(bytes);
        if r.take(MAGIC.len())? != MAGIC {
            return Err(FormatError::Magic);
        }
        let (words, filters, kinds, bits) = (r.count()?, r.count()?, r.count()?, r.count()?);
        if filters != FILTERS
            || kinds != KINDS
            || !(1..=16).contains(&bits)
            || words < SPECIAL.len()
            || words >= 1 << bits
        {
            return Err(FormatError::Shape);
        }
        let mut m = Self {
            slots: &[],
            prints: &[],
            rows: &[],
            mask: (1 << bits) - 1,
            filter_bias: [0; FILTERS],
            hidden: [[0; INPUTS]; HIDDEN],
            hidden_bias: [0; HIDDEN],
            out: [[0; FILTERS]; KINDS],
            out_hidden: [[0; HIDDEN]; KINDS],
            out_bias: [0; KINDS],
            bag: [0; KINDS],
            limits: [[0; 3]; KINDS],
            chances: [[0; STEPS]; KINDS],
        };
        for b in &mut m.filter_bias {
            *b = r.i16()?;
        }
        for j in 0..HIDDEN {
            m.hidden_bias[j] = r.i32()?;
            for weight in &mut m.hidden[j] {
                *weight = r.i16()?;
            }
            let fits = |w: &i16| (-WIDEST..=WIDEST).contains(w);
            if !(-BIAS..=BIAS).contains(&m.hidden_bias[j]) || !m.hidden[j].iter().all(fits) {
                return Err(FormatError::Shape);
            }
        }
        for k in 0..KINDS {
            m.out_bias[k] = r.i32()?;
            m.bag[k] = r.i32()?;
            for limit in &mut m.limits[k] {
                *limit = r.i32()?;
            }
            for chance in &mut m.chances[k] {
                *chance = r.u16()?;
            }
            for weight in &mut m.out[k] {
                *weight = r.i32()?;
            }
            for weight in &mut m.out_hidden[k] {
                *weight = r.i32()?;
            }
        }
        m.slots = r.take(2 << bits)?;
        m.prints = r.take(4 * words)?;
        m.rows = r.take(ROW * words)?;
        Ok(m)
    }

    /// Number of rows in the table.
    #[must_use]
    pub fn words(&self) -> usize {
        self.prints.len() / 4
    }

    /// The row of a word in small letters, if the table has it.
    #[must_use]
    pub fn row(&self, word: &[u8]) -> Option<u16> {
        let hash = hash(word);
        let print = print_of(hash);
        let mut slot = slot_of(hash) & self.mask;
        loop {
            let id = u16::from_le_bytes([self.slots[2 * slot], self.slots[2 * slot + 1]]);
            if id == 0 {
                return None;
            }
            let at = 4 * usize::from(id);
            if self.prints.get(at..at + 4) == Some(&print) {
                return Some(id);
            }
            slot = (slot + 1) & self.mask;
        }
    }

    /// Replaces `tokens` by those of a text.
    pub fn tokenize(&self, text: &str, tokens: &mut Vec<Token>) {
        tokens.clear();
        split(text, |word| self.row(word), tokens);
    }

    fn weights(&self, row: u16) -> &[u8; ROW] {
        const NONE: &[u8; ROW] = &[0; ROW];
        let at = ROW * usize::from(row);
        self.rows.get(at..at + ROW).and_then(|r| r.try_into().ok()).unwrap_or(NONE)
    }

    /// Each filter's greatest window, the sums of the numbers to average, and the hidden units.
    fn pool(&self, tokens: &[Token]) -> Pool {
        let mut best = [0_i16; FILTERS];
        let mut bag = [0_i32; MEANS];
        let mut left = self.weights(BEFORE);
        let mut centre = self.weights(tokens.first().map_or(AFTER, |t| t.row));
        for next in 1..=tokens.len() {
            let right = self.weights(tokens.get(next).map_or(AFTER, |t| t.row));
            let window = window(&self.filter_bias, left, centre, right);
            for (b, w) in best.iter_mut().zip(window) {
                *b = (*b).max(w);
            }
            for (sum, &b) in bag.iter_mut().zip(&centre[3 * FILTERS..]) {
                *sum = sum.wrapping_add(i32::from(b.cast_signed()));
            }
            (left, centre) = (centre, right);
        }
        let mut inputs = [0_i16; INPUTS];
        for (input, b) in inputs.iter_mut().zip(&mut best) {
            *b = (*b).min(MOST);
            *input = *b;
        }
        let words = i64::try_from(tokens.len().max(1)).unwrap_or(i64::MAX);
        for (input, sum) in inputs[FILTERS..].iter_mut().zip(bag) {
            *input = i16::try_from((i64::from(sum) << MEAN_BITS).div_euclid(words)).unwrap_or(0);
        }
        let hidden = std::array::from_fn(|j| {
            let product = |(&x, &w): (&i16, &i16)| i32::from(x).wrapping_mul(i32::from(w));
            let products = inputs.iter().zip(&self.hidden[j]).map(product);
            products.fold(self.hidden_bias[j], i32::wrapping_add).max(0)
        });
        Pool { best, bag, hidden }
    }

    /// The score of each kind, in units of `ONE` a logit; a text without tokens scores the least.
    #[must_use]
    pub fn score(&self, tokens: &[Token]) -> [i32; KINDS] {
        if tokens.is_empty() {
            return [-64 * ONE; KINDS];
        }
        let pool = self.pool(tokens);
        std::array::from_fn(|k| {
            let filters: i64 =
                (0..FILTERS).map(|f| i64::from(self.out[k][f]) * i64::from(pool.best[f])).sum();
            let hidden: i64 = (0..HIDDEN)
                .map(|j| i64::from(self.out_hidden[k][j]) * i64::from(pool.hidden[j]))
                .sum();
            bounded(
                i64::from(self.out_bias[k])
                    + (filters >> FINE_BITS)
                    + (hidden >> HIDDEN_BITS)
                    + self.bag_part(k, pool.bag[k], tokens.len()),
            )
        })
    }

    fn bag_part(&self, kind: usize, sum: i32, words: usize) -> i64 {
        (i64::from(self.bag[kind]) * i64::from(sum))
            .div_euclid(i64::try_from(words).unwrap_or(i64::MAX))
    }

    /// The score from which a kind is marked.
    #[must_use]
    pub fn limit(&self, kind: Kind, how: Sensitivity) -> i32 {
        self.limits[kind as usize][how as usize]
    }

    /// How likely the kind is at a score, in thousandths; grows with the score.
    #[must_use]
    pub fn chance(&self, kind: Kind, score: i32) -> u16 {
        let table = &self.chances[kind as usize];
        let place = (i64::from(score) + 8 * i64::from(ONE)).clamp(0, 16 * i64::from(ONE) - 1);
        let step = i64::from(ONE / 2);
        let at = usize::try_from(place / step).unwrap_or(0);
        let (low, high) = (i64::from(table[at]), i64::from(table[at + 1]));
        u16::try_from(low + (high - low) * (place % step) / step).unwrap_or(0)
    }

    /// What each token adds to the kind's score; with the returned base they add up to the score exactly.
    pub fn explain(&self, tokens: &[Token], kind: Kind, shares: &mut Vec<i32>) -> i32 {
        let k = kind as usize;
        shares.clear();
        shares.resize(tokens.len(), 0);
        let score = self.score(tokens)[k];
        if tokens.is_empty() {
            return score;
        }
        let words = tokens.len();
        let slopes = self.slopes(tokens, k);
        for (share, token) in shares.iter_mut().zip(tokens) {
            let row = self.weights(token.row);
            let mut part = self.bag_part(k, i32::from(row[3 * FILTERS + k].cast_signed()), words)
                << HIDDEN_BITS;
            for (slope, &b) in slopes[FILTERS..].iter().zip(&row[3 * FILTERS..]) {
                let own = slope * (i64::from(b.cast_signed()) << MEAN_BITS);
                part += own.div_euclid(i64::try_from(words).unwrap_or(i64::MAX));
            }
            *share = bounded(part >> HIDDEN_BITS);
        }
        for (f, slope) in slopes[..FILTERS].iter().enumerate() {
            let direct = i64::from(self.out[k][f]) << (HIDDEN_BITS - FINE_BITS);
            self.share_filter(tokens, f, direct + slope, shares);
        }
        let given: i64 = shares.iter().map(|&s| i64::from(s)).sum();
        bounded(i64::from(score) - given)
    }

    /// What one unit more of each input adds to the kind's score through the hidden units that are at work.
    fn slopes(&self, tokens: &[Token], kind: usize) -> [i64; INPUTS] {
        let pool = self.pool(tokens);
        let mut slopes = [0; INPUTS];
        for j in (0..HIDDEN).filter(|&j| pool.hidden[j] > 0) {
            for (slope, &w) in slopes.iter_mut().zip(&self.hidden[j]) {
                *slope += i64::from(self.out_hidden[kind][j]) * i64::from(w);
            }
        }
        slopes
    }

    /// Divides a filter's part of the score over the words of its greatest window, by what they added to it.
    fn share_filter(&self, tokens: &[Token], filter: usize, weight: i64, shares: &mut [i32]) {
        let row = |t: Option<usize>, rim: u16| t.and_then(|t| tokens.get(t)).map_or(rim, |t| t.row);
        let parts = |t: usize| {
            let at = [row(t.checked_sub(1), BEFORE), row(Some(t), AFTER), row(Some(t + 1), AFTER)];
            let part =
                |j: usize| i32::from(self.weights(at[j])[j * FILTERS + filter].cast_signed());
            [part(0), part(1), part(2)]
        };
        let total = |t: &usize| i32::from(self.filter_bias[filter]) + parts(*t).iter().sum::<i32>();
        // The first of equals, as with a strict comparison.
        let Some(t) = (0..tokens.len()).rev().max_by_key(total) else {
            return;
        };
        let value = total(&t);
        if value <= 0 {
            return;
        }
        let gain = (weight * i64::from(value.min(i32::from(MOST)))) >> HIDDEN_BITS;
        let positive = parts(t).map(|p| i64::from(p.max(0)));
        let sum: i64 = positive.iter().sum();
        let places = [t.saturating_sub(1), t, (t + 1).min(tokens.len() - 1)];
        for (j, place) in places.into_iter().enumerate() {
            let part = if sum > 0 {
                gain * positive[j] / sum
            } else if j == 1 {
                gain
            } else {
                0
            };
            shares[place] = shares[place].saturating_add(bounded(part));
        }
    }
}

/// What the words of a text add up to before the output weights.
struct Pool {
    best: [i16; FILTERS],
    bag: [i32; MEANS],
    hidden: [i32; HIDDEN],
}

/// Each filter's value at one place. The bounds of the parts leave no room for an overflow, so nothing checks for one.
fn window(
    bias: &[i16; FILTERS],
    left: &[u8; ROW],
    centre: &[u8; ROW],
    right: &[u8; ROW],
) -> [i16; FILTERS] {
    let mut z = *bias;
    for f in 0..FILTERS {
        z[f] = z[f]
            .wrapping_add(i16::from(left[f].cast_signed()))
            .wrapping_add(i16::from(centre[FILTERS + f].cast_signed()))
            .wrapping_add(i16::from(right[2 * FILTERS + f].cast_signed()));
    }
    z
}

fn bounded(value: i64) -> i32 {
    i32::try_from(value.clamp(i64::from(-64 * ONE), i64::from(64 * ONE))).unwrap_or(0)
}

/// The 64-bit FNV-1a hash, its bits mixed once more.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    let h = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (h ^ (h >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Where a hash's search begins.
#[must_use]
pub fn slot_of(hash: u64) -> usize {
    usize::from(u16::from_le_bytes([hash.to_le_bytes()[2], hash.to_le_bytes()[3]]))
}

/// What tells two words apart in the table.
#[must_use]
pub fn print_of(hash: u64) -> [u8; 4] {
    let b = hash.to_le_bytes();
    [b[4], b[5], b[6], b[7]]
}

/// A word in small letters with plain apostrophes, without memory from the heap.
struct Word {
    bytes: [u8; LONGEST],
    len: usize,
    /// False once the word has outgrown its place.
    whole: bool,
}

impl Word {
    const fn new() -> Self {
        Self { bytes: [0; LONGEST], len: 0, whole: true }
    }

    fn push_byte(&mut self, b: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = b;
            self.len += 1;
        } else {
            self.whole = false;
        }
    }

    fn push(&mut self, c: char) {
        let mut buffer = [0; 4];
        for &b in c.encode_utf8(&mut buffer).as_bytes() {
            self.push_byte(b);
        }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// Splits a text into words and signs and looks each up.
///
/// A word is a run of letters; an apostrophe or hyphen between two letters belongs to it. `n't`, `'s`, `'re`,
/// `'ve`, `'ll`, `'d` and `'m` are split off, "cannot" is two words. A hyphenated word that is unknown is looked
/// up part by part. An unknown word is looked up once more without its ending. A number is one token. Of the
/// signs only `% $ £ € ? ! ; : . , " ( ) -` count, once where one is repeated.
pub fn split(text: &str, look: impl Fn(&[u8]) -> Option<u16>, tokens: &mut Vec<Token>) {
    let mut at = 0;
    let mut last_sign = '\0';
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if c.is_alphabetic() {
            at = word(text, start, &look, tokens);
            last_sign = '\0';
        } else if c.is_ascii_digit() {
            at = number_end(text.as_bytes(), start);
            push(tokens, look(SPECIAL[3].as_bytes()), start, at);
            last_sign = '\0';
        } else {
            at += c.len_utf8();
            if let Some(sign) = sign(c) {
                if sign != last_sign {
                    let mut buffer = [0; 4];
                    push(tokens, look(sign.encode_utf8(&mut buffer).as_bytes()), start, at);
                }
                last_sign = sign;
            } else if !c.is_whitespace() {
                last_sign = '\0';
            }
        }
    }
}

fn push(tokens: &mut Vec<Token>, row: Option<u16>, start: usize, end: usize) {
    let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    tokens.push(Token { row: row.unwrap_or(UNKNOWN), start: place(start), end: place(end) });
}

/// The sign as it is looked up, if it counts.
fn sign(c: char) -> Option<char> {
    match c {
        '%' | '$' | '£' | '€' | '?' | '!' | ';' | ':' | '.' | ',' | '"' | '(' | ')' | '-' => {
            Some(c)
        }
        '“' | '”' | '„' | '«' | '»' => Some('"'),
        '–' | '—' | '−' => Some('-'),
        '…' => Some('.'),
        _ => None,
    }
}

fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘')
}

/// Digits, with single commas and points between digits.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut at = start;
    while digit(at) || (matches!(bytes.get(at), Some(b',' | b'.')) && digit(at + 1)) {
        at += 1;
    }
    at
}

/// Reads the word at `start`, adds its tokens and gives its end.
fn word(
    text: &str,
    start: usize,
    look: &impl Fn(&[u8]) -> Option<u16>,
    tokens: &mut Vec<Token>,
) -> usize {
    let mut word = Word::new();
    let (mut end, mut tick, mut dash) = (start, None, false);
    // Most words are plain letters from end to end.
    while let Some(b) = text.as_bytes().get(end).filter(|b| b.is_ascii_alphabetic()) {
        word.push_byte(b.to_ascii_lowercase());
        end += 1;
    }
    let mut rest = text[end..].chars().peekable();
    while let Some(c) = rest.next() {
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        } else if c.is_alphabetic() {
            c.to_lowercase().for_each(|l| word.push(l));
        } else if rest.peek().is_some_and(|n| n.is_alphabetic()) && (apostrophe(c) || c == '-') {
            if c == '-' {
                dash = true;
            } else {
                tick = Some((word.len, end));
            }
            word.push(if c == '-' { '-' } else { '\'' });
        } else {
            break;
        }
        end += c.len_utf8();
    }
    if !word.whole {
        push(tokens, None, start, end);
        return end;
    }
    if let Some((len, byte)) = tick.filter(|_| !dash) {
        contracted(&word, len, byte, start, end, look, tokens);
    } else if dash {
        hyphenated(&text[start..end], &word, start, look, tokens);
    } else if word.as_bytes() == b"cannot" {
        push(tokens, look(b"can"), start, start + 3);
        push(tokens, look(b"not"), start + 3, end);
    } else {
        push(tokens, known(word.as_bytes(), look), start, end);
    }
    end
}

/// A word with an apostrophe, the last of which stands at `len` in the word and at byte `tick` of the text.
fn contracted(
    word: &Word,
    len: usize,
    tick: usize,
    start: usize,
    end: usize,
    look: &impl Fn(&[u8]) -> Option<u16>,
    tokens: &mut Vec<Token>,
) {
    let (head, tail) = word.as_bytes().split_at(len);
    if tail == b"'t" && head.len() > 1 && head.ends_with(b"n") {
        push(tokens, known(&head[..len - 1], look), start, tick - 1);
        push(tokens, look(b"n't"), tick - 1, end);
    } else if matches!(tail, b"'s" | b"'re" | b"'ve" | b"'ll" | b"'d" | b"'m") {
        push(tokens, known(head, look), start, tick);
        push(tokens, look(tail), tick, end);
    } else {
        push(tokens, known(word.as_bytes(), look), start, end);
    }
}

/// A word with hyphens: as a whole if it is known, else its parts.
fn hyphenated(
    raw: &str,
    word: &Word,
    start: usize,
    look: &impl Fn(&[u8]) -> Option<u16>,
    tokens: &mut Vec<Token>,
) {
    if let Some(row) = look(word.as_bytes()) {
        push(tokens, Some(row), start, start + raw.len());
        return;
    }
    let mut at = start;
    for (part, small) in raw.split('-').zip(word.as_bytes().split(|&b| b == b'-')) {
        push(tokens, known(small, look), at, at + part.len());
        at += part.len() + 1;
    }
}

/// The row of a word, or else of what is left without its ending.
fn known(word: &[u8], look: &impl Fn(&[u8]) -> Option<u16>) -> Option<u16> {
    const ENDINGS: [&[u8]; 9] = [b"s", b"es", b"ed", b"d", b"ing", b"ly", b"ness", b"er", b"'s"];
    look(word).or_else(|| {
        ENDINGS.iter().find_map(|e| {
            let stem = word.strip_suffix(*e)?;
            if stem.len() < 4 { None } else { look(stem) }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Folded, pack};

    fn words(text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        split(text, |_| Some(5), &mut tokens);
        tokens.iter().map(|t| text[t.start as usize..t.end as usize].to_owned()).collect()
    }

    #[test]
    fn splits_contractions_and_numbers() {
        assert_eq!(
            words("They can’t wait; it's 4,300.5% up!!"),
            ["They", "ca", "n’t", "wait", ";", "it", "'s", "4,300.5", "%", "up", "!"]
        );
        assert_eq!(words("cannot"), ["can", "not"]);
        assert_eq!(words("O'Brien's well-off"), ["O'Brien", "'s", "well-off"]);
    }

    #[test]
    fn unknown_hyphenated_words_fall_into_parts() {
        let mut tokens = Vec::new();
        let look = |w: &[u8]| (w == b"risk" || w == b"averse").then_some(9);
        split("risk-averse", look, &mut tokens);
        assert_eq!(
            tokens,
            [Token { row: 9, start: 0, end: 4 }, Token { row: 9, start: 5, end: 11 }]
        );
        tokens.clear();
        split("Risks", look, &mut tokens);
        assert_eq!(tokens[0].row, 9);
    }

    #[test]
    fn odd_text_is_taken() {
        for text in [
            "",
            "   ",
            "'",
            "-",
            "a-",
            "-a",
            "’’",
            "ÄÖÜ’s",
            "日本語のテキスト",
            "\u{0}\u{fe0f}",
            &"x".repeat(10_000),
            &"a-".repeat(5_000),
            "İstanbul-İ",
        ] {
            let mut tokens = Vec::new();
            split(text, |_| None, &mut tokens);
            let mut last = 0;
            for t in &tokens {
                assert!(
                    t.start >= last
                        && t.end > t.start
                        && text.get(t.start as usize..t.end as usize).is_some(),
                    "{text:?}"
                );
                last = t.end;
            }
        }
    }

    fn sample() -> Vec<u8> {
        let names: Vec<String> = SPECIAL
            .iter()
            .map(|s| (*s).to_owned())
            .chain(["risk", "good", "not", "."].map(str::to_owned))
            .collect();
        let mut x = 7_u64;
        let mut next = move || {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            f32::from(u16::from_le_bytes([x.to_le_bytes()[6], x.to_le_bytes()[7]])) / 32768.0 - 1.0
        };
        let rows = (0..names.len()).map(|_| std::array::from_fn(|_| next())).collect();
        let folded = Folded {
            rows,
            filter_bias: std::array::from_fn(|_| next() * 0.1),
            hidden: std::array::from_fn(|_| std::array::from_fn(|_| next())),
            hidden_bias: std::array::from_fn(|_| next() * 0.1),
            out: std::array::from_fn(|_| std::array::from_fn(|_| next())),
            out_hidden: std::array::from_fn(|_| std::array::from_fn(|_| next())),
            out_bias: [0.25, -0.5],
        };
        pack(&names, &folded)
    }

    #[test]
    fn shares_add_up_to_the_score() {
        let bytes = sample();
        let model = Model::new(&bytes).expect("a fresh file");
        let mut tokens = Vec::new();
        let mut shares = Vec::new();
        for text in ["risk", "not good, a risk. Not good.", "good good good risk"] {
            model.tokenize(text, &mut tokens);
            let score = model.score(&tokens);
            for kind in [Kind::Concern, Kind::Opportunity] {
                let base = model.explain(&tokens, kind, &mut shares);
                assert_eq!(shares.len(), tokens.len());
                assert_eq!(base + shares.iter().sum::<i32>(), score[kind as usize]);
                // Only biases and lost fractions are left over.
                let hidden = model.pool(&tokens).hidden;
                let bias: i64 = (0..HIDDEN)
                    .filter(|&j| hidden[j] > 0)
                    .map(|j| {
                        i64::from(model.out_hidden[kind as usize][j])
                            * i64::from(model.hidden_bias[j])
                    })
                    .sum();
                let left = i64::from(base - model.out_bias[kind as usize]) - (bias >> HIDDEN_BITS);
                assert!(left.abs() < 4000, "{left}");
            }
        }
    }

    #[test]
    fn finds_every_word_and_no_other() {
        let bytes = sample();
        let model = Model::new(&bytes).expect("a fresh file");
        assert_eq!(model.row(b"risk"), Some(4));
        assert_eq!(model.row(b"."), Some(7));
        assert_eq!(model.row(b"nonsense"), None);
    }

    #[test]
    fn refuses_other_bytes() {
        let bytes = sample();
        assert_eq!(Model::new(b"nothing").err(), Some(FormatError::Length));
        assert_eq!(Model::new(&[0; 64]).err(), Some(FormatError::Magic));
        assert_eq!(Model::new(&bytes[..bytes.len() - 1]).err(), Some(FormatError::Length));
    }
}
