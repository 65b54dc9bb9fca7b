//! A pull reader: the caller asks for what it expects, the reader keeps the path.
//!
//! A syntax error ends the document: every later call returns at once. A wrong
//! type does not: the value is passed over and the caller is told the kind it had.

use super::pointer::{Place, position, push_key};
use super::{Value, number};
use crate::engine::Env;
use alloc::{string::String, vec::Vec};

/// Deepest nesting of arrays and objects.
pub const MAX_DEPTH: usize = 48;

/// The kind of the next value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number
    Number,
    /// A string
    Text,
    /// An array
    List,
    /// An object
    Map,
    /// Nothing that JSON knows
    Invalid,
}

impl Kind {
    /// The JSON word for this kind.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "boolean",
            Self::Number => "number",
            Self::Text => "string",
            Self::List => "array",
            Self::Map => "object",
            Self::Invalid => "nothing",
        }
    }
}

/// One step of the path: a key by where it stands in the text, or an index.
enum Step {
    Key(usize),
    Index(usize),
}

/// Reads one document.
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    env: &'a Env,
    path: Vec<Step>,
    broken: Option<(&'static str, Place)>,
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of `text`; a byte-order mark is passed over.
    #[must_use]
    pub fn new(env: &'a Env, text: &'a str) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self {
            text,
            at,
            env,
            path: Vec::new(),
            broken: None,
        }
    }

    /// What the host lends.
    #[must_use]
    pub const fn env(&self) -> &'a Env {
        self.env
    }

    /// What is wrong with the document as JSON, if anything was met so far.
    #[must_use]
    pub fn broken(&self) -> Option<&'static str> {
        self.broken.as_ref().map(|(code, _)| *code)
    }

    /// The place where the reader stands, or where it met what is no JSON.
    #[must_use]
    pub fn place(&self) -> Place {
        if let Some((_, place)) = &self.broken {
            return place.clone();
        }
        let mut pointer = String::new();
        for step in &self.path {
            match step {
                Step::Key(at) => push_key(&mut pointer, &self.key_at(*at)),
                Step::Index(index) => {
                    pointer.push('/');
                    #[allow(clippy::cast_precision_loss)]
                    number::integer_text(&mut pointer, *index as f64);
                }
            }
        }
        let (line, column) = position(self.text, self.at);
        Place {
            pointer,
            line,
            column,
        }
    }

    /// The kind of the next value, without reading it.
    pub fn peek(&mut self) -> Kind {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.step();
        }
        match self.byte() {
            Some(b'{') => Kind::Map,
            Some(b'[') => Kind::List,
            Some(b'"') => Kind::Text,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'n') => Kind::Null,
            _ => Kind::Invalid,
        }
    }

    /// Reads an object, member by member; `each` must read or skip the value.
    /// For any other kind: passes over it and returns its kind.
    ///
    /// # Errors
    /// The kind of a value that is not an object.
    pub fn object(&mut self, each: &mut dyn FnMut(&mut Self, &str)) -> Result<(), Kind> {
        self.expect(Kind::Map)?;
        self.parts(b'}', &mut |reader, key| each(reader, &key));
        Ok(())
    }

    /// Reads an array, element by element; `each` must read or skip the value.
    ///
    /// # Errors
    /// The kind of a value that is not an array.
    pub fn array(&mut self, each: &mut dyn FnMut(&mut Self)) -> Result<(), Kind> {
        self.expect(Kind::List)?;
        self.parts(b']', &mut |reader, _| each(reader));
        Ok(())
    }

    /// Reads what stands between brackets: members with their keys, or elements without.
    fn parts(&mut self, bracket: u8, each: &mut dyn FnMut(&mut Self, String)) {
        self.step();
        if self.path.len() >= MAX_DEPTH {
            self.fail("json-depth");
        }
        let mut index = 0_usize;
        let mut ended = self.closes(bracket);
        while !ended {
            let found = self.peek();
            let mut key = String::new();
            if bracket == b'}' {
                if found != Kind::Text {
                    return self.fail("json-key");
                }
                self.path.push(Step::Key(self.at));
                key = self.raw_text();
                self.punctuation(b':', "json-colon");
            } else {
                self.path.push(Step::Index(index));
                if found == Kind::Invalid {
                    self.fail("json-value");
                }
            }
            if self.broken.is_none() {
                each(self, key);
            }
            self.path.pop();
            index = index.wrapping_add(1);
            ended = self.ends(bracket);
        }
    }

    /// Goes into the array or object that comes next, and stands before its element or right
    /// behind the name of its member of this number. Only for a document that is sound.
    pub(super) fn enter(&mut self, number: usize) {
        let list = self.peek() == Kind::List;
        self.step();
        let mut index = 0;
        loop {
            self.peek();
            let step = if list {
                Step::Index(index)
            } else {
                let at = self.at;
                self.raw_text();
                self.punctuation(b':', "json-colon");
                Step::Key(at)
            };
            if index >= number || self.broken.is_some() {
                return self.path.push(step);
            }
            self.skip();
            self.punctuation(b',', "json-comma");
            index = index.wrapping_add(1);
        }
    }

    /// Reads a string.
    ///
    /// # Errors
    /// The kind of a value that is not a string; it is passed over.
    pub fn text(&mut self) -> Result<String, Kind> {
        self.expect(Kind::Text)?;
        Ok(self.raw_text())
    }

    /// Reads any value.
    pub fn value(&mut self) -> Value {
        match self.peek() {
            Kind::Bool => {
                let yes = self.byte() == Some(b't');
                self.word(if yes { "true" } else { "false" });
                Value::Bool(yes)
            }
            Kind::Number => {
                let numeral = self.numeral();
                Value::Number(number::parse(self.env, numeral))
            }
            Kind::Text => Value::Text(self.raw_text()),
            Kind::List => {
                let mut items = Vec::new();
                self.parts(b']', &mut |reader, _| items.push(reader.value()));
                Value::List(items)
            }
            Kind::Map => {
                let mut members = Vec::new();
                self.parts(b'}', &mut |reader, key| members.push((key, reader.value())));
                Value::Map(members)
            }
            Kind::Null => {
                self.word("null");
                Value::Null
            }
            Kind::Invalid => {
                self.fail("json-value");
                Value::Null
            }
        }
    }

    /// Passes over any value, checking that it is JSON.
    pub fn skip(&mut self) {
        drop(self.value());
    }

    /// Says that nothing may follow any more.
    pub fn end(&mut self) {
        self.peek();
        if self.at < self.text.len() {
            self.fail("json-end");
        }
    }

    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn step(&mut self) {
        self.at = self.at.wrapping_add(1);
    }

    pub(super) fn fail(&mut self, code: &'static str) {
        if self.broken.is_none() {
            self.broken = Some((code, self.place()));
        }
    }

    fn expect(&mut self, kind: Kind) -> Result<(), Kind> {
        let found = self.peek();
        if found == kind && self.broken.is_none() {
            return Ok(());
        }
        if self.broken.is_none() {
            self.skip();
        }
        Err(found)
    }

    fn closes(&mut self, bracket: u8) -> bool {
        self.peek();
        let closed = self.byte() == Some(bracket);
        if closed {
            self.step();
        }
        closed || self.broken.is_some()
    }

    fn ends(&mut self, bracket: u8) -> bool {
        if self.broken.is_some() || self.closes(bracket) {
            return true;
        }
        self.punctuation(b',', "json-comma");
        self.broken.is_some()
    }

    fn punctuation(&mut self, mark: u8, code: &'static str) {
        self.peek();
        if self.byte() == Some(mark) {
            self.step();
        } else {
            self.fail(code);
        }
    }

    fn word(&mut self, word: &str) {
        let end = self.at.wrapping_add(word.len());
        if self.text.get(self.at..end) == Some(word) {
            self.at = end;
        } else {
            self.fail("json-value");
        }
    }

    fn key_at(&self, at: usize) -> String {
        let mut reader = Reader::new(self.env, self.text);
        reader.at = at;
        reader.raw_text()
    }
}
