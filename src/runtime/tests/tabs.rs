//! Several tabs of one visitor: whatever they do in whatever order, nothing is lost and nothing counts twice.

#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::engine::condition::Subject;
use crate::engine::history::{Cap, Per};

const RULES: &str = r#"{"omotenashi":1,"site":"s","consent":{"mode":"opt-out"},
"goals":{"g":{"event":"a","value":"n"}},
"experiences":[{"id":"e","show":[{"select":"h1","text":"x"}],"who":{"$and":[
  {"$did":{"event":"a","count":1}},{"$did":{"event":"a","of":"n","within":"7d","sum":1}},
  {"$did":{"event":"a","of":"n","distinct":1}},{"$did":{"event":"a","of":"n","within":"visit","values":[]}},
  {"$did":{"event":"page_view","count":1}},{"order.count":1}]}},
{"id":"m","show":[{"select":"p","text":"x"}],"measure":{"primary":"g"}}]}"#;

/// What a storage holds.
type Stored = Vec<(String, String)>;

fn set(stored: &mut Stored, key: &str, text: Option<&String>) {
    stored.retain(|(known, _)| known != key);
    stored.extend(text.map(|text| (key.to_string(), text.clone())));
}

/// Tabs of several processes: each sees what others wrote when the news of it come, in the order of writing.
pub(super) struct Tabs {
    rules: String,
    tabs: Vec<Runtime>,
    /// What each of them sees.
    views: Vec<Stored>,
    /// Changes that a tab has not heard of yet.
    news: Vec<Vec<(String, Option<String>)>>,
    /// What one that is opened now would see.
    storage: Stored,
    /// Who wants the lock, and whether the first of them has it.
    queue: Vec<usize>,
    held: bool,
    pub(super) now_ms: f64,
    /// Bodies for the collector, which does not answer.
    sent: Vec<String>,
}

impl Tabs {
    pub(super) fn new(rules: &str) -> Self {
        Self {
            rules: rules.to_string(),
            tabs: Vec::new(),
            views: Vec::new(),
            news: Vec::new(),
            storage: Vec::new(),
            queue: Vec::new(),
            held: false,
            now_ms: 1_796_000_000_000.0,
            sent: Vec::new(),
        }
    }

    pub(super) fn put(&mut self, tab: usize, input: Input) {
        self.feed(tab, input);
        self.feed(tab, Input::Rest);
    }

    fn feed(&mut self, tab: usize, input: Input) {
        let at = Instant {
            now_ms: self.now_ms,
            entropy: [tab as u32, self.now_ms as u32],
        };
        for effect in self.tabs[tab].handle(at, input) {
            match effect {
                Effect::Load(wish, keys) => {
                    let view = &self.views[tab];
                    let texts = keys.into_iter().map(|key| {
                        if key.ends_with('~') {
                            return Some(all_of(view, &key));
                        }
                        let text = view.iter().find(|(known, _)| *known == key);
                        text.map(|(_, text)| text.clone())
                    });
                    let loaded = Input::Loaded(wish, texts.collect());
                    self.feed(tab, loaded);
                }
                Effect::Remember(key, text) => {
                    self.save(tab, key, Some(text));
                    self.feed(tab, Input::Remembered(true));
                }
                Effect::Save(key, text) => self.save(tab, key, Some(text)),
                Effect::Erase(key) => self.save(tab, key, None),
                Effect::Fold(key, text, parts) => {
                    self.save(tab, key, Some(text));
                    for part in parts {
                        self.save(tab, part.into_owned(), None);
                    }
                }
                Effect::Lock(_) => self.queue.push(tab),
                Effect::Send { batch, body, .. } => {
                    self.sent.push(body);
                    self.feed(tab, Input::Delivered { batch, done: false });
                }
                _ => {}
            }
        }
    }

    fn save(&mut self, tab: usize, key: String, text: Option<String>) {
        set(&mut self.storage, &key, text.as_ref());
        set(&mut self.views[tab], &key, text.as_ref());
        for other in 0..self.tabs.len() {
            if other != tab {
                self.news[other].push((key.clone(), text.clone()));
            }
        }
    }

    /// The next news come to a tab.
    fn hear(&mut self, tab: usize) {
        if !self.news[tab].is_empty() {
            let (key, text) = self.news[tab].remove(0);
            set(&mut self.views[tab], &key, text.as_ref());
            self.put(tab, Input::Changed(Some(key), text));
        }
    }

    /// Whether any tab wants the lock, or has it.
    pub(super) fn waits(&self) -> bool {
        self.held || !self.queue.is_empty()
    }

