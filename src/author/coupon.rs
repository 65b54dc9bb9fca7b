//! What looks like a coupon code, in a file that everybody can read.
//!
//! Owns: how such codes look. In: a text. Out: the code. Must not: know where codes are expected to stand.

use alloc::string::{String, ToString};

/// A word of six or more capitals and digits with both in it: `SPRING20`.
pub(super) fn find(text: &str) -> Option<String> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric())
        .find(|word| {
            word.len() >= 6
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
                && word.bytes().any(|byte| byte.is_ascii_uppercase())
                && word.bytes().any(|byte| byte.is_ascii_digit())
        })
        .map(ToString::to_string)
}
