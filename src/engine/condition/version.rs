//! Versions as text that sorts like them.

use alloc::string::String;

/// A version, so written that its text compares as versions do.
///
/// A leading `v` and the build (`+…`) do not count; numbers are padded to five places; a version
/// of three parts stands behind its own pre-releases. Source: GrowthBook's `paddedVersionString`.
#[must_use]
pub fn padded(version: &str) -> String {
    let (version, _) = crate::engine::text::cut(version, b'+');
    let mut rest = version.strip_prefix('v').unwrap_or(version);
    if rest.is_empty() && version.is_empty() {
        rest = "0";
    }
    let mut out = String::new();
    let mut parts = 1_u32;
    loop {
        let end = rest
            .as_bytes()
            .iter()
            .position(|byte| matches!(byte, b'-' | b'.'));
        let part = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        if !part.is_empty() && part.as_bytes().iter().all(u8::is_ascii_digit) {
            for _ in part.len()..5 {
                out.push(' ');
            }
        }
        out.push_str(part);
        let Some(end) = end else { break };
        out.push('-');
        parts = parts.wrapping_add(1);
        rest = rest.get(end.wrapping_add(1)..).unwrap_or_default();
    }
    if parts == 3 {
        out.push_str("-~");
    }
    out
}
