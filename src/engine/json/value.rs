//! A JSON value, as it comes from the page, the storage, or the rules.

use alloc::{rc::Rc, vec::Vec};

/// Text of a rules file, or of ours. A rules file stays as long as the page does,
/// so nothing that is read from it is ever copied, counted or freed.
pub type Text = &'static str;

/// A JSON value. Cloning shares text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number; JSON has no others than doubles.
    Number(f64),
    /// A string.
    Text(Rc<str>),
    /// An array.
    List(Vec<Value>),
    /// An object, in the order of the document. The last of two equal keys wins.
    Map(Vec<(Rc<str>, Value)>),
}

impl Value {
    /// A text value.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(Rc::from(text))
    }

    /// The member of an object by its exact key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let (_, value) = self.members().get(self.position(key)?)?;
        Some(value)
    }

    /// A member reached by a dotted path; a member whose own key has the dots comes first.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Self> {
        if let Some(found) = self.get(path) {
            return Some(found);
        }
        let mut from = 0;
        while let Some(dot) = dot_after(path, from) {
            let inner = path.get(..dot).and_then(|head| self.get(head));
            if let Some(found) = inner.and_then(|value| value.at(path.get(dot.wrapping_add(1)..)?))
            {
                return Some(found);
            }
            from = dot.wrapping_add(1);
        }
        None
    }

    /// The string, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&Rc<str>> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The elements of a list; none for anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The members of an object; none for anything else.
    #[must_use]
    pub fn members(&self) -> &[(Rc<str>, Self)] {
        match self {
            Self::Map(members) => members,
            _ => &[],
        }
    }

    /// The number under a key, or zero: for stored records, where nothing and zero mean the same.
    #[must_use]
    pub fn number_at(&self, key: &str) -> f64 {
        self.get(key).and_then(Self::as_number).unwrap_or(0.0)
    }

    /// The text under a key, where there is one.
    #[must_use]
    pub fn text_at(&self, key: &str) -> Option<Rc<str>> {
        self.get(key).and_then(Self::as_text).cloned()
    }
}

fn dot_after(path: &str, from: usize) -> Option<usize> {
    let rest = path.as_bytes().get(from..)?;
    rest.iter()
        .position(|byte| *byte == b'.')
        .map(|at| at.wrapping_add(from))
}
