//! What a page is shown, and when not.

use super::*;

#[test]
fn a_surface_may_come_later_and_its_cap_holds_for_good() {
    let mut visitor = exposed();
    assert_eq!(shown(&visitor.track("ask", "")), [3]);
    let due = visitor.put(Input::Due(3, false));
    assert!(opens(&due, 3));
    visitor.put(Input::Receipt(Receipt::reached(3, Outcome::Applied)));
    let opened = visitor.open(false, false);
    assert!(!shown(&opened).contains(&3));
    assert!(
        visitor
            .runtime
            .explain("pop")
            .contains(r#""reason":"frequency""#)
    );
}

#[test]
fn a_forced_variant_is_shown_without_a_yes_and_counts_nobody() {
    let mut visitor = Visitor::new("opt-in");
    visitor.forced = r#"{"test":"red","pop":"show","none":"x"}"#;
    let opened = visitor.open(false, false);
    assert_eq!(shown(&opened), [0, 2, 3]);
    assert_eq!(showing(&opened, 2).changes.len(), 1);
    assert!(
        visitor
            .runtime
            .explain("test")
            .contains(r#""reason":"forced","variant":"red""#)
    );
    visitor.say(YES, YES);
    let counted = visitor.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
    assert!(
        !counted
            .iter()
            .any(|effect| matches!(effect, Effect::Push(_) | Effect::Notify(..)))
    );
}

#[test]
fn late_and_bots_see_the_page_as_it_is() {
    for (late, bot, reason) in [(true, false, "late"), (false, true, "bot")] {
        let mut visitor = exposed();
        visitor.stored.retain(|(key, _)| key.ends_with("consent"));
        let opened = visitor.open(late, bot);
        assert_eq!(shown(&opened), []);
        assert_eq!(
            opened
                .iter()
                .filter(|effect| **effect == Effect::Settled)
                .count(),
            1
        );
        assert!(visitor.runtime.explain("plain").contains(reason));
        visitor.put(Input::Receipt(Receipt::reached(0, Outcome::Applied)));
        visitor.later(9_000.0);
        assert_eq!(sends(&visitor.put(Input::Wake)), []);
    }
}

#[test]
fn another_page_of_an_application_is_decided_anew() {
    let mut visitor = exposed();
    let page = Page {
        url: "https://s.example/b".into(),
        ..Page::default()
    };
    let went = visitor.put(Input::Page(page));
    let withdraw = went.iter().position(|effect| *effect == Effect::Withdraw);
    let show = went
        .iter()
        .position(|effect| matches!(effect, Effect::Show(_)));
    assert!(withdraw.is_some() && withdraw < show);
}

#[test]
fn rules_that_are_no_json_leave_the_page_alone_and_say_so() {
    let mut visitor = Visitor::new("opt-in");
    visitor.mode = "opt-in\",";
    let opened = visitor.open(false, false);
    assert!(
        matches!(&opened[0], Effect::Notify(Notice::Problem, detail) if detail.contains("json-")),
        "{opened:?}"
    );
    assert_eq!(opened.last(), Some(&Effect::Settled));
    // The last thing is whether a yes is over.
    assert!(matches!(opened[1], Effect::Load(Wish::Record, _)));
    assert_eq!(opened.len(), 3);
    assert!(format!("{:?}", visitor.track("x", "")).len() < 3);
}

#[test]
fn variants_are_split_evenly_over_visitors() {
    let mut red = 0;
    for id in 0..400_u32 {
        let mut visitor = Visitor::new("opt-out");
        visitor.runtime = Runtime::new(Env::native());
        visitor.effects = vec![Effect::Settled; id as usize];
        visitor.open(false, false);
        red += u32::from(visitor.runtime.variant("test").as_deref() == Some("red"));
    }
    assert!((150..250).contains(&red), "{red}");
}

#[test]
fn a_storage_that_refuses_lets_nobody_into_an_experiment() {
    // Refuses · knew the visitor before · in the experiment · applied on this page.
    for (refuses, knew, entered, shows) in [
        (false, false, false, vec![0, 2]),
        (true, false, false, vec![0]),
        (true, true, false, vec![1, 0]),
        (true, true, true, vec![1, 0, 2]),
    ] {
        let mut visitor = Visitor::new("opt-out");
        if knew {
            visitor.open(false, false);
            if entered {
                visitor.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
            }
            visitor.put(Input::Hide);
            visitor.later(3_600_000.0);
        }
        visitor.refuses = refuses;
        visitor.effects.clear();
        let opened = visitor.open(false, false);
        assert_eq!(shown(&opened), shows, "{refuses} {knew} {entered}");
        let reason = visitor.runtime.explain("test");
        let expected = if shows.contains(&2) {
            "applied"
        } else {
            "storage"
        };
        assert!(reason.contains(expected), "{reason}");
        let attempts = writes(&visitor.effects);
        let records = usize::from(!knew);
        assert_eq!(attempts, usize::from(!entered) + records, "no second write");
        visitor.put(Input::Receipt(Receipt::reached(0, Outcome::Applied)));
        visitor.put(Input::Hide);
        assert_eq!(visitor.past().is_some(), !refuses || knew);
    }
}

#[test]
fn a_page_view_alone_is_stored_in_a_quiet_moment_or_on_the_way_out() {
    for last in [Input::Wake, Input::Hide] {
        let mut visitor = exposed();
        visitor.later(60_000.0);
        let opened = visitor.open(false, false);
        assert_eq!(writes(&opened), 0, "{opened:?}");
        let before = visitor.past();
        visitor.later(1_000.0);
        let stored = visitor.put(last);
        assert!(
            stored
                .iter()
                .any(|effect| matches!(effect, Effect::Remember(..)))
        );
        assert_ne!(visitor.past(), before);
        assert!(
            !visitor
                .put(Input::Wake)
                .iter()
                .any(|effect| matches!(effect, Effect::Remember(..)))
        );
    }
}

#[test]
fn many_things_at_once_are_stored_once() {
    let mut visitor = exposed();
    for _ in 0..5 {
        let effects = visitor.feed(Input::Track {
            name: "ask".into(),
            props: String::new(),
        });
        assert_eq!(writes(&effects), 0);
    }
    // Not before it is quiet, or the page is left.
    assert_eq!(writes(&visitor.feed(Input::Rest)), 0);
    visitor.feed(Input::Wake);
    assert_eq!(writes(&visitor.feed(Input::Rest)), 1);
    assert_eq!(writes(&visitor.feed(Input::Rest)), 0);
}

#[test]
fn the_device_is_asked_only_for_what_rules_ask() {
    for (who, asked) in [
        (r#"{"page.path":"/"}"#, false),
        (r#"{"device.width":{"$lt":500}}"#, true),
    ] {
        let mut runtime = Runtime::new(Env::native());
        let at = Instant {
            now_ms: 1e12,
            entropy: [1, 2],
        };
        let rules = format!(
            r#"{{"omotenashi":1,"experiences":[{{"id":"a","who":{who},"show":[{{"select":"h1","text":"x"}}]}}]}}"#
        );
        let page = Page::default();
        let start = Start {
            rules: Read::new(&Env::native(), rules),
            page,
            bot: false,
            facts: String::new(),
            forced: String::new(),
            late: false,
        };
        let effects = runtime.handle(at, Input::Start(start));
        assert_eq!(effects.contains(&Effect::Sense), asked, "{effects:?}");
    }
}

#[test]
fn what_happens_while_a_page_is_left_is_stored_at_once() {
    let mut visitor = exposed();
    visitor.put(Input::Hide);
    // Some other code of the page may hear of it after us.
    visitor.track("ask", r#"{"n":1}"#);
    assert!(visitor.past().unwrap().contains(r#""ask""#));
}

#[test]
fn a_tab_in_the_background_goes_on_storing_for_hours() {
    let mut visitor = exposed();
    visitor.put(Input::Hide);
    for n in 0..200 {
        visitor.track("ask", &format!(r#"{{"n":{n}}}"#));
        visitor.later(60_000.0);
        // As after the lock was given.
        visitor.feed(Input::Rest);
        assert!(visitor.runtime.unsaved.is_empty(), "{n}");
    }
}

#[test]
fn a_page_that_comes_back_from_the_browsers_cache_counts_on_from_what_another_has_counted() {
    let rules = RULES
        .replace("MODE", "opt-out")
        .replace(r#"{"event":"purchase""#, r#"{"event":"page_view""#);
    let mut one = Visitor::new("opt-out");
    one.open_with(rules.clone(), false, false);
    one.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
    one.put(Input::Hide);
    let mut other = Visitor::new("opt-out");
    other.seed = 8;
    other.stored = one.stored.clone();
    let first = |visitor: &Visitor| -> Vec<bool> {
        let goals = visitor.effects.iter().filter_map(|effect| match effect {
            Effect::Notify(Notice::Goal, detail) => Some(detail.contains(r#""first":true"#)),
            _ => None,
        });
        goals.collect()
    };
    other.open_with(rules, false, false);
    other.put(Input::Hide);
    one.stored = other.stored.clone();
    one.put(Input::Resume(true));
    assert_eq!((first(&other), first(&one)), (vec![true], vec![false]));
}

#[test]
fn a_surface_says_what_is_known_when_it_comes() {
    let rules = r#"{"omotenashi":1,"site":"s","consent":{"mode":"opt-out"},"experiences":[
        {"id":"a","when":{"exit":true,"every":true},"show":[{"surface":"modal","text":"{{user.name|friend}}"}]}]}"#;
    let mut visitor = Visitor::new("opt-out");
    visitor.open_with(rules.into(), false, false);
    for name in ["Hana", "Ren"] {
        visitor.put(Input::Identify {
            id: "c-1".into(),
            attributes: format!(r#"{{"name":"{name}"}}"#),
        });
        let due = visitor.put(Input::Due(0, false));
        let said = due.iter().find_map(|effect| match effect {
            Effect::Open(_, surface) => surface.as_ref()?.html.as_deref(),
            _ => None,
        });
        assert_eq!(said, Some(name));
    }
}
