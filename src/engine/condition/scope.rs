//! The names a condition may use, and what conditions have asked for so far.

use crate::engine::Env;
use crate::engine::history::Behaviour;
use crate::engine::json::{Children, Kind, Node, Spot, Text, Value};
use crate::engine::problem::Problem;
use crate::engine::words::Words;
use crate::engine::{time, visitor};
use alloc::vec::Vec;

/// Something conditions and texts can ask for.
#[derive(Clone, Debug)]
pub enum Subject {
    /// An attribute, by its dotted path.
    Attribute(Text),
    /// How often something was done.
    Behaviour(Behaviour),
}

/// Walks a rules file. Collects the subjects asked for and the problems met.
pub struct Scope<'a> {
    /// What the host lends.
    pub env: &'a Env,
    /// The file as text: only problems need it.
    text: &'a str,
    /// The file.
    pub file: Node<'a>,
    /// The site's zone.
    pub zone: Text,
    /// Every subject once; conditions name them by index.
    pub subjects: Vec<Subject>,
    /// Problems in the order they were met.
    pub problems: Vec<Problem>,
}

impl<'a> Scope<'a> {
    /// A walk through the file that `text` is.
    #[must_use]
    pub const fn new(env: &'a Env, text: &'a str, file: &'static Value) -> Self {
        Self {
            env,
            text,
            file: Node::root(file),
            zone: "",
            subjects: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The index of an attribute. An unknown path is a problem.
    pub fn attribute(&mut self, node: &Node<'_>, spot: Spot, path: Text) -> usize {
        if !visitor::is_known(path) && self.named("attributes", path).is_none() {
            self.problem(node, spot, "unknown-attribute", path, "attribute");
        }
        self.subject(Subject::Attribute(path))
    }

    /// The index of an attribute that is named by a text.
    pub fn path(&mut self, node: &Node<'_>) -> usize {
        let path = self.text(node);
        path.map_or(0, |path| self.attribute(node, Spot::End, path))
    }

    /// The index of a subject, the same for equal ones.
    pub fn subject(&mut self, subject: Subject) -> usize {
        let equal = |known: &Subject| match (known, &subject) {
            (Subject::Attribute(known), Subject::Attribute(path)) => known == path,
            (Subject::Behaviour(known), Subject::Behaviour(asked)) => known.is(asked.key()),
            _ => false,
        };
        let found = self.subjects.iter().position(equal);
        found.unwrap_or_else(|| {
            self.subjects.push(subject);
            self.subjects.len().wrapping_sub(1)
        })
    }

    /// The number of a name in a part of the file: an audience, a goal, a slot, an attribute.
    #[must_use]
    pub fn named(&self, part: &str, name: &str) -> Option<usize> {
        self.file.get(part).value?.position(name)
    }

    /// The number of a name that a text gives; an unknown one is a problem.
    pub fn refer(
        &mut self,
        node: &Node<'_>,
        part: &str,
        code: &'static str,
        expected: &'static str,
    ) -> Option<usize> {
        let name = self.text(node)?;
        let index = self.named(part, name);
        if index.is_none() {
            self.problem(node, Spot::End, code, name, expected);
        }
        index
    }

    /// Notes a problem.
    pub fn problem(
        &mut self,
        node: &Node<'_>,
        spot: Spot,
        code: &'static str,
        word: &str,
        expected: &'static str,
    ) {
        let place = node.place(self.env, self.text, spot);
        self.problems
            .push(Problem::new(code, place, word, expected));
    }

    /// Notes that something must be there and is not.
    pub fn missing(
        &mut self,
        node: &Node<'_>,
        spot: Spot,
        field: &'static str,
        expected: &'static str,
    ) {
        self.problem(node, spot, "missing-field", field, expected);
    }

    /// The value, if it is there and of this kind; another kind is a problem.
    pub fn expect(&mut self, node: &Node<'_>, kind: Kind) -> Option<&'static Value> {
        let value = node.value?;
        if value.kind() == kind {
            return Some(value);
        }
        let found = value.kind().name();
        self.problem(node, Spot::End, "type", found, kind.name());
        None
    }

    /// A string.
    pub fn text(&mut self, node: &Node<'_>) -> Option<Text> {
        self.expect(node, Kind::Text)?.as_text()
    }

    /// The string under a key; empty where there is none.
    pub fn text_of(&mut self, node: &Node<'_>, key: &str) -> Text {
        self.text(&node.get(key)).unwrap_or_default()
    }

    /// A number; `absent` where there is none.
    pub fn number(&mut self, node: &Node<'_>, absent: f64) -> f64 {
        match self.expect(node, Kind::Number) {
            Some(Value::Number(number)) => *number,
            _ => absent,
        }
    }

    /// `true` or `false`; absent is `false`.
    pub fn boolean(&mut self, node: &Node<'_>) -> bool {
        matches!(self.expect(node, Kind::Bool), Some(Value::Bool(true)))
    }

    /// A duration such as `7d`, in milliseconds; for ever where there is none.
    pub fn duration(&mut self, node: &Node<'_>) -> f64 {
        self.moment(node, "duration", |_, text| time::parse_duration(text))
            .unwrap_or(f64::INFINITY)
    }

    /// The duration under a key.
    pub fn duration_of(&mut self, node: &Node<'_>, key: &str) -> f64 {
        self.duration(&node.get(key))
    }

    /// A date in the site's zone, as an instant; `absent` where there is none.
    pub fn date(&mut self, node: &Node<'_>, absent: f64) -> f64 {
        let read = |scope: &Self, text: &str| time::with_zone(scope.env, scope.zone, text);
        self.moment(node, "date", read).unwrap_or(absent)
    }

    fn moment(
        &mut self,
        node: &Node<'_>,
        kind: &'static str,
        read: fn(&Self, &str) -> Option<f64>,
    ) -> Option<f64> {
        let text = self.text(node)?;
        let found = read(self, text);
        if found.is_none() {
            self.problem(node, Spot::End, kind, text, kind);
        }
        found
    }

    /// One word of a closed list, by its index.
    pub fn word(&mut self, node: &Node<'_>, code: &'static str, words: &Words) -> Option<usize> {
        let word = self.text(node)?;
        let index = words.position(word);
        if index.is_none() {
            self.problem(node, Spot::End, code, word, words.name);
        }
        index
    }

    /// Checks that a value is an object with no other members than these.
    pub fn fields(&mut self, node: &Node<'_>, words: &Words) {
        for member in self.children(node, Kind::Map) {
            let key = member.key();
            if words.position(key).is_none() {
                self.problem(&member, Spot::Name, "unknown-field", key, words.name);
            }
        }
    }

    /// Every element of a list, or every member of an object with its key.
    /// Another kind is a problem.
    pub fn children<'n>(&mut self, node: &'n Node<'n>, kind: Kind) -> Children<'n> {
        self.expect(node, kind);
        node.children(kind)
    }
}
