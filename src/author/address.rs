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
const ONE: [&str; 8] = [
    "link",
    "href",
    "src",
    "poster",
    "action",
    "formaction",
    "data",
    "background",
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
            // Names of functions may be in capitals, and keep their length.
            let small = text.to_ascii_lowercase();
            let behind = |(at, begin): (usize, &str)| {
                let rest = text.get(at.saturating_add(begin.len())..);
                rest.unwrap_or_default()
            };
            for begin in ["url(", "src(", "@import"] {
                for rest in small.match_indices(begin).map(behind) {
                    let rest = rest.trim_start_matches(['"', '\'', ' ']);
                    let ends = ['"', '\'', ')', ';', ' '];
                    act(field, rest.split(ends).next().unwrap_or_default());
                }
            }
            // Of several pictures the browser chooses one; what is quoted is an address, or a type.
            for rest in small.match_indices("image-set(").map(behind) {
                let all = rest.split([';', '}']).next().unwrap_or_default();
                let quoted = all.split(['"', '\'']).skip(1).step_by(2);
                quoted.for_each(|address| act(field, address));
            }
        }
        _ => attribute(field, text, act),
    }
}

fn attribute(name: &str, value: &str, act: &mut dyn FnMut(&str, &str)) {
    if matches!(name, "srcset" | "imagesrcset") {
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
