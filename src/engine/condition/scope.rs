//! The names a condition may use, and what conditions have asked for so far.

use crate::engine::history::Behaviour;
use crate::engine::json::{Kind, Reader};
use crate::engine::problem::Problem;
use crate::engine::visitor;
use alloc::{rc::Rc, vec::Vec};

/// Something conditions and texts can ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// An attribute, by its dotted path.
    Attribute(Rc<str>),
    /// How often something was done.
    Behaviour(Behaviour),
}

/// Collects, over a whole file, the subjects asked for and the problems met.
#[derive(Default)]
pub struct Scope {
    /// Every subject once; conditions name them by index.
    pub subjects: Vec<Subject>,
    /// Problems in the order they were met.
    pub problems: Vec<Problem>,
    /// Names of the audiences, in the order of their indices.
    pub audiences: Vec<Rc<str>>,
    /// Slots: a name, and the selector it stands for.
    pub slots: Vec<(Rc<str>, Rc<str>)>,
    /// Names of the goals, in the order of their indices.
    pub goals: Vec<Rc<str>>,
    /// Attributes that the file itself declares.
    pub declared: Vec<Rc<str>>,
}

impl Scope {
    /// The index of an attribute. An unknown path is a problem.
    pub fn attribute(&mut self, reader: &Reader<'_>, path: &str) -> usize {
        if !visitor::is_known(path) && !self.declared.iter().any(|name| &**name == path) {
            self.problem(reader, "unknown-attribute", path, "attribute");
        }
        self.subject(Subject::Attribute(Rc::from(path)))
    }

    /// The index of a subject, the same for equal ones.
    pub fn subject(&mut self, subject: Subject) -> usize {
        if let Some(index) = self.subjects.iter().position(|known| *known == subject) {
            return index;
        }
        self.subjects.push(subject);
        self.subjects.len().wrapping_sub(1)
    }

    /// Notes a problem at the place where the reader stands.
    pub fn problem(
        &mut self,
        reader: &Reader<'_>,
        code: &'static str,
        word: &str,
        expected: &'static str,
    ) {
        self.problems
            .push(Problem::new(code, reader.place(), word, expected));
    }

    /// Keeps a value of the right type; a wrong one becomes a problem. Of a
    /// document that is no JSON nothing is said here: that is one problem, not hundreds.
    pub fn keep<T>(
        &mut self,
        reader: &Reader<'_>,
        read: Result<T, Kind>,
        expected: &'static str,
    ) -> Option<T> {
        if let Err(found) = read
            && reader.broken().is_none()
        {
            self.problems
                .push(Problem::of_type(reader.place(), found, expected));
        }
        read.ok()
    }

    /// Reads a string.
    pub fn text(&mut self, reader: &mut Reader<'_>) -> Option<Rc<str>> {
        let read = reader.text();
        self.keep(reader, read, "string")
    }

    /// Reads a number.
    pub fn number(&mut self, reader: &mut Reader<'_>) -> Option<f64> {
        let read = reader.number();
        self.keep(reader, read, "number")
    }

    /// Reads a duration such as `7d`, in milliseconds.
    pub fn duration(&mut self, reader: &mut Reader<'_>) -> Option<f64> {
        let text = self.text(reader)?;
        let span = crate::engine::time::parse_duration(&text);
        if span.is_none() {
            self.problem(reader, "duration", &text, "duration");
        }
        span
    }

    /// Reads an object; anything else is a problem.
    pub fn object(
        &mut self,
        reader: &mut Reader<'_>,
        each: &mut dyn FnMut(&mut Self, &mut Reader<'_>, &str),
    ) {
        let read = reader.object(&mut |reader, key| each(self, reader, key));
        self.keep(reader, read, "object");
    }

    /// Reads an array; anything else is a problem.
    pub fn array(
        &mut self,
        reader: &mut Reader<'_>,
        each: &mut dyn FnMut(&mut Self, &mut Reader<'_>),
    ) {
        let read = reader.array(&mut |reader| each(self, reader));
        self.keep(reader, read, "array");
    }

    /// A member whose name nobody knows: a problem, and passed over.
    pub fn unknown(&mut self, reader: &mut Reader<'_>, key: &str, expected: &'static str) {
        self.problem(reader, "unknown-field", key, expected);
        reader.skip();
    }
}
