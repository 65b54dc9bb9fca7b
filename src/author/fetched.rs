//! The hosts from which a browser fetches something as soon as a change is shown.
//!
//! Owns: the places of a rules file where such addresses are. In: a field of a change, and its text. Out: hosts of
//! other sites. Must not: count links, which fetch nothing before they are followed.

use super::markup;
use crate::engine::visitor::Address;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Fields whose members, languages or sides or properties, are for the same. What `value` holds is the page's business.
const WHOLE: [&str; 9] = [
    "src", "srcset", "poster", "html", "insert", "css", "style", "value", "link",
];

/// What a text is for that stands behind `key` inside of `field`.
pub(super) fn field<'a>(field: &'a str, key: &'a str) -> &'a str {
    if WHOLE.contains(&field) { field } else { key }
}

/// The host of another site that an address names; empty for the site's own.
pub(super) fn host(address: &str) -> String {
    let address = address.trim();
    // It has the scheme of the page.
    let scheme = if address.starts_with("//") {
        "https:"
    } else {
        ""
    };
    Address::of(&[scheme, address].concat()).host.to_string()
}

/// The other sites that are asked when this is shown, each once.
pub(super) fn hosts(field: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    addresses(field, text, &mut |address| {
        let host = host(address);
        if !host.is_empty() && !found.contains(&host) {
            found.push(host);
        }
    });
    found
}

/// Calls with every address that is asked for when this is shown.
pub(super) fn addresses(field: &str, text: &str, each: &mut dyn FnMut(&str)) {
    match field {
        "src" | "poster" => each(text),
        "srcset" => {
            for candidate in text.split(',') {
                each(candidate.split_whitespace().next().unwrap_or_default());
            }
        }
        "html" | "insert" => markup::each_attribute(text, &mut |name, value| {
            if matches!(name, "src" | "srcset" | "poster") {
                addresses(name, value, each);
            }
        }),
        "css" | "style" => {
            let quotes = ['"', '\'', ' '];
            for begin in ["url(", "@import"] {
                for rest in text.split(begin).skip(1) {
                    let rest = rest.trim_start_matches(quotes);
                    each(
                        rest.split(['"', '\'', ')', ';', ' '])
                            .next()
                            .unwrap_or_default(),
                    );
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::hosts;

    #[test]
    fn whoever_is_asked_is_named_and_nobody_else() {
        for (field, text, expected) in [
            ("src", "/a.png", &[][..]),
            ("src", "https://a.example/a.png", &["a.example"]),
            ("src", "//a.example/a.png", &["a.example"]),
            (
                "srcset",
                "/a.png 1x, https://b.example/b.png 2x",
                &["b.example"],
            ),
            ("html", "<a href='https://a.example'>a</a>", &[]),
            (
                "html",
                "<p title='x'><img alt=x SRC=\"https://t.example/p.gif\"><source srcset='https://u.example/a 1x'>",
                &["t.example", "u.example"],
            ),
            (
                "style",
                "url( 'https://c.example/a.png' ) no-repeat",
                &["c.example"],
            ),
            (
                "css",
                "@import \"https://f.example/a.css\";p{background:url(/x.png)}",
                &["f.example"],
            ),
            ("text", "https://a.example", &[]),
            ("value", "https://a.example", &[]),
        ] {
            assert_eq!(hosts(field, text), expected, "{field}: {text}");
        }
    }
}
