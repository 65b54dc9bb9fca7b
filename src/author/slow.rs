//! Regular expressions that some texts make hang.

use alloc::vec::Vec;

/// Whether a pattern repeats without end a group that itself repeats without end, or a group whose
/// alternatives begin alike: `(a+)+`, `(a|ab)*`. A text that almost matches is then tried in more
/// ways than there are atoms. The answer may be yes for a pattern that happens to be harmless.
#[must_use]
pub(super) fn is_slow(pattern: &str) -> bool {
    let mut groups: Vec<Group> = Vec::from([Group::default()]);
    let mut letters = pattern.chars().peekable();
    let mut in_class = false;
    // The group that has just been closed.
    let mut closed: Option<Group> = None;
    while let Some(letter) = letters.next() {
        let before = closed.take();
        match letter {
            '\\' => atom(&mut groups, letters.next()),
            '[' if !in_class => {
                in_class = true;
                atom(&mut groups, None);
            }
            ']' if in_class => in_class = false,
            _ if in_class => {}
            '(' => {
                if letters.next_if_eq(&'?').is_some() {
                    letters.next();
                }
                groups.push(Group::default());
            }
            ')' if groups.len() > 1 => closed = groups.pop(),
            '|' => {
                if let Some(group) = groups.last_mut() {
                    group.at_start = true;
                }
            }
            '*' | '+' | '{' => {
                let endless = letter != '{' || is_endless(&mut letters);
                if endless
                    && before
                        .as_ref()
                        .is_some_and(|group| group.repeats || group.alike)
                {
                    return true;
                }
                if let (true, Some(group)) = (endless, groups.last_mut()) {
                    group.repeats = true;
                }
            }
            '?' => {}
            other => atom(&mut groups, Some(other)),
        }
        // What a closed group repeats, its parent repeats, too.
        if let (Some(inner), Some(group)) = (&closed, groups.last_mut()) {
            group.repeats |= inner.repeats;
            group.at_start = false;
        }
    }
    false
}

/// What is known of an open group.
#[derive(Default)]
struct Group {
    /// Something in it is repeated without end.
    repeats: bool,
    /// Two of its alternatives begin alike.
    alike: bool,
    /// Letters its alternatives begin with.
    starts: Vec<Option<char>>,
    /// An alternative has begun, or nothing is read yet.
    begun: bool,
    at_start: bool,
}

fn atom(groups: &mut [Group], letter: Option<char>) {
    let Some(group) = groups.last_mut() else {
        return;
    };
    if !group.begun || group.at_start {
        group.alike |= group.starts.contains(&letter);
        group.starts.push(letter);
    }
    group.begun = true;
    group.at_start = false;
}

/// Reads `{n,m}` to its end and says whether `m` is missing.
fn is_endless(letters: &mut core::iter::Peekable<core::str::Chars<'_>>) -> bool {
    let mut last = '{';
    for letter in letters.by_ref() {
        if letter == '}' {
            break;
        }
        last = letter;
    }
    last == ','
}

#[cfg(test)]
mod tests {
    use super::is_slow;

    #[test]
    fn endless_in_endless_is_slow_and_nothing_else() {
        for slow in [
            "(a+)+",
            "(a*)*b",
            "^(\\w+\\s?)*$",
            "((a+)b?)+",
            "(a|ab)*c",
            "([a-z]+){2,}",
            "(?:x+)+",
        ] {
            assert!(is_slow(slow), "{slow}");
        }
        for quick in [
            "a+b+",
            "(a+)?",
            "(ab)+",
            "^/item/(\\d+)$",
            "(a|b)*",
            "[(a+)+]",
            "\\(a+\\)+",
            "(a+){2}",
            "(a|b|c)+d+",
        ] {
            assert!(!is_slow(quick), "{quick}");
        }
    }
}
