//! The parts of an address, without a URL parser: the browser has already normalised it.

use crate::engine::json::hex;
use crate::engine::text::cut;
use alloc::string::String;

/// Parts of an absolute address, each a slice of it.
#[derive(Default)]
pub struct Address<'a> {
    /// Host and port.
    pub host: &'a str,
    /// Path, beginning with `/`.
    pub path: &'a str,
    /// What follows `?`.
    pub query: &'a str,
    /// What follows `#`.
    pub hash: &'a str,
}

impl<'a> Address<'a> {
    /// Splits an address; one without `://` has no parts.
    #[must_use]
    pub fn of(url: &'a str) -> Self {
        let (url, hash) = cut(url, b'#');
        let (url, query) = cut(url, b'?');
        let Some(place) = cut(url, b':').1.strip_prefix("//") else {
            return Self::default();
        };
        let (host, _) = cut(place, b'/');
        Self {
            host,
            path: place.get(host.len()..).unwrap_or_default(),
            query,
            hash,
        }
    }
}

/// The first value of a query parameter, decoded.
#[must_use]
pub fn query(query: &str, name: &str) -> Option<String> {
    let mut rest = query;
    while !rest.is_empty() {
        let (pair, after) = cut(rest, b'&');
        let (key, value) = cut(pair, b'=');
        if decode(key) == name {
            return Some(decode(value));
        }
        rest = after;
    }
    None
}

/// Decodes `%41` and `+`; what is not UTF-8 is replaced, what is no escape stays.
fn decode(text: &str) -> String {
    let mut decoder = Decoder::default();
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        let mut byte = *byte;
        if byte == b'+' {
            byte = b' ';
        } else if byte == b'%'
            && let [high, low, tail @ ..] = after
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            byte = high << 4 | low;
            rest = tail;
        }
        decoder.take(byte);
    }
    decoder.out
}

/// UTF-8, byte by byte. The decoder of the library weighs a kilobyte.
#[derive(Default)]
struct Decoder {
    out: String,
    /// Bits of a character that is not complete.
    code: u32,
    /// How many of its bytes are to come.
    more: u32,
}

impl Decoder {
    fn take(&mut self, byte: u8) {
        let bits = u32::from(byte);
        (self.code, self.more) = match byte {
            0..=0x7F => (bits, 0),
            0x80..=0xBF if self.more > 0 => {
                (self.code << 6 | (bits & 0x3F), self.more.wrapping_sub(1))
            }
            0xC0..=0xDF => (bits & 0x1F, 1),
            0xE0..=0xEF => (bits & 0x0F, 2),
            0xF0..=0xF7 => (bits & 0x07, 3),
            _ => (0xFFFD, 0),
        };
        if self.more == 0 {
            self.out
                .push(char::from_u32(self.code).unwrap_or('\u{fffd}'));
        }
    }
}
