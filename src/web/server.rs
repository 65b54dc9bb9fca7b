//! The server build's engine: decisions as numbers, in browsers and in Node.
//!
//! Owns: nothing but a [`Server`]. In: rules and attributes as JSON. Out: one number a decision.
//! Must not: be in the visitor's download.

use super::env::BROWSER;
use crate::engine::assign::{SEED, Seed, fnv_step};
use crate::engine::change;
use crate::engine::condition::intern::{self, Index};
use crate::engine::decide::{FlagReason, Reason, evaluate};
use crate::engine::json::{Value, Writer, parse};
use crate::engine::rules::Experience;
use crate::server::{Language, Matching, Server, explain};
use alloc::{string::String, vec::Vec};
use wasm_bindgen::prelude::*;

/// Conditions by themselves, compiled once for each text.
#[wasm_bindgen]
#[derive(Default)]
pub struct Matcher {
    matching: Matching,
}

#[wasm_bindgen]
impl Matcher {
    /// Knows no condition yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether attributes meet a condition; all three are JSON objects. An attribute of any name may
    /// be asked for. A condition with a problem is met by nobody.
    pub fn matches(&mut self, condition: &str, attributes: &str, lists: &str, now_ms: f64) -> bool {
        self.matching
            .matches(&BROWSER, [condition, attributes, lists], now_ms)
    }
}

/// Where an id falls on the line from 0 to 1; NaN for a hash version other than 1 and 2.
#[wasm_bindgen]
pub fn bucket(seed: &str, id: &str, version: u8) -> f64 {
    match version {
        1 | 2 => Seed::new(version, ["", seed]).bucket(id),
        _ => f64::NAN,
    }
}

/// Where a redirect leads from an address; `undefined` for nowhere.
#[wasm_bindgen]
pub fn destination(current: &str, target: &str, keep_query: bool) -> Option<String> {
    change::destination(current, target, keep_query)
}

/// The names of the reasons that [`Engine::decide`] numbers, as a JSON list.
#[wasm_bindgen]
pub fn reasons() -> String {
    list(Reason::NAMES.into_iter())
}

/// The names of the reasons of flags, as a JSON list.
#[wasm_bindgen(js_name = flagReasons)]
pub fn flag_reasons() -> String {
    list(FlagReason::ALL.iter().map(|(_, name)| *name))
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut out = Writer::new(&BROWSER);
    out.open('[');
    for name in names {
        out.text(name);
    }
    out.close(']');
    out.finish()
}

/// A rules file, and one visitor at a time.
#[wasm_bindgen]
pub struct Engine {
    server: Server,
    /// What was decided last.
    decided: Vec<u32>,
}

#[wasm_bindgen]
impl Engine {
    /// Reads a rules file: UTF-8, which crosses five times as fast as a string of the page's.
    #[wasm_bindgen(constructor)]
    pub fn new(rules: Vec<u8>) -> Self {
        let rules = String::from_utf8(rules).unwrap_or_default();
        Self {
            server: Server::new(BROWSER, rules),
            decided: Vec::new(),
        }
    }

    /// How many numbers [`Engine::decide`] gives.
    pub fn count(&self) -> usize {
        let rules = self.server.rules();
        rules.experiences.len().wrapping_add(rules.flags.len())
    }

    /// The paths of the attributes that anything in the file reads, as a JSON list.
    pub fn asks(&self) -> String {
        list(self.server.asks().into_iter())
    }

    /// Experiences, and behind them the rules of flags, as JSON: their ids; which of the lists of variants each has;
    /// those lists; for each rule of a flag the value of each variant.
    /// `{"ids": [id], "kinds": [index], "variants": [[id]], "values": [[value]]}`.
    pub fn experiences(&self) -> String {
        let rules = self.server.rules();
        let mut bytes = 64_usize;
        for experience in &rules.experiences {
            bytes = bytes.wrapping_add(experience.id.len()).wrapping_add(8);
        }
        let mut out = Writer::with_room(&BROWSER, bytes);
        out.open('{').key("ids").open('[');
        for experience in &rules.experiences {
            out.text(experience.id);
        }
        out.close(']').key("kinds").open('[');
        let mut kinds = Kinds::default();
        for experience in &rules.experiences {
            #[allow(clippy::cast_precision_loss)]
            let kind = kinds.of(experience) as f64;
            out.number(kind);
        }
        out.close(']').key("variants").open('[');
        for experience in kinds.list {
            out.open('[');
            for variant in &experience.variants {
                out.text(variant.id);
            }
            out.close(']');
        }
        out.close(']').key("values").open('[');
        for experience in rules.experiences.iter().skip(rules.order.len()) {
            out.open('[');
            for variant in &experience.variants {
                out.value(variant.value.unwrap_or(&Value::Null));
            }
            out.close(']');
        }
        out.close(']').close('}');
        out.finish()
    }

