//! The weights file of the sentence model, read in place from a byte slice, so that loading costs
//! nothing: its numbers, and its table of words. `assets/model/README.md` tells the layout and how the
//! file was trained. Reckons nothing ([`super::model`] does).

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
/// Bytes a word has in the table: left, centre and right part of each filter, raised by [`RAISE`]
/// so that they have no sign, then the numbers to average.
pub const ROW: usize = 3 * FILTERS + MEANS;
/// Marks a weights file of this layout.
pub const MAGIC: [u8; 8] = *b"PTAGM004";
/// How much higher a filter's parts stand in the table than they are.
pub const RAISE: u8 = 128;
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
pub struct Weights<'a> {
    slots: &'a [u8],
    prints: &'a [u8],
    rows: &'a [u8],
    pub(super) filter_bias: [i16; FILTERS],
    pub(super) hidden: [Unit; HIDDEN],
    pub(super) kinds: [Output; KINDS],
}

/// A hidden unit.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) bias: i32,
    pub(super) weights: [i16; INPUTS],
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
pub(super) struct Output {
    pub(super) bias: i32,
    pub(super) bag: i32,
    pub(super) limits: [i32; LIMITS],
    pub(super) chances: [u16; STEPS],
    /// Of each filter.
    pub(super) weights: [i32; FILTERS],
    /// Of each hidden unit.
    pub(super) hidden: [i32; HIDDEN],
}

impl Output {
    /// Whether no sum of the filters can overflow, each as great as it may be.
    fn is_sound(&self) -> bool {
        let all: u64 = self.weights.iter().map(|weight| u64::from(weight.unsigned_abs())).sum();
        all * u64::from(MOST.unsigned_abs()) <= u64::from(i32::MAX.unsigned_abs())
    }
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

impl<'a> Weights<'a> {
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
        if !kinds.iter().all(Output::is_sound) {
            return Err(FormatError::Shape);
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

    /// Has these rows come into the nearest memory. They lie far apart in a table that has no room there: asked
    /// for one by one, most of the time goes into waiting for the next; asked for at once, they come at once.
    #[inline]
    pub(super) fn call(&self, rows: impl Iterator<Item = u16>) {
        let ends = |row: &[u8; ROW]| row[0] ^ row[ROW / 2] ^ row[ROW - 1];
        std::hint::black_box(rows.fold(0, |sum, row| sum ^ ends(self.of(row))));
    }

    /// The numbers of a row; what adds nothing for one that is not there.
    pub(super) fn of(&self, row: u16) -> &[u8; ROW] {
        const NONE: &[u8; ROW] = &nothing();
        let at = ROW * usize::from(row);
        self.rows.get(at..at + ROW).and_then(|row| row.try_into().ok()).unwrap_or(NONE)
    }
}

/// A row of zeros.
const fn nothing() -> [u8; ROW] {
    let mut row = [0; ROW];
    let mut at = 0;
    while at < 3 * FILTERS {
        row[at] = RAISE;
        at += 1;
    }
    row
}

/// The hash of a word, grown by eight bytes at a time: no two words of up to eight bytes have the
/// same one.
#[derive(Clone, Copy, Debug)]
pub struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    /// The hash with eight bytes more, the first in the lowest place; zeros fill the last eight up.
    #[must_use]
    #[inline]
    pub fn with(self, eight: u64) -> Self {
        let product = (self.0 ^ eight).wrapping_mul(0xff51_afd7_ed55_8ccd);
        Self(product ^ product >> 32)
    }

    /// The hash as the table uses it.
    #[inline]
    pub fn mixed(self) -> u64 {
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// The mixed [`struct@Hash`] of some bytes.
pub fn hash(bytes: &[u8]) -> u64 {
    let eight = |chunk: &[u8]| {
        let mut eight = [0; 8];
        eight.iter_mut().zip(chunk).for_each(|(to, byte)| *to = *byte);
        u64::from_le_bytes(eight)
    };
    bytes.chunks(8).fold(Hash::default(), |hash, chunk| hash.with(eight(chunk))).mixed()
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
    use super::super::WEIGHTS;
    use super::*;

    #[test]
    fn every_word_of_the_table_is_found_and_no_other() {
        let weights = Weights::new(WEIGHTS).expect("the weights inside the program");
        let row = |word: &str| weights.row(hash(word.as_bytes()));
        assert_eq!(row(SPECIAL[usize::from(NUMBER)]), Some(NUMBER));
        for word in ["risk", "improve", ".", "n't", "staff"] {
            assert!(row(word).is_some(), "{word}");
        }
        for word in ["", "qwxzv", "riskimprove"] {
            assert_eq!(row(word), None, "{word}");
        }
    }

    #[test]
    fn weights_whose_sums_have_no_room_are_refused() {
        let head = MAGIC.len() + 4 * 4 + 2 * FILTERS + HIDDEN * (4 + 2 * INPUTS);
        let at = head + 2 * 4 + 4 * LIMITS + 2 * STEPS;
        let with = |weight: i32| {
            let mut other = WEIGHTS.to_vec();
            other[at..at + 4].copy_from_slice(&weight.to_le_bytes());
            Weights::new(&other).map(|weights| weights.kinds[0].weights[0])
        };
        assert_eq!(with(-7).ok(), Some(-7));
        assert_eq!(with(i32::MIN).err(), Some(FormatError::Shape));
        // What the other filters may add leaves less room than this.
        assert_eq!(with(i32::MAX / i32::from(MOST)).err(), Some(FormatError::Shape));
    }

    #[test]
    fn other_bytes_are_refused() {
        assert_eq!(Weights::new(b"nothing").err(), Some(FormatError::Length));
        assert_eq!(Weights::new(&[0; 64]).err(), Some(FormatError::Magic));
        let mut other = WEIGHTS.to_vec();
        other[12] ^= 1;
        assert_eq!(Weights::new(&other).err(), Some(FormatError::Shape));
        assert_eq!(Weights::new(&WEIGHTS[..WEIGHTS.len() - 1]).err(), Some(FormatError::Length));
    }
}
