//! Spans that look back further than `retention` keeps anything: what they ask for is forgotten by then, without a
//! word.
//!
//! Owns: which spans are compared with what. In: the rules as they were read, the file. Out: advice. Must not: judge a
//! span that cannot be read; the reader does.

use super::sheet::hears;
use crate::engine::Env;
use crate::engine::history::Retention;
use crate::engine::json::{Kind, Node, Spot, Value};
use crate::engine::problem::Problem;
use crate::engine::rules::Rules;
use crate::engine::time::{DAY_MS, MINUTE_MS, floor, parse_duration};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Every such span.
pub(super) fn find(env: &Env, text: &str, rules: &Rules, file: &Value, found: &mut Vec<Problem>) {
    let retention = rules.retention;
    let mut tell = |node: &Node<'_>, kept_ms: f64| {
        if kept_ms < asked_ms(node.value) {
            let place = node.place(env, text, Spot::Start);
            found.push(Problem::new("retention", place, &written(kept_ms), ""));
        }
    };
    let root = Node::root(file);
    let kept_ms = retention.experiences_ms();
    for goal in root.get("goals").children(Kind::Map) {
        tell(&goal.get("within"), kept_ms);
    }
    pressure(&root.get("surfaces"), kept_ms, &mut tell);
    for experience in root.get("experiences").children(Kind::List) {
        pressure(&experience, kept_ms, &mut tell);
        tell(&experience.get("stay").get("atMost"), kept_ms);
    }
    behaviours(&root, retention, &mut tell);
}

/// What limits surfaces: one, or all together.
fn pressure(of: &Node<'_>, kept_ms: f64, tell: &mut dyn FnMut(&Node<'_>, f64)) {
    tell(&of.get("dismissed"), kept_ms);
    tell(&of.get("gap"), kept_ms);
    let frequency = of.get("frequency");
    tell(&frequency.get("per"), kept_ms);
    for cap in frequency.children(Kind::List) {
        tell(&cap.get("per"), kept_ms);
    }
}

/// What was done, wherever it is asked for.
fn behaviours(of: &Node<'_>, retention: Retention, tell: &mut dyn FnMut(&Node<'_>, f64)) {
    for part in of.children(Kind::List) {
        behaviours(&part, retention, tell);
    }
    for part in of.children(Kind::Map) {
        match (part.key(), part.value) {
            ("show" | "variants" | "value" | "values", _) => {}
            ("$did", Some(did)) => {
                let kept_ms = retention.events_ms(&|event| hears(did, event));
                tell(&part.get("within"), kept_ms);
            }
            _ => behaviours(&part, retention, tell),
        }
    }
}

/// How far back a span reaches; 0 for what is none.
fn asked_ms(span: Option<&Value>) -> f64 {
    match span {
        Some(Value::Text(text)) => parse_duration(text).unwrap_or_default(),
        Some(span) => span.number_at("days") * DAY_MS,
        None => 0.0,
    }
}

/// As people write it: `30d`.
fn written(ms: f64) -> String {
    let units = [
        (DAY_MS, 'd'),
        (60.0 * MINUTE_MS, 'h'),
        (MINUTE_MS, 'm'),
        (1_000.0, 's'),
    ];
    let whole = units.iter().find(|(unit, _)| floor(ms / unit) * unit >= ms);
    whole.map_or_else(String::new, |(unit, name)| format!("{}{name}", ms / unit))
}

#[cfg(test)]
mod tests {
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::format;
    use alloc::vec::Vec;

    #[test]
    fn what_looks_back_further_than_it_is_kept_is_told() {
        let text = r#"{"omotenashi":1,"retention":{"default":"60d","events":{"look":"10d"},"experiences":"36h"},
            "goals":{"g":{"event":"purchase","within":"2d"},"h":{"event":"x","within":"1d"}},
            "surfaces":{"gap":"1h","frequency":[{"atMost":1,"per":"visit"},{"atMost":3,"per":"7d"}],"dismissed":"36h"},
            "audiences":{"a":{"$or":[{"$did":{"event":"look","within":"11d"}},{"$did":{"event":"ask","within":"60d"}}]}},
            "experiences":[{"id":"a","who":{"$not":{"$did":{"event":"ask","within":{"days":61}}}},"stay":{"atMost":"3d"},
            "frequency":{"atMost":1,"per":"2d"},"dismissed":"4w","show":[{"surface":"modal","text":"x"}]},
            {"id":"b","who":{"$did":{"event":"ask","within":"visit"}},"show":[{"select":"p","text":"x"}]}]}"#;
        let said = |text: &str, language| -> Vec<_> {
            let found = check(&Env::native(), text, language);
            let all = found.into_iter().filter(|one| one.code == "retention");
            all.map(|one| format!("{}: {}; {}", one.pointer, one.message, one.help))
                .collect()
        };
        let expected = [
            ("/goals/g/within", "36h"),
            ("/surfaces/frequency/1/per", "36h"),
            ("/audiences/a/$or/0/$did/within", "10d"),
            ("/experiences/0/who/$not/$did/within", "60d"),
            ("/experiences/0/stay/atMost", "36h"),
            ("/experiences/0/frequency/per", "36h"),
            ("/experiences/0/dismissed", "36h"),
        ];
        let expected: Vec<_> = expected
            .iter()
            .map(|(place, kept)| format!("{place}: this is forgotten after {kept}, as `retention` says; keep it longer in `retention`, or write {kept} here"))
            .collect();
        assert_eq!(said(text, Language::English), expected);
        assert!(said(text, Language::Japanese)[0].contains("36h"));
        let long = r#"{"omotenashi":1,"experiences":[{"id":"a","who":{"$did":{"event":"e","within":"DAYS"}},"show":[{"select":"p","text":"x"}]}]}"#;
        assert_eq!(
            said(&long.replace("DAYS", "396d"), Language::English),
            [""; 0]
        );
        assert_eq!(
            said(&long.replace("DAYS", "397d"), Language::English).len(),
            1
        );
    }
}
