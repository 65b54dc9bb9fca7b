//! The smallest build that can play the rules: they ask for nothing that, as [`part`](crate::engine::part) says, it
//! leaves out.
//!
//! Owns: the lists of what asks for more. In: rules. Out: the name of a build, in case of doubt a larger one. Must not:
//! name one that would read the rules differently.

use super::check::whole;
use crate::engine::Env;
use crate::engine::condition::Subject;
use crate::engine::json::Value;
use crate::engine::rules::{Experience, NOBODY, Rules, Surfaces};
use crate::engine::visitor::STAGE;

/// Words of a rules file that ask for what was done, wherever they stand.
const PAST: [&str; 4] = ["$did", "interests", "rfm", "observe"];

/// Words that ask for more than texts, pictures, goals, and a split by id.
const MORE: [&str; 20] = [
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
    "filters",
    "group",
    "ramp",
    "ranges",
    "redirect",
    "redirects",
    "move",
    "swap",
];

/// Words that insert elements or remove them.
const HTML: [&str; 3] = ["html", "insert", "remove"];

/// The smallest build that does with these rules what the whole one does: `plain`, `lean`, `more` or `whole`. Rules
/// with a problem get the whole one. `reader` means that they have to be read where they are played, because there they
/// may mean something else.
#[must_use]
pub fn build_for(env: &Env, text: &str) -> &'static str {
    let (rules, problems) = Rules::read(env, text);
    if problems.is_empty() && !is_same_everywhere(env, text) {
        return "reader";
    }
    let file = whole(env, text, &rules);
    if !problems.is_empty()
        || rules.journey
        || names(file, &PAST)
        || rules.subjects.iter().any(is_past)
    {
        return "whole";
    }
    let lean = !names(file, &MORE)
        && rules.surfaces == Surfaces::NONE
        && !rules.subjects.iter().any(Subject::is_answer)
        && rules.experiences.iter().all(|one| is_simple(&rules, one));
    match (lean, names(file, &HTML)) {
        (true, false) => "plain",
        (true, true) => "lean",
        _ => "more",
    }
}

/// Whether no date depends on the reader's clock: then the rules can be read where no clock is known.
fn is_same_everywhere(env: &Env, text: &str) -> bool {
    let nowhere = Env {
        zone_offset: |zone, _| (!zone.is_empty()).then_some(0.0),
        ..*env
    };
    Rules::read(&nowhere, text).1.is_empty()
}

/// Whether any member of a value, however deep, has one of these names.
fn names(value: &Value, words: &[&str]) -> bool {
    let mut members = value.members().iter();
    members.any(|(key, value)| words.contains(&&**key) || names(value, words))
        || value.items().iter().any(|item| names(item, words))
}

