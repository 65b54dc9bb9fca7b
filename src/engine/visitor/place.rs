//! The parts of an address, without a URL parser: the browser has already normalised it.

use alloc::{string::String, vec::Vec};

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
        let (url, hash) = url.split_once('#').unwrap_or((url, ""));
        let (url, query) = url.split_once('?').unwrap_or((url, ""));
        let Some(start) = url
            .split_once(':')
            .and_then(|(_, rest)| rest.strip_prefix("//"))
        else {
            return Self::default();
        };
        let slash = start
            .bytes()
            .position(|byte| byte == b'/')
            .unwrap_or(start.len());
        let (host, path) = start.split_at(slash);
        Self {
            host,
            path,
            query,
            hash,
        }
    }
}

/// The first value of a query parameter, decoded.
#[must_use]
pub fn query(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        if decode(key) == name {
            Some(decode(value))
        } else {
            None
        }
    })
}

/// Decodes `%41` and `+`; what is not UTF-8 is replaced, what is no escape stays.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        let escaped = match (byte, after) {
            (b'%', [high, low, tail @ ..]) => hex(*high).zip(hex(*low)).map(|pair| (pair, tail)),
            _ => None,
        };
        if let Some(((high, low), tail)) = escaped {
            bytes.push(high << 4 | low);
            rest = tail;
        } else {
            bytes.push(if *byte == b'+' { b' ' } else { *byte });
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|error| {
        // Lossy decoding of the library costs a kilobyte; broken escapes are rare.
        error
            .into_bytes()
            .iter()
            .map(|byte| {
                if byte.is_ascii() {
                    char::from(*byte)
                } else {
                    '\u{fffd}'
                }
            })
            .collect()
    })
}

fn hex(byte: u8) -> Option<u8> {
    #[allow(clippy::cast_possible_truncation)]
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}