    /// How much is stored.
    pub(super) fn bytes(&self) -> usize {
        let bytes = self
            .storage
            .iter()
            .map(|(key, text)| key.len() + text.len());
        bytes.sum()
    }

    /// All news come.
    pub(super) fn hear_all(&mut self) {
        for tab in 0..self.tabs.len() {
            while !self.news[tab].is_empty() {
                self.hear(tab);
            }
        }
    }

    /// The lock is given, or given back once what was written has come to all.
    pub(super) fn lock(&mut self) {
        if !self.held && !self.queue.is_empty() {
            self.held = true;
            self.put(self.queue[0], Input::Locked);
        } else if self.held {
            self.hear_all();
            self.held = false;
            self.queue.remove(0);
        }
    }

    pub(super) fn open(&mut self) -> usize {
        self.tabs.push(Runtime::new(Env::native()));
        self.views.push(self.storage.clone());
        self.news.push(Vec::new());
        let tab = self.tabs.len() - 1;
        let page = Page {
            url: "https://s.example/".into(),
            ..Page::default()
        };
        let start = Start {
            rules: Read::new(&Env::native(), self.rules.clone()),
            page,
            bot: false,
            facts: String::new(),
            late: false,
            forced: String::new(),
        };
        self.put(tab, Input::Start(start));
        tab
    }

    /// A surface of the experience is shown.
    fn show(&mut self, tab: usize) {
        let cap = Cap {
            at_most: 100.0,
            per: Per::Visit,
        };
        let runtime = &mut self.tabs[tab];
        runtime.profile.charge(&[cap], ("m", 1.0), self.now_ms);
        runtime.dirty = true;
        self.put(tab, Input::Wake);
    }

    pub(super) fn track(&mut self, tab: usize, name: &str, props: String) {
        self.put(
            tab,
            Input::Track {
                name: name.into(),
                props,
            },
        );
    }

    /// What the behaviours say in a tab, in the order of the rules.
    fn said(&mut self, tab: usize) -> Vec<Known> {
        let runtime = &mut self.tabs[tab];
        runtime.learn();
        let subjects = runtime.rules.subjects.iter().zip(&runtime.known);
        let behaviours = subjects.filter(|(subject, _)| matches!(subject, Subject::Behaviour(_)));
        behaviours.map(|(_, known)| known.clone()).collect()
    }
}

/// What visitors did in all tabs together.
#[derive(Default)]
struct Done {
    views: f64,
    events: Vec<f64>,
    orders: Vec<u32>,
    shown: Vec<f64>,
}

