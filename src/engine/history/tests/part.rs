//! What one tab adds, and what is left of it in the profile.

use super::*;
use crate::engine::history::{Happened, add_part, write_part};

const CONDITION: &str = r#"{"$and":[
    {"$did":{"event":"view_item","of":"id","with":{"shelf":"tea"},"values":1}},
    {"$did":{"event":"a","then":{"event":"b","within":"1d"},"count":1}},
    {"cart.value":1}, {"user.tier":"gold"}]}"#;

fn happened(name: &str, at_ms: f64, props: &str) -> Happened {
    Happened {
        at_ms,
        name: name.into(),
        props: json(props),
    }
}

/// Says whether it added anything.
fn add(profile: &mut Profile, text: &str, subjects: &[Subject]) -> bool {
    let before = profile.clone();
    add_part(&Env::native(), profile, text, 1e12 + 1.0, &all(subjects));
    *profile != before
}

#[test]
fn what_a_tab_adds_is_what_rules_ask_for_and_nothing_else() {
    let env = Env::native();
    let subjects = asked(CONDITION);
    let mut tab = Profile {
        visitor_id: "v".into(),
        last_ms: 1e12,
        ..Profile::default()
    };
    tab.entry_mut("known", 1.0).unwrap().exposed_ms = 1e12;
    tab.settle();
    tab.entry_mut("new", 1.0).unwrap().exposed_ms = 1e12;
    let happened = [
        happened("", 1.0, r#"{"user.old":1,"user.tier":"tin"}"#),
        happened(
            "",
            1.0,
            r#"{"":null,"user.tier":"gold","user.secret":"hidden"}"#,
        ),
        happened(
            "page_view",
            1.0,
            r#"{"page_path":"/x","page_title":"hidden"}"#,
        ),
        happened(
            "view_item",
            2.0,
            r#"{"items":[{"id":"i1","shelf":"tea","note":"hidden"}],"page_title":"hidden"}"#,
        ),
        happened("hidden", 3.0, "{}"),
        happened(
            "add_to_cart",
            4.0,
            r#"{"value":7,"items":[{"id":"hidden","price":7}]}"#,
        ),
        happened("a", 5.0, r#"{"note":"hidden"}"#),
        happened("b", 6.0, "{}"),
    ];
    let text = write_part(&env, &tab, &happened, &all(&subjects));
    assert!(
        !text.contains("hidden") && !text.contains("known"),
        "{text}"
    );
    let mut past = Profile::default();
    assert!(add(&mut past, &text, &subjects));
    assert_eq!(past.visitor_id, "v");
    assert_eq!(
        (past.pages, past.cart.value, past.last_ms),
        (1.0, 7.0, 1e12)
    );
    assert_eq!(past.user, [("user.tier".into(), Value::text("gold"))]);
    let ids: Vec<_> = past.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["new"]);
    let seen: Vec<_> = past
        .records
        .iter()
        .map(|record| record.seen.len())
        .collect();
    assert_eq!(seen, [1, 1], "{:?}", past.records);
}

#[test]
fn a_torn_or_foreign_part_adds_nothing_and_one_that_is_too_long_is_cut() {
    let env = Env::native();
    let subjects = asked(CONDITION);
    let tab = Profile {
        visitor_id: "v".into(),
        last_ms: 1e12,
        ..Profile::default()
    };
    let long = format!(r#"{{"id":"{}","shelf":"tea"}}"#, "long".repeat(100));
    let many: Vec<_> = (0..200)
        .map(|n| happened("view_item", f64::from(n), &long))
        .collect();
    let text = write_part(&env, &tab, &many, &all(&subjects));
    assert!((3_000..4_100).contains(&text.len()), "{}", text.len());
    assert!(add(&mut Profile::default(), &text, &subjects));
    for cut in 0..text.len() {
        let mut past = Profile::default();
        assert!(!add(&mut past, &text[..cut], &subjects));
        assert_eq!(past, Profile::default());
    }
    for foreign in [
        "null",
        "[]",
        "[1]",
        "[[2,\"v\"],1,\"a\",{}]",
        "{}",
        "[\"v\"]",
    ] {
        assert!(
            !add(&mut Profile::default(), foreign, &subjects),
            "{foreign}"
        );
    }
}
