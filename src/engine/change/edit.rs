//! A change as the rules have it: checked when they are read, filled in when it is shown.

use super::template::{self, Filling, push_escaped};
use super::{Action, Change, Surface, SurfaceKind};
use crate::engine::condition::Scope;
use crate::engine::json::{Kind, Node, Spot, Text, Value};
use crate::engine::words;
use alloc::{string::String, vec::Vec};

/// One entry of a `show` list.
#[derive(Clone, Copy, Debug)]
pub struct Show {
    /// What the edits are for; empty for a surface.
    pub selector: Text,
    /// The surface, where it is one.
    pub kind: Option<SurfaceKind>,
    /// The entry as the file has it.
    entry: &'static Value,
}

/// Reads one entry of a `show` list.
pub fn read(scope: &mut Scope<'_>, node: &Node<'_>) -> Option<Show> {
    scope.fields(node, &words::SHOW);
    let mut selector = scope.text(&node.get("select"));
    let at = node.get("at");
    if at.is_some() {
        selector = slot(scope, &at);
    }
    let edits = edits(scope, node);
    let content = localized(scope, &node.get("text")) | localized(scope, &node.get("html"));
    localized(scope, &node.get("label"));
    let template = scope.text(&node.get("template"));
    let kind = scope.word(
        &node.get("surface"),
        "unknown-surface",
        &words::SURFACE_KIND,
    );
    if kind.is_some() {
        selector = Some("");
        if !content && template.is_none() {
            scope.missing(node, Spot::Start, "html", "surface");
        }
    } else if selector.is_none() {
        scope.missing(node, Spot::Start, "at", "show");
    } else if !content && !edits {
        scope.missing(node, Spot::Start, "text", "show");
    }
    Some(Show {
        selector: selector?,
        kind: kind.map(|kind| {
            if kind == 0 {
                SurfaceKind::Modal
            } else {
                SurfaceKind::Bar
            }
        }),
        entry: node.value?,
    })
}

fn slot(scope: &mut Scope<'_>, node: &Node<'_>) -> Option<Text> {
    let index = scope.refer(node, "slots", "unknown-slot", "slot")?;
    let selector = scope.file.get("slots").value?.child(index)?;
    Some(selector.as_text().unwrap_or_default())
}

/// Checks a string, or an object of strings by language; says whether there is one.
fn localized(scope: &mut Scope<'_>, node: &Node<'_>) -> bool {
    let Some(value) = node.value else {
        return false;
    };
    if value.kind() == Kind::Map {
        for text in scope.children(node, Kind::Map) {
            template::check(scope, &text)
        }
    } else {
        template::check(scope, node);
    }
    true
}

/// Checks the edits that are no content; says whether there are any.
fn edits(scope: &mut Scope<'_>, node: &Node<'_>) -> bool {
    let mut any = false;
    for value in scope.children(&node.get("attribute"), Kind::Map) {
        any = true;
        if !matches!(value.value, Some(Value::Null)) {
            localized(scope, &value);
        }
    }
    let class = node.get("class");
    scope.fields(&class, &words::CLASS);
    for list in ["add", "remove"] {
        for token in scope.children(&class.get(list), Kind::List) {
            let Some(word) = scope.text(&token) else {
                continue;
            };
            if word.is_empty() || word.bytes().any(|byte| byte.is_ascii_whitespace()) {
                scope.problem(&token, Spot::End, "class-token", word, "class");
            }
        }
    }
    let image = node.get("image");
    scope.fields(&image, &words::IMAGE);
    for part in ["alt", "srcset"] {
        localized(scope, &image.get(part));
    }
    if !localized(scope, &image.get("src")) && image.is_some() {
        scope.missing(&image, Spot::End, "src", "image");
    }
    any | class.is_some() | image.is_some()
}

/// One edit, filled in; `None` for members that are none.
fn action(key: &str, value: &Value, filling: &Filling<'_>) -> Option<Action> {
    let plain = |part| value.get(part).map(|text| filling.text(text, false));
    Some(match key {
        "text" => Action::Text(filling.text(value, false)),
        "html" => Action::Html(filling.text(value, true)),
        "class" => Action::Class {
            add: tokens(value.get("add")),
            remove: tokens(value.get("remove")),
        },
        "image" => Action::Image {
            src: plain("src").unwrap_or_default(),
            alt: plain("alt"),
            srcset: plain("srcset"),
        },
        _ => return None,
    })
}

fn tokens(list: Option<&Value>) -> Vec<String> {
    let mut tokens = Vec::new();
    for token in list.map_or(&[][..], Value::items) {
        tokens.push(String::from(token.as_text().unwrap_or_default()));
    }
    tokens
}

impl Show {
    fn edit(&self, changes: &mut Vec<Change>, filling: &Filling<'_>) {
        let mut push = |action| {
            changes.push(Change {
                selector: self.selector,
                action,
            });
        };
        for (key, value) in self.entry.members() {
            if key == "attribute" {
                for (name, value) in value.members() {
                    push(Action::Attribute {
                        name: name.clone(),
                        value: filling.maybe(value),
                    });
                }
            } else if let Some(action) = action(key, value, filling) {
                push(action);
            }
        }
    }

    fn surface(&self, kind: SurfaceKind, filling: &Filling<'_>) -> Surface {
        let text = |key| self.entry.get(key).map(|text| filling.text(text, false));
        let html = match self.entry.get("html") {
            Some(html) => Some(filling.text(html, true)),
            None => text("text").map(|plain| {
                let mut html = String::new();
                push_escaped(&mut html, &plain);
                html
            }),
        };
        let japanese = template::primary(filling.language) == "ja";
        Surface {
            kind,
            template: self.entry.text_at("template"),
            html,
            label: text("label"),
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
        match show.kind {
            Some(kind) => surface = Some(show.surface(kind, filling)),
            None => show.edit(&mut changes, filling),
        }
    }
    (changes, surface)
}
