//! A cookie that no browser would take.
//!
//! Owns: what a domain looks like. In: the `cookie` of the file, and the name of the site, which is part of the cookie's.
//! Out: advice: without the cookie everything else runs. Must not: know the list of public suffixes, such as `co.jp`.

use crate::engine::Env;
use crate::engine::json::{Node, Spot, Value};
use crate::engine::problem::Problem;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// What is wrong with the cookie, and with the name of the site for it.
pub(super) fn find(env: &Env, text: &str, file: &Value, advice: &mut Vec<Problem>) {
    let root = Node::root(file);
    let cookie = root.get("cookie");
    if !cookie.is_some() {
        return;
    }
    if !cookie.get("domain").is_some() {
        let place = cookie.place(env, text, Spot::Start);
        advice.push(Problem::new("missing-field", place, "domain", "cookie"));
    }
    let domain = cookie.get("domain");
    let site = root.get("site");
    let faults = [
        (&domain, domain_fault(text_of(&domain))),
        (&site, name_fault(text_of(&site))),
    ];
    for (node, fault) in faults {
        if let Some(kind) = fault.filter(|_| matches!(node.value, Some(Value::Text(_)))) {
            let place = node.place(env, text, Spot::Start);
            advice.push(Problem::new("cookie-domain", place, text_of(node), kind));
        }
    }
}

fn text_of<'a>(node: &Node<'a>) -> &'a str {
    node.value.and_then(Value::as_text).unwrap_or_default()
}

/// Why no cookie can be called after this site.
fn name_fault(site: &str) -> Option<&'static str> {
    let breaks = |letter: char| matches!(letter, ';' | '=') || letter.is_control();
    site.contains(breaks).then_some("cookie-name")
}

/// Why this is no domain that hosts can share, or not the one that was meant.
fn domain_fault(word: &str) -> Option<&'static str> {
    // Browsers take a dot before it for nothing.
    let domain = word.strip_prefix('.').unwrap_or(word);
    let is_numbers = domain
        .chars()
        .all(|letter| letter.is_ascii_digit() || letter == '.');
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
    let is_empty = domain.split('.').any(str::is_empty);
    match domain {
        _ if domain.contains(['/', ':', '?', '#', '@', '\\']) => Some("cookie-address"),
        _ if !domain.contains('.') => Some("cookie-dot"),
        _ if is_empty || is_numbers || !domain.chars().all(is_plain) => Some("cookie-letters"),
        _ if domain.to_lowercase().starts_with("www.") => Some("cookie-www"),
        _ => None,
    }
}

/// The domain in an address, without what stands before and behind it.
pub(super) fn domain_in(word: &str) -> String {
    let rest = word.split("//").last().unwrap_or(word);
    let rest = rest.split('@').next_back().unwrap_or(rest);
    let host = rest.split(['/', ':', '?', '#', '\\']).next();
    let host = host.unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_string()
}

#[cfg(test)]
mod tests {
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

    fn said(domain: &str, site: &str, language: Language) -> Vec<String> {
        let text =
            format!(r#"{{"omotenashi":1,"site":"{site}","cookie":{{"domain":"{domain}"}}}}"#);
        let found = check(&Env::native(), &text, language);
        let of_cookie = found.into_iter().filter(|one| one.code == "cookie-domain");
        let all = of_cookie.map(|one| format!("{} {} ({})", one.pointer, one.message, one.help));
        all.collect()
    }

    #[test]
    fn what_no_browser_takes_is_told_with_what_to_write() {
        for domain in [
            "example.com",
            ".example.co.jp",
            "xn--n8j6ds53lwwkrqhv28a.jp",
            "Shop.Example.com",
        ] {
            assert_eq!(said(domain, "s", Language::English), [""; 0], "{domain}");
        }
        for (domain, part) in [
            ("https://www.example.com/shop", "write `example.com`"),
            ("//example.com", "write `example.com`"),
            ("example.com:8080", "write `example.com`"),
            ("example.com/", "write `example.com`"),
            ("localhost", "has a dot"),
            ("", "has a dot"),
            ("*.example.com", "without `*`"),
            ("example.com.", "without `*`"),
            ("192.168.0.1", "without `*`"),
            ("例え.jp", "without `*`"),
            ("example.com; Secure", "without `*`"),
            ("www.example.com", "write `example.com`"),
        ] {
            let found = said(domain, "s", Language::English);
            assert!(
                found.len() == 1 && found[0].contains(part),
                "{domain}: {found:?}"
            );
            let found = said(domain, "s", Language::Japanese);
            assert!(
                found.len() == 1 && !found[0].contains("()"),
                "{domain}: {found:?}"
            );
        }
        let found = check(
            &Env::native(),
            r#"{"omotenashi":1,"cookie":{}}"#,
            Language::English,
        );
        let [one] = &found[..] else {
            panic!("{found:?}")
        };
        assert_eq!((one.code, one.severity), ("missing-field", "error"));
        for site in ["a;b", "a=b"] {
            let found = said("example.com", site, Language::English);
            assert!(
                found.len() == 1 && found[0].starts_with("/site `a"),
                "{found:?}"
            );
        }
    }
}
