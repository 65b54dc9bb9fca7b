//! The cases of `tests/cases/` through engine and runtime as WebAssembly, with what the browser lends.
//!
//! The same files run natively in `src/**/tests.rs`, and through the module's own API in
//! `tests/e2e/cases.test.mjs`: three ways, one answer. A case is said as there: in rules and facts.

use omotenashi::engine::json::{Reader, Value, Writer};
use omotenashi::runtime::{Effect, Input, Instant, Notice, Page, Read, Runtime, Start};
use omotenashi::web::env::BROWSER;
use wasm_bindgen_test::wasm_bindgen_test;

fn read(text: &str) -> Value {
    Reader::new(&BROWSER, text).value()
}

fn write(value: &Value) -> String {
    let mut writer = Writer::new(&BROWSER);
    writer.value(value);
    writer.finish()
}

/// One visit to one page by a visitor of whom nothing is stored.
struct Visit {
    runtime: Runtime,
    problems: Vec<Value>,
}

impl Visit {
    fn start(rules: &str, facts: &str, path: &str) -> Self {
        let mut visit = Self {
            runtime: Runtime::new(BROWSER),
            problems: Vec::new(),
        };
        visit.put(Input::Start(Start {
            rules: Read::new(&BROWSER, rules.into()),
            page: Page {
                url: format!("https://s.example{path}"),
                ..Page::default()
            },
            bot: false,
            facts: facts.into(),
            late: false,
            forced: String::new(),
        }));
        visit
    }

    fn put(&mut self, input: Input) {
        let at = Instant {
            now_ms: 1_796_000_000_000.0,
            entropy: [1, 2],
        };
        for effect in self.runtime.handle(at, input) {
            match effect {
                Effect::Load(wish, keys) => {
                    self.put(Input::Loaded(wish, vec![None; keys.len()]));
                }
                Effect::Remember(..) => self.put(Input::Remembered(true)),
                Effect::Notify(Notice::Problem, json) => self.problems.push(read(&json)),
                _ => {}
            }
        }
    }

    fn track(&mut self, name: &str) {
        self.put(Input::Track {
            name: name.into(),
            props: String::new(),
        });
    }

    fn reason(&self) -> Value {
        let decision = read(&self.runtime.explain("case"));
        decision.get("reason").unwrap().clone()
    }
}

/// A surface that never comes, so that nothing is final.
fn condition_rules(condition: &str, mode: &str) -> String {
    format!(
        r#"{{"omotenashi":1,"consent":{{"mode":"{mode}"}},
        "attributes":{{"a":{{"from":"facts"}},"b":{{"from":"facts"}},"d":{{"from":"facts"}},"list":{{"from":"facts"}},"$own":{{"from":"facts"}}}},"lists":{{"vip":[1,"b"]}},
        "experiences":[{{"id":"case","who":{condition},"when":{{"exit":true}},
        "show":[{{"surface":"bar","html":"x"}}]}}]}}"#
    )
}

/// The facts of a case, and the name of the one that is unknown.
fn facts(attributes: &Value) -> (String, Option<String>) {
    let is_unknown = |value: &Value| *value == Value::text("unknown");
    let members = attributes.members().iter();
    let unknown = members.clone().find(|(_, value)| is_unknown(value));
    let known = members.filter(|(_, value)| !is_unknown(value)).cloned();
    let facts = Value::Map(known.collect());
    (write(&facts), unknown.map(|(name, _)| name.to_string()))
}

#[wasm_bindgen_test]
fn conditions_say_what_the_table_says() {
    let cases = read(include_str!("../cases/conditions.json"));
    assert!(cases.items().len() > 50);
    for case in cases.items() {
        let parts = case.items();
        let (facts, unknown) = facts(&parts[2]);
        let mut condition = write(&parts[1]);
        // Before consent, this is what nobody may know.
        if let Some(name) = &unknown {
            condition = condition.replace(&format!("\"{name}\""), "\"visit.number\"");
        }
        let mode = if unknown.is_some() {
            "opt-in"
        } else {
            "opt-out"
        };
        let path = parts[2].at("page.path").and_then(Value::as_text);
        let path = path.map_or_else(|| "/".to_string(), |path| path.to_string());
        let mut visit = Visit::start(&condition_rules(&condition, mode), &facts, &path);
        visit.track("view");
        visit.track("view");
        assert_eq!(visit.problems, [], "{condition}");
        let reason = match parts[3] {
            Value::Bool(true) => "applied",
            Value::Bool(false) => "who",
            _ => "unknown",
        };
        assert_eq!(visit.reason(), Value::text(reason), "{:?}", parts[0]);
    }
}

#[wasm_bindgen_test]
fn problems_have_their_code_and_their_place() {
    let cases = read(include_str!("../cases/problems.json"));
    assert!(cases.items().len() > 30);
    for case in cases.items() {
        let parts = case.items();
        let text = match &parts[0] {
            Value::Text(text) => text.to_string(),
            other => write(other),
        };
        let visit = Visit::start(&text, "", "/");
        let found = visit.problems.iter().map(|problem| {
            let member = |key| problem.get(key).unwrap().clone();
            Value::List([member("code"), member("pointer")].to_vec())
        });
        assert_eq!(Value::List(found.collect()), parts[1], "{text}");
    }
}

/// Each variant of a split but the original shows something that is never there.
fn split_rules(seed: &str, split: &Value) -> String {
    let names = split.members().iter().map(|(name, _)| name);
    let others = names.filter(|name| ***name != *"original");
    let variants = others
        .map(|name| format!(r##""{name}":{{"show":[{{"select":"#never","text":"x"}}]}}"##))
        .collect::<Vec<_>>()
        .join(",");
    let (seed, split) = (write(&Value::text(seed)), write(split));
    format!(
        r#"{{"omotenashi":1,"consent":{{"mode":"opt-out"}},"attributes":{{"member":{{"from":"facts"}}}},
        "experiences":[{{"id":"case","seed":{seed},"hashBy":"member","split":{split},"variants":{{{variants}}}}}]}}"#
    )
}

#[wasm_bindgen_test]
fn variants_are_those_of_growthbook() {
    let cases = read(include_str!("../cases/assignments.json"));
    let rows = cases.get("variants").unwrap().items();
    assert!(rows.len() > 100);
    for row in rows {
        let parts = row.items();
        let seed = parts[0].as_text().unwrap();
        let facts = format!(r#"{{"member":{}}}"#, write(&parts[1]));
        let visit = Visit::start(&split_rules(seed, &parts[2]), &facts, "/");
        assert_eq!(visit.problems, [], "{row:?}");
        let found = visit.runtime.variant("case");
        let found = found.map_or(Value::Null, |name| Value::text(&name));
        assert_eq!(found, parts[3], "{row:?}");
    }
}
