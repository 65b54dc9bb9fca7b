//! The names that a condition may use, and what conditions have asked for so far.

use super::{Clause, Condition, Named, Operand, Operator, Subject, intern, intern::Index, ready};
use crate::engine::Env;
use crate::engine::assign::fnv_step;
use crate::engine::history::{Behaviour, Plan, Statistic};
use crate::engine::json::{Children, Kind, Node, Passed, Reader, Spot, Text, Value};
use crate::engine::part;
use crate::engine::problem::Problem;
use crate::engine::words::Words;
use crate::engine::{time, visitor};
use alloc::{boxed::Box, vec::Vec};

/// Longest text of a rules file, in bytes.
pub const MAX_TEXT: usize = 65_536;

/// Walks a rules file. Collects the subjects asked for and the problems met.
pub struct Scope<'a> {
    /// What the host lends.
    pub env: &'a Env,
    /// The file as text: only problems need it.
    text: &'a str,
    /// The file.
    pub file: Node<'a>,
    /// What of the file stays: all but its experiences.
    pub tree: &'static Value,
    /// Where those are; none where there are none.
    pub later: Option<(&'static str, Passed)>,
    /// Their ids, which only who names one needs.
    ids: Vec<Option<Text>>,
    /// The site's zone.
    pub zone: Text,
    /// Every subject once; clauses name them by index.
    pub subjects: Vec<Subject>,
    /// Every clause once; conditions name them by index.
    pub clauses: Vec<Clause<'static>>,
    /// Attributes that behaviours have become so far.
    pub names: Vec<Named>,
    /// Declared interests.
    pub interests: Vec<(Text, &'static Plan)>,
    /// Behaviours so far.
    behaviours: usize,
    /// What is read now are tests of an element of a list, and its paths are its own.
    pub inside: bool,
    /// Subjects that are attributes nobody knows.
    strangers: Vec<usize>,
    subject_index: Index,
    clause_index: Index,
    /// Problems in the order they were met.
    pub problems: Vec<Problem>,
}

impl<'a> Scope<'a> {
    /// A walk through the file that `text` is.
    #[must_use]
    pub fn new(env: &'a Env, text: &'a str, file: &'static Value) -> Self {
        Self {
            env,
            text,
            file: Node::root(file),
            tree: file,
            later: None,
            ids: Vec::new(),
            zone: "",
            subjects: Vec::new(),
            clauses: Vec::new(),
            names: Vec::new(),
            interests: Vec::new(),
            behaviours: 0,
            inside: false,
            strangers: Vec::new(),
            subject_index: Index::default(),
            clause_index: Index::default(),
            problems: Vec::new(),
        }
    }

    /// The index of an attribute. An unknown path is a problem.
    pub fn attribute(&mut self, node: &Node<'_>, spot: Spot, path: Text) -> usize {
        let next = self.subjects.len();
        let index = self.subject(Subject::Attribute(path));
        let date = visitor::of_anniversary(path);
        if let Some(date) = date {
            // It is asked for, too, and so kept.
            self.subject(Subject::Attribute(date));
        }
        // Looked up once, told to everyone who asks.
        let new = index == next && !self.inside && (part::CHECK || part::PAST);
        if new
            && !visitor::is_known(path)
            && self.named("attributes", date.unwrap_or(path)).is_none()
            && !ready::give(self, path, index)
        {
            self.strangers.push(index);
        }
        if !self.inside && self.strangers.contains(&index) {
            self.problem(node, spot, "unknown-attribute", path, "attribute");
        }
        index
    }

    /// The index of an attribute that is named by a text.
    pub fn path(&mut self, node: &Node<'_>) -> usize {
        let path = self.text(node);
        path.map_or(0, |path| self.attribute(node, Spot::Start, path))
    }

    /// The index of a subject, the same for equal ones.
    pub fn subject(&mut self, subject: Subject) -> usize {
        if self.inside {
            return 0;
        }
        let Self { subjects, .. } = self;
        let is = |index: usize| subjects.get(index).is_some_and(|known| known.is(&subject));
        let hash = intern::subject(&subject);
        let index = self.subject_index.file(hash, subjects.len(), &is);
        if index == subjects.len() {
            subjects.push(subject);
        }
        index
    }

    /// The index of a behaviour, numbered where it is a new one.
    pub fn behaviour(&mut self, plan: &'static Plan, statistic: Statistic) -> usize {
        let next = self.subjects.len();
        let index = self.subject(Subject::Behaviour(Box::leak(Box::new(Behaviour {
            key: fnv_step(plan.hash, statistic as u32),
            number: self.behaviours,
            statistic,
            plan,
        }))));
        self.behaviours = self.behaviours.wrapping_add((index == next).into());
        index
    }

    /// A condition of one clause, the same for equal ones.
    pub fn clause(
        &mut self,
        subject: usize,
        operator: Operator,
        operand: Operand<'_>,
    ) -> Condition {
        let clause = Clause {
            subject,
            operator,
            operand,
        };
        let Self { clauses, .. } = self;
        let is = |index: usize| clauses.get(index) == Some(&clause);
        let hash = intern::clause(&clause);
        let index = self.clause_index.file(hash, clauses.len(), &is);
        if index == clauses.len() {
            clauses.push(Clause {
                subject,
                operator,
                operand: match operand {
                    Operand::Value(value) => Operand::Value(value.kept()),
                    Operand::Ref(other) => Operand::Ref(other),
                },
            });
        }
        Condition::Clause(index)
    }

    /// The number of an experience by its id.
    pub fn experience(&mut self, id: &str) -> Option<usize> {
        let (text, passed) = self.later?;
        if self.ids.is_empty() {
            let mut reader = Reader::of_passed(self.env, text, passed);
            let mut index = 0;
            while let Some(part) = reader.element(&mut index) {
                self.ids.push(part.get("id").and_then(Value::lasting_text));
            }
        }
        self.ids.iter().position(|known| *known == Some(id))
    }

    /// The number of a name in a part of the file: an audience, a goal, a slot, an attribute.
    #[must_use]
    pub fn named(&self, part: &str, name: &str) -> Option<usize> {
        self.tree.get(part)?.position(name)
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
            self.problem(node, Spot::Start, code, name, expected);
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
        if !part::CHECK {
            return;
        }
        let place = node.place_among(self.env, self.text, spot, self.problems.len());
        self.problems
            .push(Problem::new(code, place, word, expected));
    }

    /// Notes that something must be there and is not; what is no object at all is told as that.
    pub fn missing(&mut self, node: &Node<'_>, field: &'static str, expected: &'static str) {
        if matches!(node.value, Some(Value::Map(_))) {
            self.problem(node, Spot::Start, "missing-field", field, expected);
        }
    }

    /// What stands under a key; where nothing does, that it must be there is noted.
    pub fn needed<'n>(
        &mut self,
        node: &'n Node<'n>,
        key: &'static str,
        expected: &'static str,
    ) -> Node<'n> {
        let found = node.get(key);
        if !found.is_some() {
            self.missing(node, key, expected);
        }
        found
    }

    /// The value, if it is there and of this kind; another kind is a problem.
    #[inline]
    pub fn expect<'n>(&mut self, node: &Node<'n>, kind: Kind) -> Option<&'n Value> {
        let value = node.value?;
        if !part::CHECK || value.kind() == kind {
            return Some(value);
        }
        let found = value.kind().name();
        self.problem(node, Spot::Start, "type", found, kind.name());
        None
    }

    /// A string.
    pub fn text(&mut self, node: &Node<'_>) -> Option<Text> {
        let text = self.expect(node, Kind::Text)?.lasting_text();
        if part::CHECK && text.is_some_and(|text| text.len() > MAX_TEXT) {
            self.problem(node, Spot::Start, "too-long", "", "");
        }
        text
    }

    /// The string under a key; empty where there is none.
    pub fn text_of(&mut self, node: &Node<'_>, key: &str) -> Text {
        self.given(node, key).unwrap_or_default()
    }

    /// The string under a key.
    pub fn given(&mut self, node: &Node<'_>, key: &str) -> Option<Text> {
        self.text(&node.get(key))
    }

    /// A number; `absent` where there is none.
    pub fn number(&mut self, node: &Node<'_>, absent: f64) -> f64 {
        match self.expect(node, Kind::Number) {
            Some(Value::Number(number)) => *number,
            _ => absent,
        }
    }

    /// The number under a key.
    pub fn number_of(&mut self, node: &Node<'_>, key: &str, absent: f64) -> f64 {
        self.number(&node.get(key), absent)
    }

    /// `true` or `false`; absent is `false`.
    pub fn boolean(&mut self, node: &Node<'_>) -> bool {
        matches!(self.expect(node, Kind::Bool), Some(Value::Bool(true)))
    }

    /// `true` or `false` under a key.
    pub fn boolean_of(&mut self, node: &Node<'_>, key: &str) -> bool {
        self.boolean(&node.get(key))
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

    /// The duration under a key; none where there is none.
    pub fn span_of(&mut self, node: &Node<'_>, key: &str) -> f64 {
        let node = node.get(key);
        if node.is_some() {
            self.duration(&node)
        } else {
            0.0
        }
    }

    /// The date under a key in the site's zone, as an instant; 0 where there is none.
    pub fn date_of(&mut self, node: &Node<'_>, key: &str) -> f64 {
        let read = |scope: &Self, text: &str| time::with_zone(scope.env, scope.zone, text);
        self.moment(&node.get(key), "date", read)
            .unwrap_or_default()
    }

    /// The date under a key until which something lasts, as the instant of its end; infinity where there is none.
    pub fn end_of(&mut self, node: &Node<'_>, key: &str) -> f64 {
        let read = |scope: &Self, text: &str| time::end_of(scope.env, scope.zone, text);
        self.moment(&node.get(key), "date", read)
            .unwrap_or(f64::INFINITY)
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
            self.problem(node, Spot::Start, kind, text, kind);
        }
        found
    }

    /// A time zone; empty where there is none.
    pub fn timezone(&mut self, node: &Node<'_>) -> Text {
        let Some(name) = self.text(node) else {
            return "";
        };
        if (self.env.zone_offset)(name, 0.0).is_some() {
            return name;
        }
        self.problem(node, Spot::Start, "unknown-timezone", name, "timezone");
        ""
    }

    /// One word of a closed list, by its index.
    pub fn word(&mut self, node: &Node<'_>, code: &'static str, words: &Words) -> Option<usize> {
        let word = self.text(node)?;
        let index = words.position(word);
        if index.is_none() {
            self.problem(node, Spot::Start, code, word, words.name);
        }
        index
    }

    /// Checks that a value is an object with no other members than these; the last of them that it has.
    pub fn fields(&mut self, node: &Node<'_>, words: &Words) -> usize {
        if !part::CHECK {
            return usize::MAX;
        }
        let mut last = 0;
        for member in self.children(node, Kind::Map) {
            let key = member.key();
            match words.position(key) {
                Some(word) => last = last.max(word),
                None => self.problem(&member, Spot::Name, "unknown-field", key, words.name),
            }
        }
        last
    }

    /// Every element of a list, or every member of an object with its key.
    /// Another kind is a problem.
    pub fn children<'n>(&mut self, node: &'n Node<'n>, kind: Kind) -> Children<'n> {
        self.expect(node, kind);
        node.children(kind)
    }
}
