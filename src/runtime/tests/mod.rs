//! A runtime test is a table of inputs and expected effects.

mod consent;
mod cookie;
mod doubt;
mod flag;
mod history;
mod keeping;
mod outgoing;
mod page;
mod person;
mod pressure;
mod room;
mod signal;
mod stage;
mod tabs;
mod trial;

use super::*;
use crate::engine::change::Showing;
use crate::engine::exposure::{Outcome, Receipt};
use crate::engine::json::Writer;
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
    /// The storage takes nothing.
    refuses: bool,
    mode: &'static str,
    /// What a preview forces, as JSON.
    forced: &'static str,
    /// Differs from visitor to visitor.
    seed: u32,
    /// Its maker, and its cookies.
    browser: [&'static str; 2],
}

impl Visitor {
    fn new(mode: &'static str) -> Self {
        Self {
            runtime: Runtime::new(Env::native()),
            now_ms: 1_796_000_000_000.0,
            stored: Vec::new(),
            effects: Vec::new(),
            refuses: false,
            mode,
            forced: "",
            seed: 7,
            browser: [""; 2],
        }
    }

    /// Feeds one input, and the rest after it, and does what is wanted. Gives all effects.
    fn put(&mut self, input: Input) -> Vec<Effect> {
        let mut all = self.feed(input);
        all.extend(self.feed(Input::Rest));
        all
    }

    /// Feeds one input and does what is wanted, in order: what asks for an answer has it at
    /// once, in the middle of it, as `web` does.
    fn feed(&mut self, input: Input) -> Vec<Effect> {
        let at = Instant {
            now_ms: self.now_ms,
            entropy: [self.seed, self.effects.len() as u32],
        };
        let mut all = Vec::new();
        for effect in self.runtime.handle(at, input) {
            self.effects.push(effect.clone());
            all.push(effect.clone());
            match effect {
                Effect::Load(wish, keys) => {
                    let texts = keys.iter().map(|key| self.read(key));
                    let loaded = Input::Loaded(wish, texts.collect());
                    all.extend(self.feed(loaded));
                }
                Effect::Remember(key, text) => {
                    let kept = self.save(key, text);
                    all.extend(self.feed(Input::Remembered(kept)));
                }
                // Google has nothing to say on this page, and says so once it is listened to.
                Effect::Signals { .. } => all.extend(self.feed(Input::Consent {
                    source: Source::GOOGLE,
                    states: [None; 3],
                })),
                Effect::Save(key, text) => {
                    let is_record = key.ends_with(".consent");
                    if !self.save(key, text) && is_record {
                        all.extend(self.feed(Input::Refused));
                    }
                }
                Effect::Erase(key) => {
                    let more = format!("{key}~");
                    self.stored
                        .retain(|(known, _)| *known != key && !known.starts_with(&more));
                }
                Effect::Fold(key, text, parts) => {
                    let kept = self.save(key, text);
                    self.stored
                        .retain(|(known, _)| !kept || !parts.contains(&known.as_str().into()));
                }
                Effect::Lock(_) => all.extend(self.feed(Input::Locked)),
                _ => {}
            }
        }
        all
    }

    /// Whether the storage took it.
    fn save(&mut self, key: String, text: String) -> bool {
        if !self.refuses {
            self.stored.retain(|(known, _)| *known != key);
            self.stored.push((key, text));
        }
        !self.refuses
    }

    fn read(&self, key: &str) -> Option<String> {
        match key {
            "navigator.vendor" => return Some(self.browser[0].into()),
            "document.cookie" => return Some(self.browser[1].into()),
            _ => {}
        }
        if key.ends_with('~') {
            return Some(all_of(&self.stored, key));
        }
        self.stored
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, text)| text.clone())
    }

    /// The profile and all that was added to it.
    fn past(&self) -> Option<String> {
        let mut all = String::new();
        for (key, text) in &self.stored {
            if key.starts_with("omotenashi.s.profile") {
                all.push_str(text);
            }
        }
        (!all.is_empty()).then_some(all)
    }

    /// Opens a page with what is stored.
    fn open(&mut self, late: bool, bot: bool) -> Vec<Effect> {
        self.open_with(RULES.replace("MODE", self.mode), late, bot)
    }
    fn open_with(&mut self, rules: String, late: bool, bot: bool) -> Vec<Effect> {
        self.runtime = Runtime::new(Env::native());
        self.begin(rules, late, bot)
    }
    /// Opens it in the instance that is there, which may have been told something.
    fn begin(&mut self, rules: String, late: bool, bot: bool) -> Vec<Effect> {
        self.put(Input::Start(Start {
            rules: Read::new(&Env::native(), rules),
            page: Page {
                url: "https://s.example/".into(),
                ..Page::default()
            },
            bot,
            facts: String::new(),
            forced: self.forced.into(),
            late,
        }))
    }

    fn say(&mut self, personalization: State, measurement: State) -> Vec<Effect> {
        let states = [Some(personalization), Some(measurement), None];
        self.put(Input::Consent {
            source: Source::MANUAL,
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

/// Whether there is the surface of this experience among what is to be opened, and no ghost of it.
fn opens(effects: &[Effect], experience: usize) -> bool {
    let is_meant =
        |effect: &Effect| matches!(effect, Effect::Open(index, Some(_)) if *index == experience);
    effects.iter().any(is_meant)
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
        .filter(|effect| matches!(effect, Effect::Save(..) | Effect::Remember(..)))
        .count()
}

/// What the door reads for a key that ends with `~`.
fn all_of(stored: &[(String, String)], start: &str) -> String {
    let mut found: Vec<_> = stored
        .iter()
        .filter(|(key, _)| key.starts_with(start))
        .collect();
    found.sort();
    let env = Env::native();
    let mut out = Writer::new(&env);
    out.open('{');
    for (key, text) in found {
        out.key(key).text(text);
    }
    out.close('}');
    out.finish()
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

fn exposed() -> Visitor {
    let mut visitor = Visitor::new("opt-in");
    visitor.open(false, false);
    visitor.say(YES, YES);
    visitor.open(false, false);
    visitor.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
    visitor
}
