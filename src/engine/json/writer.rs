//! Writes JSON. Commas look after themselves.

use super::{Value, number::number_text};
use crate::engine::Env;
use alloc::string::String;

/// Builds one JSON text.
pub struct Writer<'a> {
    env: &'a Env,
    out: String,
}

impl<'a> Writer<'a> {
    /// An empty text.
    #[must_use]
    pub const fn new(env: &'a Env) -> Self {
        Self {
            env,
            out: String::new(),
        }
    }

    /// An empty text that does not have to move before it is so long.
    #[must_use]
    pub fn with_room(env: &'a Env, bytes: usize) -> Self {
        Self {
            env,
            out: String::with_capacity(bytes),
        }
    }

    /// The text written so far.
    #[must_use]
    pub fn finish(self) -> String {
        self.out
    }

    /// How long it is so far.
    #[must_use]
    pub const fn length(&self) -> usize {
        self.out.len()
    }

    /// Takes back what was written behind this length.
    pub fn cut(&mut self, length: usize) {
        self.out.truncate(length);
    }

    /// Begins an object (`{`) or an array (`[`).
    pub fn open(&mut self, bracket: char) -> &mut Self {
        self.comma();
        self.out.push(bracket);
        self
    }

    /// Ends an object (`}`) or an array (`]`).
    pub fn close(&mut self, bracket: char) -> &mut Self {
        self.out.push(bracket);
        self
    }

    /// Writes a key; the value comes next.
    pub fn key(&mut self, key: &str) -> &mut Self {
        self.text(key);
        self.out.push(':');
        self
    }

    /// Writes a string.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.comma();
        self.out.push('"');
        for letter in text.chars() {
            match letter {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\0'..='\u{1f}' => self.control(letter),
                other => self.out.push(other),
            }
        }
        self.out.push('"');
        self
    }

    /// Writes a number.
    pub fn number(&mut self, number: f64) -> &mut Self {
        self.comma();
        number_text(self.env, &mut self.out, number);
        self
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, yes: bool) -> &mut Self {
        self.raw(if yes { "true" } else { "false" })
    }

    /// Writes text that is JSON already.
    pub fn raw(&mut self, json: &str) -> &mut Self {
        self.comma();
        self.out.push_str(json);
        self
    }

    /// Writes any value.
    pub fn value(&mut self, value: &Value) -> &mut Self {
        match value {
            Value::Null => self.raw("null"),
            Value::Bool(yes) => self.boolean(*yes),
            Value::Number(number) => self.number(*number),
            Value::Text(text) => self.text(text),
            Value::List(items) => {
                self.open('[');
                for item in items {
                    self.value(item);
                }
                self.close(']')
            }
            Value::Map(members) => {
                self.open('{');
                for (key, member) in members {
                    self.key(key).value(member);
                }
                self.close('}')
            }
        }
    }

    fn comma(&mut self) {
        if !matches!(
            self.out.as_bytes().last(),
            None | Some(b'{' | b'[' | b':' | b',')
        ) {
            self.out.push(',');
        }
    }

    fn control(&mut self, letter: char) {
        self.out.push_str("\\u00");
        for shift in [4, 0] {
            let digit = (letter as u32 >> shift) & 15;
            self.out.push(hex_digit(digit));
        }
    }
}

/// The digit of the last four bits.
#[must_use]
pub fn hex_digit(bits: u32) -> char {
    #[allow(clippy::cast_possible_truncation)]
    let digit = (bits & 15) as u8;
    let first = if digit < 10 {
        b'0'
    } else {
        b'a'.wrapping_sub(10)
    };
    char::from(first.wrapping_add(digit))
}
