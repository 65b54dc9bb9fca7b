//! A long list of a document, read element by element: they are never all there at once.
//!
//! Owns: where such a list stands. In: a text that stays. Out: the document without it, then its elements.
//! Must not: take for sound what is not: elements are only checked when they are read.

use super::reader::Step;
use super::{Kind, Reader, Value};
use crate::engine::Env;
use alloc::vec::Vec;

/// A list that was passed over.
#[derive(Clone, Copy)]
pub struct Passed {
    from: usize,
    end: usize,
    /// How many elements it seems to have.
    pub count: usize,
}

/// Reads a document, of whose member `later`, where it is a list, only the place; the value has an empty list there.
/// `None` where the rest of it is not sound.
#[must_use]
pub fn skim(env: &Env, text: &'static str, later: &'static str) -> Option<(Value, Option<Passed>)> {
    let mut reader = Reader::lasting(env, text);
    reader.later = later;
    let value = reader.value();
    reader.end();
    match reader.broken() {
        None => Some((value, reader.passed)),
        Some(_) => None,
    }
}

/// The elements of a list that was passed over.
pub struct Parts<'a> {
    reader: Reader<'a>,
    index: usize,
    end: usize,
}

impl<'a> Parts<'a> {
    /// Begins with the first.
    #[must_use]
    pub fn new(env: &'a Env, text: &'static str, passed: Passed) -> Self {
        let mut reader = Reader::lasting(env, text);
        reader.at = passed.from;
        // It is the member of an object.
        reader.path.push(Step::Index(0));
        Self {
            reader,
            index: 0,
            end: passed.end,
        }
    }

    /// Whether everything read so far, up to the end of the list, was sound.
    #[must_use]
    pub fn are_sound(&self) -> bool {
        self.reader.broken().is_none() && self.reader.at == self.end
    }
}

impl Iterator for Parts<'_> {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        self.reader.part(b']', &mut self.index)?;
        Some(self.reader.value())
    }
}

impl Reader<'_> {
    /// Reads the value of a member, or passes over it.
    pub(super) fn member(&mut self, key: &str) -> Value {
        if key != self.later || self.path.len() != 1 {
            return self.value();
        }
        // Of two equal keys the last wins; the other has to be sound, too.
        if let (Some(passed), Some(text)) = (self.passed.take(), self.lasting) {
            let mut parts = Parts::new(self.env(), text, passed);
            while parts.next().is_some() {}
            if !parts.are_sound() {
                self.fail("json-value");
            }
        }
        if self.peek() != Kind::List {
            return self.value();
        }
        self.passed = Some(self.leap());
        Value::List(Vec::new())
    }

    /// Goes behind the list that begins here, by its brackets.
    fn leap(&mut self) -> Passed {
        let from = self.at;
        let (mut depth, mut count) = (0_usize, 1_usize);
        let mut rest = self.text.as_bytes().get(from..).unwrap_or_default().iter();
        while let Some(byte) = rest.next() {
            match byte {
                b'[' | b'{' => depth = depth.wrapping_add(1),
                b']' | b'}' => depth = depth.wrapping_sub(1),
                b',' if depth == 1 => count = count.wrapping_add(1),
                b'"' => pass_text(&mut rest),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        self.at = self.text.len().wrapping_sub(rest.len());
        Passed {
            from,
            end: self.at,
            count,
        }
    }
}

/// Goes behind the quote that ends a text.
fn pass_text(rest: &mut core::slice::Iter<'_, u8>) {
    while let Some(byte) = rest.next() {
        match byte {
            b'"' => return,
            b'\\' => drop(rest.next()),
            _ => {}
        }
    }
}
