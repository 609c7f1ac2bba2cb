//! The trained sentence model: rows of small numbers looked up by word, added in windows of three.
//!
//! Reads its weights in place from a byte slice, so that loading costs nothing; the layout of the
//! file and how it was trained is told in `assets/model/README.md`. Every score is a whole number
//! and the same on every machine. Cuts no text ([`super::split`] does) and sets no marks.

use super::split::{Token, split};

/// Number of three-word filters.
pub const FILTERS: usize = 40;
/// Number of kinds: concern and opportunity, in this order.
pub const KINDS: usize = 2;
/// Numbers of a word that are averaged over the sentence; the first [`KINDS`] also count for their
/// kind directly.
pub const MEANS: usize = 8;
/// What the hidden units see: each filter's maximum, then the means.
pub const INPUTS: usize = FILTERS + MEANS;
/// Number of hidden units.
pub const HIDDEN: usize = 16;
/// Bytes a word has in the table: left, centre and right part of each filter, then the numbers to
/// average.
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
/// Limits of each kind: generous, balanced, strict.
pub const LIMITS: usize = 3;

/// Row of words that are not in the table.
pub const UNKNOWN: u16 = 0;
/// Row that stands before the first word.
pub const BEFORE: u16 = 1;
/// Row that stands after the last word.
pub const AFTER: u16 = 2;
/// Row of every number.
pub const NUMBER: u16 = 3;
/// What stands for the four rows above in a list of words.
pub const SPECIAL: [&str; 4] = ["<unk>", "<s>", "</s>", "<num>"];

/// Why bytes are not a weights file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// It does not begin with [`MAGIC`].
    Magic,
    /// It holds another number of filters, kinds or words.
    Shape,
    /// It ends too early.
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
    filter_bias: [i16; FILTERS],
    hidden: [Unit; HIDDEN],
    kinds: [Output; KINDS],
}

/// A hidden unit.
#[derive(Clone, Debug)]
struct Unit {
    bias: i32,
    weights: [i16; INPUTS],
}

impl Default for Unit {
    fn default() -> Self {
        Self { bias: 0, weights: [0; INPUTS] }
    }
}

impl Unit {
    /// Whether no sum of its inputs can overflow.
    fn is_sound(&self) -> bool {
        (-BIAS..=BIAS).contains(&self.bias)
            && self.weights.iter().all(|weight| (-WIDEST..=WIDEST).contains(weight))
    }
}

/// What makes a kind's score of the filters, and a mark of the score.
#[derive(Clone, Debug)]
struct Output {
    bias: i32,
    bag: i32,
    limits: [i32; LIMITS],
    chances: [u16; STEPS],
    /// Of each filter.
    weights: [i32; FILTERS],
    /// Of each hidden unit.
    hidden: [i32; HIDDEN],
}

impl Default for Output {
    fn default() -> Self {
        let (limits, chances) = ([0; LIMITS], [0; STEPS]);
        Self { bias: 0, bag: 0, limits, chances, weights: [0; FILTERS], hidden: [0; HIDDEN] }
    }
}

