//! Placeholders that are none, so that they are shown as they are written; and redirects that are not allowed, so that
//! nobody is redirected.
//!
//! Owns: how other tools and other keyboards write a placeholder, and what an origin is. In: the file. Out: advice.
//! Must not: take braces without an attribute for a placeholder; real ones are the reader's business.

use crate::engine::Env;
use crate::engine::condition::is_ready;
use crate::engine::json::{Kind, Node, Spot, Value};
use crate::engine::problem::Problem;
use crate::engine::visitor::is_known;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Every such text of an experience, and every redirect that leads nobody anywhere.
pub(super) fn find(env: &Env, text: &str, file: &Value, found: &mut Vec<Problem>) {
    let root = Node::root(file);
    let mut tell = |node: &Node<'_>, code, word: &str, kind| {
        let place = node.place_among(env, text, Spot::Start, found.len());
        found.push(Problem::new(code, place, word, kind));
    };
    let redirects = root.get("redirects");
    for entry in redirects.children(Kind::List) {
        let origin = entry.value.and_then(Value::as_text).unwrap_or_default();
        if !origin.is_ascii() {
            tell(&entry, "redirect-origin", origin, "host");
        } else if !origin.is_empty() && origin != origin_of(origin) {
            tell(&entry, "redirect-origin", origin, "origin");
        }
    }
    for experience in root.get("experiences").children(Kind::List) {
        for entry in experience.get("show").children(Kind::List) {
            change(&entry, file, &mut tell);
        }
        for variant in experience.get("variants").children(Kind::Map) {
            for entry in variant.get("show").children(Kind::List) {
                change(&entry, file, &mut tell);
            }
        }
    }
}

type Tell<'a> = dyn FnMut(&Node<'_>, &'static str, &str, &'static str) + 'a;

fn change(entry: &Node<'_>, file: &Value, tell: &mut Tell<'_>) {
    for member in entry.children(Kind::Map) {
        match member.key() {
            "redirect" => {
                let to = member.get("to");
                way(if to.is_some() { &to } else { &member }, file, tell);
            }
            "text" | "html" | "label" | "link" | "attribute" | "image" | "insert" => {
                texts(&member, file, tell)
            }
            _ => {}
        }
    }
}

/// All texts in it.
fn texts(node: &Node<'_>, file: &Value, tell: &mut Tell<'_>) {
    if let Some((word, kind)) = node
        .value
        .and_then(Value::as_text)
        .and_then(|text| sign(text, file))
    {
        tell(node, "literal", &word, kind);
    }
    for member in node.children(Kind::Map) {
        texts(&member, file, tell);
    }
}

/// What of a text is shown as it stands, and was meant otherwise; and as what it was meant.
fn sign(text: &str, file: &Value) -> Option<(String, &'static str)> {
    if text.contains("｛｛") {
        return Some(("｛｛".to_string(), "literal-wide"));
    }
    let mut pieces = text.split("{{");
    let before = pieces.next().into_iter();
    let mut outside: Vec<&str> = before.collect();
    for piece in pieces {
        let (inside, after) = piece.split_once("}}").unwrap_or((piece, ""));
        outside.push(after);
        let (path, fallback) = inside.split_once('|').unwrap_or((inside, ""));
        if let Some(wide) = path.chars().find(|letter| matches!(letter, '｜' | '：')) {
            return Some((wide.to_string(), "literal-bar"));
        }
        if fallback.starts_with('|') || fallback.trim_start().starts_with("default:") {
            return Some((format!("|{fallback}"), "literal-fallback"));
        }
    }
    let mut single = outside.iter().flat_map(|piece| piece.split('{').skip(1));
    single.find_map(|piece| {
        let path = piece.split_once('}')?.0.trim();
        let declared = || {
            file.get("attributes")
                .is_some_and(|all| all.get(path).is_some())
        };
        let known = path.contains('.') && (is_known(path) || is_ready(path) || declared());
        known.then(|| (format!("{{{path}}}"), "literal-single"))
    })
}

