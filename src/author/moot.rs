//! Members that are valid, but have no effect where they are.
//!
//! Owns: which word needs which other beside it, and what does not reach into shadow roots. In: the file. Out: advice.
//! Must not: judge unknown words; the reader does.

use crate::engine::Env;
use crate::engine::json::{Reader, Value};
use crate::engine::problem::Problem;
use alloc::vec::Vec;

/// Words of `when` that need one of the others beside them.
const BESIDE: [(&str, &[&str]); 3] = [
    ("for", &["view", "hover", "focus", "abandon"]),
    ("count", &["event", "shown", "clicked", "closed"]),
    ("percent", &["view"]),
];

/// Elements whose content nobody sees, or not as text.
const HOLLOW: &str = "area audio br canvas col hr iframe img input object picture select source svg template video wbr";

/// Every such member of an experience.
pub(super) fn find(env: &Env, text: &str, file: &Value, found: &mut Vec<Problem>) {
    let experiences = file.get("experiences").map_or(&[][..], Value::items);
    let mut all = experiences.iter();
    super::advice::part(env, text, "experiences", &mut |reader| match all.next() {
        Some(one) => experience(reader, one, file.get("slots"), found),
        None => reader.skip(),
    });
}

fn experience(
    reader: &mut Reader<'_>,
    one: &Value,
    slots: Option<&Value>,
    found: &mut Vec<Problem>,
) {
    let variants = one.get("variants").map_or(&[][..], Value::members);
    let lists = variants.iter().map(|(_, variant)| variant.get("show"));
    let mut entries = lists
        .chain([one.get("show")])
        .flat_map(|list| list.map_or(&[][..], Value::items));
    let is_bare = !entries.any(|entry| entry.get("surface").is_some());
    let _ = reader.object(&mut |reader, key| match key {
        "when" | "dismissed" if is_bare => tell(reader, key, "no-surface", found),
        "when" => drop(reader.object(&mut |reader, word| {
            let when = one.get("when");
            let alone = |(known, others): &&(&str, &[&str])| {
                let mut others = others.iter();
                *known == word
                    && !others.any(|other| when.is_some_and(|when| when.get(other).is_some()))
            };
            match BESIDE.iter().find(alone) {
                Some((word, _)) => tell(reader, word, "no-moment", found),
                None => reader.skip(),
            }
        })),
        "show" => shows(reader, one.get("show"), slots, found),
        "variants" => drop(reader.object(&mut |reader, name| {
            let list = one
                .get("variants")
                .and_then(|all| all.get(name)?.get("show"));
            let _ = reader.object(&mut |reader, _| shows(reader, list, slots, found));
        })),
        _ => reader.skip(),
    });
}

fn shows(
    reader: &mut Reader<'_>,
    list: Option<&Value>,
    slots: Option<&Value>,
    found: &mut Vec<Problem>,
) {
    let mut entries = list.map_or(&[][..], Value::items).iter();
    let _ = reader.array(&mut |reader| match entries.next() {
        Some(entry) => {
            let mut later = entries.as_slice().iter();
            let is_last = !later.any(|other| other.get("surface").is_some());
            change(reader, entry, is_last, slots, found);
        }
        None => reader.skip(),
    });
}

/// `is_last` is whether no surface follows in the same list.
fn change(
    reader: &mut Reader<'_>,
    entry: &Value,
    is_last: bool,
    slots: Option<&Value>,
    found: &mut Vec<Problem>,
) {
    let is_deep = |selector: &str| selector.contains(">>>");
    let named = |name: &str| {
        slots
            .and_then(|slots| slots.text_at(name))
            .is_some_and(is_deep)
    };
    let target =
        entry.text_at("select").is_some_and(is_deep) || entry.text_at("at").is_some_and(named);
    let slot = || slots?.text_at(entry.text_at("at")?);
    let hollow = entry.text_at("select").or_else(slot).and_then(hollow);
    let is_change = entry.get("surface").is_none();
    let leads = |value: Option<&Value>| {
        value
            .and_then(Value::as_text)
            .is_some_and(|text| is_deep(text) || named(text))
    };
    let _ = reader.object(&mut |reader, key| {
        let value = entry.get(key);
        let mut ends = value.map_or(&[][..], Value::members).iter();
        match key {
            "move" | "swap" if target || leads(value) || ends.any(|(_, end)| leads(Some(end))) => {
                tell(reader, key, "no-shadow", found);
            }
            "text" | "html" if is_change && hollow.is_some() => {
                tell(reader, hollow.unwrap_or_default(), "no-inside", found);
            }
            "surface" if !is_last => tell(reader, key, "no-place", found),
            "surface" if target => match value.and_then(Value::as_text) {
                Some(kind @ ("card" | "spotlight")) => tell(reader, kind, "no-shadow", found),
                _ => reader.skip(),
            },
            "style" => drop(reader.object(&mut |reader, name| {
                if name.starts_with("--") || !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
                    reader.skip();
                } else {
                    tell(reader, name, "no-property", found);
                }
            })),
            _ => reader.skip(),
        }
    });
}

