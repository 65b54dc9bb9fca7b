//! A pull reader: the caller asks for what it expects, the reader keeps the path.
//!
//! A syntax error ends the document: every later call returns at once. A wrong
//! type does not: the value is passed over and the caller is told the kind it had.

use super::parts::Passed;
use super::pointer::{Place, position, push_key};
use super::{Lent, Value, number};
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
pub(super) enum Step {
    Key(usize),
    Index(usize),
}

/// Reads one document.
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    env: &'a Env,
    /// The same text, where it stays: values borrow from it.
    pub(super) lasting: Option<&'static str>,
    /// The list of the document's members that is passed over, to be read part by part; none for none.
    pub(super) later: &'static str,
    /// Where that is.
    pub(super) passed: Option<Passed>,
    /// How many arrays and objects are open.
    pub(super) depth: usize,
    /// The way to the value that the caller reads.
    pub(super) path: Vec<Step>,
    /// From there the way to what is no JSON, innermost first: nobody notes a way that is not asked for.
    pub(super) trail: Vec<Step>,
    /// Elements of the lists that are being read, so that each gets no more room than it needs.
    pub(super) items: Vec<Value>,
    /// Members of the objects that are being read.
    pub(super) members: Vec<(Lent, Value)>,
    /// What is no JSON, and where. From then on the path stays as it is.
    pub(super) broken: Option<(&'static str, usize)>,
}

/// Reads a whole document: its value, as far as it could be read, and whether it is sound.
#[must_use]
pub fn parse(env: &Env, text: &str) -> (Value, bool) {
    let mut reader = Reader::new(env, text);
    let value = reader.value();
    reader.end();
    (value, reader.broken.is_none())
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of `text`; a byte-order mark is passed over.
    #[must_use]
    pub fn new(env: &'a Env, text: &'a str) -> Self {
        let marked = matches!(text.as_bytes(), [0xEF, 0xBB, 0xBF, ..]);
        let at = if marked { 3 } else { 0 };
        Self {
            text,
            at,
            env,
            lasting: None,
            later: "",
            passed: None,
            depth: 0,
            path: Vec::new(),
            trail: Vec::new(),
            items: Vec::new(),
            members: Vec::new(),
            broken: None,
        }
    }

    /// A reader of a text that stays, from which what it reads may borrow.
    #[must_use]
    pub fn lasting(env: &'a Env, text: &'static str) -> Self {
        let mut reader = Self::new(env, text);
        reader.lasting = Some(text);
        reader
    }

    /// What the host lends.
    #[must_use]
    pub const fn env(&self) -> &'a Env {
        self.env
    }

    /// What is wrong with the document as JSON, if anything was met so far.
    #[must_use]
    pub fn broken(&self) -> Option<&'static str> {
        self.broken.map(|(code, _)| code)
    }

    /// The place where the reader stands, or where it met what is no JSON.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place_of(self.at)
    }

    /// How many bytes are read.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The place of a byte at the path where the reader stands. Lines are counted: this is dear.
    #[must_use]
    pub fn place_of(&self, at: usize) -> Place {
        let mut pointer = String::new();
        for step in self.path.iter().chain(self.trail.iter().rev()) {
            match step {
                Step::Key(at) => push_key(&mut pointer, &self.key_at(*at)),
                Step::Index(index) => {
                    pointer.push('/');
                    #[allow(clippy::cast_precision_loss)]
                    number::integer_text(&mut pointer, *index as f64);
                }
            }
        }
        let at = self.broken.map_or(at, |(_, at)| at);
        let (line, column) = position(self.text, at);
        Place {
            pointer,
            line,
            column,
        }
    }

    /// The kind of the next value, without reading it.
    #[inline]
    pub fn peek(&mut self) -> Kind {
        match self.next() {
            Some(b'{') => Kind::Map,
            Some(b'[') => Kind::List,
            Some(b'"') => Kind::Text,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'n') => Kind::Null,
            _ => Kind::Invalid,
        }
    }

    /// The next byte that is no white space, without reading it.
    #[inline]
    pub(super) fn next(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.step(),
                found => return found,
            }
        }
    }

    /// Reads an object, member by member; `each` must read or skip the value.
    /// For any other kind: passes over it and returns its kind.
    ///
    /// # Errors
    /// The kind of a value that is not an object.
    pub fn object(&mut self, each: &mut dyn FnMut(&mut Self, &str)) -> Result<(), Kind> {
        self.expect(Kind::Map)?;
        let mut index = 0;
        while let Some(key) = self.part(b'}', &mut index) {
            each(self, &key);
        }
        Ok(())
    }

    /// Reads an array, element by element; `each` must read or skip the value.
    ///
    /// # Errors
    /// The kind of a value that is not an array.
    pub fn array(&mut self, each: &mut dyn FnMut(&mut Self)) -> Result<(), Kind> {
        self.expect(Kind::List)?;
        let mut index = 0;
        while self.part(b']', &mut index).is_some() {
            each(self);
        }
        Ok(())
    }

    /// Reads a string.
    ///
    /// # Errors
    /// The kind of a value that is not a string; it is passed over.
    pub fn text(&mut self) -> Result<Lent, Kind> {
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
                let number = number::parse(self.env, numeral);
                // Beyond all doubles: JSON could not write it again.
                if !number.is_finite() {
                    self.fail("json-number");
                }
                Value::Number(number)
            }
            Kind::Text => Value::Text(self.raw_text()),
            Kind::List => self.list(),
            Kind::Map => self.map(),
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

    #[inline]
    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    pub(super) fn step(&mut self) {
        self.at = self.at.wrapping_add(1);
    }

    pub(super) fn fail(&mut self, code: &'static str) {
        if self.broken.is_none() {
            self.broken = Some((code, self.at));
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

    #[inline]
    pub(super) fn punctuation(&mut self, mark: u8, code: &'static str) {
        if self.broken.is_some() {
            return;
        }
        if self.next() == Some(mark) {
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

    fn key_at(&self, at: usize) -> Lent {
        let mut reader = Reader::new(self.env, self.text);
        reader.at = at;
        reader.raw_text()
    }
}
