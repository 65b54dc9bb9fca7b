//! Addresses whose site a visitor's text decides.
//!
//! Owns: which placeholders hold what somebody else may have put into a link to the page, and where in an address that is
//! harmless. In: a field of a change, and its text. Out: the placeholder. Must not: mind redirects, which go to the site
//! itself or to an origin in `redirects`, whatever is filled in.

use super::{address, placeholder};
use alloc::string::{String, ToString};

/// What these begin is read from the address of the page, or of the one before.
const VISITORS: [&str; 4] = ["page.", "campaign.", "referrer.", "visit."];
/// The page's own address begins with the site.
const OWN: &str = "page.url";

/// The first placeholder that may lead anywhere.
pub(super) fn find(field: &str, text: &str) -> Option<String> {
    let mut found = None;
    address::each(field, text, &mut |name, address| {
        if found.is_none() && !matches!(name, "css" | "style") {
            found = of_address(address);
        }
    });
    found
}

fn of_address(address: &str) -> Option<String> {
    let is_visitors =
        |path: &str| path != OWN && VISITORS.iter().any(|start| path.starts_with(start));
    let (at, path) = placeholder::all(address).find(|(_, path)| is_visitors(path))?;
    is_open(address.get(..at)?.trim()).then(|| path.to_string())
}

/// Whether what follows this may still be the site: `/` may become `//`, and `https://shop.example` another host.
fn is_open(before: &str) -> bool {
    let slashes = ['/', '\\'];
    let (scheme, rest) = before.split_at(before.find(slashes).unwrap_or(before.len()));
    let site = rest.trim_start_matches(slashes);
    match rest.len().saturating_sub(site.len()) {
        0 => scheme.is_empty(),
        1 => scheme.is_empty() && site.is_empty(),
        _ => !site.contains(['/', '\\', '?', '#']),
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn what_decides_the_site_is_found_and_nothing_else() {
        for (field, text, expected) in [
            ("link", "{{page.query.to}}", Some("page.query.to")),
            (
                "href",
                " {{ page.query.to | /home }}",
                Some("page.query.to"),
            ),
            ("link", "/{{page.query.to}}", Some("page.query.to")),
            ("link", "https://{{campaign.name}}/", Some("campaign.name")),
            ("link", "//shop.example{{page.hash}}", Some("page.hash")),
            ("src", "\\\\{{referrer.host}}", Some("referrer.host")),
            ("srcset", "/a 1x, {{page.query.a}} 2x", Some("page.query.a")),
            (
                "html",
                "<p><a title='{{page.query.a}}' href='{{page.query.b}}'>b</a>",
                Some("page.query.b"),
            ),
            ("insert", "<a href='/at/{{page.query.b}}'>b</a>", None),
            ("link", "https://shop.example/{{page.query.to}}", None),
            ("link", "//shop.example?to={{page.query.to}}", None),
            ("link", "/search/{{page.query.q}}", None),
            ("link", "?q={{page.query.q}}", None),
            ("link", "search?q={{page.query.q}}", None),
            ("link", "mailto:{{page.query.q}}", None),
            ("link", "{{user.home}}", None),
            ("link", "{{user.home}}/{{page.query.q}}", None),
            ("link", "{{page.url}}#top", None),
            ("text", "{{page.query.to}}", None),
            ("redirect", "{{page.query.to}}", None),
        ] {
            assert_eq!(find(field, text).as_deref(), expected, "{field}: {text}");
        }
    }
}
