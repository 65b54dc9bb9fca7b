//! Where a redirect leads, as arithmetic on addresses.
//!
//! Owns: the destination, and whether a page may be left for it. In: the current address, which the
//! browser has normalised, and a target as the rules name it. Out: an absolute address. Must not:
//! follow anything that a browser might read otherwise than this file does.

use crate::engine::json::{Text, Value, hex_digit};
use crate::engine::text::cut;
use alloc::string::String;

/// The address of `target` seen from `current`; `None` for what is none, or is where the visitor is.
///
/// With `keep_query` the parameters of `current` follow those of the target, whose own win.
///
/// # Example
///
/// ```
/// use omotenashi::engine::change::destination;
/// let from = "https://a.example/home?color=blue&n=1";
/// let to = destination(from, "/new?color=red", true);
/// assert_eq!(to.as_deref(), Some("https://a.example/new?color=red&n=1"));
/// assert_eq!(destination(from, "/home?color=blue&n=1#top", false), None);
/// ```
#[must_use]
pub fn destination(current: &str, target: &str, keep_query: bool) -> Option<String> {
    // A browser drops or turns these: what it would make of the rest is not for us to guess.
    let odd = |byte: &u8| *byte <= b' ' || *byte == b'\\';
    if target.is_empty() || target.as_bytes().iter().any(odd) {
        return None;
    }
    let target = &encode(target);
    let (bare, hash) = cut(target, b'#');
    let (path, own) = cut(bare, b'?');
    let mut url = absolute(current, path)?;
    // A host is written by other rules than these.
    if has_byte(origin(&url), b'%') {
        return None;
    }
    join(&mut url, own, None);
    if keep_query {
        join(&mut url, query(current), Some(own));
    }
    if url == cut(current, b'#').0 {
        return None;
    }
    if !hash.is_empty() {
        url.push('#');
        url.push_str(hash);
    }
    Some(url)
}

/// The address as a browser writes it: what is not ASCII as the bytes it consists of.
#[must_use]
pub fn encode(target: &str) -> String {
    let mut out = String::new();
    for byte in target.bytes() {
        if byte.is_ascii() {
            out.push(char::from(byte));
            continue;
        }
        out.push('%');
        for digit in [byte >> 4, byte] {
            out.push(hex_digit(digit.into()).to_ascii_uppercase());
        }
    }
    out
}

fn has_byte(text: &str, byte: u8) -> bool {
    cut(text, byte).0.len() < text.len()
}

/// Appends the parameters that are not among `others`.
fn join(url: &mut String, pairs: &str, others: Option<&str>) {
    let mut rest = pairs;
    while !rest.is_empty() {
        let (pair, after) = cut(rest, b'&');
        rest = after;
        if pair.is_empty() || others.is_some_and(|others| has(others, cut(pair, b'=').0)) {
            continue;
        }
        url.push(if query(url).is_empty() { '?' } else { '&' });
        url.push_str(pair);
    }
}

fn has(pairs: &str, key: &str) -> bool {
    let mut rest = pairs;
    while !rest.is_empty() {
        let (pair, after) = cut(rest, b'&');
        if cut(pair, b'=').0 == key {
            return true;
        }
        rest = after;
    }
    false
}

fn query(url: &str) -> &str {
    cut(cut(url, b'#').0, b'?').1
}

/// An absolute address without a query, from one that need not be.
fn absolute(current: &str, path: &str) -> Option<String> {
    let here = cut(cut(current, b'#').0, b'?').0;
    let home = origin(here).len();
    let (scheme, rest) = cut(path, b':');
    let named = scheme.len() < path.len() && !has_byte(scheme, b'/');
    let base = if named {
        // `mailto:` and the like, or a path that a browser would take for such.
        rest.strip_prefix("//")?;
        0
    } else if path.starts_with("//") {
        cut(here, b':').0.len().wrapping_add(1)
    } else if path.starts_with('/') {
        home
    } else if path.is_empty() {
        here.len()
    } else {
        here.as_bytes()
            .iter()
            .rposition(|byte| *byte == b'/')?
            .wrapping_add(1)
    };
    let mut url = String::from(here.get(..base)?);
    url.push_str(path);
    let scheme = cut(&url, b':').0;
    if home == 0 || scheme != "https" && scheme != "http" {
        return None;
    }
    // `https://a.example` and `https://a.example/` are one address.
    if origin(&url).len() == url.len() {
        url.push('/');
    }
    Some(url)
}

/// `https://a.example` of any address there; empty for what has no host.
fn origin(url: &str) -> &str {
    let (scheme, rest) = cut(url, b':');
    let host = rest.strip_prefix("//").unwrap_or_default();
    let length = cut(cut(host, b'/').0, b'?').0.len();
    let end = scheme.len().wrapping_add(3).wrapping_add(length);
    url.get(..if length == 0 { 0 } else { end })
        .unwrap_or_default()
}

