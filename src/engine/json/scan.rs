//! Strings and numerals, character by character. The reader is at the first of them.

use super::{Lent, Reader};
use alloc::string::String;

impl<'a> Reader<'a> {
    pub(super) fn numeral(&mut self) -> &'a str {
        let from = self.at;
        if self.byte() == Some(b'-') {
            self.step();
        }
        let zero = self.byte() == Some(b'0');
        let digits = self.digits();
        let mut sound = digits > 0 && !(zero && digits > 1);
        if self.byte() == Some(b'.') {
            self.step();
            sound &= self.digits() > 0;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.step();
            if let Some(b'+' | b'-') = self.byte() {
                self.step();
            }
            sound &= self.digits() > 0;
        }
        if !sound {
            self.fail("json-number");
        }
        self.text.get(from..self.at).unwrap_or_default()
    }

    #[inline]
    fn digits(&mut self) -> usize {
        let from = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.step();
        }
        self.at.wrapping_sub(from)
    }

    /// Reads the string that begins at this quote.
    pub(super) fn raw_text(&mut self) -> Lent {
        self.step();
        let from = self.at;
        if self.plain() == Some(b'"')
            && let Some(lasting) = self.lasting
        {
            let lent = lasting.get(from..self.at).unwrap_or_default();
            self.step();
            return Lent::Borrowed(lent);
        }
        self.at = from;
        self.copied()
    }

    /// Goes to the next byte that does not stand for itself.
    #[inline]
    fn plain(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1F);
        let found = rest.iter().position(special);
        self.at = self.at.wrapping_add(found.unwrap_or(rest.len()));
        self.byte()
    }

    /// Reads the rest of a string that cannot be lent.
    fn copied(&mut self) -> Lent {
        let mut text = String::new();
        loop {
            let from = self.at;
            let byte = self.plain();
            text.push_str(self.text.get(from..self.at).unwrap_or_default());
            if byte.is_some() {
                self.step();
            }
            match byte {
                Some(b'"') if self.broken().is_none() => {
                    return match self.lasting {
                        Some(_) => Lent::Borrowed(text.leak()),
                        None => Lent::Owned(text),
                    };
                }
                Some(b'\\') if self.broken().is_none() => self.escape(&mut text),
                _ => {
                    self.at = self.at.min(self.text.len());
                    self.fail("json-string");
                    return Lent::Owned(text);
                }
            }
        }
    }

    #[inline(never)]
    fn escape(&mut self, text: &mut String) {
        let byte = self.byte();
        self.step();
        let plain = match byte {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(found @ (b'"' | b'\\' | b'/')) => char::from(found),
            Some(b'u') => self.unicode(),
            _ => {
                // The byte may be the first of a longer character: stay on its border.
                self.at = self.at.wrapping_sub(1);
                self.fail("json-escape");
                return;
            }
        };
        text.push(plain);
    }

    fn unicode(&mut self) -> char {
        let first = self.hex();
        if first & 0xFC00 == 0xD800
            && self.text.get(self.at..self.at.wrapping_add(2)) == Some("\\u")
        {
            let back = self.at;
            self.at = self.at.wrapping_add(2);
            let second = self.hex();
            if second & 0xFC00 == 0xDC00 {
                let high = (first & 0x3FF) << 10;
                return char::from_u32((high | (second & 0x3FF)).wrapping_add(0x1_0000))
                    .unwrap_or('\u{fffd}');
            }
            self.at = back;
        }
        // A lone surrogate cannot be a Rust character.
        char::from_u32(first).unwrap_or('\u{fffd}')
    }

    fn hex(&mut self) -> u32 {
        let mut code = 0;
        for _ in 0..4 {
            let Some(digit) = self.byte().and_then(hex) else {
                self.fail("json-escape");
                return 0xFFFD;
            };
            code = code << 4 | u32::from(digit);
            self.step();
        }
        code
    }
}

/// The worth of a hexadecimal digit.
#[must_use]
pub fn hex(byte: u8) -> Option<u8> {
    let digit = match byte {
        b'0'..=b'9' => byte,
        // Letters, large or small, stand nine behind their last four bits.
        b'A'..=b'F' | b'a'..=b'f' => byte.wrapping_add(9),
        _ => return None,
    };
    Some(digit & 15)
}
