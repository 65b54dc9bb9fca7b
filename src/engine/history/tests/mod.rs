//! What is remembered, and what is not.

mod dice;
mod life;
mod naive;
mod part;
mod zone;

use super::*;
use crate::engine::Env;
use crate::engine::condition::{Conditions, Evaluation, Scope, Subject, compile};
use crate::engine::json::{Reader, Value};
use alloc::{boxed::Box, format, vec, vec::Vec};

const DAY: f64 = 86_400_000.0;

fn json(text: &str) -> Value {
    Reader::new(&Env::native(), text).value()
}

/// What a condition asks for.
fn asked(condition: &str) -> Vec<Subject> {
    let env = Env::native();
    let file = Box::leak(Box::new(json(condition)));
    let mut scope = Scope::new(&env, condition, file);
    let root = scope.file;
    compile(&mut scope, &root);
    assert_eq!(scope.problems, [], "{condition}");
    scope.subjects
}

static NOTHING: Conditions = Conditions {
    clauses: Vec::new(),
    audiences: Vec::new(),
    lists: None,
};

/// All that there is to ask, kept as long as can be.
fn all(subjects: &[Subject]) -> Asked<'_> {
    Asked {
        conditions: &NOTHING,
        subjects,
        retention: Retention::default(),
        ahead: &[],
        goals: true,
        stage: true,
    }
}

fn read(env: &Env, text: &str, now_ms: f64, subjects: &[Subject]) -> Option<Profile> {
    super::read(env, text, now_ms, &all(subjects))
}

fn looks(category: &str) -> Vec<Subject> {
    asked(&format!(
        r#"{{"$did":{{"event":"view_item","with":{{"category":"{category}"}},"within":"7d"}}}}"#
    ))
}

fn note(profile: &mut Profile, now_ms: f64, name: &str, props: &str, subjects: &[Subject]) {
    let env = Env::native();
    let conditions = Conditions::default();
    let evaluation = Evaluation::of_values(&env, now_ms, &conditions);
    profile.happen(&evaluation, name, &json(props), subjects);
}

/// What the first behaviour says.
fn said(profile: &Profile, now_ms: f64, subjects: &[Subject]) -> Option<Value> {
    let mut behaviours = subjects.iter().filter_map(|subject| match subject {
        Subject::Behaviour(behaviour) => Some(behaviour),
        _ => None,
    });
    let behaviour = behaviours.next().expect("a behaviour");
    behaviour.ask(profile, &Env::native(), now_ms, Some(0))
}

fn number(profile: &Profile, now_ms: f64, subjects: &[Subject]) -> f64 {
    said(profile, now_ms, subjects)
        .and_then(|value| value.as_number())
        .expect("a number")
}

#[test]
fn visits_begin_after_half_an_hour() {
    let mut profile = Profile::default();
    profile.page(1000.0, "/");
    profile.page(1000.0 + 29.0 * 60_000.0, "/b");
    assert_eq!((profile.visit, profile.pages), (1.0, 2.0));
    profile.page(1000.0 + 60.0 * 60_000.0, "/c");
    assert_eq!(
        (profile.visit, profile.pages, &*profile.landing),
        (2.0, 1.0, "/c")
    );
    assert_eq!(profile.before_ms, 1000.0 + 29.0 * 60_000.0);
}

#[test]
fn counts_are_windows_over_what_matches_and_only_what_is_asked() {
    let subjects = looks("shoes");
    let mut profile = Profile::default();
    let shoes = r#"{"category":"shoes"}"#;
    note(&mut profile, DAY, "view_item", shoes, &subjects);
    let items = r#"{"items":[{"category":"bags"},{"category":"shoes"},{"category":"shoes"}]}"#;
    note(&mut profile, 5.0 * DAY, "view_item", items, &subjects);
    note(
        &mut profile,
        5.0 * DAY,
        "view_item",
        r#"{"category":"tea"}"#,
        &subjects,
    );
    note(&mut profile, 5.0 * DAY, "view_list", shoes, &subjects);
    assert_eq!(profile.records.len(), 1);
    assert_eq!(profile.records[0].seen.len(), 2);
    assert_eq!(number(&profile, 6.0 * DAY, &subjects), 2.0);
    assert_eq!(
        number(&profile, 8.0 * DAY, &subjects),
        2.0,
        "the boundary belongs to it"
    );
    assert_eq!(number(&profile, 8.0 * DAY + 1.0, &subjects), 1.0);
}

