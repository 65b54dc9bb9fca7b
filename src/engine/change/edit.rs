//! A change as the rules have it: with its texts still to be filled in.

use super::template::{Filling, Localized, push_escaped};
use super::{Action, Change, Surface, SurfaceKind};
use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Reader};
use alloc::{rc::Rc, string::String, vec::Vec};

/// One entry of a `show` list.
#[derive(Clone, Debug, PartialEq)]
pub enum Show {
    /// Edits of the elements that a selector matches.
    Element(Rc<str>, Vec<Edit>),
    /// A surface.
    Surface(Draft),
}

/// One edit of an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Plain text.
    Text(Localized),
    /// HTML.
    Html(Localized),
    /// An attribute; `None` removes it.
    Attribute(Rc<str>, Option<Localized>),
    /// Class tokens to add and to remove.
    Class(Vec<String>, Vec<String>),
    /// An image's `src`, `alt` and `srcset`.
    Image(Localized, Option<Localized>, Option<Localized>),
}

/// A surface, its texts still to be filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Modal or bar.
    pub kind: SurfaceKind,
    template: Option<Rc<str>>,
    content: Option<(Localized, bool)>,
    label: Option<Localized>,
}

/// Reads one entry of a `show` list.
pub fn read(scope: &mut Scope, reader: &mut Reader<'_>) -> Option<Show> {
    let mut entry = Entry::default();
    let place = reader.mark();
    scope.object(reader, &mut |scope, reader, key| {
        entry.field(scope, reader, key)
    });
    let after = reader.mark();
    reader.back_to(&place);
    let show = entry.finish(scope, reader);
    reader.back_to(&after);
    show
}

#[derive(Default)]
struct Entry {
    selector: Option<Rc<str>>,
    edits: Vec<Edit>,
    kind: Option<SurfaceKind>,
    template: Option<Rc<str>>,
    label: Option<Localized>,
}

impl Entry {
    fn field(&mut self, scope: &mut Scope, reader: &mut Reader<'_>, key: &str) {
        match key {
            "at" => self.selector = slot(scope, reader),
            "select" => self.selector = scope.text(reader),
            "text" => self.edits.push(Edit::Text(Localized::read(scope, reader))),
            "html" => self.edits.push(Edit::Html(Localized::read(scope, reader))),
            "attribute" => attributes(scope, reader, &mut self.edits),
            "class" => self.edits.push(classes(scope, reader)),
            "image" => self.edits.push(image(scope, reader)),
            "surface" => self.kind = kind(scope, reader),
            "template" => self.template = scope.text(reader),
            "label" => self.label = Some(Localized::read(scope, reader)),
            _ => scope.unknown(reader, key, "show"),
        }
    }

    fn finish(mut self, scope: &mut Scope, reader: &Reader<'_>) -> Option<Show> {
        if reader.broken().is_some() {
            return None;
        }
        if let Some(kind) = self.kind {
            let content = self.edits.pop().and_then(|edit| match edit {
                Edit::Text(text) => Some((text, true)),
                Edit::Html(html) => Some((html, false)),
                _ => None,
            });
            if content.is_none() && self.template.is_none() {
                scope.problem(reader, "missing-field", "html", "surface");
            }
            return Some(Show::Surface(Draft {
                kind,
                template: self.template,
                content,
                label: self.label,
            }));
        }
        if self.selector.is_none() {
            scope.problem(reader, "missing-field", "at", "show");
        } else if self.edits.is_empty() {
            scope.problem(reader, "missing-field", "text", "show");
        }
        Some(Show::Element(self.selector?, self.edits))
    }
}

fn slot(scope: &mut Scope, reader: &mut Reader<'_>) -> Option<Rc<str>> {
    let name = scope.text(reader)?;
    let found = scope.slots.iter().find(|(slot, _)| *slot == name);
    let selector = found.map(|(_, selector)| selector.clone());
    if selector.is_none() {
        scope.problem(reader, "unknown-slot", &name, "slot");
    }
    selector
}

