//! The 256 colours of terminals as red, green and blue, and back: themes have one of them, other programs
//! any. Draws nothing.

use super::Kind;

/// The levels of red, green and blue in the cube of colours.
const LEVELS: [u8; 6] = [0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff];

/// The first sixteen as most terminals begin with them; a person may have chosen others.
const FIRST: [[u8; 3]; 16] = [
    [0x00, 0x00, 0x00],
    [0x80, 0x00, 0x00],
    [0x00, 0x80, 0x00],
    [0x80, 0x80, 0x00],
    [0x00, 0x00, 0x80],
    [0x80, 0x00, 0x80],
    [0x00, 0x80, 0x80],
    [0xc0, 0xc0, 0xc0],
    [0x80, 0x80, 0x80],
    [0xff, 0x00, 0x00],
    [0x00, 0xff, 0x00],
    [0xff, 0xff, 0x00],
    [0x00, 0x00, 0xff],
    [0xff, 0x00, 0xff],
    [0x00, 0xff, 0xff],
    [0xff, 0xff, 0xff],
];

/// Red, green and blue of a colour.
pub fn rgb(colour: u8) -> [u8; 3] {
    if let Some(first) = FIRST.get(usize::from(colour)) {
        return *first;
    }
    let Some(cube) = colour.checked_sub(16).filter(|cube| *cube < 216) else {
        return [8 + 10 * colour.saturating_sub(232); 3];
    };
    [cube / 36, cube / 6 % 6, cube % 6].map(|level| LEVELS[usize::from(level)])
}

/// The colour that is most like it, of those that are the same on every terminal.
pub fn nearest(wanted: [u8; 3]) -> u8 {
    let far = |colour: &u8| {
        let apart = rgb(*colour).into_iter().zip(wanted);
        apart.map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum::<u32>()
    };
    (16..=255).min_by_key(far).unwrap_or(16)
}

/// As `#RRGGBB`.
pub fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// Red, green and blue of `#RRGGBB` or `#RGB`.
pub fn read(hex: &str) -> Option<[u8; 3]> {
    let digits = hex.trim().strip_prefix('#')?;
    let digits: Option<Vec<u8>> =
        digits.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    let digits = digits?;
    match digits.len() {
        3 => <[u8; 3]>::try_from(digits).ok().map(|all| all.map(|digit| digit * 17)),
        6 => {
            let both = digits.chunks(2).map(|pair| pair.iter().fold(0, |all, it| all * 16 + it));
            both.collect::<Vec<u8>>().try_into().ok()
        }
        _ => None,
    }
}

/// The colour of a kind where a page is light.
pub fn of_kind(kind: Kind) -> [u8; 3] {
    match kind {
        Kind::Concern => rgb(88),
        Kind::Opportunity => rgb(17),
        Kind::Statistic => rgb(129),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_lead_there_and_back() {
        for colour in 16..=255 {
            assert_eq!(rgb(nearest(rgb(colour))), rgb(colour), "{colour}");
            assert_eq!(read(&hex(rgb(colour))), Some(rgb(colour)));
        }
        assert_eq!((rgb(173), rgb(255)), ([0xd7, 0x87, 0x5f], [0xee; 3]));
        assert_eq!(read("#f80"), Some([0xff, 0x88, 0x00]));
        assert!(["", "#12", "123456", "#12345g", "#1234567"].iter().all(|it| read(it).is_none()));
        assert_eq!(hex(rgb(nearest([0xd9, 0x53, 0x4f]))), "#D75F5F");
    }
}
