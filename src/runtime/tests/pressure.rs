//! How much is asked of a visitor, and that an original costs what it is compared with.

use super::*;
use crate::engine::json::parse;

/// Three surfaces, of which `a` and `b` want the same place, with members of their own.
fn rules(surfaces: &str, members: [&str; 3]) -> String {
    let [a, b, c] = members;
    format!(
        r##"{{"omotenashi":1,"site":"s","consent":{{"mode":"opt-out"}},"surfaces":{{{surfaces}}},
"goals":{{"order":{{"event":"purchase"}}}},"experiences":[
 {{"id":"a",{a}"priority":2,"show":[{{"surface":"modal","html":"x"}}]}},
 {{"id":"b",{b}"priority":1,"show":[{{"surface":"spotlight","select":"#s","html":"x"}}]}},
 {{"id":"c",{c}"show":[{{"surface":"toast","html":"x"}}]}}]}}"##
    )
}

/// Plays words: `page` loads one, `/` goes to another without loading, `a` is the moment of `a`, `~a` the
/// end of its delay, `xa` closes it, `*a` clicks in it, `+5` lets seconds pass, `!e` tracks `e`. Gives what
/// was opened, put off or refused.
fn play(visitor: &mut Visitor, rules: &str, script: &str) -> String {
    let mut told: Vec<String> = Vec::new();
    for word in script.split(' ') {
        let (head, rest) = word.split_at(1);
        let index = |name: &str| ["a", "b", "c"].iter().position(|id| *id == name).unwrap();
        let input = match head {
            "+" => {
                visitor.later(rest.parse::<f64>().unwrap() * 1000.0);
                continue;
            }
            "!" => Input::Track {
                name: rest.into(),
                props: String::new(),
            },
            "/" => Input::Page(Page::default()),
            "x" => Input::Touched(index(rest), false),
            "*" => Input::Touched(index(rest), true),
            "~" => Input::Due(index(rest), true),
            "p" => {
                visitor.open_with(rules.into(), false, false);
                continue;
            }
            _ => Input::Due(index(word), false),
        };
        let due = matches!(input, Input::Due(..));
        let effects = visitor.put(input);
        let name = |index: usize| ["a", "b", "c"][index];
        for effect in &effects {
            match effect {
                Effect::Open(index, Some(_)) => told.push(format!("{}:open", name(*index))),
                Effect::Open(index, None) => told.push(format!("{}:ghost", name(*index))),
                Effect::Delay(index, ms) => told.push(format!("{}+{}", name(*index), ms / 1000.0)),
                Effect::Notify(Notice::Decision, json) if due => {
                    let part = |key: &str| {
                        let (_, rest) = json.split_once(key).unwrap();
                        rest.split('"').nth(2).unwrap().to_string()
                    };
                    told.push(format!("{}:{}", part("\"id"), part("\"reason")));
                }
                _ => {}
            }
        }
    }
    told.join(" ")
}

#[test]
fn every_surface_keeps_its_place_its_caps_and_its_distance() {
    let env = Env::native();
    let cases = parse(&env, include_str!("../../../tests/cases/pressure.json")).0;
    for case in cases.items() {
        let [
            what,
            Value::Text(surfaces),
            members,
            Value::Text(script),
            Value::Text(expected),
        ] = case.items()
        else {
            panic!("a case has five parts: {case:?}");
        };
        let of = |id: &str| members.text_at(id).unwrap_or_default();
        let rules = rules(surfaces, ["a", "b", "c"].map(of));
        let told = play(&mut Visitor::new("opt-out"), &rules, script);
        assert_eq!(told, **expected, "{what:?}: {script}");
    }
    assert!(cases.items().len() > 20);
}

#[test]
fn without_a_yes_all_this_lives_on_the_page_and_what_came_before_a_yes_counts_after_it() {
    let rules = rules(r#""gap":"30s""#, [""; 3]).replace("opt-out", "opt-in");
    let mut visitor = Visitor::new("opt-in");
    assert_eq!(
        play(&mut visitor, &rules, "page a c page c"),
        "a:open c:gap c:open"
    );
    assert_eq!(visitor.stored, []);
    assert_eq!(play(&mut visitor, &rules, "+10"), "");
    visitor.say(YES, YES);
    assert_eq!(
        play(&mut visitor, &rules, "page a +20 page a"),
        "a:gap a:open"
    );
}

#[test]
fn whoever_forces_a_variant_sees_it_and_is_charged_nothing() {
    let limits = r#""gap":"30s","frequency":{"atMost":1}"#;
    let rules = rules(limits, [r#""frequency":{"atMost":1},"#, "", ""])
        .replace(r#""site""#, r#""queryOverride":true,"site""#);
    let mut visitor = Visitor::new("opt-out");
    for _ in 0..2 {
        visitor.open_with(rules.clone(), false, false);
        let forced = Page {
            url: "https://s.example/?a=show".into(),
            ..Page::default()
        };
        visitor.put(Input::Page(forced));
        assert!(opens(&visitor.put(Input::Due(0, false)), 0));
    }
    assert_eq!(
        play(&mut visitor, &rules, "page c page a"),
        "c:open a:pressure"
    );
}

/// Whoever buys before the coupon of a first visit was ever shown, or does not want to be measured, is not given it.
#[test]
fn a_stay_ends_with_its_goal_shown_or_not_and_measured_or_not() {
    let rules = r##"{"omotenashi":1,"site":"s","consent":{"mode":"opt-in"},"goals":{"order":{"event":"purchase","within":"1d"}},
        "experiences":[{"id":"first","who":{"visit.first":true},"stay":{"until":"order","atMost":"7d"},"when":{"exit":true},
        "show":[{"surface":"modal","html":"x"}]}]}"##;
    for measurement in [YES, NO] {
        for shown in [true, false] {
            let mut visitor = Visitor::new("opt-in");
            visitor.open_with(rules.into(), false, false);
            visitor.say(YES, measurement);
            let next = |visitor: &mut Visitor| {
                visitor.later(2.0 * 86_400_000.0);
                !super::shown(&visitor.open_with(rules.into(), false, false)).is_empty()
            };
            if shown {
                visitor.put(Input::Receipt(Receipt::reached(0, Outcome::Applied)));
            }
            visitor.put(Input::Hide);
            assert!(next(&mut visitor), "qualified on the first visit");
            visitor.track("purchase", r#"{"value":1}"#);
            visitor.put(Input::Hide);
            assert!(!next(&mut visitor), "{measurement:?} {shown}");
        }
    }
}
