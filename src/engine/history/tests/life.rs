//! The aggregates against a naive reading of the whole log.

#![allow(clippy::arithmetic_side_effects, clippy::manual_is_multiple_of)]

use super::super::*;
use super::all;
use super::dice::{DAY, Dice, MINUTE, NAMES, definition, pause, properties};
use super::naive::{Logged, counted, say};
use super::zone;
use crate::engine::Env;
use crate::engine::condition::{Known, Named, Scope, Subject, compile};
use crate::engine::json::{Reader, Value, Writer};
use crate::engine::visitor::{Sources, resolve};
use alloc::{boxed::Box, format, string::String, vec, vec::Vec};

fn same(found: &Known, expected: Option<&Value>) -> bool {
    match (found, expected) {
        (Known::Is(Value::Number(found)), Some(Value::Number(expected))) => {
            (found - expected).abs() <= 1e-6 * expected.abs().max(1e-3)
        }
        (Known::Is(found), Some(expected)) => found == expected,
        (Known::Missing, None) => true,
        _ => false,
    }
}

/// One visitor's life with one behaviour.
struct Life {
    env: Env,
    subjects: Vec<Subject>,
    names: Vec<Named>,
    did: Value,
    profile: Profile,
    /// What is stored, and what happened since.
    stored: String,
    unsaved: Vec<Happened>,
    log: Vec<Logged>,
    now: f64,
}

impl Life {
    fn new(text: &str) -> Self {
        let env = Env {
            zone_offset: zone::offset,
            ..Env::native()
        };
        let file = format!(r#"{{"$did":{text}}}"#);
        let parsed = Box::leak(Box::new(Reader::new(&env, &file).value()));
        let mut scope = Scope::new(&env, &file, parsed);
        let root = scope.file;
        compile(&mut scope, &root);
        assert_eq!(scope.problems, [], "{text}");
        let (subjects, names) = (scope.subjects, scope.names);
        Self {
            env,
            subjects,
            names,
            did: parsed.get("$did").unwrap().clone(),
            profile: Profile::default(),
            stored: String::new(),
            unsaved: Vec::new(),
            log: Vec::new(),
            now: 0.0,
        }
    }

    fn event(&mut self, name: &'static str, props: &str) {
        let props = Reader::new(&self.env, props).value();
        let one = Happened {
            at_ms: self.now,
            name: name.into(),
            props: props.clone(),
        };
        self.profile.take(&self.env, &one, &all(&self.subjects));
        if self.profile.has_learned(&one, &all(&self.subjects)) {
            self.unsaved.push(one);
        }
        self.log.push(Logged {
            at_ms: self.now,
            name,
            props,
        });
    }

    /// Stores, as a tab does, and reads; what was on this page stays with it.
    fn store(&mut self) {
        self.profile.visitor_id = "v".into();
        let (env, asked) = (&self.env, &all(&self.subjects));
        let (part, written) = write_part(env, &self.profile, &self.unsaved, asked);
        assert_eq!(written, [0, self.unsaved.len()]);
        self.unsaved.clear();
        let mut past = super::super::read(env, &self.stored, self.now, asked).unwrap_or_default();
        add_part(env, &mut past, &part, self.now, asked);
        self.stored = write(env, &past, &self.subjects);
        let stored = super::super::read(env, &self.stored, self.now, asked).unwrap();
        self.profile.replace(stored, &self.subjects);
    }

    fn check(&self, pick: Option<&Value>, story: &dyn Fn() -> String) {
        let facts = pick.map_or(Value::Null, |pick| {
            Value::Map(vec![("user.pick".into(), pick.clone())])
        });
        let sources = Sources {
            env: &self.env,
            now_ms: self.now,
            url: "",
            referrer: "",
            title: "",
            language: "",
            device_language: "",
            width: 0.0,
            touch: false,
            reduced_motion: false,
            connection: "",
            doubtful: false,
            facts: &facts,
            profile: &self.profile,
            remembers: true,
            looks: true,
            zone: "",
        };
        let known = resolve(&self.subjects, &self.names, &sources);
        let Named {
            attribute: name,
            behaviour,
            ..
        } = self.names[0];
        assert_eq!(known[name], known[behaviour], "the name is the statistic");
        let counted = counted(&self.did, &self.log, self.now, pick);
        let expected = say(&self.did, &counted, self.now);
        assert!(
            same(&known[behaviour], expected.as_ref()),
            "{:?} instead of {expected:?}: {}\n{:?}",
            known[behaviour],
            story(),
            self.profile.records
        );
    }

    fn story(&self, seed: u64) -> String {
        let mut out = Writer::new(&self.env);
        out.value(&self.did);
        for event in &self.log {
            out.number(event.at_ms).text(event.name).value(&event.props);
        }
        format!("seed {seed}, now {}: {}", self.now, out.finish())
    }
}

fn live(seed: u64) {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut life = Life::new(&definition(&mut dice));
    // Within three days of a change of clocks somewhere, or anywhere in ten years.
    let changes = [
        1_774_746_000_000.0,
        1_792_890_000_000.0,
        1_772_953_200_000.0,
        1_793_509_200_000.0,
    ];
    life.now = match dice.below(4) {
        0 => 1_700_000_000_000.0 + dice.below(3_650) as f64 * DAY,
        _ => changes[dice.below(4) as usize] - dice.below(3 * 1440) as f64 * MINUTE,
    };
    life.event("page_view", "{}");
    for _ in 0..2 + dice.below(14) {
        life.now += pause(&mut dice, life.now);
        if dice.one_in(4) {
            life.event("page_view", "{}");
        } else {
            let props = properties(&mut dice);
            life.event(NAMES[dice.below(4) as usize], &props);
        }
        if dice.one_in(6) {
            life.store();
        }
        if dice.one_in(3) {
            let before = life.now;
            if dice.one_in(2) {
                life.now += pause(&mut dice, life.now);
            }
            let picks = [Some(Value::text("shoes")), Some(Value::text("tea")), None];
            let pick = &picks[dice.below(3) as usize];
            life.check(pick.as_ref(), &|| life.story(seed));
            life.now = before;
        }
    }
    life.now += pause(&mut dice, life.now);
    life.check(Some(&Value::text("shoes")), &|| life.story(seed));
}

#[test]
fn aggregates_say_what_the_whole_log_says() {
    const HISTORIES: u64 = 50_000;
    std::println!("{HISTORIES} histories, seeds 1 to {HISTORIES}");
    for seed in 1..=HISTORIES {
        live(seed);
    }
}