fn kind(scope: &mut Scope, reader: &mut Reader<'_>) -> Option<SurfaceKind> {
    let name = scope.text(reader)?;
    match &*name {
        "modal" => Some(SurfaceKind::Modal),
        "bar" => Some(SurfaceKind::Bar),
        _ => {
            scope.problem(reader, "unknown-surface", &name, "surface-kind");
            None
        }
    }
}

fn attributes(scope: &mut Scope, reader: &mut Reader<'_>, edits: &mut Vec<Edit>) {
    scope.object(reader, &mut |scope, reader, name| {
        let value = if reader.peek() == Kind::Null {
            reader.skip();
            None
        } else {
            Some(Localized::read(scope, reader))
        };
        edits.push(Edit::Attribute(Rc::from(name), value));
    });
}

fn classes(scope: &mut Scope, reader: &mut Reader<'_>) -> Edit {
    let mut add = Vec::new();
    let mut remove = Vec::new();
    scope.object(reader, &mut |scope, reader, key| match key {
        "add" => tokens(scope, reader, &mut add),
        "remove" => tokens(scope, reader, &mut remove),
        _ => scope.unknown(reader, key, "class"),
    });
    Edit::Class(add, remove)
}

fn tokens(scope: &mut Scope, reader: &mut Reader<'_>, tokens: &mut Vec<String>) {
    scope.array(reader, &mut |scope, reader| {
        let token = scope.text(reader).unwrap_or_default();
        if token.is_empty() || token.bytes().any(|byte| byte.is_ascii_whitespace()) {
            scope.problem(reader, "class-token", &token, "class");
        } else {
            tokens.push(String::from(&*token));
        }
    });
}

fn image(scope: &mut Scope, reader: &mut Reader<'_>) -> Edit {
    let (mut src, mut alt, mut srcset) = (None, None, None);
    scope.object(reader, &mut |scope, reader, key| {
        let part = match key {
            "src" => &mut src,
            "alt" => &mut alt,
            "srcset" => &mut srcset,
            _ => return scope.unknown(reader, key, "image"),
        };
        *part = Some(Localized::read(scope, reader));
    });
    if src.is_none() && reader.broken().is_none() {
        scope.problem(reader, "missing-field", "src", "image");
    }
    Edit::Image(src.unwrap_or_default(), alt, srcset)
}

impl Edit {
    fn fill(&self, filling: &Filling<'_>) -> Action {
        let plain = |text: &Localized| text.fill(filling, false);
        match self {
            Self::Text(text) => Action::Text(plain(text)),
            Self::Html(html) => Action::Html(html.fill(filling, true)),
            Self::Attribute(name, value) => Action::Attribute {
                name: String::from(&**name),
                value: value.as_ref().map(plain),
            },
            Self::Class(add, remove) => Action::Class {
                add: add.clone(),
                remove: remove.clone(),
            },
            Self::Image(src, alt, srcset) => Action::Image {
                src: plain(src),
                alt: alt.as_ref().map(plain),
                srcset: srcset.as_ref().map(plain),
            },
        }
    }
}

impl Draft {
    fn fill(&self, filling: &Filling<'_>) -> Surface {
        let html = self.content.as_ref().map(|(content, plain)| {
            let filled = content.fill(filling, !plain);
            if !plain {
                return filled;
            }
            let mut html = String::new();
            push_escaped(&mut html, &filled);
            html
        });
        let japanese = super::template::primary(filling.language) == "ja";
        Surface {
            kind: self.kind,
            template: self.template.clone(),
            html,
            label: self.label.as_ref().map(|label| label.fill(filling, false)),
            close: String::from(if japanese { "閉じる" } else { "Close" }),
        }
    }
}

/// Fills in a whole variant: its changes, and its surface where it has one.
#[must_use]
pub fn fill(shows: &[Show], filling: &Filling<'_>) -> (Vec<Change>, Option<Surface>) {
    let mut changes = Vec::new();
    let mut surface = None;
    for show in shows {
        match show {
            Show::Element(selector, edits) => changes.extend(edits.iter().map(|edit| Change {
                selector: selector.clone(),
                action: edit.fill(filling),
            })),
            Show::Surface(draft) => surface = Some(draft.fill(filling)),
        }
    }
    (changes, surface)
}
