//! Letters that look alike and are not equal: half-width kana, and letters whose marks are separate characters (NFD),
//! as in file names from a Mac and text from a PDF.
//!
//! Owns: how they are usually written. In: the file. Out: advice. Must not: judge what is only shown.

use super::syntax::narrow;
use crate::engine::Env;
use crate::engine::json::{Kind, Reader};
use crate::engine::problem::Problem;
use alloc::string::String;
use alloc::vec::Vec;

/// Half-width kana begin at U+FF61.
const HALF: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
/// Each with its letter behind it that has two dots, or a ring.
const DOTS: &str = "かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔ\
    カガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴ";
const RING: &str = "はぱひぴふぷへぺほぽハパヒピフプヘペホポ";

/// The letter in full width.
fn full(letter: char) -> char {
    let offset = u32::from(letter).checked_sub(0xFF61);
    let found = offset.and_then(|at| HALF.chars().nth(usize::try_from(at).ok()?));
    found.unwrap_or(letter)
}

/// A letter together with the mark behind it.
fn joined(letter: char, mark: char) -> Option<char> {
    let list = match mark {
        '\u{3099}' | '゛' => DOTS,
        '\u{309A}' | '゜' => RING,
        _ => return None,
    };
    let at = list.chars().position(|one| one == letter)?;
    if at % 2 == 0 {
        list.chars().nth(at.saturating_add(1))
    } else {
        None
    }
}

/// As it is usually written: signs in half width, kana in full, each letter with its mark.
pub(super) fn usual(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        let letter = narrow(letter).unwrap_or_else(|| full(letter));
        match out.pop() {
            None => out.push(letter),
            Some(last) => match joined(last, letter) {
                Some(one) => out.push(one),
                None => out.extend([last, letter]),
            },
        }
    }
    out
}

/// Whether a letter stands there without its mark, which follows.
fn is_apart(text: &str) -> bool {
    let mut last = ' ';
    text.chars().any(|letter| {
        let kana = matches!(letter, '\u{3099}' | '\u{309A}') && joined(last, letter).is_some();
        let mark = matches!(
            letter,
            '\u{300}'..='\u{303}' | '\u{308}' | '\u{30A}' | '\u{327}'
        );
        let latin = mark
            && matches!(
                last.to_ascii_lowercase(),
                'a' | 'c' | 'e' | 'i' | 'n' | 'o' | 'u'
            );
        last = letter;
        kana || latin
    })
}

/// Every name and value that is compared with others, and is equal to nothing that looks like it.
pub(super) fn find(env: &Env, text: &str, found: &mut Vec<Problem>) {
    // Most files have none.
    if is_apart(text) || text.contains("\\u") {
        walk(&mut Reader::new(env, text), "", found);
    }
}

/// What of an experience people read, and nothing is compared with.
const SHOWN: [&str; 11] = [
    "text",
    "html",
    "label",
    "attribute",
    "style",
    "image",
    "video",
    "insert",
    "link",
    "css",
    "value",
];

fn walk(reader: &mut Reader<'_>, within: &str, found: &mut Vec<Problem>) {
    match reader.peek() {
        Kind::Map => drop(reader.object(&mut |reader, key| {
            reader.peek();
            if is_apart(key) {
                found.push(Problem::new("letters", reader.place(), key, ""));
            }
            match within {
                "show" if SHOWN.contains(&key) => reader.skip(),
                "show" => walk(reader, within, found),
                "experiences" | "rules" if matches!(key, "name" | "note") => reader.skip(),
                _ => walk(reader, key, found),
            }
        })),
        Kind::List => drop(reader.array(&mut |reader| walk(reader, within, found))),
        Kind::Text => {
            let at = reader.at();
            let word = reader.text().unwrap_or_default();
            if is_apart(&word) {
                found.push(Problem::new("letters", reader.place_of(at), &word, ""));
            }
        }
        _ => reader.skip(),
    }
}

#[cfg(test)]
mod tests {
    use super::usual;
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::vec::Vec;

    #[test]
    fn as_it_is_usually_written() {
        for (word, written) in [
            ("ｶﾞﾗｽ", "ガラス"),
            ("ﾊﾟﾝ", "パン"),
            ("か\u{3099}", "が"),
            ("ＡＢＣ１", "ABC1"),
            ("ー゛", "ー゛"),
            ("が゛", "が゛"),
            ("", ""),
        ] {
            assert_eq!(usual(word), written, "{word}");
        }
    }

    #[test]
    fn letters_apart_from_their_marks_are_told_where_they_are_compared() {
        let text = "{\"omotenashi\":1,\"audiences\":{\"カ\u{3099}\":{\"page.title\":{\"$contains\":\"ヒ\u{309A}アノ\"}}},\
            \"experiences\":[{\"id\":\"a\",\"name\":\"カ\u{3099}\",\"who\":{\"campaign.name\":\"cafe\u{301}\",\"page.query.a\":\"か\\u3099\"},\
            \"show\":[{\"select\":\"#カ\u{3099}\",\"text\":\"カ\u{3099}\"}]},{\"id\":\"b\",\"who\":{\"$audience\":\"ガ\"},\
            \"show\":[{\"select\":\"p\",\"text\":\"x\"}]}]}";
        let found = check(&Env::native(), text, Language::Japanese);
        let said: Vec<_> = found
            .iter()
            .filter(|one| one.code == "letters")
            .map(|one| (&*one.pointer, &*one.help))
            .collect();
        let expected = [
            ("/audiences/カ\u{3099}", "`ガ` と打ち直してください"),
            (
                "/audiences/カ\u{3099}/page.title/$contains",
                "`ピアノ` と打ち直してください",
            ),
            ("/experiences/0/who/campaign.name", "打ち直してください"),
            (
                "/experiences/0/who/page.query.a",
                "`が` と打ち直してください",
            ),
            ("/experiences/0/show/0/select", "`#ガ` と打ち直してください"),
        ];
        assert_eq!(said, expected);
        let other = found
            .iter()
            .find(|one| one.code == "unknown-audience")
            .unwrap();
        assert!(other.message.ends_with("のことですか？"), "{other:?}");
    }
}
