//! "Did you mean": the known word nearest to a mistyped one.

use super::kana::usual;
use alloc::string::String;
use alloc::vec::Vec;

/// The nearest of the known words, if one is near: at most a third of the
/// letters differ (two at least), counting a swap of neighbours as one.
#[must_use]
pub fn nearest(word: &str, known: &[String]) -> Option<String> {
    let lower = |word: &str| usual(word.trim()).to_lowercase().chars().collect();
    let letters: Vec<char> = lower(word);
    let limit = (letters.len() / 3).max(2);
    let ranked = known.iter().map(|candidate| {
        let other: Vec<char> = lower(candidate);
        // A word of which the other is the beginning (`page.path` of `page.pathname`) is nearer.
        let start = letters.starts_with(&other) && other.len() > 2 || other.starts_with(&letters);
        let distance = distance(&letters, &other);
        (
            if start { distance.min(limit) } else { distance },
            candidate,
        )
    });
    let (distance, found) = ranked.min_by_key(|(distance, _)| *distance)?;
    // Two changes in three letters make another word, and so does one in a single letter.
    let near = distance <= limit
        && distance.saturating_mul(2) <= letters.len().max(3)
        && distance < letters.len().max(1);
    near.then(|| found.clone())
}

/// Optimal string alignment distance, by rows.
pub(super) fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, a) in left.iter().enumerate() {
        let mut next = alloc::vec![row.saturating_add(1)];
        for (column, b) in right.iter().enumerate() {
            let get = |list: &[usize], at: usize| list.get(at).copied().unwrap_or(usize::MAX);
            let after = column.saturating_add(1);
            let mut best = get(&last, column).saturating_add(usize::from(a != b));
            best = best.min(get(&last, after).saturating_add(1));
            best = best.min(get(&next, column).saturating_add(1));
            let swapped = row > 0
                && column > 0
                && left.get(row.wrapping_sub(1)) == Some(b)
                && right.get(column.wrapping_sub(1)) == Some(a);
            if swapped {
                best = best.min(get(&before, column.wrapping_sub(1)).saturating_add(1));
            }
            next.push(best);
        }
        before = core::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::nearest;
    use alloc::string::String;
    use alloc::vec::Vec;

    #[test]
    fn far_words_are_not_suggested() {
        let known: Vec<String> = ["$gt", "$gte", "$in"].map(String::from).to_vec();
        assert_eq!(nearest("$between", &known), None);
        assert_eq!(nearest("$gtr", &known).as_deref(), Some("$gt"));
        assert_eq!(nearest("zz", &known), None);
        assert_eq!(nearest(" ＄ｇｔｅ", &known).as_deref(), Some("$gte"));
        let words: Vec<String> = ["of", "de"].map(String::from).to_vec();
        assert_eq!(nearest("not", &words), None, "two of three letters");
        assert_eq!(nearest("default", &words), None, "only the beginning");
        let words: Vec<String> = ["赤", "ゴールド会員"].map(String::from).to_vec();
        assert_eq!(nearest("元", &words), None, "nothing of it is the same");
        for looks in ["ｺﾞｰﾙﾄﾞ会員", "コ\u{3099}ールト\u{3099}会員"] {
            assert_eq!(nearest(looks, &words).as_deref(), Some("ゴールド会員"));
        }
    }
}
