//! Consent at its edges: asked again, expired, taken back before the rules are there, never stored.

use super::*;
use crate::engine::json::parse;
use crate::engine::words::SIGNAL;

const DAY: f64 = 86_400_000.0;
const ASKS: State = State::Pending;

fn names(visitor: &Visitor) -> Vec<&str> {
    let keys = visitor.stored.iter();
    let mut names: Vec<&str> = keys
        .map(|(key, _)| key.trim_start_matches("omotenashi.s."))
        .map(|name| name.split('~').next().unwrap())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// A page of the same visitor, before there are rules.
fn reload(visitor: &mut Visitor) {
    visitor.put(Input::Hide);
    visitor.runtime = Runtime::new(Env::native());
}

fn start(rules: &str) -> Input {
    Input::Start(Start {
        rules: Read::new(&Env::native(), rules.into()),
        page: Page::default(),
        bot: false,
        facts: String::new(),
        forced: String::new(),
        late: false,
    })
}

fn opt_in() -> Input {
    start(&RULES.replace("MODE", "opt-in"))
}

#[test]
fn who_wants_to_be_forgotten_before_there_are_rules_is() {
    let mut visitor = exposed();
    let before = visitor.past().unwrap();
    reload(&mut visitor);
    visitor.say(YES, YES);
    visitor.track("purchase", "");
    visitor.put(Input::Forget);
    visitor.put(opt_in());
    assert!(before.contains(r#""v""#) || !before.is_empty());
    assert_eq!(names(&visitor), [""; 0]);
    assert!(
        visitor
            .runtime
            .consent_states()
            .contains(r#""personalization":"pending""#)
    );
    // What is said after it holds.
    reload(&mut visitor);
    visitor.put(Input::Forget);
    visitor.say(YES, NO);
    visitor.put(opt_in());
    visitor.put(Input::Hide);
    assert_eq!(names(&visitor), ["consent", "profile"]);
}

#[test]
fn a_banner_that_asks_again_is_heard_also_before_the_record_is_read() {
    const RULES: &str = r#"{"omotenashi":1,"site":"s","consent":{"signals":["klaro"]},
        "experiences":[{"id":"plain","show":[{"select":"h1","text":"x"}]}]}"#;
    let klaro = SIGNAL.list.iter().position(|name| *name == "klaro");
    let say = |state| Input::Consent {
        source: Source(klaro.unwrap() + 1),
        states: [Some(state); 3],
    };
    for early in [true, false] {
        let mut visitor = Visitor::new("opt-in");
        visitor.put(start(RULES));
        visitor.put(say(YES));
        visitor.put(Input::Hide);
        assert_eq!(names(&visitor), ["consent", "profile"]);
        reload(&mut visitor);
        let at = Instant {
            now_ms: visitor.now_ms,
            entropy: [1, 2],
        };
        // In the middle of the start, as a bundle hears it, and after it.
        for effect in visitor.runtime.handle(at, start(RULES)) {
            match effect {
                Effect::Signals { .. } if early => drop(visitor.feed(say(ASKS))),
                Effect::Load(wish, keys) => {
                    let texts = keys.iter().map(|key| visitor.read(key)).collect();
                    visitor.feed(Input::Loaded(wish, texts));
                }
                _ => {}
            }
        }
        if !early {
            visitor.put(say(ASKS));
        }
        visitor.put(Input::Hide);
        assert_eq!(names(&visitor), [""; 0], "{early}");
        let states = visitor.runtime.consent_states();
        assert!(
            states.contains(r#""personalization":"pending""#),
            "{states}"
        );
        // The answer in another tab is this one's, too.
        visitor.feed(say(YES));
        assert!(visitor.runtime.consent_states().contains("granted"));
    }
}

#[test]
fn another_tab_s_yes_answers_what_this_one_asked_again() {
    let mut other = exposed();
    let record = other.read("omotenashi.s.consent");
    other.say(ASKS, ASKS);
    assert_eq!(other.read("omotenashi.s.consent"), None);
    let key = Some(String::from("omotenashi.s.consent"));
    other.put(Input::Changed(key, record));
    let states = other.runtime.consent_states();
    assert!(
        states.contains(r#""personalization":"granted""#),
        "{states}"
    );
}

#[test]
fn nothing_is_kept_under_a_yes_that_is_over_or_asked_for_anew() {
    let mut visitor = exposed();
    reload(&mut visitor);
    visitor.later(181.0 * DAY);
    visitor.open(false, false);
    visitor.put(Input::Hide);
    assert_eq!(names(&visitor), [""; 0]);

    // One that was given under a clock years ahead is as long over as it seems to last.
    for (days, remembered) in [(0.5, true), (900.0, false)] {
        let mut visitor = exposed();
        reload(&mut visitor);
        visitor.later(-days * DAY);
        visitor.open(false, false);
        visitor.put(Input::Hide);
        assert_eq!(names(&visitor).contains(&"profile"), remembered, "{days}");
    }

    let mut visitor = exposed();
    reload(&mut visitor);
    visitor.say(ASKS, YES);
    visitor.put(opt_in());
    visitor.put(Input::Hide);
    assert!(!names(&visitor).contains(&"profile"));
}

#[test]
fn a_no_to_an_opt_out_never_becomes_a_yes_by_itself() {
    let mut visitor = Visitor::new("opt-out");
    visitor.open(false, false);
    visitor.say(NO, NO);
    for days in [100.0, 200.0, 2_000.0] {
        visitor.later(days * DAY);
        visitor.open(false, false);
        visitor.put(Input::Hide);
        assert_eq!(names(&visitor), ["consent"], "{days}");
        let states = visitor.runtime.consent_states();
        assert!(!states.contains("granted\",\"m"), "{states}");
        assert!(states.contains(r#""personalization":"denied""#), "{states}");
    }
}

#[test]
fn where_nothing_can_be_stored_a_yes_holds_for_the_page() {
    let mut visitor = Visitor::new("opt-in");
    visitor.refuses = true;
    visitor.open(false, false);
    visitor.say(YES, YES);
    visitor.put(Input::Hide);
    visitor.put(Input::Resume(false));
    let states = visitor.runtime.consent_states();
    assert!(
        states.contains(r#""personalization":"granted""#),
        "{states}"
    );
    // As soon as it can be, it is.
    visitor.refuses = false;
    visitor.say(YES, YES);
    assert_eq!(names(&visitor)[0], "consent");
}

#[test]
fn a_no_is_heeded_where_rules_are_off() {
    let off = RULES
        .replace("MODE", "opt-in")
        .replace(r#""omotenashi":1"#, r#""omotenashi":1,"off":true"#);
    for early in [true, false] {
        let mut visitor = exposed();
        reload(&mut visitor);
        if early {
            visitor.say(NO, NO);
        }
        visitor.put(start(&off));
        if !early {
            visitor.say(NO, NO);
        }
        assert_eq!(names(&visitor), [""; 0], "{early}");
    }
    let mut visitor = exposed();
    reload(&mut visitor);
    visitor.put(start(&off));
    visitor.say(YES, YES);
    assert!(names(&visitor).contains(&"profile"));
}

#[test]
fn what_is_over_goes_also_where_rules_are_off_or_empty() {
    let of = |mode: &str| {
        [
            RULES
                .replace("MODE", mode)
                .replace(r#","signals":["google"]"#, "")
                .replace(r#""omotenashi":1"#, r#""omotenashi":1,"off":true"#),
            format!(r#"{{"omotenashi":1,"site":"s","consent":{{"mode":"{mode}"}}}}"#),
        ]
    };
    // Thirteen months without a visit, or half a year after the yes.
    for (mode, most) in [("opt-out", 396.0), ("opt-in", 180.0)] {
        for rules in of(mode) {
            for (days, kept) in [(most - 1.0, true), (most + 1.0, false)] {
                let mut visitor = Visitor::new(mode);
                visitor.open(false, false);
                if mode == "opt-in" {
                    visitor.say(YES, YES);
                }
                reload(&mut visitor);
                visitor.put(Input::Hide);
                visitor.later(days * DAY);
                let before = visitor.stored.clone();
                let effects = visitor.open_with(rules.clone(), false, false);
                assert_eq!(writes(&effects), 0);
                assert_eq!(visitor.stored == before, kept, "{rules} {days}");
                assert_eq!(visitor.past().is_some(), kept, "{rules} {days}");
            }
        }
    }
}

#[test]
fn a_no_outlives_rules_that_are_off_and_say_nothing_of_consent() {
    let mut visitor = Visitor::new("opt-out");
    visitor.open(false, false);
    visitor.put(Input::Consent {
        source: Source::MANUAL,
        states: [Some(NO); 3],
    });
    for days in [0.0, 300.0] {
        visitor.later(days * DAY);
        visitor.open_with(
            r#"{"omotenashi":1,"site":"s","off":true}"#.into(),
            false,
            false,
        );
        visitor.open(false, false);
        let states = visitor.runtime.consent_states();
        assert!(
            states.contains(r#""personalization":"denied""#),
            "{days}: {states}"
        );
        assert_eq!(names(&visitor), ["consent"]);
    }
}

#[test]
fn what_was_done_under_a_no_is_not_stored_with_a_later_yes() {
    for (no, asked) in [(NO, 0.0), (ASKS, 1.0)] {
        let mut visitor = Visitor::new("opt-in");
        visitor.open(false, false);
        visitor.say(no, no);
        visitor.track("ask", "{}");
        visitor.later(1_000.0);
        visitor.say(YES, YES);
        visitor.open(false, false);
        let profile = parse(&Env::native(), &visitor.runtime.profile()).0;
        assert_eq!(profile.number_at("pages"), 2.0);
        let behaviours = profile.get("behaviours").unwrap().items();
        assert_eq!(behaviours.len() as f64, asked, "{no:?}");
    }
}

#[test]
fn where_rules_are_off_a_no_to_one_purpose_leaves_what_was_said_of_others() {
    let off = |mode| {
        let rules = RULES.replace("MODE", mode);
        rules.replace(r#""omotenashi":1"#, r#""omotenashi":1,"off":true"#)
    };
    for (mode, first, expected) in [("opt-out", NO, "denied"), ("opt-in", YES, "granted")] {
        let mut visitor = Visitor::new(mode);
        visitor.open(false, false);
        visitor.say(first, YES);
        visitor.open_with(off(mode), false, false);
        visitor.put(Input::Consent {
            source: Source::MANUAL,
            states: [None, Some(NO), None],
        });
        visitor.open(false, false);
        let states = visitor.runtime.consent_states();
        let expected = format!(r#""personalization":"{expected}","measurement":"denied""#);
        assert!(states.contains(&expected), "{states}");
        assert_eq!(names(&visitor).contains(&"profile"), first == YES, "{mode}");
    }
}

#[test]
fn where_nothing_more_can_be_stored_the_page_knows_what_it_has_shown() {
    let mut visitor = Visitor::new("opt-in");
    visitor.open(false, false);
    visitor.say(YES, YES);
    visitor.put(Input::Hide);
    visitor.refuses = true;
    visitor.open(false, false);
    let mut exposures = 0;
    for _ in 0..2 {
        let told = visitor.put(Input::Receipt(Receipt::reached(0, Outcome::Applied)));
        let is_one = |effect: &&Effect| matches!(effect, Effect::Notify(Notice::Exposure, _));
        exposures += told.iter().filter(is_one).count();
        visitor.put(Input::Hide);
        visitor.put(Input::Resume(false));
        visitor.put(Input::Page(Page::default()));
    }
    assert_eq!(exposures, 1);
}