#[test]
fn behaviours_that_differ_only_in_where_their_parts_stand_are_two() {
    let pairs = [
        (
            r#"{"value":{"$gte":100},"quantity":{"$gte":2}}"#,
            r#"{"value":{"$gte":2},"quantity":{"$gte":100}}"#,
        ),
        (
            r#"{"size":{"$in":["1","2"]}}"#,
            r#"{"size":{"$in":["12"]}}"#,
        ),
        (r#"{"size":["1"]}"#, r#"{"size":"1"}"#),
        (
            r#"{"a":{"b":1,"c":2},"d":3}"#,
            r#"{"a":{"b":1},"c":2,"d":3}"#,
        ),
    ];
    for (one, other) in pairs {
        let did = |with| format!(r#"{{"$did":{{"event":"e","with":{with}}}}}"#);
        let both = asked(&format!(r#"{{"$and":[{},{}]}}"#, did(one), did(other)));
        assert_eq!(both.len(), 2, "{one} and {other}");
    }
    let times = r#"{"$and":[{"$did":{"event":"e","count":9}},{"$did":{"event":"e","times":"n","count":9}}]}"#;
    assert_eq!(asked(times).len(), 2, "each once, and as often as it says");
    // In another order they are the same.
    let same = r#"{"$and":[{"$did":{"event":"e","with":{"a":1,"b":2}}},{"$did":{"event":"e","with":{"b":2,"a":1}}}]}"#;
    assert_eq!(asked(same).len(), 1);
}

#[test]
fn beyond_a_hundred_the_oldest_are_counted_together() {
    let week = asked(r#"{"$did":{"event":"a","within":"7d","count":1}}"#);
    let values = asked(r#"{"$did":{"event":"a","of":"n","distinct":1}}"#);
    let mut profile = Profile::default();
    let mut others = Profile::default();
    for n in 0..500 {
        let props = format!(r#"{{"n":{n}}}"#);
        note(&mut profile, DAY + f64::from(n), "a", &props, &week);
        note(&mut others, DAY + f64::from(n), "a", &props, &values);
    }
    assert_eq!(profile.records[0].seen.len(), MAX_SEEN);
    assert_eq!(number(&profile, 2.0 * DAY, &week), 500.0);
    assert_eq!(number(&others, 2.0 * DAY, &values), 100.0);
}

#[test]
fn the_cart_follows_the_commerce_events() {
    let mut profile = Profile::default();
    let add = r#"{"value":4800,"items":[{"price":2400,"quantity":2}]}"#;
    note(&mut profile, 1.0, "add_to_cart", add, &[]);
    let one = r#"{"items":[{"price":100}]}"#;
    note(&mut profile, 2.0, "add_to_cart", one, &[]);
    assert_eq!((profile.cart.value, profile.cart.count), (4900.0, 3.0));
    note(&mut profile, 3.0, "remove_from_cart", add, &[]);
    assert_eq!(
        (
            profile.cart.value,
            profile.cart.count,
            profile.cart.changed_ms
        ),
        (100.0, 1.0, 3.0)
    );
    note(&mut profile, 4.0, "purchase", "{}", &[]);
    assert_eq!(profile.cart.value, 0.0);
}

#[test]
fn a_profile_survives_being_stored_and_loses_what_nobody_asks_for() {
    let env = Env::native();
    let mut profile = Profile {
        visitor_id: "abc".into(),
        ..Profile::default()
    };
    profile.page(DAY, "/landing");
    profile.tell("user.name", Value::text("花"));
    profile.tell("user.secret", Value::Number(1.0));
    let subjects = looks("shoes");
    let shoes = r#"{"category":"shoes"}"#;
    note(&mut profile, DAY, "view_item", shoes, &subjects);
    let entry = profile.entry_mut("x", 2.0).unwrap();
    entry.variant = "red".into();
    entry.exposed_ms = DAY;
    entry.shown = vec![DAY];
    entry.goals = vec![Tally {
        goal: "order".into(),
        count: 1.0,
        total: 4800.0,
        ..Tally::default()
    }];
    assert!(buys(
        &mut profile,
        "purchase",
        r#"{"transaction_id":"o-1"}"#
    ));
    let all = [
        Subject::Attribute("user.name"),
        Subject::Attribute("user.secret"),
        Subject::Attribute("visit.landing"),
        Subject::Attribute("cart.value"),
        subjects[0],
    ];
    profile.starts[0] = 0.0;
    profile.settle(usize::MAX);
    let text = write(&env, &profile, &all);
    let again = read(&env, &text, 2.0 * DAY, &all).map(|mut again| {
        again.settle(usize::MAX);
        again
    });
    assert_eq!(again.as_ref(), Some(&profile));
    assert_eq!(read(&env, &text, 400.0 * DAY, &all), None);
    let mut less = read(&env, &write(&env, &profile, &[]), 2.0 * DAY, &all).unwrap();
    less.settle(usize::MAX);
    assert_eq!(
        (less.user.len(), less.records.len(), &*less.landing),
        (0, 0, "")
    );
    assert_eq!(less.entries, profile.entries);
}

#[test]
fn what_was_not_seen_for_thirteen_months_is_forgotten_one_by_one() {
    let env = Env::native();
    let values = asked(r#"{"$did":{"event":"a","of":"n","distinct":1}}"#);
    let mut profile = Profile {
        visitor_id: "v".into(),
        ..Profile::default()
    };
    let mut now_ms = 20_000.0 * DAY;
    // Four years, a quarter at a time, and in between a year too far.
    for quarter in 0..16 {
        now_ms += 91.0 * DAY;
        let props = format!(r#"{{"n":{quarter}}}"#);
        note(&mut profile, now_ms, "a", &props, &values);
        if quarter == 8 {
            note(
                &mut profile,
                now_ms + 366.0 * DAY,
                "a",
                r#"{"n":"x"}"#,
                &values,
            );
            profile.last_ms = now_ms;
        }
        let text = write(&env, &profile, &values);
        profile = read(&env, &text, now_ms, &values).unwrap();
        let kept = f64::from(quarter + 1).min(5.0);
        assert_eq!(number(&profile, now_ms, &values), kept, "quarter {quarter}");
    }
}

#[test]
fn a_profile_is_never_longer_than_there_is_room_for() {
    let env = Env::native();
    let did = |n| format!(r#"{{"$did":{{"event":"a","of":"n{n}","values":1}}}}"#);
    let list: Vec<_> = (0..40).map(did).collect();
    let mut subjects = asked(&format!(r#"{{"$and":[{}]}}"#, list.join(",")));
    subjects.push(Subject::Attribute("user.story"));
    let mut profile = Profile {
        visitor_id: "v".into(),
        ..Profile::default()
    };
    for time in 0..100 {
        let members: Vec<_> = (0..40)
            .map(|n| format!(r#""n{n}":"a value {n} {time}""#))
            .collect();
        let props = format!("{{{}}}", members.join(","));
        note(&mut profile, 1e12 + f64::from(time), "a", &props, &subjects);
    }
    let text = write(&env, &profile, &subjects);
    assert!(
        text.len() <= MAX_BYTES && text.len() > MAX_BYTES / 4,
        "{}",
        text.len()
    );
    let less = read(&env, &text, 1e12 + 100.0, &subjects).unwrap();
    let kept = less.records[0].seen.len();
    assert!(kept > 0 && kept < 100);
    assert_eq!(
        less.records[0].seen,
        profile.records[0].seen[100 - kept..],
        "the newest"
    );
    profile.tell("user.story", Value::text(&"long ".repeat(10_000)));
    assert!(write(&env, &profile, &subjects).len() <= MAX_BYTES);
    // Of experiences those are forgotten that the visitor met first.
    for number in 0..1000 {
        let id = format!("experience number {number}");
        profile.entry_mut(&id, 1.0).unwrap().exposed_ms = 1e12;
    }
    profile.landing = "/long".repeat(10_000);
    subjects.push(Subject::Attribute("visit.landing"));
    let text = write(&env, &profile, &subjects);
    assert!(text.len() <= MAX_BYTES, "{}", text.len());
    let less = read(&env, &text, 1e12, &subjects).unwrap();
    let kept = less.entries.len();
    assert!((100..1000).contains(&kept), "{kept}");
    assert_eq!(less.entries.last().unwrap().id, "experience number 999");
}

#[test]
fn tampered_text_is_never_a_profile_and_never_a_panic() {
    let env = Env::native();
    let text = r#"[1,"a",[1,1],"",{},[["x","",[],[],[["o",1,2]]]],[[1,[2]]],[1]]"#;
    assert!(read(&env, text, 2.0, &[]).is_some());
    for end in 0..text.len() {
        assert_eq!(read(&env, &text[..end], 2.0, &[]), None);
        let mut bytes = text.as_bytes().to_vec();
        bytes[end] = b'7';
        if let Ok(changed) = core::str::from_utf8(&bytes) {
            let _ = read(&env, changed, 2.0, &[]);
        }
    }
    for other in [
        "",
        "null",
        "[]",
        "{}",
        r#"[2,"a",[],"",{},[],[],[]]"#,
        r#"[1,"",[],"",{},[],[],[]]"#,
        r#"[1,5,[],"",{},[],[],[]]"#,
    ] {
        assert_eq!(read(&env, other, 2.0, &[]), None, "{other}");
    }
}

/// Whether an event counts.
fn buys(profile: &mut Profile, name: &str, props: &str) -> bool {
    let env = Env::native();
    let conditions = Conditions::default();
    let evaluation = Evaluation::of_values(&env, DAY, &conditions);
    profile.happen(&evaluation, name, &json(props), &[])
}

#[test]
fn an_order_counts_once_and_one_without_an_id_each_time() {
    let mut profile = Profile::default();
    let (one, two) = (r#"{"transaction_id":"o-1"}"#, r#"{"transaction_id":1002}"#);
    let rows = [
        ("purchase", one, true),
        ("purchase", one, false),
        ("purchase", two, true),
        ("purchase", two, false),
        ("purchase", r#"{"transaction_id":"1002"}"#, false),
        ("refund", two, true),
    ];
    for (name, props, new) in rows {
        assert_eq!(buys(&mut profile, name, props), new, "{name} {props}");
    }
    for none in [
        "{}",
        r#"{"transaction_id":""}"#,
        r#"{"transaction_id":null}"#,
    ] {
        for _ in 0..2 {
            assert!(buys(&mut profile, "purchase", none), "{none}");
        }
    }
}