    /// Flags as JSON: `[{"id", "default", "from"}]`, the last being the first of its rules.
    pub fn flags(&self) -> String {
        let mut out = Writer::new(&BROWSER);
        out.open('[');
        for flag in &self.server.rules().flags {
            #[allow(clippy::cast_precision_loss)]
            let from = flag.rules.start as f64;
            out.open('{').key("id").text(flag.id);
            out.key("default").value(flag.default);
            out.key("from").number(from).close('}');
        }
        out.close(']');
        out.finish()
    }

    /// Tells attributes: `[[place in asks, value], [place], …]`, without a value for a missing one.
    pub fn tell(&mut self, changes: &str) {
        let (changes, _) = parse(&BROWSER, changes);
        let Value::List(changes) = changes else {
            return;
        };
        for change in changes {
            let Value::List(mut change) = change else {
                continue;
            };
            let value = (change.len() > 1).then(|| change.pop()).flatten();
            let place = change.first().and_then(Value::as_number);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            if let Some(place) = place {
                self.server.tell(place as usize, value);
            }
        }
    }

    /// Tells an attribute that is a text. Crossing with it alone costs a third of JSON.
    #[wasm_bindgen(js_name = tellText)]
    pub fn tell_text(&mut self, place: usize, value: String) {
        self.server.tell(place, Some(Value::Text(value.into())));
    }

    /// Tells an attribute that is a number.
    #[wasm_bindgen(js_name = tellNumber)]
    pub fn tell_number(&mut self, place: usize, value: f64) {
        self.server.tell(place, Some(Value::Number(value)));
    }

    /// Decides: one number for each of [`Engine::experiences`] (`reason | (variant + 1) << 8 |
    /// bucket in ten-thousandths << 16`, where 0xffff is none), then one for each flag
    /// (`reason | sticky << 7 | (rule + 1) << 8`). Gives the address of the first; there they are until the next call.
    pub fn decide(&mut self, now_ms: f64, options: Option<String>) -> *const u32 {
        self.server.ready(now_ms, &options.unwrap_or_default());
        let rules = self.server.rules();
        let context = self.server.context();
        let out = &mut self.decided;
        out.clear();
        for experience in &rules.experiences {
            let decision = context.decide(experience);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let bucket = decision
                .bucket
                .map_or(0xffff, |bucket| (bucket * 10_000.0 + 0.5) as u32);
            out.push(decision.reason as u32 | one_more(decision.variant) << 8 | bucket << 16);
        }
        for flag in &rules.flags {
            let flag = evaluate(&context, flag);
            let sticky = u32::from(flag.decision.sticky);
            out.push(flag.reason as u32 | sticky << 7 | one_more(flag.rule) << 8);
        }
        out.as_ptr()
    }

    /// Decides everything for a visitor as a page sees them; see [`Server::visit`].
    pub fn visit(&mut self, seen: &str) {
        self.server.visit(seen);
    }

    /// What is known of each attribute, as JSON; see [`Server::attributes`].
    pub fn attributes(&self) -> String {
        self.server.attributes()
    }

    /// The trace of the last decision about an experience or a flag, as JSON; `null` for neither.
    pub fn explain(&self, id: &str, language: &str) -> String {
        explain(&BROWSER, &self.server, id, Language::of(language))
    }
}

/// The lists of variants there are: most experiences of a file have the same.
#[derive(Default)]
struct Kinds<'a> {
    /// The first experience with each.
    list: Vec<&'a Experience>,
    index: Index,
}

impl<'a> Kinds<'a> {
    /// Which one an experience has.
    fn of(&mut self, experience: &'a Experience) -> usize {
        let Self { list, index } = self;
        let mut hash = SEED;
        for variant in &experience.variants {
            hash = fnv_step(intern::text(hash, variant.id), u32::from(b'/'));
        }
        let ids = |one: &'a Experience| one.variants.iter().map(|variant| variant.id);
        let is = |at: usize| list.get(at).is_some_and(|one| ids(one).eq(ids(experience)));
        let kind = index.file(hash, list.len(), &is);
        if kind == list.len() {
            list.push(experience);
        }
        kind
    }
}

/// 0 for none.
#[allow(clippy::cast_possible_truncation)]
fn one_more(index: Option<usize>) -> u32 {
    index.map_or(0, |index| (index as u32).wrapping_add(1))
}
