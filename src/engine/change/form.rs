//! The forms of a change: what each word of the rules means, and which value it takes.
//!
//! Owns: one table, which the reader and `fill.rs` share. In and out: nothing. Must not: act.

use super::Action;
use crate::engine::json::Text;
use crate::engine::words::{self, Words};

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Text, by language where it is an object.
    Text,
    /// The same as HTML: what is filled in is escaped.
    Html,
    /// A list of class tokens.
    Tokens,
    /// The selector of another element, or the name of a slot.
    Other,
    /// `true`.
    Yes,
    /// Text in which nothing is filled in.
    Plain,
    /// Any JSON.
    Json,
    /// A redirect.
    Redirect,
    /// A length of CSS: the least height of the target.
    Height,
}

/// The names of the members behind a word.
pub(super) enum Names {
    /// None: the word takes the value itself; the name of the change, and its way.
    Own(Text, u32),
    /// Any name, of an attribute or a property; `null` removes it.
    Any,
    /// These.
    List(&'static Words),
}

/// A word of an entry, its members, what each of them is, and the action.
pub(super) type Row = (&'static str, Names, Form, Action);

/// The name of the change that is made before its target is there.
pub const RESERVE: &str = "reserve";

/// In the order in which changes are made: what takes an element away comes last.
pub(super) static FORMS: [Row; 17] = [
    ("text", Names::Own("text", 0), Form::Text, Action::Text),
    ("html", Names::Own("html", 0), Form::Html, Action::Html),
    ("attribute", Names::Any, Form::Text, Action::Attribute),
    ("link", Names::Own("href", 0), Form::Text, Action::Attribute),
    (
        "image",
        Names::List(&words::IMAGE),
        Form::Text,
        Action::Attribute,
    ),
    (
        "video",
        Names::List(&words::VIDEO),
        Form::Text,
        Action::Attribute,
    ),
    ("style", Names::Any, Form::Text, Action::Style),
    (
        "class",
        Names::List(&words::CLASS),
        Form::Tokens,
        Action::Class,
    ),
    (
        "insert",
        Names::List(&words::SIDE),
        Form::Html,
        Action::Insert,
    ),
    ("move", Names::List(&words::SIDE), Form::Other, Action::Move),
    ("swap", Names::Own("swap", 4), Form::Other, Action::Move),
    ("hide", Names::Own("hide", 0), Form::Yes, Action::Hide),
    ("css", Names::Own("css", 0), Form::Plain, Action::Css),
    ("reserve", Names::Own(RESERVE, 0), Form::Height, Action::Css),
    ("value", Names::Own("value", 0), Form::Json, Action::Value),
    (
        "redirect",
        Names::Own("redirect", 0),
        Form::Redirect,
        Action::Redirect,
    ),
    ("remove", Names::Own("remove", 0), Form::Yes, Action::Remove),
];

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    /// Words of an entry that change nothing by themselves.
    const REST: [&str; 5] = ["at", "select", "surface", "template", "label"];

    #[test]
    fn each_word_of_an_entry_has_its_form() {
        let mut named: Vec<&str> = FORMS.iter().map(|(word, ..)| *word).chain(REST).collect();
        let mut known = words::SHOW.list.to_vec();
        named.sort_unstable();
        known.sort_unstable();
        assert_eq!(named, known);
    }
}
