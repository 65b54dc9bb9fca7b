//! The addresses in what a rule writes into a page.
//!
//! Owns: which fields, attributes and properties hold some, and how. In: a field of a change, and its text. Out: each
//! address, and what it is in. Must not: judge where they lead.

use super::markup;

/// Fields whose members, languages or sides or properties, are for the same. What `value` holds is the page's business.
const WHOLE: [&str; 9] = [
    "src", "srcset", "poster", "html", "insert", "css", "style", "value", "link",
];

/// Fields and attributes whose text is one address.
const ONE: [&str; 7] = [
    "link",
    "href",
    "src",
    "poster",
    "action",
    "formaction",
    "data",
];

/// What a text is for that stands behind `key` inside of `field`.
pub(super) fn field<'a>(field: &'a str, key: &'a str) -> &'a str {
    if WHOLE.contains(&field) { field } else { key }
}

/// Calls with each address, and the name of the field or the attribute of markup that holds it.
pub(super) fn each(field: &str, text: &str, act: &mut dyn FnMut(&str, &str)) {
    match field {
        "html" | "insert" => {
            markup::each_attribute(text, &mut |name, value| attribute(name, value, act));
        }
        "css" | "style" => {
            let quotes = ['"', '\'', ' '];
            let ends = ['"', '\'', ')', ';', ' '];
            for begin in ["url(", "@import"] {
                for rest in text.split(begin).skip(1) {
                    let rest = rest.trim_start_matches(quotes);
                    act(field, rest.split(ends).next().unwrap_or_default());
                }
            }
        }
        _ => attribute(field, text, act),
    }
}

fn attribute(name: &str, value: &str, act: &mut dyn FnMut(&str, &str)) {
    if name == "srcset" {
        for candidate in value.split(',') {
            act(name, without_size(candidate.trim()));
        }
    } else if ONE.contains(&name) {
        act(name, value);
    }
}

/// A candidate of `srcset` without its `2x` or `640w`.
fn without_size(candidate: &str) -> &str {
    match candidate.rsplit_once(char::is_whitespace) {
        Some((address, size)) if size.ends_with(['x', 'w', 'h']) => address.trim_end(),
        _ => candidate,
    }
}
