//! The subset of regular expressions on which browsers and native tests agree.

/// Whether a pattern stays inside the subset: no look-around, no back-references,
/// no named groups, no Unicode classes, no flags of a part. The host has the last word on the rest.
pub(super) fn shared(pattern: &str) -> bool {
    let mut before = [0_u8; 2];
    for byte in pattern.bytes() {
        let escaped = before.get(1) == Some(&b'\\');
        let opens = before == *b"(?";
        let refused = match byte {
            b'1'..=b'9' | b'k' | b'p' | b'c' | b'u' | b'x' => escaped,
            // Flags of a part are younger than the browsers that are out there.
            b'=' | b'!' | b'<' | b'-' | b'i' | b'm' | b's' => opens,
            b'P' => escaped || opens,
            _ => false,
        };
        if refused {
            return false;
        }
        // A backslash that is itself escaped escapes nothing.
        let last = if escaped { 0 } else { byte };
        before = [before.get(1).copied().unwrap_or(0), last];
    }
    true
}
