//! The hosts from which a browser fetches something as soon as a change is shown.
//!
//! Owns: the places of a rules file where such addresses are. In: a field of a change, and its text. Out: hosts of
//! other sites. Must not: count links, which fetch nothing before they are followed.

use super::address;
use crate::engine::visitor::Address;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

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

/// Calls with each address that is asked when this is shown.
pub(super) fn addresses(field: &str, text: &str, act: &mut dyn FnMut(&str)) {
    address::each(field, text, &mut |name, address| {
        let fetches = [
            "src",
            "srcset",
            "imagesrcset",
            "poster",
            "background",
            "css",
            "style",
        ];
        if fetches.contains(&name) {
            act(address);
        }
    });
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
            (
                "style",
                "image-set('https://g.example/a.avif' type(\"image/avif\"), \"https://h.example/a.png\" 2x)",
                &["g.example", "h.example"],
            ),
            (
                "css",
                "p{background:URL(https://i.example/a.png)}q{content:\"https://never.example\"}",
                &["i.example"],
            ),
            ("background", "https://j.example/a.png", &["j.example"]),
            ("text", "https://a.example", &[]),
            ("value", "https://a.example", &[]),
        ] {
            assert_eq!(hosts(field, text), expected, "{field}: {text}");
        }
    }
}
