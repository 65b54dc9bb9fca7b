//! What stands between brackets: the elements of an array, the members of an object.

use super::reader::Step;
use super::{Kind, Lent, MAX_DEPTH, Reader, Value};

impl Reader<'_> {
    /// Goes to the next of what stands between brackets, and notes the way to it: a member, whose key it gives,
    /// or an element, which has none. At the first, `index` is 0 and the reader at the opening bracket.
    pub(super) fn part(&mut self, bracket: u8, index: &mut usize) -> Option<Lent> {
        if *index > 0 && self.broken.is_none() {
            self.path.pop();
        }
        if !self.follows(bracket, *index == 0) {
            return None;
        }
        let key = if bracket == b'}' {
            self.path.push(Step::Key(self.at));
            self.key()
        } else {
            self.path.push(Step::Index(*index));
            self.begins();
            Lent::default()
        };
        *index = index.wrapping_add(1);
        if self.broken.is_none() {
            Some(key)
        } else {
            None
        }
    }

    /// Goes to the next of what stands between brackets, or behind them: whether there is one.
    pub(super) fn follows(&mut self, bracket: u8, first: bool) -> bool {
        if self.broken.is_some() {
            return false;
        }
        if first {
            self.step();
            if self.depth >= MAX_DEPTH {
                self.fail("json-depth");
                return false;
            }
            self.depth = self.depth.wrapping_add(1);
        }
        let mut found = self.next();
        if found == Some(bracket) {
            self.step();
            self.depth = self.depth.wrapping_sub(1);
            return false;
        }
        if !first {
            self.punctuation(b',', "json-comma");
            found = self.next();
        }
        if bracket == b'}' && found != Some(b'"') {
            self.fail("json-key");
        }
        self.broken.is_none()
    }

    /// Whether an element stands here.
    #[inline]
    pub(super) fn begins(&mut self) -> bool {
        let found = self.peek() != Kind::Invalid;
        if !found {
            self.fail("json-value");
        }
        found
    }

    /// Reads the name of a member, and what stands behind it.
    #[inline]
    fn key(&mut self) -> Lent {
        let key = self.raw_text();
        self.punctuation(b':', "json-colon");
        key
    }

    /// Goes into the array or object that comes next, and stands before its element or right
    /// behind the name of its member of this number. Only for a document that is sound.
    pub(super) fn enter(&mut self, number: usize) {
        let list = self.peek() == Kind::List;
        let mut index = 0_usize;
        while self.follows(if list { b']' } else { b'}' }, index == 0) {
            if !list {
                self.key();
            }
            if index == number {
                return;
            }
            self.skip();
            index = index.wrapping_add(1);
        }
    }

    pub(super) fn list(&mut self) -> Value {
        let below = self.items.len();
        let mut index = 0_usize;
        while self.follows(b']', index == 0) {
            if self.begins() {
                let value = self.value();
                self.items.push(value);
            }
            self.blame(Step::Index(index));
            index = index.wrapping_add(1);
        }
        Value::List(self.items.split_off(below))
    }

    pub(super) fn map(&mut self) -> Value {
        let below = self.members.len();
        let mut first = true;
        while self.follows(b'}', first) {
            let at = self.at;
            let key = self.key();
            if self.broken.is_none() {
                let value = self.member(&key);
                self.members.push((key, value));
            }
            self.blame(Step::Key(at));
            first = false;
        }
        Value::Map(self.members.split_off(below))
    }

    /// Notes a step of the way, where what it leads to is no JSON.
    #[inline]
    fn blame(&mut self, step: Step) {
        if self.broken.is_some() {
            self.trail.push(step);
        }
    }
}
