//! What was right but for how it was typed, written correctly.
//!
//! Owns: numbers, signs and letters in another form, and calculations. In: a [`Sentence`]. Out: one more. Must not:
//! guess other words; `nearest` does.

use super::Sentence;
use crate::author::kana::usual;
use crate::author::rewrite::number;
use crate::author::syntax::{Sign, narrow};
use crate::engine::condition::is_ready;
use crate::engine::visitor::is_known;
use crate::server::Language;
use alloc::format;
use alloc::string::{String, ToString};

const SPACE: (&str, &str) = (
    "there is a full-width space here; use a half-width one",
    "全角の空白があります。半角の空白を使ってください",
);
const NUMBER: (&str, &str) = (
    "write a number without quotes: 50, also for 50%",
    "数値は引用符を付けずに書きます（50% なら 50）",
);
const ESCAPE: (&str, &str) = (
    "a line break is written \\n, and \\ itself \\\\",
    "改行は \\n、\\（¥ と表示されることもあります）そのものは \\\\ と書きます",
);

/// What to write; nothing where it was typed as it should be.
pub(super) fn of(s: &Sentence<'_>, language: Language) -> Option<String> {
    match s.code {
        "letters" => Some(anew(s.word, language)),
        "json-escape" => Some(language.pick(ESCAPE)),
        "type" if (s.word, s.expected, s.example) == ("string", "number", None) => {
            Some(language.pick(NUMBER))
        }
        "selector" if s.word == "\u{3000}" => Some(language.pick(SPACE)),
        "selector" => wide(s.word).map(|sign| language.syntax(sign)),
        "never" => number(s.word, s.expected, s.pointer).map(|text| match language {
            Language::English => format!("write `{text}`, without quotes"),
            Language::Japanese => format!("引用符を付けずに `{text}` と書きます"),
        }),
        _ => None,
    }
}

impl Language {
    fn pick(self, (english, japanese): (&str, &str)) -> String {
        match self {
            Self::English => english.to_string(),
            Self::Japanese => japanese.to_string(),
        }
    }
}

/// The full-width sign that a word is.
fn wide(word: &str) -> Option<Sign> {
    let letter = word
        .chars()
        .next()
        .filter(|one| one.len_utf8() == word.len())?;
    narrow(letter).map(|plain| Sign::Wide(letter, plain))
}

/// How a text is written whose letters stand apart from their marks.
fn anew(word: &str, language: Language) -> String {
    let joined = usual(word);
    match language {
        Language::English if joined == word => "retype it".to_string(),
        Language::English => format!("retype it: `{joined}`"),
        Language::Japanese if joined == word => "打ち直してください".to_string(),
        Language::Japanese => format!("`{joined}` と打ち直してください"),
    }
}

/// Whether something was to be calculated: `5000-cart.value`.
pub(in crate::author) fn is_calculation(word: &str) -> bool {
    let is_number = |part: &str| part.parse::<f64>().is_ok();
    let word = usual(word);
    let less = |(from, what): (&str, &str)| {
        is_number(from) || is_number(what) && (is_known(from) || is_ready(from))
    };
    word.contains([' ', '+', '*', '/', '×', '÷']) || word.split_once('-').is_some_and(less)
}