/// Where a redirect leads that names another site, which has to be allowed.
fn way(node: &Node<'_>, file: &Value, tell: &mut Tell<'_>) {
    let origin = node.value.and_then(Value::as_text).map_or("", origin_of);
    let allowed = file.get("redirects").map_or(&[][..], Value::items);
    if !origin.is_ascii() {
        // Browsers write such a host otherwise, and nobody is led where that is not known.
        tell(node, "redirect-origin", origin, "host");
    } else if !origin.is_empty()
        && !allowed
            .iter()
            .any(|one| one.as_text().is_some_and(|one| origin_of(one) == origin))
    {
        tell(node, "redirect-origin", origin, "");
    }
}

/// The scheme and host that an address begins with; empty where it has none.
fn origin_of(address: &str) -> &str {
    let host = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    let Some(host) = host.filter(|host| !host.is_empty()) else {
        return "";
    };
    let length = host.find(['/', '?', '#']).unwrap_or(host.len());
    let scheme = address.len().saturating_sub(host.len());
    address
        .get(..scheme.saturating_add(length))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::format;
    use alloc::vec::Vec;

    fn said(members: &str) -> Vec<(&'static str, alloc::string::String)> {
        let text = format!(
            r#"{{"omotenashi":1,"attributes":{{"company.name":{{}}}},"redirects":["https://lp.example"],"experiences":[{{"id":"a","show":[{{{members}}}]}}]}}"#
        );
        let mut all = Vec::new();
        for language in [Language::English, Language::Japanese] {
            let found = check(&Env::native(), &text, language);
            assert!(found.iter().all(|one| !one.help.is_empty()), "{found:?}");
            all = found
                .into_iter()
                .map(|one| (one.code, one.pointer))
                .collect();
        }
        all
    }

    #[test]
    fn what_would_be_shown_as_it_stands_is_told() {
        for (text, told) in [
            ("｛｛user.name｝｝様", true),
            ("{{user.name｜お客様}}", true),
            ("{{user.since：date}}", true),
            ("{{user.name||x}}", true),
            (r#"{{ user.name | default: 'x' }}"#, true),
            ("Hi {user.name}", true),
            ("Hi ${company.name}!", true),
            ("{{user.name|お客様}}", false),
            ("{{user.name|a: b}} {x} {user name} {a.b}", false),
            ("{{cart.count:plural one=# thing; other=# things}}", false),
            ("{{user.name|{user.name}}}", false),
        ] {
            let found = said(&format!(r#""select":"h1","text":{{"ja":"{text}"}}"#));
            let expected = ("literal", "/experiences/0/show/0/text/ja".into());
            assert_eq!(
                found,
                told.then_some(expected).into_iter().collect::<Vec<_>>(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_redirect_that_leads_nobody_anywhere_is_told() {
        let at = |pointer: &str| Vec::from([("redirect-origin", pointer.into())]);
        assert_eq!(
            said(r#""redirect":"https://other.example/x""#),
            at("/experiences/0/show/0/redirect")
        );
        assert_eq!(
            said(r#""redirect":{"to":"http://lp.example/x"}"#),
            at("/experiences/0/show/0/redirect/to")
        );
        assert_eq!(
            said(r#""redirect":"https://例え.example/x""#),
            at("/experiences/0/show/0/redirect")
        );
        for fine in [
            r#""redirect":"https://lp.example/春?a=1""#,
            r#""redirect":"/x""#,
        ] {
            assert_eq!(said(fine), []);
        }
        let text = r#"{"omotenashi":1,"redirects":["lp.example","https://lp.example/","https://lp.example","http://a.example:80","https://例え.jp"]}"#;
        let found = check(&Env::native(), text, Language::English);
        let places: Vec<_> = found
            .iter()
            .map(|one| (&*one.pointer, &*one.help))
            .collect();
        let help = "write `https://lp.example`";
        let host = "write the host in Latin letters, as in `https://xn--….jp`: that is how it is copied from the address bar";
        let expected = [
            ("/redirects/0", help),
            ("/redirects/1", help),
            ("/redirects/4", host),
        ];
        assert_eq!(places, expected);
    }
}
