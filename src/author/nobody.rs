//! Conditions that nobody can meet because they contradict themselves, and schedules that end before they begin.
//!
//! Owns: what one value cannot be at the same time. In: the rules as they were read, the file. Out: advice. Must not:
//! judge lists, which may hold several values, or comparisons with another attribute; nor report a single test, which
//! `never` does.

use crate::engine::Env;
use crate::engine::condition::{Clause, Condition, Operand, Operator, Subject, compare};
use crate::engine::json::{Node, Spot, Value};
use crate::engine::problem::Problem;
use crate::engine::rules::{Experience, Rules};
use alloc::vec::Vec;

/// Every condition and schedule that holds for nobody.
pub(super) fn find(env: &Env, text: &str, rules: &Rules, file: &Value, found: &mut Vec<Problem>) {
    let root = Node::root(file);
    let mut tell = |node: &Node<'_>, code, word: &str, expected| {
        let place = node.place(env, text, Spot::Start);
        found.push(Problem::new(code, place, word, expected));
    };
    for (index, condition) in rules.conditions.audiences.iter().enumerate() {
        if let Some((word, expected)) = search(rules, &[condition], Vec::new()) {
            tell(
                &root.get("audiences").child(index),
                "nobody",
                word,
                expected,
            );
        }
    }
    let list = root.get("experiences");
    for (index, experience) in rules.experiences.iter().take(rules.order.len()).enumerate() {
        party(rules, experience, &list.child(index), &mut tell);
    }
    for (index, flag) in rules.flags.iter().enumerate() {
        let flags = root.get("flags");
        let node = flags.child(index);
        let list = node.get("rules");
        for (number, place) in flag.rules.clone().enumerate() {
            if let Some(rule) = rules.experiences.get(place) {
                party(rules, rule, &list.child(number), &mut tell);
            }
        }
    }
}

/// Tells of the schedule; then of `where` and `who`, each for itself, else of both together.
fn party(
    rules: &Rules,
    experience: &Experience,
    node: &Node<'_>,
    tell: &mut dyn FnMut(&Node<'_>, &'static str, &str, &'static str),
) {
    let schedule = node.get("schedule");
    if schedule.is_some() && experience.rest.from_ms >= experience.rest.to_ms {
        tell(&schedule, "schedule-order", "", "");
    }
    let (place, who) = (&experience.place, &experience.who);
    // What is wrong has been told.
    if experience.broken || audience(rules, place) || audience(rules, who) {
        return;
    }
    for (parts, key) in [
        (&[place][..], "where"),
        (&[who][..], "who"),
        (&[place, who][..], "who"),
    ] {
        if let Some((word, expected)) = search(rules, parts, Vec::new()) {
            return tell(&node.get(key), "nobody", word, expected);
        }
    }
}

/// Whether an audience that is asked for holds for nobody: that is told where the audience is.
fn audience(rules: &Rules, condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().any(|part| audience(rules, part))
        }
        Condition::Not(part) => audience(rules, part),
        Condition::Audience(index) => rules
            .conditions
            .audiences
            .get(*index)
            .is_some_and(|condition| search(rules, &[condition], Vec::new()).is_some()),
        Condition::Clause(_) => false,
    }
}

/// What all of these conditions and `held` cannot be at once; also where only one of several ways is closed.
fn search<'a>(
    rules: &'a Rules,
    conditions: &[&'a Condition],
    mut held: Vec<Clause<'a>>,
) -> Option<(&'a str, &'static str)> {
    let mut ways = Vec::new();
    for condition in conditions {
        gather(rules, condition, &mut held, &mut ways);
    }
    for clause in &held {
        if matches!((clause.operator, clause.operand), (Operator::In | Operator::InFold, Operand::Value(Value::List(list))) if list.is_empty())
        {
            return Some((name(rules, clause.subject), "list"));
        }
        let same = || held.iter().filter(|other| other.subject == clause.subject);
        if excluded(&mut same(), Measure::Number) || excluded(&mut same(), Measure::Date) {
            return Some((name(rules, clause.subject), ""));
        }
    }
    let mut each = ways.into_iter();
    each.find_map(|way| search(rules, &[way], held.clone()))
}