/// Whether it is known only from past behaviour.
fn is_past(subject: &Subject) -> bool {
    match subject {
        Subject::Attribute(path) => path.starts_with("cart.") || *path == STAGE[1],
        Subject::Behaviour(_) => true,
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
        && assignment.seed.is_usual()
        && rest.min_version <= 0.0
        && rest.caps.is_empty()
        && rest.dismissed_ms <= 0.0
        && rest.until.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    fn build(more: &str, experience: &str) -> &'static str {
        let text = format!(
            r##"{{"omotenashi":1,"timezone":"UTC","goals":{{"g":{{"event":"e"}}}},"attributes":{{"a":{{}}}}{more},"experiences":[{{"id":"x",
            "show":[{{"select":"h1","text":"Hello {{{{visit.number}}}}"}}],"split":{{"show":50,"original":50}},"stay":{{"until":"g"}}{experience}}}]}}"##
        );
        build_for(&Env::native(), &text)
    }

    fn showing(show: &str) -> &'static str {
        let text = format!(r#"{{"omotenashi":1,"experiences":[{{"id":"x","show":[{show}]}}]}}"#);
        build_for(&Env::native(), &text)
    }

    #[test]
    fn texts_goals_and_a_split_are_plain() {
        let audience = r#","audiences":{"b":{"visit.number":{"$gte":2}}}"#;
        assert_eq!(build("", ""), "plain");
        assert_eq!(build(audience, r#","who":{"$audience":"b"}"#), "plain");
        let holdout = r#","holdouts":{"p":{"percent":5}}"#;
        assert_eq!(
            build(holdout, r#","schedule":{"from":"2026-12-01"}"#),
            "plain"
        );
        for show in [
            r##"{"select":"#a","insert":{"after":"x"}}"##,
            r##"{"select":"#a","html":{"ja":"x"}}"##,
            r##"{"select":"#a","remove":true}"##,
        ] {
            assert_eq!(showing(show), "lean", "{show}");
        }
    }

    #[test]
    fn dates_of_nobodys_clock_are_read_where_they_are_played() {
        let of = |zone: &str, experience: &str| {
            let text = format!(
                r#"{{"omotenashi":1{zone},"experiences":[{{"id":"x"{experience},"show":[{{"select":"h1","text":"x"}}]}}]}}"#
            );
            build_for(&Env::native(), &text)
        };
        let from = r#","schedule":{"from":"2026-12-01"}"#;
        assert_eq!(of("", from), "reader");
        assert_eq!(of("", r#","schedule":{"to":"2026-12-01T12:00"}"#), "reader");
        assert_eq!(
            of("", r#","ramp":[{"from":"2026-12-01","percent":50}]"#),
            "reader"
        );
        assert_eq!(of(r#","timezone":"Asia/Tokyo""#, from), "plain");
        let own = r#","schedule":{"from":"2026-12-01T00:00+09:00"}"#;
        assert_eq!(of("", own), "plain");
        assert_eq!(of("", ""), "plain");
    }

    #[test]
    fn what_has_no_past_needs_none() {
        for (more, experience) in [
            (r#","flags":{"f":{"default":1}}"#, ""),
            (r#","stages":{"s":{"a":1}}"#, ""),
            (r#","surfaces":{"gap":"1m"}"#, ""),
            (r#","surfaces":{"dismissed":"1d"}"#, ""),
            ("", r#","who":{"a":{"$elemMatch":{"b":{"$vgt":"1.0"}}}}"#),
            ("", r#","when":{"exit":true}"#),
            ("", r#","frequency":{"atMost":1}"#),
            ("", r#","dismissed":"7d""#),
            ("", r#","until":"g""#),
            ("", r#","hashBy":"a""#),
            ("", r#","hashVersion":1"#),
            ("", r#","minVersion":2"#),
            ("", r#","ramp":[{"from":"2026-12-01","percent":50}]"#),
            ("", r#","group":{"name":"g","to":50}"#),
        ] {
            assert_eq!(build(more, experience), "more", "{more} {experience}");
        }
        for show in [
            r#"{"redirect":"/b"}"#,
            r##"{"select":"#a","move":{"after":"#b"}}"##,
            r#"{"surface":"bar","html":"x"}"#,
        ] {
            assert_eq!(showing(show), "more", "{show}");
        }
    }

    #[test]
    fn what_was_done_and_what_is_wrong_need_the_whole() {
        for (more, experience) in [
            (r#","observe":{"dataLayer":true}"#, ""),
            (r#","audiences":{"b":{"$did":{"event":"e"}}}"#, ""),
            (r#","audiences":{"b":{"cart.value":{"$gt":1}}}"#, ""),
            ("", r#","who":{"order.count":1}"#),
            ("", r#","who":{"campaign.first.source":"x"}"#),
            ("", r#","needs":["cart.count"]"#),
            (r#","stages":{"s":{"enter":{"a":1}}}"#, ""),
            ("", r#","who":{"visitor.daysInStage":1}"#),
            ("", r#","wher":{}"#),
        ] {
            assert_eq!(build(more, experience), "whole", "{more} {experience}");
        }
        assert_eq!(
            showing(r#"{"select":"h1","text":"{{order.total}}"}"#),
            "whole"
        );
        assert_eq!(build_for(&Env::native(), "{"), "whole");
    }
}
