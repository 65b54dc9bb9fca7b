//! What is found where a file stops being JSON.
//!
//! Owns: the mistakes of people who write JSON by hand, or in a word processor. In: the text, line and column. Out: a
//! [`Sign`]. Must not: say it; `sentence` does.

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
    /// A closing bracket of the other kind, or one too many.
    Bracket,
    /// The rest of a text behind a quotation mark that was to be in it.
    Inner,
    /// What begins with a letter and stands in no quotation marks.
    Word,
    /// What follows the digits of a number.
    Unit,
    /// A file that begins as no JSON.
    Begin,
    /// A tab or the like inside of a text.
    Control,
    /// A full-width sign, and the one that was meant.
    Wide(char, char),
    /// A space that is none in JSON.
    Space,
}

/// What a Japanese keyboard writes for these; every other full-width sign stands as far from its own.
const WIDE: [(char, char); 6] = [
    ('、', ','),
    ('“', '"'),
    ('”', '"'),
    ('「', '"'),
    ('」', '"'),
    ('−', '-'),
];

/// The sign that a full-width one was meant for.
pub(super) fn narrow(letter: char) -> Option<char> {
    if let '！'..='～' = letter {
        return char::from_u32(u32::from(letter).wrapping_sub(0xFEE0));
    }
    let found = WIDE.iter().find(|(wide, _)| *wide == letter);
    found.map(|(_, plain)| *plain)
}

/// What stands at a place that is not as JSON has it: the code says what should.
pub(super) fn sign(text: &str, line: u32, column: u32, code: &str) -> Option<Sign> {
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
    let next = letters.next();
    let before = here.chars().take(back(column)).last();
    let is_word = letter.is_alphanumeric();
    let plain = narrow(letter);
    match letter {
        _ if code == "json-string" => {
            let control = letter.is_control() || before.is_some_and(char::is_control);
            control.then_some(Sign::Control)
        }
        // What it is, is told.
        _ if matches!(code, "json-number" | "json-escape") => None,
        '/' if matches!(next, Some('/' | '*')) => Some(Sign::Comment),
        '#' => Some(Sign::Comment),
        ']' | '}' if matches!(code, "json-comma" | "json-end") => Some(Sign::Bracket),
        _ if code == "json-end" => None,
        '\'' | '`' | '‘' | '’' if (line, column) != (1, 1) => Some(Sign::Quote),
        ',' | ']' | '}' => Some(Sign::Comma),
        _ if plain.is_some() => plain.map(|plain| Sign::Wide(letter, plain)),
        _ if letter.is_whitespace() => Some(Sign::Space),
        _ if (line, column) == (1, 1) => Some(Sign::Begin),
        _ if code == "json-comma"
            && before == Some('"')
            && (is_word || matches!(letter, '/' | '\\' | '>' | '.')) =>
        {
            Some(Sign::Inner)
        }
        _ if code == "json-comma"
            && before.is_some_and(|before| before.is_ascii_digit())
            && (is_word || letter == '%') =>
        {
            Some(Sign::Unit)
        }
        _ if code == "json-value" && (is_word || matches!(letter, '+' | '.')) => Some(Sign::Word),
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
            ("{\"omotenashi\":−1}", Some(Sign::Wide('−', '-'))),
            (
                "{\"omotenashi\":1,\u{3000}\"site\":\"s\"}",
                Some(Sign::Space),
            ),
            ("{\"omotenashi\":1,\"experiences\":[1,]}", Some(Sign::Comma)),
            ("{\"omotenashi\":True}", Some(Sign::Word)),
            ("{\"omotenashi\":.5}", Some(Sign::Word)),
            ("{\"omotenashi\":01}", None),
            ("{\"omotenashi\":50%}", Some(Sign::Unit)),
            ("{\"site\":\"<a href=\"/x\">\"}", Some(Sign::Inner)),
            ("{\"site\":\"a\tb\"}", Some(Sign::Control)),
            ("{\"site\":\"a\n\"}", None),
            ("{\"lists\":{\"a\":[1}}", Some(Sign::Bracket)),
            ("{\"omotenashi\":1}}", Some(Sign::Bracket)),
            ("omotenashi: 1\n", Some(Sign::Begin)),
            ("```json\n{}", Some(Sign::Begin)),
        ] {
            for language in [Language::English, Language::Japanese] {
                let found = check(&Env::native(), text, language);
                let help = sign.map(|sign| language.syntax(sign));
                assert_eq!(found.len(), 1, "{text}");
                assert_eq!(found[0].help, help.unwrap_or_default(), "{text}");
            }
        }
        let open = check(&Env::native(), "{\"site\":\"shop,\n}", Language::English);
        assert_eq!(
            (open[0].line, open[0].column),
            (1, 15),
            "where it was to be closed"
        );
        let comma = check(&Env::native(), "{\"omotenashi\":1,\n}", Language::English);
        assert_eq!(comma[0].help, "".to_string(), "the sentence has said so");
    }
}
