//! A value of a document, together with the way to it.

use super::pointer::push_key;
use super::{Kind, Place, Reader, Text, Value, integer_text, value::lasting};
use crate::engine::Env;
use alloc::{boxed::Box, string::String};

/// How many places are told with line and column, for which the file is read up to there; those
/// behind them with their pointer only.
pub const MAX_PLACES: usize = 200;

/// A value that may be absent. Nodes hang on each other on the walker's stack: the way to a value
/// costs nothing until somebody asks where it stands.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    /// The value; `None` where there is none.
    pub value: Option<&'a Value>,
    /// Its number among the members or elements of its parent.
    index: usize,
    parent: Option<&'a Node<'a>>,
}

/// The members of an object, or the elements of a list, one after another.
pub struct Children<'a> {
    of: &'a Node<'a>,
    index: usize,
}

impl<'a> Iterator for Children<'a> {
    type Item = Node<'a>;

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        let child = self.of.child(self.index);
        self.index = self.index.wrapping_add(1);
        if child.is_some() { Some(child) } else { None }
    }
}

/// What of a value is meant by its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Right behind its name; for members of the document itself, their first character.
    Name,
    /// Its first character.
    Start,
}

impl<'a> Node<'a> {
    /// The whole document.
    #[must_use]
    pub const fn root(value: &'a Value) -> Self {
        Self {
            value: Some(value),
            index: 0,
            parent: None,
        }
    }

    /// The element of this number of a list whose elements are read one by one.
    #[must_use]
    pub const fn part(list: &'a Node<'a>, index: usize, value: &'a Value) -> Self {
        Self {
            value: Some(value),
            index,
            parent: Some(list),
        }
    }

    /// The member of an object by its exact key.
    #[must_use]
    pub fn get(&self, key: &str) -> Node<'_> {
        let index = self.value.and_then(|value| value.position(key));
        let index = index.unwrap_or(usize::MAX);
        self.child(index)
    }

    /// The member or element of this number.
    #[must_use]
    #[inline]
    pub fn child(&self, index: usize) -> Node<'_> {
        Node {
            value: self.value.and_then(|value| value.child(index)),
            index,
            parent: Some(self),
        }
    }

    /// Its own key; empty for an element of a list.
    #[must_use]
    #[inline]
    pub fn key(&self) -> Text {
        let members = self.parent.and_then(|parent| parent.value);
        let member = members.and_then(|value| value.members().get(self.index));
        member.map_or("", |(key, _)| lasting(key))
    }

    /// The value, for those who need it longer than the document is there.
    #[must_use]
    pub fn kept(&self) -> Option<&'static Value> {
        self.value.map(Value::kept)
    }

    /// All of its members or elements, where it is of this kind; else none.
    #[must_use]
    pub fn children(&self, kind: Kind) -> Children<'_> {
        let found = self.value.is_some_and(|value| value.kind() == kind);
        Children {
            of: self,
            index: if found { 0 } else { usize::MAX },
        }
    }

    /// Whether there is a value.
    #[must_use]
    pub const fn is_some(&self) -> bool {
        self.value.is_some()
    }

    /// Where it stands in the text that it was read from.
    #[must_use]
    pub fn place(&self, env: &Env, text: &str, spot: Spot) -> Place {
        let mut reader = Reader::new(env, text);
        self.enter(&mut reader);
        let deep = self.parent.is_some_and(|parent| parent.parent.is_some());
        if spot != Spot::Name || !deep {
            reader.peek();
        }
        Place {
            pointer: self.pointer(),
            ..reader.place()
        }
    }

    /// The same, after so many others; beyond [`MAX_PLACES`] the pointer alone.
    #[must_use]
    pub fn place_among(&self, env: &Env, text: &str, spot: Spot, others: usize) -> Place {
        if others < MAX_PLACES {
            return self.place(env, text, spot);
        }
        Place {
            pointer: self.pointer(),
            ..Place::default()
        }
    }

    /// The pointer to it alone, without a look at the text.
    #[must_use]
    pub fn pointer(&self) -> String {
        let Some(parent) = self.parent else {
            return String::new();
        };
        let mut pointer = parent.pointer();
        if matches!(parent.value, Some(Value::List(_))) {
            pointer.push('/');
            #[allow(clippy::cast_precision_loss)]
            integer_text(&mut pointer, self.index as f64);
        } else {
            push_key(&mut pointer, self.key());
        }
        pointer
    }

    fn enter(&self, reader: &mut Reader<'_>) {
        if let Some(parent) = self.parent {
            parent.enter(reader);
            reader.enter(self.index);
        }
    }
}

impl Value {
    /// The same for ever. Texts of a rules file are only lent, and so are not copied.
    #[must_use]
    pub fn kept(&self) -> &'static Self {
        Box::leak(Box::new(self.clone()))
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Bool(_) => Kind::Bool,
            Self::Number(_) => Kind::Number,
            Self::Text(_) => Kind::Text,
            Self::List(_) => Kind::List,
            Self::Map(_) => Kind::Map,
        }
    }

    /// The number of a member by its exact key. The last of two equal keys wins.
    #[must_use]
    #[inline]
    pub fn position(&self, key: &str) -> Option<usize> {
        let members = self.members();
        members.iter().rposition(|(name, _)| **name == *key)
    }

    /// The member or element of this number.
    #[must_use]
    pub fn child(&self, index: usize) -> Option<&Self> {
        match self {
            Self::List(items) => items.get(index),
            _ => self.members().get(index).map(|(_, value)| value),
        }
    }
}
