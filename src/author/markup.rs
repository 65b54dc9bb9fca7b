//! What is removed from markup before a visitor sees it.
//!
//! Owns: the author's copy of the lists in `js/door/show/sanitise.js`, held equal by a test. In: markup. Out: the first
//! things that will not be there. Must not: parse HTML as browsers do; advice may miss unusual markup.

use alloc::string::String;
use alloc::vec::Vec;

const ELEMENTS: &str = "a article aside b blockquote br button caption code dd details div dl dt em figcaption figure footer h1 h2 h3 h4 \
    h5 h6 header hr i img li main mark nav ol p picture pre rp rt ruby s section small source span strong sub \
    summary sup table tbody td tfoot th thead time tr u ul wbr";
const ATTRIBUTES: &str = "alt aria-hidden aria-label aria-labelledby class colspan datetime dir height hidden href hreflang id lang \
    loading media open role rowspan sizes src srcset start target title type width";

/// Each element (`<name>`) and attribute (`name`) that will not be there, once.
pub(super) fn removed(markup: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (name, rest) in tags(markup) {
        let lower = name.to_ascii_lowercase();
        if !ELEMENTS.split_whitespace().any(|known| known == lower) {
            note(&mut words, alloc::format!("<{lower}>"));
            continue;
        }
        for (attribute, _) in attributes(rest) {
            let lower = attribute.to_ascii_lowercase();
            if !lower.starts_with("data-")
                && !ATTRIBUTES.split_whitespace().any(|known| known == lower)
            {
                note(&mut words, lower);
            }
        }
    }
    words
}

/// Calls with every attribute of every element, its name in small letters.
pub(super) fn each_attribute(markup: &str, each: &mut dyn FnMut(&str, &str)) {
    for (_, rest) in tags(markup) {
        for (name, value) in attributes(rest) {
            each(&name.to_ascii_lowercase(), value);
        }
    }
}

/// The name of each element, and what follows it.
fn tags(markup: &str) -> impl Iterator<Item = (&str, &str)> {
    let end = |letter: char| !letter.is_ascii_alphanumeric() && letter != '-';
    let parts = markup.split('<').skip(1);
    let named = parts.map(move |tag| tag.split_at(tag.find(end).unwrap_or(tag.len())));
    named.filter(|(name, _)| name.starts_with(|letter: char| letter.is_ascii_alphabetic()))
}

fn note(words: &mut Vec<String>, word: String) {
    if !words.contains(&word) {
        words.push(word);
    }
}

/// Names and values of the attributes in what follows the name of an element.
fn attributes(mut rest: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        let end =
            rest.find(|letter: char| letter.is_whitespace() || matches!(letter, '=' | '>' | '/'));
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        if name.is_empty() {
            return found;
        }
        rest = after.trim_start();
        let mut inside = "";
        if let Some(value) = rest.strip_prefix('=') {
            let value = value.trim_start();
            let closing = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inner = value.get(1..).unwrap_or_default();
                    inner.find(quote).map(|at| at.saturating_add(2))
                }
                _ => value.find(|letter: char| letter.is_whitespace() || letter == '>'),
            };
            let at = closing.unwrap_or(value.len());
            inside = value.get(..at).unwrap_or_default();
            rest = value.get(at..).unwrap_or_default();
        }
        found.push((name, inside.trim_matches(['"', '\''])));
    }
}

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTES, ELEMENTS, removed};
    use alloc::string::String;
    use alloc::vec::Vec;

    #[test]
    fn the_lists_are_those_of_the_page() {
        let script = include_str!("../../js/door/show/sanitise.js");
        for (name, list) in [("elements", ELEMENTS), ("attributes", ATTRIBUTES)] {
            let from = script
                .split(&alloc::format!("const {name} = ("))
                .nth(1)
                .unwrap();
            let part = from.split(").split").next().unwrap();
            let texts: String = part.split('"').skip(1).step_by(2).collect();
            let theirs: Vec<&str> = texts.split_whitespace().collect();
            let ours: Vec<&str> = list.split_whitespace().collect();
            assert_eq!(ours, theirs);
            assert!(ours.len() > 20);
        }
    }

    #[test]
    fn what_will_not_be_there_is_named_once() {
        for (markup, expected) in [
            ("<b class=x data-y='<i>'>a < b</b>", &[][..]),
            ("<SCRIPT>alert(1)</SCRIPT><script src=x>", &["<script>"]),
            (
                "<a href='/x' onclick='f()' style=\"color: red\"><p STYLE=x>",
                &["onclick", "style"],
            ),
            ("<img src=/x.png alt='a > b' hidden/><br/><!-- c -->", &[]),
            (
                "<form action=/><input name=q></form>",
                &["<form>", "<input>"],
            ),
            ("<p", &[]),
            ("<p a='", &["a"]),
        ] {
            assert_eq!(removed(markup), expected, "{markup}");
        }
    }
}
