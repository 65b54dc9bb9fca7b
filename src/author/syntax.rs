//! What stands where a file is no JSON.
//!
//! Owns: the mistakes that people make who write JSON by hand, or in a text editor meant for letters. In: the text, line
//! and column. Out: a [`Sign`]. Must not: say it; `sentence` does.

/// What stands there, where that says why it is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// There is nothing in the file at all.
    Nothing,
    /// The end of the file.
    End,
    Comment,
    /// A quotation mark that is none in JSON.
    Quote,
    /// A closing bracket or a comma, where a value should be.
    Comma,
    /// A full-width sign, and the one that was meant.
    Wide(char, char),
    /// A space that is none in JSON.
    Space,
}

/// What a Japanese keyboard writes for these; every other full-width sign stands as far from its own.
const WIDE: [(char, char); 4] = [('、', ','), ('“', '"'), ('”', '"'), ('「', '"')];

/// The sign that a full-width one was meant for.
pub(super) fn narrow(letter: char) -> Option<char> {
    if let '！'..='～' = letter {
        return char::from_u32(u32::from(letter).wrapping_sub(0xFEE0));
    }
    let found = WIDE.iter().find(|(wide, _)| *wide == letter);
    found.map(|(_, plain)| *plain)
}

/// What stands at a place that is not as JSON has it.
pub(super) fn sign(text: &str, line: u32, column: u32) -> Option<Sign> {
    let back = |number: u32| usize::try_from(number.saturating_sub(1)).unwrap_or_default();
    let mut lines = text.split('\n').skip(back(line));
    let here = lines.next().unwrap_or_default();
    let mut letters = here.chars().skip(back(column));
    let Some(letter) = letters.next() else {
        let rest = lines.all(|line| line.trim().is_empty());
        return rest.then_some(match text.trim() {
            "" => Sign::Nothing,
            _ => Sign::End,
        });
    };
    let plain = narrow(letter);
    match letter {
        '/' | '#' => Some(Sign::Comment),
        '\'' | '`' | '‘' | '’' => Some(Sign::Quote),
        ',' | ']' | '}' => Some(Sign::Comma),
        _ if plain.is_some() => plain.map(|plain| Sign::Wide(letter, plain)),
        _ if letter.is_whitespace() => Some(Sign::Space),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Sign;
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::string::ToString;

    #[test]
    fn what_is_no_json_is_told_with_what_stands_there() {
        for (text, sign) in [
            ("", Some(Sign::Nothing)),
            (" \n ", Some(Sign::Nothing)),
            ("{\"omotenashi\":1", Some(Sign::End)),
            ("{\"omotenashi\":1,\n  // words\n}", Some(Sign::Comment)),
            ("{'omotenashi':1}", Some(Sign::Quote)),
            ("{“omotenashi”:1}", Some(Sign::Wide('“', '"'))),
            ("{\"omotenashi\"：1}", Some(Sign::Wide('：', ':'))),
            ("{\"omotenashi\":1、\n}", Some(Sign::Wide('、', ','))),
            ("{\"omotenashi\":１}", Some(Sign::Wide('１', '1'))),
            (
                "{\"omotenashi\":1,\u{3000}\"site\":\"s\"}",
                Some(Sign::Space),
            ),
            ("{\"omotenashi\":1,\"experiences\":[1,]}", Some(Sign::Comma)),
            ("{\"omotenashi\":True}", None),
        ] {
            for language in [Language::English, Language::Japanese] {
                let found = check(&Env::native(), text, language);
                let help = sign.map(|sign| language.syntax(sign));
                assert_eq!(found.len(), 1, "{text}");
                assert_eq!(found[0].help, help.unwrap_or_default(), "{text}");
            }
        }
        let comma = check(&Env::native(), "{\"omotenashi\":1,\n}", Language::English);
        assert_eq!(comma[0].help, "".to_string(), "the sentence has said so");
    }
}
