//! How long things are kept, what is kept ahead, what comes from elsewhere, and whom nobody can be sure of.

use super::history::{known, number, text};
use super::*;
use crate::engine::json::parse;

const DAY: f64 = 86_400_000.0;

/// Rules with these parts, in which one experience asks for all of these.
fn rules(parts: &str, asks: &str) -> String {
    format!(
        r#"{{"omotenashi":1,"site":"s","consent":{{"mode":"opt-out"}},{parts}
        "experiences":[{{"id":"e","who":{asks},"show":[{{"select":"h1","text":"x"}}]}}]}}"#
    )
}

/// Opens a page, and leaves it with everything stored.
fn page(visitor: &mut Visitor, rules: &str) {
    visitor.open_with(rules.into(), false, false);
    visitor.put(Input::Hide);
    visitor.put(Input::Resume(false));
}

fn json(visitor: &Visitor) -> Value {
    parse(&Env::native(), &visitor.runtime.profile()).0
}

#[test]
fn every_field_is_kept_as_long_as_the_rules_say_over_years() {
    let asks = r#"{"$and":[{"user.tier":"gold"},{"$did":{"event":"a","count":1,"as":"a"}},{"$did":{"event":{"a":1,"b":1},"count":1,"as":"ab"}},
        {"$did":{"event":"c","count":1,"as":"c"}}]}"#;
    let retention = r#""retention":{"default":"730d","events":{"a":"90d","b":"400d"},"user":"30d","experiences":"200d"},"#;
    let limited = rules(retention, asks);
    let usual = rules("", asks);
    // After so many days without a visit: the tier, how many `a`, `a` or `b`, `c`, and how many experiences.
    for (rules, days, tier, counts, entries) in [
        (&limited, 29.0, true, [1.0, 2.0, 1.0], 1),
        (&limited, 31.0, false, [1.0, 2.0, 1.0], 1),
        (&limited, 91.0, false, [0.0, 0.0, 1.0], 1),
        (&limited, 201.0, false, [0.0, 0.0, 1.0], 0),
        (&limited, 729.0, false, [0.0, 0.0, 1.0], 0),
        (&limited, 731.0, false, [0.0, 0.0, 0.0], 0),
        (&usual, 395.0, true, [1.0, 2.0, 1.0], 1),
        (&usual, 397.0, false, [0.0, 0.0, 0.0], 0),
    ] {
        let mut visitor = Visitor::new("opt-out");
        page(&mut visitor, rules);
        visitor.put(Input::Identify {
            id: String::new(),
            attributes: r#"{"tier":"gold"}"#.into(),
        });
        for event in ["a", "b", "c"] {
            visitor.track(event, "");
        }
        let now_ms = visitor.now_ms;
        let profile = &mut visitor.runtime.profile;
        profile.entry_mut("e", 1.0).unwrap().exposed_ms = now_ms;
        visitor.runtime.dirty = true;
        visitor.put(Input::Wake);
        visitor.later(days * DAY);
        visitor.open_with(rules.into(), false, false);
        let found = ["a", "ab", "c"].map(|name| known(&mut visitor, name));
        assert_eq!(found, counts.map(number), "{days}");
        let gold = known(&mut visitor, "user.tier") == text("gold");
        assert_eq!(gold, tier, "{days}");
        let kept = &visitor.runtime.profile.entries;
        assert_eq!(kept.len(), entries, "{days}");
        // What is forgotten is gone from the storage with the next fold.
        visitor.put(Input::Hide);
        visitor.open_with(rules.into(), false, false);
        let past = visitor.past().unwrap();
        assert_eq!(past.contains("gold"), tier, "{days}: {past}");
    }
}

