//! Text cut at a byte.
//!
//! Owns: [`cut`]. In: text. Out: its parts. Must not: use the string searchers of `core`, which take more bytes than
//! all that is cut here.

/// What stands before the first such ASCII byte, and what stands behind it; all and nothing where
/// there is none.
#[must_use]
pub fn cut(text: &str, mark: u8) -> (&str, &str) {
    let end = text.as_bytes().iter().position(|byte| *byte == mark);
    let end = end.unwrap_or(text.len());
    let before = text.get(..end).unwrap_or_default();
    let after = text.get(end.wrapping_add(1)..).unwrap_or_default();
    (before, after)
}
