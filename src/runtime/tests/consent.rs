//! What a yes, a no and silence do.

use super::*;

#[test]
fn pending_shows_what_needs_no_memory_and_writes_and_sends_nothing() {
    let mut visitor = Visitor::new("opt-in");
    let opened = visitor.open(false, false);
    assert_eq!(shown(&opened), [0]);
    assert_eq!(
        showing(&opened, 0).changes[0].text.as_deref(),
        Some("Hello friend")
    );
    visitor.put(Input::Receipt(Receipt::reached(0, Outcome::Applied)));
    visitor.track("purchase", r#"{"value":5}"#);
    visitor.put(Input::Click(0));
    visitor.put(Input::Hide);
    assert_eq!(visitor.stored, []);
    assert_eq!(writes(&visitor.effects), 0);
    assert_eq!(sends(&visitor.effects), []);
    let loads: Vec<&Effect> = visitor
        .effects
        .iter()
        .filter(|e| matches!(e, Effect::Load(..)))
        .collect();
    assert_eq!(
        loads,
        [&Effect::Load(
            Wish::Record,
            vec!["omotenashi.s.consent".to_string()]
        )]
    );
    assert!(
        visitor
            .runtime
            .explain("again")
            .contains(r#""reason":"unknown","at":"visit.number""#)
    );
    assert!(
        visitor
            .runtime
            .explain("test")
            .contains(r#""reason":"consent""#)
    );
}

#[test]
fn a_yes_is_remembered_and_greets_at_the_next_visit() {
    let mut visitor = Visitor::new("opt-in");
    visitor.open(false, false);
    let granted = visitor.say(YES, YES);
    // Elements wait for the next page by default.
    assert_eq!(shown(&granted), []);
    assert!(visitor.runtime.explain("test").contains("next-page"));
    assert_eq!(visitor.stored.len(), 2, "{:?}", visitor.stored);
    visitor.later(3_600_000.0);
    let opened = visitor.open(false, false);
    assert_eq!(shown(&opened), [1, 0, 2]);
}

#[test]
fn a_no_erases_everything_and_the_mode_decides_whether_it_is_kept() {
    let mut visitor = Visitor::new("opt-in");
    visitor.open(false, false);
    visitor.say(YES, YES);
    assert!(!visitor.stored.is_empty());
    visitor.say(NO, NO);
    assert_eq!(visitor.stored, []);
    visitor.track("ask", "");
    visitor.put(Input::Hide);
    assert_eq!(visitor.stored, []);

    let mut visitor = Visitor::new("opt-out");
    visitor.open(false, false);
    assert!(visitor.past().is_some());
    visitor.say(NO, NO);
    let kept: Vec<&str> = visitor.stored.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(kept, ["omotenashi.s.consent"]);
    visitor.open(false, false);
    assert_eq!(visitor.stored.len(), 1);
}

#[test]
fn consent_said_before_the_first_decision_counts_for_it() {
    let mut visitor = Visitor::new("opt-in");
    visitor.runtime = Runtime::new(Env::native());
    let at = Instant {
        now_ms: visitor.now_ms,
        entropy: [1, 2],
    };
    let start = Start {
        rules: Read::new(&Env::native(), RULES.replace("MODE", "opt-in")),
        page: Page {
            url: "https://s.example/".into(),
            ..Page::default()
        },
        bot: false,
        facts: String::new(),
        forced: String::new(),
        late: false,
    };
    let load = visitor.runtime.handle(at, Input::Start(start));
    assert!(load.iter().any(|effect| matches!(effect, Effect::Load(..))));
    visitor.say(YES, YES);
    visitor.put(Input::Consent {
        source: Source::GOOGLE,
        states: [None; 3],
    });
    visitor.put(Input::Identify {
        id: "c-1".into(),
        attributes: r#"{"name":"Hana"}"#.into(),
    });
    let ran = visitor.put(Input::Loaded(Wish::Record, vec![None]));
    assert_eq!(
        showing(&ran, 0).changes[0].text.as_deref(),
        Some("Hello Hana")
    );
    assert_eq!(shown(&ran), [0, 2]);
    assert!(visitor.read("omotenashi.s.consent").is_some());
}

#[test]
fn withdrawal_in_another_tab_reaches_this_one_also_after_sleep() {
    for sleeping in [false, true] {
        let mut visitor = exposed();
        visitor.stored.clear();
        if sleeping {
            visitor.put(Input::Resume(true));
        } else {
            visitor.put(Input::Changed(Some("omotenashi.s.consent".into()), None));
        }
        visitor.track("ask", "");
        visitor.put(Input::Hide);
        assert_eq!(visitor.stored, [], "sleeping: {sleeping}");
        assert!(
            visitor
                .runtime
                .consent_states()
                .contains(r#""personalization":"pending""#)
        );
    }
}

#[test]
fn a_cleared_storage_is_not_filled_again() {
    let mut visitor = exposed();
    visitor.stored.clear();
    visitor.put(Input::Changed(None, None));
    visitor.track("ask", "");
    assert_eq!(visitor.stored, []);
}

#[test]
fn forgetting_leaves_nothing_and_nothing_brings_it_back() {
    let mut visitor = exposed();
    visitor.put(Input::Forget);
    visitor.track("ask", "");
    visitor.put(Input::Hide);
    visitor.put(Input::Resume(true));
    assert_eq!(visitor.stored, []);
    assert!(visitor.runtime.profile().contains(r#""visitor":"""#));
}

#[test]
fn forgetting_a_no_is_no_yes_where_silence_would_be_one() {
    let record = |visitor: &Visitor| visitor.read("omotenashi.s.consent");
    for early in [false, true] {
        let mut visitor = Visitor::new("opt-out");
        visitor.open(false, false);
        visitor.say(NO, YES);
        assert!(record(&visitor).is_some());
        if early {
            visitor.runtime = Runtime::new(Env::native());
            visitor.put(Input::Forget);
            visitor.put(Input::Start(Start {
                rules: Read::new(&Env::native(), RULES.replace("MODE", "opt-out")),
                page: Page::default(),
                bot: false,
                facts: String::new(),
                forced: String::new(),
                late: false,
            }));
        } else {
            visitor.put(Input::Forget);
        }
        for _ in 0..2 {
            let kept = record(&visitor).unwrap_or_default();
            assert!(kept.contains(r#""personalization":"denied""#), "{kept}");
            assert_eq!(visitor.past(), None, "early: {early}");
            visitor.later(300.0 * 86_400_000.0);
            visitor.open(false, false);
            visitor.put(Input::Hide);
        }
        // Where only a yes is remembered, nothing is left.
        visitor.say(YES, YES);
        visitor.put(Input::Forget);
        assert_eq!(record(&visitor), None);
    }
}

#[test]
fn a_late_yes_joins_the_stored_past_and_never_overwrites_it() {
    let mut visitor = exposed();
    visitor.track("ask", "");
    let past = visitor.past().unwrap();
    visitor.stored.retain(|(key, _)| key.ends_with("profile"));
    // Without the record this page begins as pending, with the profile still there.
    visitor.later(60_000.0);
    visitor.open(false, false);
    visitor.say(YES, YES);
    let saves: Vec<&String> = visitor
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Fold(_, text, _) => Some(text),
            _ => None,
        })
        .collect();
    assert!(
        saves.iter().all(|text| !text.contains(r#""id":"""#)),
        "{saves:?}"
    );
    let id = |text: &str| text.split('"').nth(5).unwrap().to_string();
    assert_eq!(id(&past), id(&visitor.past().unwrap()));
}

#[test]
fn an_old_word_from_another_tab_does_not_undo_newer_ones() {
    let mut visitor = exposed();
    let old = visitor.past();
    visitor.track("ask", "");
    let key = Some("omotenashi.s.profile".to_string());
    visitor.put(Input::Changed(key, old));
    visitor.track("other", "");
    let kept = visitor.past().unwrap();
    assert!(!kept.contains(r#""c":[]"#), "{kept}");
}
