//! A fault that another one explains is not told beside it.
//!
//! Owns: which fault explains which. In: everything that was found. Out: what is left to say. Must not: leave a fault
//! without any word about it.

use super::check::Finding;
use super::sentence::hint::is_of_page;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// A finding, with what it was made of.
pub(super) struct Told {
    pub(super) finding: Finding,
    pub(super) word: String,
    pub(super) expected: &'static str,
    /// Our word for what was written.
    pub(super) meant: Option<String>,
}

/// What is known of a place: codes, and what was meant.
type Faults = BTreeMap<String, Vec<(&'static str, Option<String>)>>;

/// Takes out what follows from something else.
pub(super) fn sift(all: &mut Vec<Told>) {
    let mut faults = Faults::new();
    for Told { finding, meant, .. } in all.iter() {
        let here = faults.entry(finding.pointer.clone()).or_default();
        here.push((finding.code, meant.clone()));
    }
    all.retain(|one| !follows(one, &faults));
}

fn follows(one: &Told, faults: &Faults) -> bool {
    let pointer = one.finding.pointer.as_str();
    let (parent, name) = pointer.rsplit_once('/').unwrap_or_default();
    match one.finding.code {
        "missing-field" | "value-or-values" => {
            has(faults, pointer, &["type"]) || is_meant(one, pointer, faults)
        }
        "unknown-word" => {
            has(faults, pointer, &["type"]) || one.word.is_empty() && is_meant(one, pointer, faults)
        }
        "days" | "range" | "split-fraction" | "split-total" => {
            has(faults, pointer, &["type"]) || holds(faults, pointer)
        }
        "split-without" => has(faults, &format!("{pointer}/split"), &["type"]),
        "ramp-falls" => holds(faults, parent),
        "never" => {
            has(faults, pointer, &["address-letters", "unknown-attribute"])
                || has(faults, parent, &["unknown-attribute"])
                || parent.ends_with("/$did") && has(faults, parent, &["missing-field"])
        }
        // What was to be a surface is none, and so is told to be none.
        "no-effect" if matches!(name, "when" | "dismissed") => ["show", "variants"]
            .iter()
            .any(|part| holds(faults, &format!("{parent}/{part}"))),
        _ => false,
    }
}

/// Whether one of these is told of that very place.
fn has(faults: &Faults, pointer: &str, codes: &[&str]) -> bool {
    let here = faults.get(pointer).map_or(&[][..], Vec::as_slice);
    here.iter().any(|(code, _)| codes.contains(code))
}

/// Everything that is told of what is inside of a place.
fn inside<'a>(
    faults: &'a Faults,
    pointer: &str,
) -> impl Iterator<Item = (&'a str, &'a [(&'static str, Option<String>)])> {
    let begin = format!("{pointer}/");
    let length = begin.len();
    let from = faults.range(begin.clone()..);
    from.take_while(move |(found, _)| found.starts_with(&begin))
        .map(move |(found, here)| (found.get(length..).unwrap_or_default(), here.as_slice()))
}

/// Whether something inside of it cannot be read.
fn holds(faults: &Faults, pointer: &str) -> bool {
    const UNREAD: [&str; 6] = [
        "type",
        "unknown-field",
        "unknown-surface",
        "missing-field",
        "date",
        "split-negative",
    ];
    inside(faults, pointer).any(|(_, here)| here.iter().any(|(code, _)| UNREAD.contains(code)))
}

/// Whether what is missing is there, under another name or as something else.
fn is_meant(one: &Told, pointer: &str, faults: &Faults) -> bool {
    // Anything but what says where.
    let is_change = |word: &str| !matches!(word, "at" | "select" | "label");
    let any = |word| one.word == "text" && one.expected == "show" && is_change(word);
    // What a goal cannot be: that is told with what it can.
    let page = |field: &str| one.expected == "goal-fields" && is_of_page(field);
    let fields: &[&str] = match (&*one.word, one.expected) {
        ("at", "show") => &["at", "select", "surface"],
        ("html", "surface") => &["html", "text", "template", "link"],
        ("show", "experience") => &["show", "variants"],
        ("event", "goal-fields") => &["event", "click"],
        ("", "flag-rule") => &["value", "values"],
        ("", "destination-kind") => &["to"],
        (word, _) => &[word],
    };
    inside(faults, pointer).any(|(path, here)| {
        !path.contains('/')
            && here.iter().any(|(code, meant)| match *code {
                "unknown-field" if page(path) => true,
                "unknown-field" => meant
                    .as_deref()
                    .is_some_and(|meant| any(meant) || fields.contains(&meant)),
                "type" | "unknown-surface" => any(path) || fields.contains(&path),
                _ => false,
            })
    })
}

#[cfg(test)]
mod tests {
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::format;
    use alloc::vec::Vec;

    /// Rows of the test below.
    const MISTAKES: &[(&str, &str)] = &[
        (
            r#""show":[{"selector":"h1","text":"x"}]"#,
            "/show/0/selector",
        ),
        (r#""show":[{"select":["h1"],"text":"x"}]"#, "/show/0/select"),
        (r#""show":[{"select":"h1","texts":"x"}]"#, "/show/0/texts"),
        (r#""show":[{"select":"a","href":"/x"}]"#, "/show/0/href"),
        (
            r#""show":[{"select":"img","image":{"url":"/x"}}]"#,
            "/show/0/image/url",
        ),
        (
            r#""show":[{"surface":"popup","text":"x"}],"when":{"exit":true}"#,
            "/show/0/surface",
        ),
        (
            r#""show":[{"modal":"x"}],"dismissed":"1d""#,
            "/show/0/modal",
        ),
        (
            r#""show":[{"surface":"modal","content":"x"}]"#,
            "/show/0/content",
        ),
        (r#""shows":[{"select":"h1","text":"x"}]"#, "/shows"),
        (r#""show":[],"split":[50,50]"#, "/split"),
        (r#""show":[],"split":{"show":"50%"}"#, "/split/show"),
        (r#""show":[],"split":{"show":-5}"#, "/split/show"),
        (
            r#""show":[],"ramp":[5,{"from":"2027-01-01","percent":100}]"#,
            "/ramp/0",
        ),
        (
            r#""show":[],"ramp":[{"start":"2027-01-01","percent":100}]"#,
            "/ramp/0/start",
        ),
        (r#""show":[],"frequency":{"max":1}"#, "/frequency/max"),
        (
            r#""show":[],"who":{"$did":{"name":"purchase"}}"#,
            "/who/$did/name",
        ),
        (
            r#""show":[],"who":{"$did":{"event":"e","within":{"days":"7"}}}"#,
            "/who/$did/within/days",
        ),
        (
            r#""show":[],"who":{"$did":{"event":"e","sum":"value"}}"#,
            "/who/$did",
        ),
        (
            r#""show":[],"who":{"interest.topic.share":{"$gte":40}}"#,
            "/who/interest.topic.share",
        ),
        (
            r#""show":[],"who":{"page.path":"／item"}"#,
            "/who/page.path",
        ),
    ];

    #[test]
    fn one_mistake_is_told_once() {
        for (members, expected) in MISTAKES {
            let text = format!(r#"{{"omotenashi":1,"experiences":[{{"id":"a",{members}}}]}}"#);
            let found = check(&Env::native(), &text, Language::English);
            let places: Vec<_> = found.iter().map(|one| &*one.pointer).collect();
            assert_eq!(
                places,
                [format!("/experiences/0{expected}")],
                "{members}: {found:#?}"
            );
        }
    }

    #[test]
    fn two_mistakes_are_told_twice() {
        let text = r#"{"omotenashi":1,"goals":{"g":{"worth":"value"}},"experiences":[{"id":7,"show":[
            {"at":7},{"text":"x"}],"split":{"b":50}}]}"#;
        let found = check(&Env::native(), text, Language::English);
        let said: Vec<_> = found.iter().map(|one| (one.code, &*one.pointer)).collect();
        let expected = [
            ("missing-field", "/goals/g"),
            ("unknown-field", "/goals/g/worth"),
            ("split-without", "/experiences/0"),
            ("unknown-variant", "/experiences/0"),
            ("type", "/experiences/0/id"),
            ("missing-field", "/experiences/0/show/0"),
            ("type", "/experiences/0/show/0/at"),
            ("missing-field", "/experiences/0/show/1"),
        ];
        assert_eq!(said, expected);
    }
}