/// Takes little-endian numbers off the front of a slice.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], FormatError> {
        let (head, tail) = self.0.split_at_checked(n).ok_or(FormatError::Length)?;
        self.0 = tail;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], FormatError> {
        let (head, tail) = self.0.split_first_chunk().ok_or(FormatError::Length)?;
        self.0 = tail;
        Ok(*head)
    }

    fn i32(&mut self) -> Result<i32, FormatError> {
        self.array().map(i32::from_le_bytes)
    }

    fn i16(&mut self) -> Result<i16, FormatError> {
        self.array().map(i16::from_le_bytes)
    }

    fn u16(&mut self) -> Result<u16, FormatError> {
        self.array().map(u16::from_le_bytes)
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
        let shape_fits = filters == FILTERS
            && kinds == KINDS
            && (1..=16).contains(&bits)
            && (SPECIAL.len()..1 << bits).contains(&words);
        if !shape_fits {
            return Err(FormatError::Shape);
        }
        let mut filter_bias = [0; FILTERS];
        for bias in &mut filter_bias {
            *bias = r.i16()?;
        }
        let mut hidden: [Unit; HIDDEN] = Default::default();
        for unit in &mut hidden {
            unit.bias = r.i32()?;
            for weight in &mut unit.weights {
                *weight = r.i16()?;
            }
        }
        if !hidden.iter().all(Unit::is_sound) {
            return Err(FormatError::Shape);
        }
        let mut kinds: [Output; KINDS] = Default::default();
        for output in &mut kinds {
            (output.bias, output.bag) = (r.i32()?, r.i32()?);
            for limit in &mut output.limits {
                *limit = r.i32()?;
            }
            for chance in &mut output.chances {
                *chance = r.u16()?;
            }
            for weight in output.weights.iter_mut().chain(&mut output.hidden) {
                *weight = r.i32()?;
            }
        }
        let (slots, prints) = (r.take(2 << bits)?, r.take(4 * words)?);
        Ok(Self { slots, prints, rows: r.take(ROW * words)?, filter_bias, hidden, kinds })
    }

    /// Number of rows in the table.
    pub fn words(&self) -> usize {
        self.prints.len() / 4
    }

    /// The row of the word with this [`hash()`], if the table has it.
    pub fn row(&self, hash: u64) -> Option<u16> {
        let print = print_of(hash);
        let mask = self.slots.len() - 1;
        let mut slot = 2 * slot_of(hash);
        loop {
            slot &= mask;
            let id = u16::from_le_bytes([*self.slots.get(slot)?, *self.slots.get(slot + 1)?]);
            if id == 0 {
                return None;
            }
            let at = 4 * usize::from(id);
            if self.prints.get(at..at + 4) == Some(&print) {
                return Some(id);
            }
            slot += 2;
        }
    }

    /// Replaces `tokens` by those of a text.
    pub fn tokenize(&self, text: &str, tokens: &mut Vec<Token>) {
        tokens.clear();
        split(text, |hash| self.row(hash), tokens);
    }

    fn weights(&self, row: u16) -> &[u8; ROW] {
        const NONE: &[u8; ROW] = &[0; ROW];
        let at = ROW * usize::from(row);
        self.rows.get(at..at + ROW).and_then(|row| row.try_into().ok()).unwrap_or(NONE)
    }

    /// What the filters make of a text.
    pub fn pool(&self, tokens: &[Token]) -> Pool {
        let row = |at: usize| self.weights(tokens.get(at).map_or(AFTER, |token| token.row));
        let mut pool = Pool { words: tokens.len(), ..Pool::default() };
        let (mut left, mut centre) = (self.weights(BEFORE), row(0));
        for at in 0..tokens.len() {
            let right = row(at + 1);
            let window = window(&self.filter_bias, left, centre, right);
            pool.take(i16::try_from(at).unwrap_or(i16::MAX), centre, &window);
            (left, centre) = (centre, right);
        }
        self.finish(&mut pool);
        pool
    }

    /// Bounds the filters and works the hidden units out.
    fn finish(&self, pool: &mut Pool) {
        let mut inputs = [0; INPUTS];
        let (maxima, means) = inputs.split_at_mut(FILTERS);
        for (input, best) in maxima.iter_mut().zip(&mut pool.best) {
            *best = (*best).min(MOST);
            *input = *best;
        }
        for (input, sum) in means.iter_mut().zip(pool.sums) {
            let mean = (i64::from(sum) << MEAN_BITS).div_euclid(count(pool.words.max(1)));
            *input = i16::try_from(mean).unwrap_or(0);
        }
        for (value, unit) in pool.hidden.iter_mut().zip(&self.hidden) {
            // The bounds of the weights leave no room for an overflow, so nothing checks for one.
            let product = |(x, w): (&i16, &i16)| i32::from(*x).wrapping_mul(i32::from(*w));
            let products = inputs.iter().zip(&unit.weights).map(product);
            *value = products.fold(unit.bias, i32::wrapping_add).max(0);
        }
    }

    /// The score of each kind, in units of [`ONE`] a logit; a text without tokens scores the least.
    pub fn scores(&self, pool: &Pool) -> [i32; KINDS] {
        if pool.words == 0 {
            return [-64 * ONE; KINDS];
        }
        std::array::from_fn(|k| {
            let output = &self.kinds[k];
            let products = output.weights.iter().zip(&pool.best);
            let filters: i64 = products.map(|(w, best)| i64::from(*w) * i64::from(*best)).sum();
            let products = output.hidden.iter().zip(&pool.hidden);
            let hidden: i64 = products.map(|(w, unit)| i64::from(*w) * i64::from(*unit)).sum();
            let bag = output.bag_part(pool.sums[k], pool.words);
            bounded(i64::from(output.bias) + (filters >> FINE_BITS) + (hidden >> HIDDEN_BITS) + bag)
        })
    }

    /// The scores from which a kind is marked: generous, balanced, strict.
    pub fn limits(&self, kind: usize) -> [i32; LIMITS] {
        self.kinds[kind].limits
    }

    /// How likely the kind is at a score, in thousandths; grows with the score.
    pub fn chance(&self, kind: usize, score: i32) -> u16 {
        let table = &self.kinds[kind].chances;
        let place = (i64::from(score) + 8 * i64::from(ONE)).clamp(0, 16 * i64::from(ONE) - 1);
        let step = i64::from(ONE / 2);
        let at = usize::try_from(place / step).unwrap_or(0);
        let (low, high) = (i64::from(table[at]), i64::from(table[at + 1]));
        u16::try_from(low + (high - low) * (place % step) / step).unwrap_or(0)
    }

    /// What each token adds to the score of a kind, into `shares`; with the returned base they add
    /// up to the score exactly.
    ///
    /// A token's own numbers are its own. What a filter adds, directly and through the hidden units
    /// that are at work, is divided over the words of its greatest window by what each of them added
    /// to it.
    pub fn explain(
        &self,
        tokens: &[Token],
        pool: &Pool,
        kind: usize,
        shares: &mut Vec<i32>,
    ) -> i32 {
        let output = &self.kinds[kind];
        let slopes = self.slopes(pool, kind);
        let (slopes, mean_slopes) = slopes.split_at(FILTERS);
        let words = count(pool.words.max(1));
        let own = |token: &Token| {
            let numbers = means_of(self.weights(token.row));
            let direct = output.bag_part(numbers[kind], pool.words) << HIDDEN_BITS;
            let through = mean_slopes.iter().zip(numbers).map(|(slope, number)| {
                (slope * (i64::from(number) << MEAN_BITS)).div_euclid(words)
            });
            bounded((direct + through.sum::<i64>()) >> HIDDEN_BITS)
        };
        shares.clear();
        shares.extend(tokens.iter().map(own));
        for (filter, (weight, slope)) in output.weights.iter().zip(slopes).enumerate() {
            let slope = slope + (i64::from(*weight) << (HIDDEN_BITS - FINE_BITS));
            let gain = (slope * i64::from(pool.best[filter])) >> HIDDEN_BITS;
            if gain != 0 {
                let place = usize::from(pool.places[filter].cast_unsigned());
                self.divide(tokens, filter, gain, place, shares);
            }
        }
        let given: i64 = shares.iter().map(|share| i64::from(*share)).sum();
        bounded(i64::from(self.scores(pool)[kind]) - given)
    }

    /// What one unit more of each input adds to the kind's score through the hidden units that are
    /// at work.
    fn slopes(&self, pool: &Pool, kind: usize) -> [i64; INPUTS] {
        let mut slopes = [0; INPUTS];
        let weighed = self.hidden.iter().zip(self.kinds[kind].hidden);
        for ((unit, out), _) in weighed.zip(pool.hidden).filter(|(_, value)| *value > 0) {
            for (slope, weight) in slopes.iter_mut().zip(&unit.weights) {
                *slope += i64::from(out) * i64::from(*weight);
            }
        }
        slopes
    }

    /// Divides what a filter adds over the words around `place`.
    fn divide(&self, tokens: &[Token], filter: usize, gain: i64, place: usize, shares: &mut [i32]) {
        let row = |at: Option<usize>, rim: u16| {
            self.weights(at.and_then(|at| tokens.get(at)).map_or(rim, |token| token.row))
        };
        let rows = [
            row(place.checked_sub(1), BEFORE),
            row(Some(place), AFTER),
            row(Some(place + 1), AFTER),
        ];
        let parts: [i64; 3] =
            std::array::from_fn(|j| rows[j][j * FILTERS + filter].cast_signed().max(0).into());
        let sum: i64 = parts.iter().sum();
        let last = tokens.len().saturating_sub(1);
        let places = [place.saturating_sub(1), place, (place + 1).min(last)];
        for (j, at) in places.into_iter().enumerate() {
            let share = match parts[j] {
                0 if sum == 0 && j == 1 => gain,
                0 => continue,
                part if part == sum => gain,
                part => gain * part / sum,
            };
            if let Some(slot) = shares.get_mut(at) {
                *slot = slot.saturating_add(bounded(share));
            }
        }
    }
}

