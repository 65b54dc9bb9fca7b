use super::*;
use crate::engine::{Env, json::Reader, json::Value};
use alloc::{
    string::{String, ToString},
    vec::Vec,
};

type Found = (&'static str, String, Option<usize>);

fn read(text: &str) -> (Rules, Vec<Found>) {
    let (rules, problems) = Rules::read(&Env::native(), text);
    let problems = problems
        .into_iter()
        .map(|problem| (problem.code, problem.place.pointer, problem.experience))
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
            .map(|(code, pointer, _)| {
                Value::List([Value::text(code), Value::text(pointer)].to_vec())
            })
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
            "/experiences/1/who/page.path/$gtt".to_string(),
            Some(1)
        )]
    );
    let broken: Vec<bool> = rules
        .experiences
        .iter()
        .map(|experience| experience.broken)
        .collect();
    assert_eq!(broken, [false, true, false]);
}