impl Done {
    /// Something happens in a tab.
    fn act(&mut self, tabs: &mut Tabs, tab: usize, step: u32, below: &mut dyn FnMut(u32) -> u32) {
        match below(11) {
            0 if tabs.tabs.len() < 4 => {
                tabs.open();
                self.views += 1.0;
            }
            1 => {
                tabs.put(tab, Input::Page(Page::default()));
                self.views += 1.0;
            }
            2 => tabs.put(tab, Input::Wake),
            3 => tabs.put(tab, Input::Hide),
            4 => {
                let order = below(4);
                self.orders.retain(|known| *known != order);
                self.orders.push(order);
                let props = format!(r#"{{"transaction_id":"{order}"}}"#);
                tabs.track(tab, "purchase", props);
            }
            5 => tabs.hear(tab),
            6 => tabs.lock(),
            7 => {
                tabs.show(tab);
                self.shown.push(tabs.now_ms);
            }
            _ => {
                self.events.push(f64::from(step));
                tabs.track(tab, "a", format!(r#"{{"n":{step}}}"#));
            }
        }
    }

    /// All tabs are left, and a new one is asked.
    fn check(&self, tabs: &mut Tabs, seed: u32) {
        for tab in 0..tabs.tabs.len() {
            tabs.put(tab, Input::Hide);
            while tabs.waits() {
                tabs.lock();
            }
        }
        let last = tabs.open();
        let number = |number: f64| Known::Is(Value::Number(number));
        let (count, sum) = (self.events.len() as f64, self.events.iter().sum());
        let (views, orders) = (self.views + 1.0, self.orders.len() as f64);
        let said = tabs.said(last);
        assert_eq!(said[0], number(count), "seed {seed}: count");
        assert_eq!(said[1], number(sum), "seed {seed}: sum");
        assert_eq!(said[2], number(count), "seed {seed}: distinct");
        let Known::Is(Value::List(values)) = &said[3] else {
            panic!("seed {seed}: {:?}", said[3]);
        };
        assert_eq!(values.len(), self.events.len(), "seed {seed}: values");
        assert_eq!(said[4], number(views), "seed {seed}: page views");
        assert_eq!(said[5], number(orders), "seed {seed}: orders");
        let profile = &tabs.tabs[last].profile;
        assert_eq!(profile.visit, 1.0, "seed {seed}: visits");
        assert_eq!(profile.pages, views, "seed {seed}: pages");
        let entry = profile.entry("m", 1.0).expect("it was shown");
        assert_eq!(entry.shown, self.shown, "seed {seed}: shown");
        let goals = entry.goals.iter().map(|goal| (goal.count, goal.total));
        assert_eq!(goals.collect::<Vec<_>>(), [(count, sum)], "seed {seed}");
    }
}

fn live(seed: u32) {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let mut below = |bound: u32| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 8) % bound
    };
    let mut tabs = Tabs::new(RULES);
    // The first is stored before the second opens: who a visitor is, and what they were shown, is settled.
    tabs.open();
    tabs.put(0, Input::Receipt(Receipt::reached(1, Outcome::Applied)));
    tabs.put(0, Input::Hide);
    let mut done = Done {
        views: 1.0,
        ..Done::default()
    };
    for step in 0..40 {
        tabs.now_ms += f64::from(below(3_000));
        let tab = below(tabs.tabs.len() as u32) as usize;
        done.act(&mut tabs, tab, step, &mut below);
    }
    done.check(&mut tabs, seed);
}

#[test]
fn tabs_lose_nothing_and_double_nothing() {
    // `npm run full` takes its time.
    let last = if std::env::var("OMOTENASHI_FULL").is_ok() {
        4000
    } else {
        600
    };
    std::println!("seeds 1 to {last}");
    for seed in 1..=last {
        live(seed);
    }
}

#[test]
fn who_waits_for_room_stores_as_soon_as_another_tab_has_made_some() {
    let mut tabs = Tabs::new(RULES);
    for tab in [0, 1] {
        assert_eq!(tabs.open(), tab);
        tabs.put(tab, Input::Receipt(Receipt::reached(1, Outcome::Applied)));
        tabs.track(tab, "a", "{}".into());
        while tabs.waits() {
            tabs.lock();
        }
    }
    let has = |tabs: &Tabs, n: u32| {
        let text = format!(r#"{{"n":{n}}}"#);
        tabs.storage.iter().any(|(_, part)| part.contains(&text))
    };
    let mut full = 0;
    while full < 100 {
        full += 1;
        tabs.now_ms += 1.0;
        tabs.track(0, "a", format!(r#"{{"n":{full}}}"#));
        if !has(&tabs, full) {
            break;
        }
    }
    assert!((5..100).contains(&full), "{full}");
    tabs.hear_all();
    tabs.track(1, "a", r#"{"n":777}"#.into());
    assert!(!has(&tabs, 777), "there is no room");
    // The first folds; the second has not had its turn.
    tabs.lock();
    assert_eq!(tabs.queue[0], 0);
    tabs.hear_all();
    assert!(has(&tabs, 777));
}

#[test]
fn who_opens_three_tabs_in_one_instant_is_told_as_one() {
    let rules = RULES.replace(
        r#""experiences""#,
        r#""destinations":[{"to":"beacon","url":"/collect"}],"experiences""#,
    );
    let mut tabs = Tabs::new(&rules);
    // None of them knows of the others, not even that they are the same visitor.
    for tab in 0..3 {
        assert_eq!(tabs.open(), tab);
    }
    for tab in [1, 0, 2] {
        tabs.now_ms += 3.0;
        tabs.put(tab, Input::Receipt(Receipt::reached(1, Outcome::Applied)));
    }
    let first_ms = tabs.now_ms - 6.0;
    tabs.hear_all();
    tabs.now_ms += 1_000.0;
    for tab in 0..3 {
        tabs.put(tab, Input::Wake);
    }
    let sent = tabs.sent.join("");
    assert_eq!(sent.matches(r#""type":"exposure""#).count(), 1, "{sent}");
    assert!(sent.contains(&format!(r#""at":{first_ms}"#)), "{sent}");
    // Nor is it by who opens another page later.
    let stored = tabs.storage.iter().find(|(key, _)| key.ends_with("outbox"));
    assert_eq!(
        stored.map(|(_, text)| text.matches("exposure").count()),
        Some(1)
    );
}