/// The name of such an element, where a selector ends with it.
fn hollow(selector: &str) -> Option<&str> {
    if selector.contains(['[', '(', '"', '\'']) {
        return None;
    }
    let end = selector.rsplit([' ', '>', '+', '~', ',']).next()?;
    let name = end.split(['.', '#', ':']).next()?;
    HOLLOW.split(' ').any(|one| one == name).then_some(name)
}

fn tell(reader: &mut Reader<'_>, word: &str, kind: &'static str, found: &mut Vec<Problem>) {
    reader.peek();
    found.push(Problem::new("no-effect", reader.place(), word, kind));
    reader.skip();
}

/// The words of `when` of which this one needs one beside it.
pub(super) fn beside(word: &str) -> &'static [&'static str] {
    let known = BESIDE.iter().find(|(known, _)| *known == word);
    known.map_or(&[], |(_, others)| others)
}

/// A property as CSS writes it: `background-color` of `backgroundColor`.
pub(super) fn property(name: &str) -> alloc::string::String {
    let mut out = alloc::string::String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

    #[test]
    fn what_means_nothing_where_it_stands_is_told() {
        let text = r##"{"omotenashi":1,"slots":{"deep":"x-a >>> h2","pay":"#pay input"},"experiences":[
            {"id":"a","when":{"exit":true},"dismissed":"7d","show":[{"select":"p","text":"x","style":{"backgroundColor":"red","--myColor":"red"}}]},
            {"id":"b","when":{"click":"p","for":"3s","count":2,"percent":50},"show":[{"surface":"bar","text":"x"}]},
            {"id":"c","when":{"view":"p","event":"e","for":"3s","count":2,"percent":50},"dismissed":"7d",
             "variants":{"v":{"show":[{"at":"deep","text":"x"},{"select":"p","swap":"deep"}]},"w":{"show":[{"surface":"card","at":"deep","text":"x"}]}},
             "split":{"v":50,"w":50},"measure":{}},
            {"id":"e","show":[{"surface":"bar","text":"x"},{"select":"p","text":"x"},{"surface":"toast","text":"x"}]},
            {"id":"f","show":[{"select":"main > img.hero","text":"x"},{"at":"pay","html":"x"},{"select":"img","image":"/x.png"},{"select":"img b, [a='b img']","text":"x"},{"surface":"card","select":"img","text":"x"}]},
            {"id":"d","show":[{"at":"deep","move":{"after":"p"}},{"select":"p","move":{"first":"x-a >>> p"}},{"select":"p","move":{"last":"div > p"}}]}]}"##;
        let found = check(&Env::native(), text, Language::English);
        let said: Vec<_> = found
            .iter()
            .filter(|one| one.code == "no-effect")
            .map(|one| format!("{}: {}; {}", one.pointer, one.message, one.help))
            .map(|line| String::from(line.trim_end_matches("; ")))
            .collect();
        let expected = "
            /experiences/0/when: `when` is for surfaces, and this experience shows none: its changes are made at once; leave it out, or show a `surface`
            /experiences/0/dismissed: `dismissed` is for surfaces, and this experience shows none: its changes are made at once; leave it out, or show a `surface`
            /experiences/0/show/0/style/backgroundColor: no style property is called `backgroundColor`; write `background-color`
            /experiences/1/when/for: `for` has no meaning for the moments beside it; it belongs to view, hover, focus, abandon
            /experiences/1/when/count: `count` has no meaning for the moments beside it; it belongs to event, shown, clicked, closed
            /experiences/1/when/percent: `percent` has no meaning for the moments beside it; it belongs to view
            /experiences/2/variants/v/show/1/swap: `swap` does not reach into shadow roots (`>>>`)
            /experiences/2/variants/w/show/0/surface: `card` does not reach into shadow roots (`>>>`)
            /experiences/3/show/0/surface: nobody sees this surface: of several, only the last is shown; give each surface an experience of its own
            /experiences/4/show/0/text: nobody sees what is inside `<img>`; to change its picture, use `image`
            /experiences/4/show/1/html: nobody sees what is inside `<input>`; to change what it says, set its `value` or `placeholder` by `attribute`
            /experiences/5/show/0/move: `move` does not reach into shadow roots (`>>>`)
            /experiences/5/show/1/move: `move` does not reach into shadow roots (`>>>`)";
        let expected: Vec<_> = expected
            .lines()
            .map(str::trim_start)
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(said, expected);
    }
}