impl Output {
    /// What own weights of this sum add to the score of a text of so many words.
    fn bag_part(&self, sum: i32, words: usize) -> i64 {
        (i64::from(self.bag) * i64::from(sum)).div_euclid(count(words))
    }
}

/// What the words of a text add up to before the output weights.
#[derive(Clone, Debug)]
pub struct Pool {
    /// Each filter's greatest value, from zero to [`MOST`].
    best: [i16; FILTERS],
    /// The word in the middle of the first window with that value.
    places: [i16; FILTERS],
    /// The sums of the numbers to average.
    sums: [i32; MEANS],
    hidden: [i32; HIDDEN],
    words: usize,
}

impl Default for Pool {
    fn default() -> Self {
        Self {
            best: [0; FILTERS],
            places: [0; FILTERS],
            sums: [0; MEANS],
            hidden: [0; HIDDEN],
            words: 0,
        }
    }
}

impl Pool {
    #[inline]
    fn take(&mut self, place: i16, centre: &[u8; ROW], window: &[i16; FILTERS]) {
        // Masks in place of branches, so that the compiler does many filters at once.
        for ((best, at), value) in self.best.iter_mut().zip(&mut self.places).zip(window) {
            let mask = -i16::from(value > best);
            *best = value & mask | *best & !mask;
            *at = place & mask | *at & !mask;
        }
        for (sum, number) in self.sums.iter_mut().zip(means_of(centre)) {
            *sum = sum.wrapping_add(number);
        }
    }
}

