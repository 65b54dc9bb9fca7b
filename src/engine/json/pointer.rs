//! A place in a document.

use alloc::string::String;

/// A place in a document, in the words of its author.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// JSON Pointer (RFC 6901); empty for the whole document.
    pub pointer: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// Line and column of a byte offset.
pub(super) fn position(text: &str, at: usize) -> (u32, u32) {
    let mut line = 1_u32;
    let mut column = 1_u32;
    for byte in text.as_bytes().iter().take(at) {
        if *byte == b'\n' {
            line = line.wrapping_add(1);
            column = 1;
        } else if *byte & 0xC0 != 0x80 {
            column = column.wrapping_add(1);
        }
    }
    (line, column)
}

/// Appends one key to a pointer, escaped.
pub(super) fn push_key(pointer: &mut String, key: &str) {
    pointer.push('/');
    for letter in key.chars() {
        match letter {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}
