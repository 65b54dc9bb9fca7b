//! A JSON value, as it comes from the page, the storage, or the rules.

use crate::engine::text::cut;
use alloc::{borrow::Cow, string::String, vec::Vec};

/// Text of a rules file, or of ours. A rules file stays as long as the page does,
/// so nothing that is read from it is ever copied, counted or freed.
pub type Text = &'static str;

/// Text of a document: lent by one that stays, or its own.
pub type Lent = Cow<'static, str>;

/// A text for ever. Only one that a document has to itself is copied.
#[inline]
pub(super) fn lasting(text: &Lent) -> Text {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => text.clone().leak(),
    }
}

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number; JSON has no others than doubles.
    Number(f64),
    /// A string.
    Text(Lent),
    /// An array.
    List(Vec<Value>),
    /// An object, in the order of the document. The last of two equal keys wins.
    Map(Vec<(Lent, Value)>),
}

impl Value {
    /// A text value.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(Cow::Owned(String::from(text)))
    }

    /// The member of an object by its exact key.
    #[must_use]
    #[inline]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let (_, value) = self.members().get(self.position(key)?)?;
        Some(value)
    }

    /// A member reached by a dotted path, an element of a list by its number from 0; a member whose
    /// own key has the dots comes first.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Self> {
        if let Self::List(items) = self {
            let (step, rest) = cut(path, b'.');
            let mut index = 0_usize;
            for byte in step.bytes() {
                let digit = byte.wrapping_sub(b'0');
                if digit > 9 {
                    return None;
                }
                index = index.wrapping_mul(10).wrapping_add(digit.into());
            }
            let found = items.get(index)?;
            return if rest.is_empty() {
                Some(found)
            } else {
                found.at(rest)
            };
        }
        if let Some(found) = self.get(path) {
            return Some(found);
        }
        for (at, byte) in path.bytes().enumerate() {
            if byte == b'.'
                && let Some(inner) = path.get(..at).and_then(|head| self.get(head))
                && let Some(found) = inner.at(path.get(at.wrapping_add(1)..)?)
            {
                return Some(found);
            }
        }
        None
    }

    /// The string, if it is one.
    #[must_use]
    #[inline]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The string, if it is one, for ever.
    #[must_use]
    pub fn lasting_text(&self) -> Option<Text> {
        match self {
            Self::Text(text) => Some(lasting(text)),
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
    #[inline]
    pub fn members(&self) -> &[(Lent, Self)] {
        match self {
            Self::Map(members) => members,
            _ => &[],
        }
    }

    /// The number under a key, or zero: for stored records, where nothing and zero mean the same.
    #[must_use]
    pub fn number_at(&self, key: &str) -> f64 {
        match self.get(key) {
            Some(Self::Number(number)) => *number,
            _ => 0.0,
        }
    }

    /// The text under a key, where there is one.
    #[must_use]
    #[inline]
    pub fn text_at(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text()
    }
}
