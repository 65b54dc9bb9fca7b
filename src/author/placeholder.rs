//! The placeholders of a text, `{{path:format|fallback}}`.
//!
//! Owns: where they are and what they ask for. In: a text. Out: paths. Must not: know whether there is such an attribute;
//! the reader does.

/// Where each begins, in bytes, and its path.
pub(super) fn all(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("{{").map(|(at, _)| {
        let inside = text.get(at.saturating_add(2)..).unwrap_or_default();
        let path = inside.split(['|', ':', '}']).next().unwrap_or_default();
        (at, path.trim())
    })
}
