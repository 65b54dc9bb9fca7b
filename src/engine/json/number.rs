//! The digits of numbers. Anything but plain numerals is left to the browser, which reads and prints numbers for free.

use crate::engine::Env;
use alloc::string::String;

/// Reads a JSON numeral that is known to be well formed.
///
/// Up to fifteen digits with a small fraction are exact in one division
/// (Clinger 1990, the fast path); the rest goes to [`Env::parse_number`].
pub(super) fn parse(env: &Env, text: &str) -> f64 {
    plain(text).unwrap_or_else(|| (env.parse_number)(text))
}

fn plain(text: &str) -> Option<f64> {
    let (digits, negative) = match text.as_bytes() {
        [b'-', rest @ ..] => (rest, true),
        all => (all, false),
    };
    if digits.len() > 16 {
        return None;
    }
    let mut mantissa = 0.0;
    // A power of ten below 10²³ is exact, also when it is multiplied up to.
    let mut scale = 1.0;
    let mut fraction = false;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10.0 + f64::from(byte.wrapping_sub(b'0'));
                if fraction {
                    scale *= 10.0;
                }
            }
            b'.' => fraction = true,
            _ => return None,
        }
    }
    let value = mantissa / scale;
    Some(if negative { -value } else { value })
}

/// Writes a number as JSON; what JSON cannot hold (NaN, infinities) as `null`.
pub fn number_text(env: &Env, out: &mut String, number: f64) {
    if number.is_finite() {
        if number > -1e15 && number < 1e15 && whole(number) {
            integer_text(out, number);
        } else {
            out.push_str(&(env.print_number)(number));
        }
    } else {
        out.push_str("null");
    }
}

/// Writes a whole number below 10¹⁵ in size; a fraction is cut off.
pub fn integer_text(out: &mut String, number: f64) {
    #[allow(clippy::cast_possible_truncation)]
    let mut rest = number as i64;
    if rest < 0 {
        out.push('-');
        rest = rest.wrapping_neg();
    }
    push_digits(out, rest);
}

fn push_digits(out: &mut String, number: i64) {
    if number > 9 {
        push_digits(out, number / 10);
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let digit = (number % 10) as u8;
    out.push(char::from(digit.wrapping_add(b'0')));
}

fn whole(number: f64) -> bool {
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    let cut = number as i64 as f64;
    #[allow(clippy::float_cmp)]
    let same = cut == number;
    same
}
