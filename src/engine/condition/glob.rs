//! Patterns of `*` (any text, also none) and `?` (one character).

/// Whether the whole `text` fits `pattern`.
///
/// Linear in space, and at most `pattern × text` in time: of all stars only
/// the last one met is ever tried again.
#[must_use]
pub fn glob(pattern: &str, text: &str) -> bool {
    let mut pattern = pattern.chars();
    let mut text = text.chars();
    let mut star = None;
    loop {
        let before = (pattern.clone(), text.clone());
        let fits = match (pattern.next(), text.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                star = Some((pattern.clone(), before.1.clone()));
                text = before.1;
                true
            }
            (Some('?'), Some(_)) => true,
            (Some(wanted), Some(found)) => wanted == found,
            _ => false,
        };
        if !fits {
            // Give the last star one character more.
            let Some((after_star, mut rest)) = star else {
                return false;
            };
            if rest.next().is_none() {
                return false;
            }
            pattern = after_star.clone();
            text = rest.clone();
            star = Some((after_star, rest));
        }
    }
}
