//! Text with places for attributes: `{{path}}` or `{{path|fallback}}`.
//!
//! That is the whole grammar. White space around the path does not count; the
//! fallback is literal to the closing braces.

use crate::engine::Env;
use crate::engine::condition::{Known, Scope};
use crate::engine::json::{Kind, Reader, Value, number_text};
use alloc::{rc::Rc, string::String, vec::Vec};

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Text(Rc<str>),
    Attribute(usize, Rc<str>),
}

/// One text, ready to be filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template(Vec<Part>);

/// A text by language; a text for all languages has the language `""`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Localized(Vec<(Rc<str>, Template)>);

/// What texts are filled in with.
pub struct Filling<'a> {
    /// What is known of each subject.
    pub known: &'a [Known],
    /// Language of the page, for example `ja` or `en-GB`.
    pub language: &'a str,
    /// What the host lends.
    pub env: &'a Env,
}

impl Localized {
    /// Reads a string, or an object of strings by language.
    pub fn read(scope: &mut Scope, reader: &mut Reader<'_>) -> Self {
        let mut texts = Vec::new();
        if reader.peek() == Kind::Map {
            scope.object(reader, &mut |scope, reader, language| {
                texts.push((Rc::from(language), Template::read(scope, reader)));
            });
        } else {
            texts.push((Rc::default(), Template::read(scope, reader)));
        }
        Self(texts)
    }

    /// The text in the page's language: the same tag, else the same language, else the first.
    #[must_use]
    pub fn fill(&self, filling: &Filling<'_>, escape: bool) -> String {
        let by = |wanted: &str| {
            self.0
                .iter()
                .find(|(tag, _)| tag.eq_ignore_ascii_case(wanted))
        };
        let found = by(filling.language)
            .or_else(|| by(primary(filling.language)))
            .or_else(|| self.0.first());
        found.map_or_else(String::new, |(_, text)| text.fill(filling, escape))
    }
}

/// The language of a tag without its region: `en` of `en-GB`.
#[must_use]
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

impl Template {
    fn read(scope: &mut Scope, reader: &mut Reader<'_>) -> Self {
        let text = scope.text(reader).unwrap_or_default();
        let mut parts = Vec::new();
        let mut rest = &*text;
        while let Some((before, inside, after)) = braces(rest) {
            parts.push(Part::Text(Rc::from(before)));
            let Some(inside) = inside else {
                scope.problem(reader, "template-open", "{{", "}}");
                break;
            };
            let (path, fallback) = inside.split_once('|').unwrap_or((inside, ""));
            let subject = scope.attribute(reader, path.trim_ascii());
            parts.push(Part::Attribute(subject, Rc::from(fallback)));
            rest = after;
        }
        parts.push(Part::Text(Rc::from(rest)));
        Self(parts)
    }

    fn fill(&self, filling: &Filling<'_>, escape: bool) -> String {
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Attribute(subject, fallback) => {
                    let mut text = String::new();
                    match filling.known.get(*subject) {
                        Some(Known::Is(value)) => print(filling.env, &mut text, value),
                        _ => text.push_str(fallback),
                    }
                    if text.is_empty() {
                        text.push_str(fallback);
                    }
                    if escape {
                        push_escaped(&mut out, &text);
                    } else {
                        out.push_str(&text);
                    }
                }
            }
        }
        out
    }
}

/// Splits at the first `{{…}}`: what stands before, inside (`None` when never closed), after.
fn braces(text: &str) -> Option<(&str, Option<&str>, &str)> {
    let open = pair(text, b'{')?;
    let inside = text.get(open.wrapping_add(2)..)?;
    let before = text.get(..open)?;
    Some(match pair(inside, b'}') {
        Some(close) => (
            before,
            inside.get(..close),
            inside.get(close.wrapping_add(2)..)?,
        ),
        None => (before, None, ""),
    })
}

fn pair(text: &str, byte: u8) -> Option<usize> {
    text.as_bytes()
        .windows(2)
        .position(|two| *two == [byte, byte])
}

fn print(env: &Env, out: &mut String, value: &Value) {
    match value {
        Value::Text(text) => out.push_str(text),
        Value::Number(number) => number_text(env, out, *number),
        Value::Bool(yes) => out.push_str(if *yes { "true" } else { "false" }),
        _ => {}
    }
}

/// Appends text so that HTML shows it as it is.
pub fn push_escaped(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}
