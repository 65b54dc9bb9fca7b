use super::*;
use crate::engine::{Env, assign::Seed, json::Reader, json::Value};
use alloc::{
    string::{String, ToString},
    vec::Vec,
};

type Found = (&'static str, String);

fn read(text: &str) -> (Rules, Vec<Found>) {
    let (rules, problems) = Rules::read(&Env::native(), text);
    let problems = problems
        .into_iter()
        .map(|problem| (problem.code, problem.place.pointer))
        .collect();
    (rules, problems)
}

#[test]
fn the_file_of_the_design_is_read_without_a_problem() {
    let (rules, problems) = read(include_str!("../../../tests/cases/hanamise.json"));
    assert_eq!(problems, []);
    assert_eq!(rules.experiences.len(), 3);
    let ids: Vec<&str> = rules
        .order
        .iter()
        .map(|index| rules.experiences[*index].id)
        .collect();
    assert_eq!(ids, ["first-coupon", "welcome-back", "cta-colour"]);
    assert!(rules.experiences[0].is_experiment());
    assert!(!rules.experiences[2].is_experiment());
    assert_eq!(rules.experiences[1].variants.len(), 2);
    assert_eq!(rules.experiences[1].probes, [".buy"]);
}

#[test]
fn every_problem_code_is_provoked_where_it_stands() {
    let env = Env::native();
    let cases = Reader::new(&env, include_str!("../../../tests/cases/problems.json")).value();
    assert!(cases.items().len() > 30);
    for case in cases.items() {
        let [text, expected] = case.items() else {
            panic!("a case has two parts");
        };
        let text = match text {
            Value::Text(text) => text.to_string(),
            other => {
                let mut writer = crate::engine::json::Writer::new(&env);
                writer.value(other);
                writer.finish()
            }
        };
        let (_, problems) = read(&text);
        let found: Vec<Value> = problems
            .iter()
            .map(|(code, pointer)| Value::List([Value::text(code), Value::text(pointer)].to_vec()))
            .collect();
        assert_eq!(Value::List(found), *expected, "{text}");
    }
}

#[test]
fn a_broken_experience_is_disabled_alone() {
    let (rules, problems) = read(
        r##"{"omotenashi":1,"experiences":[
            {"id":"a","show":[{"select":"#a","text":"A"}]},
            {"id":"b","who":{"page.path":{"$gtt":1}},"show":[{"select":"#b","text":"B"}]},
            {"id":"c","show":[{"select":"#c","text":"C"}]}]}"##,
    );
    assert_eq!(
        problems,
        [(
            "unknown-operator",
            "/experiences/1/who/page.path/$gtt".to_string()
        )]
    );
    let broken: Vec<bool> = rules
        .experiences
        .iter()
        .map(|experience| experience.broken)
        .collect();
    assert_eq!(broken, [false, true, false]);
}

/// What is wrong as JSON is told as if the file were read in one go, though its experiences are passed over at first.
#[test]
fn what_is_no_json_in_an_experience_is_told_where_it_stands() {
    let rows = [
        (r#"[{"id":"a",}]"#, "json-key"),
        (r#"[{"id":"a"]"#, "json-comma"),
        (r#"[{"id":"a"}"#, "json-comma"),
        (r#"[{"id":"a"},{"id":"]"#, "json-string"),
        (r#"[{"id":"a"} {"id":"b"}]"#, "json-comma"),
        (r#"[{"id":01}]"#, "json-number"),
        (r#"[],"experiences":[x]"#, "json-value"),
        // Of two equal keys the first does not count, and has to be JSON all the same.
        (r#"[nul],"experiences":[]"#, "json-value"),
        (r#"[{]}],"experiences":1"#, "json-key"),
    ];
    for (list, code) in rows {
        let text = alloc::format!(r#"{{"omotenashi":1,"experiences":{list}}}"#);
        let env = Env::native();
        let mut reader = Reader::new(&env, &text);
        reader.skip();
        reader.end();
        let (rules, problems) = Rules::read(&env, &text);
        let [problem] = &problems[..] else {
            panic!("one problem: {text}: {problems:?}");
        };
        assert!(rules.file.is_none() && rules.experiences.is_empty());
        assert_eq!(Some(problem.code), reader.broken(), "{text}");
        assert_eq!(problem.place, reader.place(), "{text}");
        assert_eq!(problem.code, code, "{text}");
    }
}

#[test]
fn roll_outs_without_an_id_go_by_the_name_of_their_flag() {
    let rollout = r#"{"default":1,"rules":[{"value":2,"percent":10}]}"#;
    let named = r#"{"default":1,"rules":[{"id":"r","value":2,"percent":10},{"seed":"s","value":3,"percent":10}]}"#;
    let (rules, problems) = read(&alloc::format!(
        r#"{{"omotenashi":1,"flags":{{"a":{rollout},"b":{rollout},"c":{named}}}}}"#
    ));
    assert_eq!(problems, []);
    let buckets = rules.experiences.iter();
    let buckets: Vec<f64> = buckets
        .map(|rule| rule.assignment.seed.bucket("v-1"))
        .collect();
    let seeds = ["a", "b", "r", "s"].map(|seed| Seed::new(2, ["", seed]).bucket("v-1"));
    assert_eq!(buckets, seeds);
}

#[test]
fn of_two_lists_of_experiences_the_last_counts() {
    let show = r##""show":[{"select":"#a","text":"A \"quoted\" ] }"}]"##;
    let list = |id: &str| alloc::format!(r#""experiences":[{{"id":"{id}",{show}}}]"#);
    let [one, two] = [list("one"), list("two")];
    let (rules, problems) = read(&alloc::format!(r#"{{{one},"omotenashi":1,{two}}}"#));
    assert_eq!(problems, []);
    let ids: Vec<&str> = rules.experiences.iter().map(|one| one.id).collect();
    assert_eq!(ids, ["two"]);
    let (rules, problems) = read(&alloc::format!(
        r#"{{{one},"omotenashi":1,"experiences":2}}"#
    ));
    assert_eq!(problems, [("type", "/experiences".to_string())]);
    assert!(rules.experiences.is_empty());
}
