//! The digits of numbers. What is not plain is left to the browser, which has both for free.

use crate::engine::Env;
use alloc::string::String;

/// Powers of ten that a double holds exactly.
const EXACT: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

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
    let mut decimals: Option<usize> = None;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10.0 + f64::from(byte.wrapping_sub(b'0'));
                decimals = decimals.map(|count| count.wrapping_add(1));
            }
            b'.' => decimals = Some(0),
            _ => return None,
        }
    }
    let value = mantissa / EXACT.get(decimals.unwrap_or(0))?;
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
    let mut digits = [0_u8; 20];
    let mut used = 0;
    for slot in digits.iter_mut().rev() {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let digit = (rest % 10) as u8;
        *slot = digit.wrapping_add(b'0');
        used = usize::wrapping_add(used, 1);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    for digit in digits.iter().skip(digits.len().wrapping_sub(used)) {
        out.push(char::from(*digit));
    }
}

fn whole(number: f64) -> bool {
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    let cut = number as i64 as f64;
    #[allow(clippy::float_cmp)]
    let same = cut == number;
    same
}