#[test]
fn a_rule_written_later_counts_what_was_kept_ahead_and_once() {
    let before = rules(r#""observe":{"keepAhead":["view_item"]},"#, "{}");
    let after = rules(
        r#""observe":{"keepAhead":["view_item"]},"#,
        r#"{"$did":{"event":"view_item","with":{"shelf":"tea"},"of":"id","values":[],"as":"seen"}}"#,
    );
    let mut visitor = Visitor::new("opt-out");
    page(&mut visitor, &before);
    for number in 0..50 {
        let shelf = if number % 2 == 0 { "tea" } else { "cups" };
        visitor.track(
            "view_item",
            &format!(r#"{{"id":"i{number}","items":[{{"shelf":"{shelf}"}}]}}"#),
        );
        visitor.track("other", r#"{"id":"never"}"#);
        visitor.later(1_000.0);
    }
    visitor.put(Input::Hide);
    assert!(!visitor.past().unwrap().contains("never"));
    let expected: Vec<Value> = (10..50)
        .step_by(2)
        .map(|number| Value::text(&format!("i{number}")))
        .collect();
    for rules in [&after, &after, &before, &after] {
        visitor.later(1_000.0);
        page(&mut visitor, rules);
        if rules == &after {
            let seen = known(&mut visitor, "seen");
            assert_eq!(seen, Known::Is(Value::List(expected.clone())));
        }
    }
    let ahead = json(&visitor);
    assert_eq!(ahead.get("ahead").unwrap().items().len(), 40);
    // Also where there is no rule at all yet.
    let alone =
        r#"{"omotenashi":1,"site":"s","consent":{"mode":"opt-out"},"observe":{"keepAhead":["a"]}}"#;
    page(&mut visitor, alone);
    visitor.track("a", "");
    assert_eq!(json(&visitor).get("ahead").unwrap().items().len(), 1);
    // Where it is not declared any more, it is gone.
    page(&mut visitor, &rules("", "{}"));
    page(&mut visitor, &rules("", "{}"));
    assert!(!visitor.past().unwrap().contains("i48"));
}

#[test]
fn two_versions_of_an_experience_are_told_apart() {
    let mut visitor = Visitor::new("opt-out");
    page(&mut visitor, &rules("", "{}"));
    for version in [1.0, 2.0] {
        let entry = visitor.runtime.profile.entry_mut("e", version).unwrap();
        entry.exposed_ms = version;
    }
    let told = json(&visitor);
    let entries = told.get("experiences").unwrap().items();
    let versions: Vec<_> = entries.iter().map(|entry| entry.get("version")).collect();
    let known = [1.0, 2.0].map(Value::Number);
    assert_eq!(versions, [Some(&known[0]), Some(&known[1])]);
}

const SHOP: &str = r#"{"$and":[{"$did":{"event":"view_item","of":"id","values":[],"as":"seen"}},{"$did":{"event":"view_item","count":1,"as":"views"}},
    {"order.count":1},{"order.lifetimeValue":1},{"user.tier":"gold"},{"visit.number":1},{"cart.count":1}]}"#;
const ADDED: &str = r#"{"value":3,"items":[{"quantity":2}]}"#;

#[test]
fn a_profile_from_another_device_is_merged_and_never_doubled() {
    let shop = rules("", SHOP);
    let mut one = Visitor::new("opt-out");
    let mut other = Visitor::new("opt-out");
    other.seed = 8;
    for (visitor, id) in [(&mut one, "a"), (&mut other, "b")] {
        visitor.later(if id == "b" { 1.0 } else { 0.0 });
        page(visitor, &shop);
        visitor.track("view_item", &format!(r#"{{"id":"{id}"}}"#));
        visitor.track(
            "purchase",
            &format!(r#"{{"value":10,"transaction_id":"{id}"}}"#),
        );
        visitor.track("add_to_cart", ADDED);
        visitor.put(Input::Wake);
    }
    one.put(Input::Identify {
        id: String::new(),
        attributes: r#"{"tier":"gold"}"#.into(),
    });
    let brought = one.runtime.profile();
    for _ in 0..3 {
        other.later(1_000.0);
        assert!(other.runtime.import(&brought).is_some());
        other.put(Input::Read);
        page(&mut other, &shop);
        // Neither is an order of there a new one here.
        other.track("purchase", r#"{"value":10,"transaction_id":"a"}"#);
        assert_eq!(known(&mut other, "cart.count"), number(4.0));
        let seen = Known::Is(Value::List(vec![Value::text("a"), Value::text("b")]));
        assert_eq!(known(&mut other, "seen"), seen);
        assert_eq!(known(&mut other, "views"), number(2.0));
        assert_eq!(known(&mut other, "order.count"), number(2.0));
        assert_eq!(known(&mut other, "order.lifetimeValue"), number(60.0));
        assert_eq!(known(&mut other, "user.tier"), text("gold"));
        assert_eq!(known(&mut other, "visit.number"), number(2.0));
        // Its own, brought back from a file, is nothing new.
        let own = other.runtime.profile();
        assert!(other.runtime.import(&own).is_some());
        other.put(Input::Read);
    }
    let value = json(&other);
    let behaviours = value.get("behaviours").unwrap().items();
    let view = behaviours
        .iter()
        .find(|one| one.text_at("asks") == Some("values"));
    assert_eq!(view.unwrap().text_at("event"), Some("view_item"));
    let answer = view.unwrap().get("answer").unwrap();
    assert_eq!(answer.items().len(), 2);
}

#[test]
fn what_is_no_profile_is_refused_and_nothing_comes_in_without_a_yes() {
    let shop = rules("", SHOP).replace("opt-out", "opt-in");
    let mut one = Visitor::new("opt-in");
    page(&mut one, &shop);
    one.say(YES, YES);
    one.track("view_item", r#"{"id":"a"}"#);
    let brought = one.runtime.profile();
    let mut other = Visitor::new("opt-in");
    other.seed = 8;
    page(&mut other, &shop);
    let cut = &brought[..brought.len() - 1];
    let late = brought.replace(r#""data":[1,"#, r#""data":[2,"#);
    for wrong in [
        "",
        "1",
        "{}",
        r#"{"data":[]}"#,
        r#"{"data":[1]}"#,
        cut,
        &late,
    ] {
        assert_eq!(other.runtime.import(wrong), None, "{wrong}");
    }
    assert!(other.runtime.import(&brought).is_some());
    other.put(Input::Read);
    assert_eq!(other.stored, []);
    other.say(NO, NO);
    other.say(YES, YES);
    assert_eq!(known(&mut other, "seen"), Known::Is(Value::List(vec![])));
    assert!(other.runtime.import(&brought).is_some());
    other.put(Input::Read);
    let seen = Known::Is(Value::List(vec![Value::text("a")]));
    assert_eq!(known(&mut other, "seen"), seen);
}

#[test]
fn where_the_browser_may_have_forgotten_first_visits_are_uncertain_unless_the_server_has_marked_them()
 {
    let asks = r#"{"$and":[{"visit.first":true},{"visitor.new":true},{"visit.number":1},{"visitor.kind":"new"}]}"#;
    let rules = rules("", asks);
    let sure = [
        Known::Is(Value::Bool(true)),
        Known::Is(Value::Bool(true)),
        number(1.0),
    ];
    let unsure = [Known::Unknown, Known::Unknown, Known::Unknown];
    let fresh = "a=b; omotenashi=1795999999000; c=d";
    for (vendor, cookies, expected, kind) in [
        ("Google Inc.", "", &sure, "new"),
        ("", "", &sure, "new"),
        ("Apple Computer, Inc.", "", &unsure, "uncertain"),
        (
            "Apple Computer, Inc.",
            "omotenashi=x; b",
            &unsure,
            "uncertain",
        ),
        (
            "Apple Computer, Inc.",
            "xomotenashi=1795999999000",
            &unsure,
            "uncertain",
        ),
        (
            "Apple Computer, Inc.",
            "omotenashi=1780000000000",
            &unsure,
            "uncertain",
        ),
        ("Apple Computer, Inc.", fresh, &sure, "new"),
    ] {
        let mut visitor = Visitor::new("opt-out");
        visitor.browser = [vendor, cookies];
        for _ in 0..2 {
            page(&mut visitor, &rules);
            let paths = ["visit.first", "visitor.new", "visit.number"];
            let found = paths.map(|path| known(&mut visitor, path));
            assert_eq!(found, *expected, "{vendor} {cookies}");
            assert_eq!(
                known(&mut visitor, "visitor.kind"),
                text(kind),
                "{vendor} {cookies}"
            );
        }
        visitor.later(DAY);
        page(&mut visitor, &rules);
        assert_eq!(known(&mut visitor, "visit.number"), number(2.0));
        assert_eq!(known(&mut visitor, "visitor.kind"), text("returning"));
    }
}

#[test]
fn cookies_are_read_only_where_a_rule_asks_for_that_and_never_before_a_yes() {
    let reads = |rules: &str| {
        let mut visitor = Visitor::new("opt-in");
        let opened = visitor.open_with(rules.replace("opt-out", "opt-in"), false, false);
        let said = visitor.say(YES, NO);
        [opened, said].map(|effects| {
            let reads = |effect: &Effect| matches!(effect, Effect::Load(_, keys) if keys.iter().any(|key| key == "document.cookie"));
            effects.iter().any(reads)
        })
    };
    for (asks, expected) in [
        ("visitor.kind", [false, true]),
        ("visit.pages", [false, false]),
    ] {
        let asks = format!(r#"{{"{asks}":1}}"#);
        assert_eq!(reads(&rules("", &asks)), expected, "{asks}");
    }
}

/// Rules that ask for the cart and for orders.
const ORDERS: &str =
    r#"{"$and":[{"cart.value":{"$gte":0}},{"order.count":{"$gte":0}},{"order.total":{"$gte":0}}]}"#;

fn basket(number: usize) -> String {
    let item = |n| format!(r#"{{"item_id":"sku-{n}","price":"1200","quantity":"2"}}"#);
    let items: Vec<String> = (0..number).map(item).collect();
    items.join(",")
}

#[test]
fn an_order_of_any_size_is_kept_and_so_is_all_that_comes_with_it() {
    for number in [1, 60, 150, 3_000] {
        let rules = rules("", ORDERS);
        let mut visitor = Visitor::new("opt-out");
        page(&mut visitor, &rules);
        let bag = basket(1);
        visitor.track("add_to_cart", &format!(r#"{{"items":[{bag}]}}"#));
        let cart = known(&mut visitor, "cart.value");
        assert_eq!(cart, Known::Is(Value::Number(2_400.0)));
        for _ in 0..2 {
            let order = basket(number);
            visitor.track(
                "purchase",
                &format!(r#"{{"transaction_id":"t","value":"99","items":[{order}]}}"#),
            );
        }
        visitor.put(Input::Hide);
        visitor.later(60_000.0);
        page(&mut visitor, &rules);
        for (name, value) in [
            ("cart.value", 0.0),
            ("order.count", 1.0),
            ("order.total", 99.0),
        ] {
            let found = known(&mut visitor, name);
            assert_eq!(found, Known::Is(Value::Number(value)), "{name} of {number}");
        }
    }
}

#[test]
fn more_than_fits_at_once_is_stored_after_another() {
    let rules = rules(
        "",
        r#"{"$did":{"event":"look","of":"what","distinct":1,"as":"seen"}}"#,
    );
    let mut visitor = Visitor::new("opt-out");
    page(&mut visitor, &rules);
    for number in 0..20 {
        let what = "x".repeat(400);
        visitor.track("look", &format!(r#"{{"what":"{number}{what}"}}"#));
    }
    visitor.put(Input::Hide);
    page(&mut visitor, &rules);
    let seen = known(&mut visitor, "seen");
    assert_eq!(seen, Known::Is(Value::Number(20.0)));
}

#[test]
fn what_happened_is_stored_soon_also_while_nothing_can_be_sent() {
    let mut visitor = exposed();
    visitor.later(2_000.0);
    let sent = visitor.put(Input::Wake);
    let batch = sends(&sent).first().unwrap().0;
    visitor.put(Input::Delivered { batch, done: false });
    visitor.later(10.0);
    let effects = visitor.track("ask", "");
    let mut wakes = effects.iter().filter_map(|effect| match effect {
        Effect::Wake(ms) => Some(*ms),
        _ => None,
    });
    assert_eq!(wakes.next_back(), Some(1_000.0));
}

#[test]
fn of_many_experiences_met_at_once_each_is_known_again() {
    let one = |n| format!(r#"{{"id":"experience-{n}","show":[{{"select":"h1","text":"x"}}]}}"#);
    let all: Vec<_> = (0..100).map(one).collect();
    let rules = format!(
        r#"{{"omotenashi":1,"site":"s","consent":{{"mode":"opt-out"}},"experiences":[{}]}}"#,
        all.join(",")
    );
    let mut visitor = Visitor::new("opt-out");
    let counts = [0; 2].map(|_| {
        visitor.open_with(rules.clone(), false, false);
        for n in 0..100 {
            visitor.feed(Input::Receipt(Receipt::reached(n, Outcome::Applied)));
        }
        visitor.put(Input::Hide);
        let exposed = |effect: &&Effect| matches!(effect, Effect::Notify(Notice::Exposure, _));
        visitor.effects.iter().filter(exposed).count()
    });
    assert_eq!(counts, [100, 100]);
}
