//! A runtime test is a table of inputs and expected effects.

use super::*;
use crate::engine::change::{Action, Showing};
use crate::engine::exposure::{Outcome, Receipt};
use alloc::{format, string::ToString, vec};

const RULES: &str = r##"{"omotenashi":1,"site":"s","consent":{"mode":"MODE","signals":["google"]},
"goals":{"order":{"event":"purchase","value":"value"},"signup":{"click":"#signup"}},
"experiences":[
 {"id":"plain","show":[{"select":"h1","text":"Hello {{user.name|friend}}"}]},
 {"id":"again","who":{"visit.number":{"$gte":2}},"show":[{"select":"h2","text":"Again"}],"priority":5},
 {"id":"test","variants":{"red":{"show":[{"select":".b","class":{"add":["red"]}}]}},"split":{"original":50,"red":50},"measure":{"primary":"order","guard":["signup"]}},
 {"id":"pop","who":{"$did":{"event":"ask"}},"show":[{"surface":"modal","html":"<p>x</p>"}],"frequency":{"atMost":1}}],
"destinations":[{"to":"dataLayer"},{"to":"beacon","url":"/collect"}]}"##;

/// A visitor at a page, with a storage that does what the effects say.
struct Visitor {
    runtime: Runtime,
    now_ms: f64,
    stored: Vec<(String, String)>,
    effects: Vec<Effect>,
    mode: &'static str,
}

impl Visitor {
    fn new(mode: &'static str) -> Self {
        Self {
            runtime: Runtime::new(Env::native()),
            now_ms: 1_796_000_000_000.0,
            stored: Vec::new(),
            effects: Vec::new(),
            mode,
        }
    }

    /// Feeds one input, and the answers to what is to be loaded; gives all effects of it.
    fn put(&mut self, input: Input) -> Vec<Effect> {
        let mut queue = vec![input];
        let mut all = Vec::new();
        while !queue.is_empty() {
            let at = Instant {
                now_ms: self.now_ms,
                entropy: [7, self.effects.len() as u32],
            };
            for effect in self.runtime.handle(at, queue.remove(0)) {
                match &effect {
                    Effect::Load(keys) => queue.push(Input::Loaded(
                        keys.iter()
                            .map(|key| (key.clone(), self.read(key)))
                            .collect(),
                    )),
                    Effect::Save(key, text) => {
                        self.stored.retain(|(known, _)| known != key);
                        self.stored.push((key.clone(), text.clone()));
                    }
                    Effect::Erase(key) => self.stored.retain(|(known, _)| known != key),
                    _ => {}
                }
                all.push(effect);
            }
        }
        self.effects.extend(all.iter().cloned());
        all
    }

    fn read(&self, key: &str) -> Option<String> {
        self.stored
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, text)| text.clone())
    }

    /// Opens a page with what is stored.
    fn open(&mut self, late: bool, bot: bool) -> Vec<Effect> {
        self.runtime = Runtime::new(Env::native());
        self.put(Input::Start(Start {
            rules: RULES.replace("MODE", self.mode),
            page: Page {
                url: "https://s.example/".into(),
                ..Page::default()
            },
            device: Device {
                bot,
                ..Device::default()
            },
            facts: String::new(),
            late,
        }))
    }

    fn say(&mut self, personalization: State, measurement: State) -> Vec<Effect> {
        let states = [Some(personalization), Some(measurement), None];
        self.put(Input::Consent {
            source: Source::Manual,
            states,
        })
    }

    fn track(&mut self, name: &str, props: &str) -> Vec<Effect> {
        self.put(Input::Track {
            name: name.into(),
            props: props.into(),
        })
    }

    fn later(&mut self, ms: f64) {
        self.now_ms += ms;
    }
}

fn shown(effects: &[Effect]) -> Vec<usize> {
    let showings = effects.iter().filter_map(|effect| match effect {
        Effect::Show(showings) => Some(showings.iter().map(|showing| showing.experience)),
        _ => None,
    });
    showings.flatten().collect()
}

fn showing(effects: &[Effect], experience: usize) -> Showing {
    let mut showings = effects.iter().filter_map(|effect| match effect {
        Effect::Show(showings) => showings
            .iter()
            .find(|showing| showing.experience == experience),
        _ => None,
    });
    showings.next().unwrap().clone()
}

fn writes(effects: &[Effect]) -> usize {
    effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Save(..)))
        .count()
}

fn sends(effects: &[Effect]) -> Vec<(u32, String)> {
    let sends = effects.iter().filter_map(|effect| match effect {
        Effect::Send { batch, body, .. } => Some((*batch, body.clone())),
        _ => None,
    });
    sends.collect()
}

const YES: State = State::Granted;
const NO: State = State::Denied;

