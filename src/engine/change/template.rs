//! Text with places for attributes: `{{path}}` or `{{path|fallback}}`.
//!
//! That is the whole grammar. White space around the path does not count; the
//! fallback is literal to the closing braces. A text may also be an object of
//! texts by language.

use super::redirect::Place;
use crate::engine::Env;
use crate::engine::condition::{Known, Scope, Subject};
use crate::engine::json::{Node, Spot, Value, number_text};
use crate::engine::text::cut;
use alloc::string::String;

/// What texts are filled in with.
pub struct Filling<'a> {
    /// What is asked for…
    pub subjects: &'a [Subject],
    /// …and what is known of each.
    pub known: &'a [Known],
    /// Language of the page, for example `ja` or `en-GB`.
    pub language: &'a str,
    /// What the host lends.
    pub env: &'a Env,
    /// Id of the experience…
    pub experience: &'a str,
    /// …and of the variant.
    pub variant: &'a str,
    /// Where the page is, for redirects.
    pub place: Place<'a>,
}

/// The language of a tag without its region: `en` of `en-GB`.
#[must_use]
pub fn primary(tag: &str) -> &str {
    cut(tag, b'-').0
}

/// Checks one text, and asks for the attributes in it.
pub(super) fn check(scope: &mut Scope<'_>, node: &Node<'_>) {
    let mut rest = scope.text(node).unwrap_or_default();
    while let Some((_, inside, after)) = braces(rest) {
        let Some(inside) = inside else {
            return scope.problem(node, Spot::End, "template-open", "{{", "}}");
        };
        scope.attribute(node, Spot::End, halves(inside).0);
        rest = after;
    }
}

impl Filling<'_> {
    /// A text in the page's language: the same tag, else the same language, else the first.
    #[must_use]
    pub fn text(&self, value: &Value, escape: bool) -> String {
        let mut out = String::new();
        let members = value.members();
        let by = |wanted: &str| {
            members
                .iter()
                .find(|(tag, _)| tag.eq_ignore_ascii_case(wanted))
        };
        let found = by(self.language)
            .or_else(|| by(primary(self.language)))
            .or_else(|| members.first());
        if let Value::Text(text) = found.map_or(value, |(_, text)| text) {
            self.fill(&mut out, text, escape);
        }
        out
    }

    /// The same, or `None` for `null`.
    #[must_use]
    pub fn maybe(&self, value: &Value) -> Option<String> {
        match value {
            Value::Null => None,
            _ => Some(self.text(value, false)),
        }
    }

    fn fill(&self, out: &mut String, text: &str, escape: bool) {
        let mut rest = text;
        while let Some((before, Some(inside), after)) = braces(rest) {
            out.push_str(before);
            let (path, fallback) = halves(inside);
            let mut text = String::new();
            self.print(&mut text, path);
            if text.is_empty() {
                text.push_str(fallback);
            }
            if escape {
                push_escaped(out, &text);
            } else {
                out.push_str(&text);
            }
            rest = after;
        }
        out.push_str(rest);
    }

    /// Appends the value of an attribute, where it has one that can stand in a text.
    fn print(&self, out: &mut String, path: &str) {
        let asked =
            |subject: &Subject| matches!(subject, Subject::Attribute(known) if *known == path);
        let index = self.subjects.iter().position(asked);
        match index.and_then(|index| self.known.get(index)) {
            Some(Known::Is(Value::Text(text))) => out.push_str(text),
            Some(Known::Is(Value::Number(number))) => number_text(self.env, out, *number),
            Some(Known::Is(Value::Bool(yes))) => out.push_str(if *yes { "true" } else { "false" }),
            _ => {}
        }
    }
}

/// A path and its fallback.
fn halves(inside: &str) -> (&str, &str) {
    let (path, fallback) = cut(inside, b'|');
    (path.trim_ascii(), fallback)
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