/// Everything that has to hold, and the ways of which one has to.
fn gather<'a>(
    rules: &'a Rules,
    condition: &'a Condition,
    held: &mut Vec<Clause<'a>>,
    ways: &mut Vec<&'a Condition>,
) {
    match condition {
        Condition::All(parts) => {
            for part in parts {
                gather(rules, part, held, ways);
            }
        }
        Condition::Any(parts) => ways.extend(parts),
        Condition::Not(_) => {}
        Condition::Clause(index) => held.extend(rules.conditions.clauses.get(*index).copied()),
        Condition::Audience(index) => {
            if let Some(audience) = rules.conditions.audiences.get(*index) {
                gather(rules, audience, held, ways);
            }
        }
    }
}

/// As what values are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    Number,
    Date,
}

impl Measure {
    fn of(self, value: &Value) -> Option<f64> {
        match (self, value) {
            (Self::Number, Value::Number(number)) => Some(*number),
            (Self::Date, Value::Text(_)) => compare::instant(value),
            _ => None,
        }
    }
}

/// Whether no value passes all of these tests of one subject.
fn excluded(tests: &mut dyn Iterator<Item = &Clause<'_>>, measure: Measure) -> bool {
    let (mut low, mut high) = ((f64::NEG_INFINITY, true), (f64::INFINITY, true));
    let mut equal: Option<&Value> = None;
    for clause in tests {
        let Operand::Value(value) = clause.operand else {
            continue;
        };
        let [least, most] = match (clause.operator, value) {
            (Operator::Between, Value::List(ends)) => match [ends.first(), ends.get(1)] {
                [Some(least), Some(most)] if measure.of(least) > measure.of(most) => continue,
                ends => ends,
            },
            (Operator::Greater | Operator::GreaterOrEqual, end) => [Some(end), None],
            (Operator::Less | Operator::LessOrEqual, end) => [None, Some(end)],
            (Operator::Plain | Operator::Equal, one) => {
                if equal.is_some_and(|equal| differ(equal, one)) {
                    return true;
                }
                equal = Some(one);
                // A text is no date where it has to be the same.
                let number = (measure == Measure::Number).then_some(one);
                [number, number]
            }
            _ => continue,
        };
        let closed = !matches!(clause.operator, Operator::Greater | Operator::Less);
        if let Some(end) = least.and_then(|end| measure.of(end))
            && (end > low.0 || end >= low.0 && !closed)
        {
            low = (end, closed);
        }
        if let Some(end) = most.and_then(|end| measure.of(end))
            && (end < high.0 || end <= high.0 && !closed)
        {
            high = (end, closed);
        }
    }
    low.0 > high.0 || low.0 >= high.0 && !(low.1 && high.1)
}

/// Whether nothing equals both of two values. A text may be a number elsewhere, and so both are of a kind.
fn differ(one: &Value, other: &Value) -> bool {
    let numeral = |text: &str| text.trim().parse::<f64>().is_ok();
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => one != other && !numeral(one) && !numeral(other),
        (Value::Bool(one), Value::Bool(other)) => one != other,
        _ => false,
    }
}

/// What people call a subject.
fn name(rules: &Rules, subject: usize) -> &str {
    match rules.subjects.get(subject) {
        Some(Subject::Attribute(path)) => path,
        Some(Subject::Behaviour(_)) => "$did",
        Some(Subject::Flag(_)) => "$flag",
        _ => "$variant",
    }
}

#[cfg(test)]
mod tests {
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::string::String;
    use alloc::vec::Vec;

    /// The pointers and sentences of what is said of this.
    fn said(members: &str) -> Vec<(String, String)> {
        let text = alloc::format!(
            r#"{{"omotenashi":1,"timezone":"Asia/Tokyo","attributes":{{"user.age":{{}},"user.tier":{{}},"born":{{}}}},{members}}}"#
        );
        let found = check(&Env::native(), &text, Language::English);
        let mut all = Vec::new();
        for one in found {
            all.push((one.pointer, one.message));
        }
        all
    }

