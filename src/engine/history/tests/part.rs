//! What one tab adds, and what is left of it in the profile.

use super::*;
use crate::engine::history::{Happened, add_part, write_part};
use alloc::string::String;

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
    tab.settle(usize::MAX);
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
            r#"{"items":[{"id":"i1","shelf":"tea","note":"hidden"}],"page_title":"hidden","she":"hidden","i":"hidden","price":"hidden"}"#,
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
    let (text, _) = write_part(&env, &tab, &happened, &all(&subjects));
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
    let (text, _) = write_part(&env, &tab, &many, &all(&subjects));
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

/// What a tab adds that has met a version of an experience, and what it made of it.
fn met(version: f64, at_ms: f64, variant: &str) -> String {
    let mut tab = Profile {
        visitor_id: "v".into(),
        last_ms: at_ms,
        ..Profile::default()
    };
    let entry = tab.entry_mut("x", version).unwrap();
    entry.exposed_ms = at_ms;
    entry.variant = variant.into();
    write_part(&Env::native(), &tab, &[], &all(&[])).0
}

#[test]
fn what_nobody_counts_leaves_nothing_not_even_of_an_order() {
    let env = Env::native();
    let order = r#"{"transaction_id":"o-1","value":4800,"items":[{"price":1}]}"#;
    let happened = [
        happened("page_view", 1.0, r#"{"page_path":"/secret"}"#),
        happened("purchase", 2.0, order),
    ];
    for (condition, goals, order_counts, path_counts) in [
        (r#"{"visit.number":1}"#, false, false, false),
        (r#"{"visit.landing":"/"}"#, false, false, true),
        (r#"{"visit.number":1}"#, true, true, false),
        (r#"{"order.count":1}"#, false, true, false),
    ] {
        let subjects = asked(condition);
        let asked = Asked {
            goals,
            ..all(&subjects)
        };
        let mut tab = Profile {
            visitor_id: "v".into(),
            ..Profile::default()
        };
        let (text, _) = write_part(&env, &tab, &happened, &asked);
        assert_eq!(text.contains("o-1"), order_counts, "{condition} {text}");
        assert_eq!(text.contains("/secret"), path_counts, "{condition} {text}");
        assert!(!text.contains("4800") && !text.contains("price"), "{text}");
        for one in &happened {
            assert!(tab.take(&env, one, &asked));
        }
        assert_eq!(tab.orders.len(), usize::from(order_counts), "{condition}");
        assert!((tab.last_ms - 2.0).abs() < 0.1);
    }
}

#[test]
fn a_tab_that_still_has_the_older_rules_takes_nothing_from_the_newer_ones() {
    let [old, new, last] = [1.0, 2.0, 3.0].map(|version| met(version, 1e12 - version, "a"));
    for parts in [[&old, &new], [&new, &old]] {
        let mut profile = Profile::default();
        for part in parts {
            add(&mut profile, part, &[]);
        }
        let exposed = |version| profile.entry("x", version).map(|entry| entry.exposed_ms);
        assert_eq!(
            [1.0, 2.0].map(exposed),
            [Some(1e12 - 1.0), Some(1e12 - 2.0)]
        );
        add(&mut profile, &last, &[]);
        let versions: Vec<_> = profile.entries.iter().map(|entry| entry.version).collect();
        assert!(
            versions.len() == 2 && !versions.contains(&1.0),
            "{versions:?}"
        );
    }
}

#[test]
fn whoever_was_first_says_which_variant_it_was() {
    let [early, late] = [met(1.0, 1e12 - 9.0, "early"), met(1.0, 1e12 - 5.0, "late")];
    for parts in [[&early, &late], [&late, &early]] {
        let mut profile = Profile::default();
        for part in parts {
            add(&mut profile, part, &[]);
        }
        let entry = profile.entry("x", 1.0).unwrap();
        assert_eq!((&*entry.variant, entry.exposed_ms), ("early", 1e12 - 9.0));
    }
}

#[test]
fn of_the_stages_of_several_tabs_the_last_counts_in_whatever_order_they_come() {
    let env = Env::native();
    let of = |stage: f64, since_ms| {
        let mut tab = Profile {
            visitor_id: "v".into(),
            last_ms: 1e12,
            ..Profile::default()
        };
        assert!(tab.enter(stage, since_ms) && !tab.enter(stage, since_ms + 1.0));
        tab
    };
    let tabs = [of(7.0, 2e11), of(8.0, 3e11), of(9.0, 3e11), of(7.0, 1e11)];
    let parts = tabs.map(|mut tab| {
        let (text, _) = write_part(&env, &tab, &[], &all(&[]));
        tab.settle(usize::MAX);
        let (next, _) = write_part(&env, &tab, &[], &all(&[]));
        assert!(next.len() < text.len(), "once is enough: {next}");
        text
    });
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
        let mut profile = Profile::default();
        for part in order.into_iter().chain(order) {
            add_part(&env, &mut profile, &parts[part], 1e12, &all(&[]));
        }
        assert_eq!(profile.stage, [3e11, 9.0]);
    }
    // A clock that went wrong, and rules that do not ask.
    let none = |now_ms, asked: &Asked<'_>| {
        let mut profile = Profile::default();
        add_part(&env, &mut profile, &parts[2], now_ms, asked);
        profile.stage == [0.0; 2]
    };
    let quiet = Asked {
        stage: false,
        ..all(&[])
    };
    assert!(none(1e11, &all(&[])) && none(1e12, &quiet));
}
