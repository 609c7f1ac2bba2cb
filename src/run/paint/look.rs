//! A change of attributes and colours as bytes for the terminal (ECMA-48, SGR), as few as say it. Knows
//! no cells and no places.

use ratatui::style::{Color, Modifier, Style};

use crate::ui::canvas::Look;

/// The digits of a number; formatting by the standard library costs many times as much.
pub(super) fn push_number(number: usize, bytes: &mut Vec<u8>) {
    if number >= 10 {
        push_number(number / 10, bytes);
    }
    bytes.push(b'0' + (number % 10) as u8);
}

/// Changes attributes and colours (ECMA-48, SGR), step by step or from scratch, whichever is shorter.
pub(super) fn push_change(before: Look, now: Look, bytes: &mut Vec<u8>) {
    let start = bytes.len();
    push_steps(before, now, bytes);
    let steps = bytes.len() - start;
    if before == Look::default() {
        return;
    }
    bytes.extend_from_slice(b"\x1b[0");
    push_additions(Look::default(), now, bytes);
    bytes.push(b'm');
    if bytes.len() - start - steps < steps {
        bytes.drain(start..start + steps);
    } else {
        bytes.truncate(start + steps);
    }
}

/// A style as the parameters that take a terminal from the plain look to it; empty for the plain one.
pub(in crate::run) fn parameters(style: Style) -> String {
    let mut bytes = Vec::new();
    push_additions(Look::default(), Look::from(style), &mut bytes);
    // Each brings a semicolon with it.
    String::from_utf8_lossy(&bytes).trim_start_matches(';').to_owned()
}

/// Ends what ends and adds what is new.
fn push_steps(mut before: Look, now: Look, bytes: &mut Vec<u8>) {
    const ENDS: [(Modifier, &[u8]); 7] = [
        (Modifier::BOLD.union(Modifier::DIM), b";22"),
        (Modifier::ITALIC, b";23"),
        (Modifier::UNDERLINED, b";24"),
        (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), b";25"),
        (Modifier::REVERSED, b";27"),
        (Modifier::HIDDEN, b";28"),
        (Modifier::CROSSED_OUT, b";29"),
    ];
    bytes.extend_from_slice(b"\x1b[");
    let start = bytes.len();
    for (modifiers, code) in ENDS {
        if before.modifier.difference(now.modifier).intersects(modifiers) {
            bytes.extend_from_slice(code);
            before.modifier.remove(modifiers);
        }
    }
    push_additions(before, now, bytes);
    // Each brought a semicolon with it.
    bytes.drain(start..=start);
    bytes.push(b'm');
}

/// The attributes and colours that `before` has not.
fn push_additions(before: Look, now: Look, bytes: &mut Vec<u8>) {
    const ATTRIBUTES: [(Modifier, &[u8; 2]); 9] = [
        (Modifier::BOLD, b";1"),
        (Modifier::DIM, b";2"),
        (Modifier::ITALIC, b";3"),
        (Modifier::UNDERLINED, b";4"),
        (Modifier::SLOW_BLINK, b";5"),
        (Modifier::RAPID_BLINK, b";6"),
        (Modifier::REVERSED, b";7"),
        (Modifier::HIDDEN, b";8"),
        (Modifier::CROSSED_OUT, b";9"),
    ];
    for (modifier, code) in ATTRIBUTES {
        if now.modifier.difference(before.modifier).contains(modifier) {
            bytes.extend_from_slice(code);
        }
    }
    for (before, now, base) in [(before.text, now.text, 30), (before.ground, now.ground, 40)] {
        if before != now {
            push_color(now, base, bytes);
        }
    }
}

/// A colour; `base` is 30 for text and 40 for the ground.
fn push_color(color: Color, base: u8, bytes: &mut Vec<u8>) {
    let mut push = |numbers: &[u8]| {
        for number in numbers {
            bytes.push(b';');
            push_number(usize::from(*number), bytes);
        }
    };
    let named = match color {
        Color::Indexed(index) => return push(&[base + 8, 5, index]),
        Color::Rgb(r, g, b) => return push(&[base + 8, 2, r, g, b]),
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
    };
    push(&[base + named]);
}
