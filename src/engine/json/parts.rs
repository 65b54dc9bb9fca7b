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

impl<'a> Reader<'a> {
    /// Stands before the elements of a list that was passed over, for [`Reader::element`].
    #[must_use]
    pub fn of_passed(env: &'a Env, text: &'static str, passed: Passed) -> Self {
        let mut reader = Self::lasting(env, text);
        reader.at = passed.from;
        // It is the member of an object.
        reader.path.push(Step::Index(0));
        reader
    }

    /// Reads the next element; `index` is 0 for the first.
    pub fn element(&mut self, index: &mut usize) -> Option<Value> {
        self.part(b']', index)?;
        Some(self.value())
    }

    /// Reads the value of a member, or passes over it.
    pub(super) fn member(&mut self, key: &str) -> Value {
        if key != self.later || self.path.len() != 1 {
            return self.value();
        }
        // Of two equal keys the last wins; the other has to be sound, too.
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
        let (mut depth, mut count, mut text) = (0_usize, 1_usize, false);
        while let Some(byte) = self.byte() {
            self.step();
            // Of two brackets of a kind, the round-cornered one has one bit more.
            match byte | 0x20 {
                b'"' => text = !text,
                b'|' if byte == b'\\' => self.step(),
                _ if text => {}
                b'{' => depth = depth.wrapping_add(1),
                b'}' => depth = depth.wrapping_sub(1),
                b',' if depth == 1 => count = count.wrapping_add(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        self.passed = Some(Passed { from, count });
    }
}