    #[test]
    fn what_excludes_itself_is_told() {
        let show = r#""show":[{"select":"h1","text":"x"}]"#;
        for (condition, name) in [
            (
                r#""who":{"user.age":{"$between":[30,40],"$lt":20}}"#,
                "user.age",
            ),
            (r#""who":{"user.age":{"$gte":30,"$lt":30}}"#, "user.age"),
            (
                r#""who":{"user.age":{"$gt":30},"$and":[{"user.age":30}]}"#,
                "user.age",
            ),
            (
                r#""who":{"born":{"$gt":"2027-01-01","$lt":"2026-01-01"}}"#,
                "born",
            ),
            (
                r#""who":{"$and":[{"page.path":"/a"},{"page.path":"/b"}]}"#,
                "page.path",
            ),
            (
                r#""where":{"page.path":"/a"},"who":{"page.path":"/b"}"#,
                "page.path",
            ),
            (
                r#""who":{"$or":[{"user.age":1},{"user.age":{"$gt":2,"$lt":1}}]}"#,
                "user.age",
            ),
            (
                r#""who":{"$did":{"event":"purchase","count":{"$gte":5,"$lte":2}}}"#,
                "$did",
            ),
        ] {
            let found = said(&alloc::format!(
                r#""experiences":[{{"id":"e",{condition},{show}}}]"#
            ));
            let sentence =
                alloc::format!("nobody meets this: `{name}` cannot be all of this at once");
            assert_eq!(
                found,
                [(String::from("/experiences/0/who"), sentence)],
                "{condition}"
            );
        }
    }

    #[test]
    fn it_is_told_where_it_stands() {
        let show = r#""show":[{"select":"h1","text":"x"}]"#;
        let found = said(&alloc::format!(
            r#""audiences":{{"a":{{"user.tier":{{"$in":[]}}}}}},"flags":{{"f":{{"default":1,"rules":[{{"who":{{"user.age":{{"$lt":1,"$gt":1}}}},"value":2}}]}}}},
            "experiences":[{{"id":"e","who":{{"$audience":"a"}},{show}}}]"#
        ));
        let expected = [
            (
                "/audiences/a",
                "nobody meets this: the list for `user.tier` is empty",
            ),
            (
                "/flags/f/rules/0/who",
                "nobody meets this: `user.age` cannot be all of this at once",
            ),
        ];
        let expected = expected.map(|(pointer, message)| (pointer.into(), message.into()));
        assert_eq!(found, expected);
    }

    #[test]
    fn what_somebody_may_meet_is_not() {
        for condition in [
            r#"{"user.age":{"$between":[20,20]}}"#,
            r#"{"user.age":{"$gte":20,"$lte":20}}"#,
            r#"{"user.tier":{"$eq":"1"},"$and":[{"user.tier":"1.0"}]}"#,
            r#"{"$or":[{"page.path":"/a"},{"page.path":"/b"}]}"#,
            r#"{"page.path":"/a","$not":{"page.path":"/b"}}"#,
            r#"{"user.tier":{"$in":["a"]},"$and":[{"user.tier":{"$in":["b"]}}]}"#,
            r#"{"user.tier":{"$nin":[]}}"#,
            r#"{"born":{"$gt":"2026-01-01","$lt":"2026-01-02"}}"#,
        ] {
            let text = alloc::format!(r#""audiences":{{"a":{condition}}}"#);
            assert_eq!(said(&text), [], "{condition}");
        }
    }

    #[test]
    fn what_ends_before_it_begins_is_told() {
        let text = r#"{"omotenashi":1,"timezone":"Asia/Tokyo","experiences":[
            {"id":"a","schedule":{"from":"2026-12-31","to":"2026-12-01"},"show":[]},
            {"id":"day","schedule":{"from":"2026-12-31","to":"2026-12-31"},"show":[]},
            {"id":"zone","schedule":{"from":"2026-12-31T09:00","to":"2026-12-31T00:00Z"},"show":[]}],
            "flags":{"f":{"default":1,"rules":[{"value":2,"schedule":{"from":"2027-01-01T10:00","to":"2027-01-01T09:00"}}]}}}"#;
        let found = check(&Env::native(), text, Language::English);
        let said: Vec<_> = found.iter().map(|one| (one.code, &*one.pointer)).collect();
        let expected = [
            ("schedule-order", "/experiences/0/schedule"),
            ("schedule-order", "/experiences/2/schedule"),
            ("schedule-order", "/flags/f/rules/0/schedule"),
        ];
        assert_eq!(said, expected);
        assert_eq!(
            found[0].message,
            "this ends before it begins: it never runs"
        );
    }
}
