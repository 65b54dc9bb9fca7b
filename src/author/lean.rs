//! Whether rules can do with the smallest build: what [`part`](crate::engine::part) says is not in it, they do not ask for.
//!
//! Owns: the list of what asks for more. In: compiled rules. Out: yes or no, in doubt no. Must not: say yes to rules
//! that the smallest build would read otherwise.

use crate::engine::Env;
use crate::engine::condition::Subject;
use crate::engine::json::{Value, parse};
use crate::engine::rules::{Experience, NOBODY, Rules, Surfaces};

/// Words of a rules file that ask for more, wherever they stand.
const MORE: [&str; 24] = [
    "$did",
    "$variant",
    "$flag",
    "$veq",
    "$vne",
    "$vlt",
    "$vlte",
    "$vgt",
    "$vgte",
    "surface",
    "when",
    "flags",
    "stages",
    "interests",
    "rfm",
    "filters",
    "group",
    "ramp",
    "ranges",
    "redirect",
    "redirects",
    "move",
    "swap",
    "observe",
];

/// Whether the smallest build does with these rules what the whole one does. Rules with a problem are not for it.
#[must_use]
pub fn is_lean(env: &Env, text: &str) -> bool {
    let (rules, problems) = Rules::read(env, text);
    let (file, _) = parse(env, text);
    problems.is_empty()
        && !names(&file, &MORE)
        && rules.surfaces == Surfaces::default()
        && rules.subjects.iter().all(is_plain)
        && rules.experiences.iter().all(|one| is_simple(&rules, one))
}

/// Whether any member of a value, however deep, has one of these names.
fn names(value: &Value, words: &[&str]) -> bool {
    let mut members = value.members().iter();
    members.any(|(key, value)| words.contains(&&**key) || names(value, words))
        || value.items().iter().any(|item| names(item, words))
}

/// Whether it is known without a look at what was done.
fn is_plain(subject: &Subject) -> bool {
    match subject {
        Subject::Attribute(path) => !path.starts_with("cart.") && !subject.is_answer(),
        _ => false,
    }
}

/// Whether it is split by the visitor's id, if at all, and shown whenever it applies.
fn is_simple(rules: &Rules, experience: &Experience) -> bool {
    let Experience {
        assignment, rest, ..
    } = experience;
    let [by, otherwise] = assignment.hash_by;
    let by_id = matches!(
        rules.subjects.get(by),
        Some(Subject::Attribute("visitor.id"))
    );
    by_id
        && otherwise == NOBODY
        && assignment.hash_version == 2
        && rest.min_version <= 0.0
        && rest.caps.is_empty()
        && rest.dismissed_ms <= 0.0
        && rest.until.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    fn lean(more: &str, experience: &str) -> bool {
        let text = format!(
            r##"{{"omotenashi":1,"goals":{{"g":{{"event":"e"}}}},"attributes":{{"a":{{}}}}{more},"experiences":[{{"id":"x",
            "show":[{{"select":"h1","text":"Hello {{{{visit.number}}}}"}}],"split":{{"show":50,"original":50}},"stay":{{"until":"g"}}{experience}}}]}}"##
        );
        is_lean(&Env::native(), &text)
    }

    #[test]
    fn what_is_in_the_smallest_build_is_lean() {
        assert!(lean("", ""));
        assert!(lean(
            r#","audiences":{"b":{"visit.number":{"$gte":2}}}"#,
            r#","who":{"$audience":"b"}"#
        ));
        assert!(lean(
            r#","holdouts":{"p":{"percent":5}}"#,
            r#","schedule":{"from":"2026-12-01"}"#
        ));
    }

    #[test]
    fn what_asks_for_more_is_not() {
        for (more, experience) in [
            (r#","flags":{"f":{"default":1}}"#, ""),
            (r#","stages":{"s":{"a":1}}"#, ""),
            (r#","surfaces":{"gap":"1m"}"#, ""),
            (r#","surfaces":{"dismissed":"1d"}"#, ""),
            (r#","observe":{"dataLayer":true}"#, ""),
            (r#","audiences":{"b":{"$did":{"event":"e"}}}"#, ""),
            (r#","audiences":{"b":{"cart.value":{"$gt":1}}}"#, ""),
            ("", r#","who":{"order.count":1}"#),
            ("", r#","who":{"campaign.first.source":"x"}"#),
            ("", r#","who":{"a":{"$elemMatch":{"b":{"$vgt":"1.0"}}}}"#),
            ("", r#","needs":["cart.count"]"#),
            ("", r#","when":{"exit":true}"#),
            ("", r#","frequency":{"atMost":1}"#),
            ("", r#","dismissed":"7d""#),
            ("", r#","until":"g""#),
            ("", r#","hashBy":"a""#),
            ("", r#","hashVersion":1"#),
            ("", r#","minVersion":2"#),
            ("", r#","ramp":[{"from":"2026-12-01","percent":50}]"#),
            ("", r#","group":{"name":"g","to":50}"#),
            ("", r#","wher":{}"#),
        ] {
            assert!(!lean(more, experience), "{more} {experience}");
        }
        for show in [
            r#"{"redirect":"/b"}"#,
            r##"{"select":"#a","move":{"after":"#b"}}"##,
            r#"{"surface":"bar","html":"x"}"#,
            r#"{"select":"h1","text":"{{order.total}}"}"#,
        ] {
            let text =
                format!(r#"{{"omotenashi":1,"experiences":[{{"id":"x","show":[{show}]}}]}}"#);
            assert!(!is_lean(&Env::native(), &text), "{show}");
        }
        assert!(!is_lean(&Env::native(), "{"));
    }
}
