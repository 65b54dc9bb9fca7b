//! Turns a change as the rules have it into one with every text filled in, when it is shown.

use super::edit::Show;
use super::form::{FORMS, Form, Names};
use super::template::{Filling, push_escaped};
use super::{Change, Surface, SurfaceKind};
use crate::engine::json::{Value, Writer};
use crate::engine::part;
use alloc::{string::String, vec::Vec};

impl Show {
    fn edit(&self, changes: &mut Vec<Change>, filling: &Filling<'_>) {
        for (key, names, form, action) in &FORMS {
            let Some(value) = self.entry.get(key) else {
                continue;
            };
            if *form == Form::Yes && *value != Value::Bool(true) {
                continue;
            }
            let mut push = |name, way, value| {
                let text = self.text(*form, value, filling);
                changes.push(Change {
                    selector: self.selector,
                    action: *action,
                    name,
                    way,
                    text,
                });
            };
            match names {
                Names::Own(name, way) => push(name, *way, value),
                Names::Any => {
                    for (name, value) in value.members() {
                        push(name, 0, value);
                    }
                }
                Names::List(words) => {
                    for (way, name) in (0..).zip(words.list) {
                        match value.get(name) {
                            Some(Value::List(tokens)) => {
                                for token in tokens {
                                    push(token.as_text().unwrap_or_default(), way, token);
                                }
                            }
                            Some(value) => push(name, way, value),
                            None => {}
                        }
                    }
                }
            }
        }
    }

    /// The text of a change, from the value in the rules.
    fn text(&self, form: Form, value: &Value, filling: &Filling<'_>) -> Option<String> {
        Some(match form {
            Form::Text => return filling.maybe(value),
            Form::Html => filling.text(value, true),
            Form::Json => filling.detail(value),
            Form::Redirect if part::LEAVE => return filling.place.way(value),
            Form::Height => {
                let mut css = String::from(self.selector);
                css.push_str("{min-height:");
                css.push_str(value.as_text().unwrap_or_default());
                css.push('}');
                css
            }
            _ => {
                let name = value.as_text().unwrap_or_default();
                let slot = self.slots.filter(|_| form == Form::Other);
                String::from(slot.and_then(|slots| slots.text_at(name)).unwrap_or(name))
            }
        })
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
        Surface {
            kind,
            target: self.selector,
            template: self.entry.text_at("template"),
            html,
            label: text("label"),
        }
    }
}

impl Filling<'_> {
    /// What the page's own code hears of a value.
    fn detail(&self, value: &Value) -> String {
        let mut out = Writer::new(self.env);
        out.open('{').key("id").text(self.experience);
        out.key("variant").text(self.variant);
        out.key("value").value(value).close('}');
        out.finish()
    }
}

/// Fills in a whole variant: its changes, and its surface where it has one.
#[must_use]
pub fn fill(shows: &[Show], filling: &Filling<'_>) -> (Vec<Change>, Option<Surface>) {
    let mut changes = Vec::new();
    let mut surface = None;
    for show in shows {
        match show.kind {
            Some(kind) if part::SURFACE => surface = Some(show.surface(kind, filling)),
            _ => show.edit(&mut changes, filling),
        }
    }
    (changes, surface)
}
