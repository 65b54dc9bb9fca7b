//! Fuzz functions, replayed on stable Rust over seeds and their mutations.
//!
//! `cargo fuzz` runs the same functions without end: `cd tests/fuzz && cargo +nightly fuzz run rules`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod env;
mod function;
mod generation;
mod mutation;
mod oracle;

use function::{asked, condition, reader, rules, stored};
use mutation::Mutations;
use omotenashi::engine::condition::Subject;

/// How many mutations of each seed are tried; `FUZZ_ROUNDS` asks for more.
fn rounds() -> usize {
    let asked = std::env::var("FUZZ_ROUNDS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(300)
}

fn replay(seeds: &[&str], function: fn(&str)) {
    for seed in seeds {
        function(seed);
        for mutation in Mutations::of(seed, seeds).take(rounds()) {
            function(&mutation);
        }
    }
}

/// Each case of a list, as its own text.
fn cases(text: &str) -> Vec<String> {
    let env = env::native();
    let (list, _) = omotenashi::engine::json::parse(&env, text);
    list.items()
        .iter()
        .map(|case| {
            let mut writer = omotenashi::engine::json::Writer::new(&env);
            writer.value(case.child(0).unwrap_or(case));
            writer.finish()
        })
        .collect()
}

#[test]
fn compiled_conditions_say_what_a_naive_reading_says() {
    let seed = 0x9e37_79b9_7f4a_7c15;
    let mut dice = generation::Dice(seed);
    let mut said = [0_usize; 3];
    for round in 0..rounds() * 100 {
        let (condition, attributes) = (dice.condition(3), dice.attributes());
        let expected = oracle::satisfied(&condition, &attributes);
        let found = function::verdict(&condition, &attributes);
        assert_eq!(
            found, expected,
            "round {round} of {seed}: {condition:?} on {attributes:?}"
        );
        said[expected.map_or(2, usize::from)] += 1;
    }
    // Every answer is given often, or the test shows little.
    assert!(said.iter().all(|times| *times > rounds() * 5), "{said:?}");
}

#[test]
fn the_reader_never_panics_and_what_it_reads_it_reads_again() {
    let seeds = [
        include_str!("../cases/hanamise.json"),
        r#"{"a":[1,-2.5e3,true,null,"\u00e9\ud83d\ude00\n"],"b":{"c/d":{"e~f":[]}}}"#,
        "[[[[[[[[[[]]]]]]]]]]",
        "\u{feff}\"花\"",
    ];
    replay(&seeds, reader);
}

#[test]
fn rules_never_panic_and_every_problem_stands_where_it_says() {
    let problems = cases(include_str!("../cases/problems.json"));
    let mut seeds: Vec<&str> = problems.iter().map(String::as_str).collect();
    seeds.push(include_str!("../cases/hanamise.json"));
    replay(&seeds, rules);
}

#[test]
fn conditions_never_panic_and_say_the_same_twice() {
    let all = include_str!("../cases/conditions.json");
    let env = env::native();
    let (list, _) = omotenashi::engine::json::parse(&env, all);
    let seeds: Vec<String> = list
        .items()
        .iter()
        .map(|case| {
            let mut writer = omotenashi::engine::json::Writer::new(&env);
            writer.open('[');
            writer.value(case.child(1).unwrap());
            writer.value(case.child(2).unwrap());
            writer.close(']');
            writer.finish()
        })
        .collect();
    let seeds: Vec<&str> = seeds.iter().map(String::as_str).collect();
    replay(&seeds, condition);
}

#[test]
fn stored_bytes_never_panic_and_a_profile_survives_the_way_there_and_back() {
    let seeds = [
        r#"[1,"v-1",[3,1796000000000,1795000000000,2,4800,2,1795990000000],"/item/1",{"user.tier":"gold","user.tags":["a",1]},[["cta","red",[1,1795000000000,0,77,0],[1795000000000],[["order",2,9600]]]],[[123,[1,2,3]]],[5,6]]"#,
        r#"[1,"x",[],"",{},[],[],[]]"#,
        r#"[2,"x",[],"",{},[],[],[]]"#,
    ];
    // What behaviours have kept, under their own keys.
    let kept: Vec<String> = asked()
        .iter()
        .filter_map(|subject| match subject {
            Subject::Behaviour(behaviour) => Some(format!(
                r#"[{},[1795999999000,[1795990000000,2,0,"x"],[1795990000000,1,7,3]],[1795999999999]]"#,
                behaviour.key
            )),
            _ => None,
        })
        .collect();
    let rich = format!(
        r#"[1,"v-1",[3,1796000000000,1795000000000],"",{{}},[],[{}],[]]"#,
        kept.join(",")
    );
    let seeds = [seeds[0], seeds[1], seeds[2], &rich];
    replay(&seeds, stored);
}