#[test]
fn pending_shows_what_needs_no_memory_and_writes_and_sends_nothing() {
    let mut visitor = Visitor::new("opt-in");
    let opened = visitor.open(false, false);
    assert_eq!(shown(&opened), [0]);
    assert_eq!(
        showing(&opened, 0).changes[0].action,
        Action::Text("Hello friend".into())
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
        .filter(|e| matches!(e, Effect::Load(_)))
        .collect();
    assert_eq!(
        loads,
        [&Effect::Load(vec!["omotenashi.s.consent".to_string()])]
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
    assert!(visitor.read("omotenashi.s.profile").is_some());
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
        rules: RULES.replace("MODE", "opt-in"),
        page: Page {
            url: "https://s.example/".into(),
            ..Page::default()
        },
        device: Device::default(),
        facts: String::new(),
        late: false,
    };
    let load = visitor.runtime.handle(at, Input::Start(start));
    assert!(load.iter().any(|effect| matches!(effect, Effect::Load(_))));
    visitor.say(YES, YES);
    visitor.put(Input::Identify {
        id: "c-1".into(),
        attributes: r#"{"name":"Hana"}"#.into(),
    });
    let ran = visitor.put(Input::Loaded(vec![("omotenashi.s.consent".into(), None)]));
    assert_eq!(
        showing(&ran, 0).changes[0].action,
        Action::Text("Hello Hana".into())
    );
    assert_eq!(shown(&ran), [0, 2]);
    assert!(visitor.read("omotenashi.s.consent").is_some());
}

fn exposed() -> Visitor {
    let mut visitor = Visitor::new("opt-in");
    visitor.open(false, false);
    visitor.say(YES, YES);
    visitor.open(false, false);
    visitor.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
    visitor
}

#[test]
fn an_exposure_is_batched_sent_and_kept_until_delivered() {
    let mut visitor = exposed();
    assert!(visitor.read("omotenashi.s.outbox").is_some());
    visitor.later(1_000.0);
    let sent = sends(&visitor.put(Input::Wake));
    assert_eq!(sent.len(), 1);
    assert!(
        sent[0].1.starts_with(r#"{"v":1,"site":"s","sent":"#),
        "{}",
        sent[0].1
    );
    assert!(sent[0].1.contains(r#""type":"exposure""#));
    visitor.put(Input::Delivered {
        batch: sent[0].0,
        done: true,
    });
    assert_eq!(visitor.read("omotenashi.s.outbox"), None);
    let pushes = visitor
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Push(_)))
        .count();
    assert_eq!(pushes, 2);
    // The same variant again, on this page or another, is no second exposure.
    visitor.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
    visitor.open(false, false);
    visitor.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
    visitor.later(5_000.0);
    assert_eq!(sends(&visitor.put(Input::Wake)), []);
}

#[test]
fn a_lost_batch_waits_longer_each_time_and_goes_on_across_pages() {
    let mut visitor = exposed();
    visitor.later(1_000.0);
    let first = sends(&visitor.put(Input::Wake));
    let failed = visitor.put(Input::Delivered {
        batch: first[0].0,
        done: false,
    });
    assert!(failed.contains(&Effect::Wake(2_000.0)), "{failed:?}");
    visitor.later(2_000.0);
    let second = sends(&visitor.put(Input::Wake));
    let failed = visitor.put(Input::Delivered {
        batch: second[0].0,
        done: false,
    });
    assert!(failed.contains(&Effect::Wake(4_000.0)));
    visitor.open(false, false);
    visitor.later(1_000.0);
    let third = sends(&visitor.put(Input::Wake));
    assert!(third[0].1.contains(r#""type":"exposure""#));
    let id = |body: &str| body.split(r#""id":""#).nth(1).unwrap()[..16].to_string();
    assert_eq!(
        id(&first[0].1),
        id(&third[0].1),
        "the same event keeps its id"
    );
}

#[test]
fn leaving_sends_what_waits() {
    let mut visitor = exposed();
    let left = visitor.put(Input::Hide);
    assert!(
        left.iter()
            .any(|effect| matches!(effect, Effect::Send { last: true, .. }))
    );
}

#[test]
fn goals_count_after_exposure_and_orders_once() {
    let mut visitor = exposed();
    visitor.later(5_000.0);
    visitor.track("purchase", r#"{"value":5,"transaction_id":"o-1"}"#);
    visitor.track("purchase", r#"{"value":5,"transaction_id":"o-1"}"#);
    visitor.track("purchase", r#"{"value":7,"transaction_id":"o-2"}"#);
    visitor.put(Input::Click(0));
    let goals: Vec<&String> = visitor
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Notify(Notice::Goal, detail) => Some(detail),
            _ => None,
        })
        .collect();
    assert_eq!(goals.len(), 3);
    assert!(
        goals[0].contains(r#""since":5000,"first":true,"value":5,"before":0"#),
        "{}",
        goals[0]
    );
    assert!(goals[1].contains(r#""first":false,"value":7,"before":5"#));
    assert!(goals[2].contains(r#""goal":"signup""#));
}

#[test]
fn a_surface_may_come_later_and_its_cap_holds_for_good() {
    let mut visitor = exposed();
    assert_eq!(shown(&visitor.track("ask", "")), [3]);
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
    assert_eq!(opened.len(), 2);
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
