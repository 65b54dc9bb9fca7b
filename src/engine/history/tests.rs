use super::*;
use crate::engine::Env;
use crate::engine::condition::Subject;
use crate::engine::json::{Reader, Value};
use alloc::{boxed::Box, format, vec};

const DAY: f64 = 86_400_000.0;

fn json(text: &str) -> Value {
    Reader::new(&Env::native(), text).value()
}

fn looks(category: &str) -> Behaviour {
    Behaviour {
        event: "view_item",
        with: Box::leak(Box::new(json(&format!(r#"{{"category":"{category}"}}"#)))),
        within_ms: 7.0 * DAY,
    }
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
    let subjects = [Subject::Behaviour(looks("shoes"))];
    let mut profile = Profile::default();
    let shoes = json(r#"{"category":"shoes"}"#);
    profile.event(DAY, "view_item", &shoes, &subjects);
    profile.event(
        5.0 * DAY,
        "view_item",
        &json(r#"{"items":[{"category":"bags"},{"category":"shoes"}]}"#),
        &subjects,
    );
    profile.event(
        5.0 * DAY,
        "view_item",
        &json(r#"{"category":"tea"}"#),
        &subjects,
    );
    profile.event(5.0 * DAY, "view_list", &shoes, &subjects);
    assert_eq!(profile.counts.len(), 1);
    assert_eq!(profile.times(6.0 * DAY, &looks("shoes")), 2.0);
    assert_eq!(profile.times(8.5 * DAY, &looks("shoes")), 1.0);
    assert_eq!(profile.times(6.0 * DAY, &looks("tea")), 0.0);
}

#[test]
fn the_cart_follows_the_commerce_events() {
    let mut profile = Profile::default();
    let add = json(r#"{"value":4800,"items":[{"price":2400,"quantity":2}]}"#);
    profile.event(1.0, "add_to_cart", &add, &[]);
    profile.event(
        2.0,
        "add_to_cart",
        &json(r#"{"items":[{"price":100}]}"#),
        &[],
    );
    assert_eq!((profile.cart.value, profile.cart.count), (4900.0, 3.0));
    profile.event(3.0, "remove_from_cart", &add, &[]);
    assert_eq!(
        (
            profile.cart.value,
            profile.cart.count,
            profile.cart.changed_ms
        ),
        (100.0, 1.0, 3.0)
    );
    profile.event(4.0, "purchase", &json("{}"), &[]);
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
    profile.event(
        DAY,
        "view_item",
        &json(r#"{"category":"shoes"}"#),
        &[Subject::Behaviour(looks("shoes"))],
    );
    let entry = profile.entry_mut("x", 2.0).unwrap();
    entry.variant = "red".into();
    entry.exposed_ms = DAY;
    entry.shown = vec![DAY];
    entry.goals = vec![Tally {
        goal: "order".into(),
        count: 1.0,
        total: 4800.0,
    }];
    assert!(profile.is_new_order(Some("o-1")));
    let all = [
        Subject::Attribute("user.name"),
        Subject::Attribute("user.secret"),
        Subject::Attribute("visit.landing"),
        Subject::Attribute("cart.value"),
        Subject::Behaviour(looks("shoes")),
    ];
    let text = write(&env, &profile, &all);
    assert_eq!(read(&env, &text, 2.0 * DAY).as_ref(), Some(&profile));
    assert_eq!(read(&env, &text, 400.0 * DAY), None);
    let less = read(&env, &write(&env, &profile, &[]), 2.0 * DAY).unwrap();
    assert_eq!(
        (less.user.len(), less.counts.len(), &*less.landing),
        (0, 0, "")
    );
    assert_eq!(less.entries, profile.entries);
}

#[test]
fn tampered_text_is_never_a_profile_and_never_a_panic() {
    let env = Env::native();
    let text = r#"[1,"a",[1,1],"",{},[["x","",[],[],[["o",1,2]]]],[[1,[2]]],[1]]"#;
    assert!(read(&env, text, 2.0).is_some());
    for end in 0..text.len() {
        assert_eq!(read(&env, &text[..end], 2.0), None);
        let mut bytes = text.as_bytes().to_vec();
        bytes[end] = b'7';
        if let Ok(changed) = core::str::from_utf8(&bytes) {
            let _ = read(&env, changed, 2.0);
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
        assert_eq!(read(&env, other, 2.0), None, "{other}");
    }
}

#[test]
fn an_order_counts_once() {
    let mut profile = Profile::default();
    assert!(profile.is_new_order(Some("o-1")));
    assert!(!profile.is_new_order(Some("o-1")));
    assert!(profile.is_new_order(Some("o-2")));
    assert!(profile.is_new_order(None) && profile.is_new_order(None));
}
