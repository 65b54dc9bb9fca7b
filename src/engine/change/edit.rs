//! A change as the rules have it, checked while they are read.

use super::form::{FORMS, Form, Names};
use super::{SurfaceKind, redirect, template};
use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Node, Spot, Text, Value};
use crate::engine::words;

/// The target of changes to the whole page, which many experiences may make.
const PAGE: Text = ":root";

/// The target of changes of which only one can win, such as a redirect.
const WAY_OUT: Text = "html";

/// One entry of a `show` list.
#[derive(Clone, Copy, Debug)]
pub struct Show {
    /// The target of the changes or of the surface; empty for a surface that needs none.
    pub selector: Text,
    /// The surface, where it is one.
    pub kind: Option<SurfaceKind>,
    /// The slots of the file.
    pub(super) slots: Option<&'static Value>,
    /// The entry as the file has it.
    pub(super) entry: &'static Value,
}

impl Show {
    /// The redirect in it.
    pub(super) fn redirect(&self) -> Option<&'static Value> {
        self.entry.get("redirect")
    }
}

/// Whether one of these changes redirects at all.
#[must_use]
pub fn redirects(shows: &[Show]) -> bool {
    shows.iter().any(|show| show.redirect().is_some())
}

/// Whether one of these changes redirects from one address to the other.
#[must_use]
pub fn leads(shows: &[Show], from: &str, to: &str) -> bool {
    shows.iter().any(|show| {
        show.redirect()
            .is_some_and(|value| redirect::leads(value, from, to))
    })
}

/// Reads one entry of a `show` list.
pub fn read(scope: &mut Scope<'_>, node: &Node<'_>) -> Option<Show> {
    scope.fields(node, &words::SHOW);
    let mut selector = scope.given(node, "select");
    let at = node.get("at");
    if at.is_some() {
        // An unknown slot is reported as that, and not as a missing target as well.
        selector = Some(slot(scope, &at).unwrap_or_default());
    }
    let (mut any, mut content, mut whole) = (false, false, None);
    for (key, names, form, _) in &FORMS {
        let value = node.get(key);
        any |= value.is_some();
        if value.is_some() {
            match form {
                Form::Plain | Form::Json => whole = Some(PAGE),
                Form::Redirect => whole = Some(WAY_OUT),
                Form::Text | Form::Html if matches!(names, Names::Own(..)) => content = true,
                _ => {}
            }
        }
        members(scope, &value, names, *form);
    }
    localized(scope, &node.get("label"));
    let template = scope.given(node, "template");
    let kind = scope.word(
        &node.get("surface"),
        "unknown-surface",
        &words::SURFACE_KIND,
    );
    let kind = kind.and_then(|kind| SurfaceKind::ALL.get(kind).copied());
    selector = selector.or(whole);
    if kind.is_some_and(|kind| !kind.has_target()) {
        selector = Some("");
    }
    if selector.is_none() {
        // What cannot be read is reported as that.
        let surface = node.get("surface").is_some() && kind.is_none();
        if !surface && !node.get("select").is_some() {
            scope.missing(node, "at", "show");
        }
    } else if kind.is_some() && !content && template.is_none() {
        scope.missing(node, "html", "surface");
    } else if kind.is_none() && !any {
        scope.missing(node, "text", "show");
    }
    Some(Show {
        selector: selector?,
        kind,
        slots: scope.tree.get("slots"),
        entry: node.kept()?,
    })
}

/// Checks the value of one word of an entry.
fn members(scope: &mut Scope<'_>, value: &Node<'_>, names: &Names, form: Form) {
    match names {
        Names::Own(..) => return check(scope, value, form),
        Names::Any => {}
        Names::List(words) => {
            scope.fields(value, words);
            if !matches!(value.value, Some(Value::Map(_))) {
                return;
            }
            if words.name == "image" {
                scope.needed(value, "src", "image");
            }
        }
    }
    for member in scope.children(value, Kind::Map) {
        if !matches!((names, member.value), (Names::Any, Some(Value::Null))) {
            check(scope, &member, form);
        }
    }
}

/// Checks one value.
fn check(scope: &mut Scope<'_>, node: &Node<'_>, form: Form) {
    match form {
        Form::Text | Form::Html => localized(scope, node),
        Form::Tokens => {
            for token in scope.children(node, Kind::List) {
                token_of_class(scope, &token);
            }
        }
        Form::Yes => drop(scope.boolean(node)),
        Form::Other | Form::Plain | Form::Height => drop(scope.text(node)),
        Form::Json => {}
        Form::Redirect if matches!(node.value, Some(Value::Map(_))) => {
            scope.fields(node, &words::REDIRECT);
            scope.boolean_of(node, "keepQuery");
            let to = scope.needed(node, "to", "redirect");
            scope.text(&to);
        }
        Form::Redirect => drop(scope.text(node)),
    }
}

fn token_of_class(scope: &mut Scope<'_>, token: &Node<'_>) {
    let Some(word) = scope.text(token) else {
        return;
    };
    if word.is_empty() || word.as_bytes().iter().any(u8::is_ascii_whitespace) {
        scope.problem(token, Spot::Start, "class-token", word, "class");
    }
}

fn slot(scope: &mut Scope<'_>, node: &Node<'_>) -> Option<Text> {
    let index = scope.refer(node, "slots", "unknown-slot", "slot")?;
    let selector = scope.tree.get("slots")?.child(index)?;
    Some(selector.lasting_text().unwrap_or_default())
}

/// Checks a string, or an object of strings by language.
fn localized(scope: &mut Scope<'_>, node: &Node<'_>) {
    if matches!(node.value, Some(Value::Map(_))) {
        for text in scope.children(node, Kind::Map) {
            template::check(scope, &text)
        }
    } else {
        template::check(scope, node);
    }
}

/// Whether more than one experience may have what matches this selector.
#[must_use]
pub fn is_shared(selector: &str) -> bool {
    selector == PAGE
}