/// A word's numbers to average.
#[inline]
fn means_of(row: &[u8; ROW]) -> [i32; MEANS] {
    std::array::from_fn(|k| i32::from(row[3 * FILTERS + k].cast_signed()))
}

fn count(words: usize) -> i64 {
    i64::try_from(words).unwrap_or(i64::MAX)
}

/// Each filter's value at one place.
#[inline]
fn window(
    bias: &[i16; FILTERS],
    left: &[u8; ROW],
    centre: &[u8; ROW],
    right: &[u8; ROW],
) -> [i16; FILTERS] {
    let (centre, right) = (&centre[FILTERS..2 * FILTERS], &right[2 * FILTERS..3 * FILTERS]);
    let mut window = *bias;
    for (value, ((left, centre), right)) in
        window.iter_mut().zip(left.iter().zip(centre).zip(right))
    {
        *value += i16::from(left.cast_signed())
            + i16::from(centre.cast_signed())
            + i16::from(right.cast_signed());
    }
    window
}

fn bounded(value: i64) -> i32 {
    i32::try_from(value.clamp(i64::from(-64 * ONE), i64::from(64 * ONE))).unwrap_or(0)
}

/// The 64-bit FNV-1a hash of a word, grown byte by byte and mixed once more at the end.
#[derive(Clone, Copy, Debug)]
pub struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    /// The hash with one byte more.
    #[must_use]
    #[inline]
    pub fn with(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// The hash as the table uses it.
    #[inline]
    pub fn mixed(self) -> u64 {
        (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// The mixed [`struct@Hash`] of some bytes.
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(Hash::default(), |hash, byte| hash.with(*byte)).mixed()
}

/// Where a hash's search begins, before the table's size is taken into account.
pub fn slot_of(hash: u64) -> usize {
    usize::from((hash >> 16) as u16)
}

/// What tells two words apart in the table.
pub fn print_of(hash: u64) -> [u8; 4] {
    ((hash >> 32) as u32).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: &[u8] = super::super::WEIGHTS;

    fn model() -> Model<'static> {
        Model::new(WEIGHTS).expect("the weights inside the program")
    }

    #[test]
    fn shares_add_up_to_the_score() {
        let model = model();
        let (mut tokens, mut shares) = (Vec::new(), Vec::new());
        for text in [
            "risk",
            "Not good, a risk. Not good.",
            "good good good risk",
            "",
            "Staff fear cuts; 40% may go.",
        ] {
            model.tokenize(text, &mut tokens);
            let pool = model.pool(&tokens);
            for k in 0..KINDS {
                let base = model.explain(&tokens, &pool, k, &mut shares);
                assert_eq!(shares.len(), tokens.len());
                assert_eq!(base + shares.iter().sum::<i32>(), model.scores(&pool)[k], "{text}");
            }
        }
    }

    #[test]
    fn every_word_of_the_table_is_found_and_no_other() {
        let model = model();
        let row = |word: &str| model.row(hash(word.as_bytes()));
        assert_eq!(row(SPECIAL[usize::from(NUMBER)]), Some(NUMBER));
        for word in ["risk", "improve", ".", "n't", "staff"] {
            assert!(row(word).is_some(), "{word}");
        }
        for word in ["", "qwxzv", "riskimprove"] {
            assert_eq!(row(word), None, "{word}");
        }
    }

    #[test]
    fn chances_grow_with_the_score_and_limits_with_strictness() {
        let model = model();
        for k in 0..KINDS {
            let chances: Vec<u16> =
                (-40..=40).map(|step| model.chance(k, step * ONE / 4)).collect();
            assert!(chances.is_sorted() && chances[80] <= 1000, "{chances:?}");
            assert!(chances[0] < 100 && chances[80] > 900, "{chances:?}");
            assert!(model.limits(k).is_sorted());
        }
    }

    #[test]
    fn other_bytes_are_refused() {
        assert_eq!(Model::new(b"nothing").err(), Some(FormatError::Length));
        assert_eq!(Model::new(&[0; 64]).err(), Some(FormatError::Magic));
        let mut other = WEIGHTS.to_vec();
        other[12] ^= 1;
        assert_eq!(Model::new(&other).err(), Some(FormatError::Shape));
        assert_eq!(Model::new(&WEIGHTS[..WEIGHTS.len() - 1]).err(), Some(FormatError::Length));
    }
}
