//! Languages that no page declares: a text in one is never shown, an experience for one never runs.
//!
//! Owns: which language tags there are. In: the file. Out: advice. Must not: judge where a page is no language's own.

use crate::engine::Env;
use crate::engine::json::{self, Kind, Reader};
use crate::engine::problem::Problem;
use alloc::vec::Vec;

/// ISO 639-1.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii \
    ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml \
    mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg \
    sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh \
    yi yo za zh zu";

/// Whether a page may say this of itself: `ja`, `pt-BR`.
pub(super) fn is_tag(tag: &str) -> bool {
    let (first, _) = tag.split_once('-').unwrap_or((tag, ""));
    let first = first.to_lowercase();
    let known = match first.len() {
        2 => TWO_LETTERS.split_whitespace().any(|known| known == first),
        length => length == 3 && first.bytes().all(|byte| byte.is_ascii_lowercase()),
    };
    known
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// What the texts here are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Nothing of a language.
    Out,
    /// A change.
    Show,
    /// Members that may each be of several languages.
    Parts,
    /// A text, or texts by language.
    Texts,
    /// A list of languages.
    Tags,
    /// What of a change is of no language.
    Other,
}

impl Place {
    fn behind(self, key: &str) -> Self {
        match (self, key) {
            (Self::Out, "show") => Self::Show,
            (Self::Out, "languages") => Self::Tags,
            (Self::Show, "text" | "html" | "link" | "label") | (Self::Parts, _) => Self::Texts,
            (Self::Show, "attribute" | "style" | "image" | "video" | "insert") => Self::Parts,
            (Self::Out, _) => Self::Out,
            _ => Self::Other,
        }
    }
}

/// Every language that is none.
pub(super) fn find(env: &Env, text: &str, found: &mut Vec<Problem>) {
    walk(&mut Reader::new(env, text), Place::Out, found);
}

fn walk(reader: &mut Reader<'_>, place: Place, found: &mut Vec<Problem>) {
    match (reader.peek(), place) {
        (_, Place::Other) | (Kind::Map, Place::Tags) => reader.skip(),
        (Kind::Map, _) => drop(reader.object(&mut |reader, key| {
            if place == Place::Texts {
                found.extend((!is_tag(key)).then(|| problem(reader.place(), key)));
            }
            walk(reader, place.behind(key), found);
        })),
        (Kind::List, _) => drop(reader.array(&mut |reader| walk(reader, place, found))),
        (Kind::Text, Place::Tags) => {
            let at = reader.at();
            let tag = reader.text().unwrap_or_default();
            found.extend((!is_tag(&tag)).then(|| problem(reader.place_of(at), &tag)));
        }
        _ => reader.skip(),
    }
}

fn problem(at: json::Place, tag: &str) -> Problem {
    // What has only another dash is no other language.
    let list = if tag.contains('_') { "" } else { "language" };
    Problem::new("language-tag", at, tag, list)
}

#[cfg(test)]
mod tests {
    use super::is_tag;
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::vec::Vec;

    #[test]
    fn a_language_that_no_page_has_is_told() {
        let text = r#"{"omotenashi":1,"audiences":{"show":{"page.path":"/"},"languages":{"page.path":"/"}},
            "experiences":[{"id":"a","languages":["ja","jp"],"show":[
            {"select":"h1","text":{"en":"x","jp":"y"},"attribute":{"title":{"English":"x"},"alt":"x"},"value":{"jp":1}},
            {"select":"p","image":{"src":"/a","alt":{"ja_JP":"x","pt-BR":"y"}},"insert":{"after":{"zh-Hant":"x","cn":"y"}}}]}]}"#;
        let found = check(&Env::native(), text, Language::English);
        let said: Vec<_> = found
            .iter()
            .map(|one| (&*one.pointer, &*one.message, &*one.help))
            .collect();
        let letters = "write a language as in <html lang>: ja, en, pt-BR";
        let expected = [
            (
                "/experiences/0/languages/1",
                "no page is in the language `jp`, did you mean `ja`?",
                letters,
            ),
            (
                "/experiences/0/show/0/text/jp",
                "no page is in the language `jp`, did you mean `ja`?",
                letters,
            ),
            (
                "/experiences/0/show/0/attribute/title/English",
                "no page is in the language `English`, did you mean `en`?",
                letters,
            ),
            (
                "/experiences/0/show/1/image/alt/ja_JP",
                "no page is in the language `ja_JP`",
                "write `ja-JP`",
            ),
            (
                "/experiences/0/show/1/insert/after/cn",
                "no page is in the language `cn`, did you mean `zh`?",
                letters,
            ),
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn tags() {
        for tag in ["ja", "en-GB", "zh-Hant-TW", "yue", "JA", "es-419"] {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in ["", "jp", "japanese", "en_GB", "日本語", "j", "x-klingon"] {
            assert!(!is_tag(tag), "{tag}");
        }
    }
}