/// What a page knows of its place on the way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place<'a> {
    /// Its address.
    pub url: &'a str,
    /// Where the visitor comes from.
    pub referrer: &'a str,
    /// Other origins that the site allows.
    pub origins: &'a [Text],
    /// A redirect of these rules has led here: the next one could go in circles.
    pub arrived: bool,
}

/// Whether a redirect leads from one address to the other.
pub(super) fn leads(value: &Value, from: &str, to: &str) -> bool {
    let (target, keep) = read(value);
    let found = destination(from, target, keep);
    found.is_some_and(|found| cut(&found, b'#').0 == cut(to, b'#').0)
}

/// The target of a redirect, and whether the query is kept.
fn read(value: &Value) -> (&str, bool) {
    let to = value.text_at("to").or(value.as_text());
    let keep = !matches!(value.get("keepQuery"), Some(Value::Bool(false)));
    (to.unwrap_or_default(), keep)
}

impl Place<'_> {
    /// The address; empty where the visitor is there already, `None` where it is neither the site's own nor allowed, or
    /// leads back to where a redirect has just come from.
    pub(super) fn way(&self, value: &Value) -> Option<String> {
        let (target, keep) = read(value);
        let Some(to) = destination(self.url, target, keep) else {
            let elsewhere = destination("https://elsewhere.example/?", target, keep);
            return elsewhere.map(|_| String::new());
        };
        let there = origin(&to);
        let at_home = there == origin(self.url);
        // From another site only its origin is told: never straight back to it.
        let back = !at_home && there == origin(self.referrer);
        if self.arrived || back || !at_home && !self.origins.contains(&there) {
            return None;
        }
        Some(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cases_of_growthbook() {
        let home = "http://www.example.com/home";
        let rich = "http://www.example.com/home?color=blue&food=sushi";
        let richer = "http://www.example.com/home?color=blue&food=sushi&title=original";
        let own = "http://www.example.com/home-new?name=test&color=red&food=lasagna";
        let new = "http://www.example.com/home-new";
        let merged =
            "http://www.example.com/home-new?name=test&color=red&food=lasagna&title=original";
        for (current, target, keep, expected) in [
            (home, new, false, new),
            (
                rich,
                new,
                true,
                "http://www.example.com/home-new?color=blue&food=sushi",
            ),
            (richer, own, true, merged),
            (rich, new, false, new),
        ] {
            assert_eq!(
                destination(current, target, keep).as_deref(),
                Some(expected)
            );
        }
    }

    #[test]
    fn every_form_of_target() {
        let from = "https://a.example/shop/item?x=1#top";
        for (target, expected) in [
            ("/b", "https://a.example/b?x=1"),
            ("b", "https://a.example/shop/b?x=1"),
            ("//b.example/c", "https://b.example/c?x=1"),
            ("https://b.example", "https://b.example/?x=1"),
            ("?y=2", "https://a.example/shop/item?y=2&x=1"),
            ("?x=2", "https://a.example/shop/item?x=2"),
            ("/b?&x#end", "https://a.example/b?x#end"),
            ("/新着", "https://a.example/%E6%96%B0%E7%9D%80?x=1"),
            ("é?q=東", "https://a.example/shop/%C3%A9?q=%E6%9D%B1&x=1"),
            ("https://b.example/é", "https://b.example/%C3%A9?x=1"),
            (
                "/b?to=https://c.example",
                "https://a.example/b?to=https://c.example&x=1",
            ),
        ] {
            assert_eq!(destination(from, target, true).as_deref(), Some(expected));
        }
        for target in [
            "",
            "https://münchen.example/",
            "//例え.example/x",
            "#end",
            "?x=1",
            "/shop/item",
            "javascript:x()",
            "javascript://a.example/%0Ax()",
            "/\\b.example",
            "\t//b.example",
            "data://x/y",
        ] {
            assert_eq!(destination(from, target, true), None, "{target}");
        }
        assert_eq!(destination("about:blank", "/b", true), None);
    }

    fn way(place: &Place<'_>, target: &str) -> Option<String> {
        place.way(&Value::text(target))
    }

    #[test]
    fn only_at_home_or_where_the_site_allows_and_never_in_circles() {
        let mut place = Place {
            url: "https://a.example/x",
            origins: &["https://b.example"],
            ..Place::default()
        };
        let go = |to: &str| Some(to.into());
        assert_eq!(way(&place, "/y"), go("https://a.example/y"));
        assert_eq!(way(&place, "/x"), go(""));
        assert_eq!(
            way(&place, "https://b.example/y"),
            go("https://b.example/y")
        );
        for refused in [
            "https://c.example/",
            "http://a.example/y",
            "https://b.example@c.example/",
            "https://b.example:8443/",
            "https://a.example.c.example/",
            "javascript:x()",
        ] {
            assert_eq!(way(&place, refused), None, "{refused}");
        }
        place.referrer = "https://b.example/";
        assert_eq!(way(&place, "https://b.example/y"), None);
        place.arrived = true;
        assert_eq!(way(&place, "/y"), None);
    }
}
