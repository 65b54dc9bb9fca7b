//! A long list of a document, read element by element, so that they are never all in memory at once.
//!
//! Owns: where such a list is. In: a text that stays in memory. Out: the document without the list, then its elements.
//! Must not: take the elements for valid; they are checked only when they are read.

use super::{Kind, Reader, Value};
use crate::engine::Env;
use alloc::vec::Vec;
use core::slice::Iter;

/// A list that was passed over.
#[derive(Clone, Copy)]
pub struct Passed {
    from: usize,
    /// How many elements that are no plain values it seems to have.
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

impl<'a> Reader<'a> {
    /// Stands before the elements of a list that was passed over, for [`Reader::element`].
    #[must_use]
    pub fn of_passed(env: &'a Env, text: &'static str, passed: Passed) -> Self {
        let mut reader = Self::lasting(env, text);
        reader.at = passed.from;
        // It is the member of an object.
        reader.depth = 1;
        reader
    }

    /// Reads the next element; `index` is 0 for the first.
    pub fn element(&mut self, index: &mut usize) -> Option<Value> {
        let follows = self.follows(b']', *index == 0) && self.begins();
        *index = index.wrapping_add(1);
        follows.then(|| self.value())
    }

    /// Reads the value of a member, or passes over it.
    pub(super) fn member(&mut self, key: &str) -> Value {
        if key != self.later || self.depth != 1 {
            return self.value();
        }
        // The last of two equal keys wins; the other has to be valid all the same.
        if let Some(passed) = self.passed.take() {
            let at = core::mem::replace(&mut self.at, passed.from);
            self.skip();
            self.at = at;
        }
        if self.peek() != Kind::List {
            return self.value();
        }
        self.leap();
        Value::List(Vec::new())
    }

    /// Goes behind the list that begins here, by its brackets.
    fn leap(&mut self) {
        let from = self.at;
        let mut rest = self.text.as_bytes().get(from..).unwrap_or_default().iter();
        let (mut depth, mut count) = (0_usize, 0_usize);
        while let Some(byte) = rest.next() {
            // `[` and `{` differ in one bit, and so do `]` and `}`.
            match byte | 0x20 {
                b'"' => close(&mut rest),
                b'{' => {
                    count = count.wrapping_add((depth == 1).into());
                    depth = depth.wrapping_add(1);
                }
                b'}' => {
                    depth = depth.wrapping_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                _ => {}
            }
        }
        self.at = self.text.len().wrapping_sub(rest.len());
        self.passed = Some(Passed { from, count });
    }
}

/// Goes behind the string whose first quote was passed.
fn close(rest: &mut Iter<'_, u8>) {
    while let Some(byte) = rest.next() {
        match byte {
            b'"' => return,
            b'\\' => drop(rest.next()),
            _ => {}
        }
    }
}
