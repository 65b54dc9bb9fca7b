//! A profile as text and back. Names are short: the text is small and read at every page.
//!
//! Text that is not ours, or of a later version, is no profile. Members that
//! are missing or of a wrong type are as if nothing had been remembered.

use super::profile::{Cart, Count, Entry, Profile, RETENTION_MS, Tally};
use crate::engine::Env;
use crate::engine::condition::Subject;
use crate::engine::json::{Reader, Value, Writer};
use alloc::{rc::Rc, string::String, vec::Vec};

/// Writes a profile, leaving out what no rule asks for any more.
#[must_use]
pub fn write(env: &Env, profile: &Profile, subjects: &[Subject]) -> String {
    let asked = |path: &str| {
        subjects
            .iter()
            .any(|subject| matches!(subject, Subject::Attribute(known) if *known == path))
    };
    let mut out = Writer::new(env);
    out.open('{')
        .key("v")
        .number(1.0)
        .key("id")
        .text(&profile.visitor_id);
    out.key("n")
        .number(profile.visit)
        .key("t")
        .number(profile.last_ms);
    out.key("b")
        .number(profile.before_ms)
        .key("p")
        .number(profile.pages);
    if asked("visit.landing") {
        out.key("l").text(&profile.landing);
    }
    out.key("u").open('{');
    for (path, value) in &profile.user {
        if asked(path) {
            out.key(path).value(value);
        }
    }
    out.close('}').key("e").open('[');
    for entry in &profile.entries {
        self::entry(&mut out, entry);
    }
    out.close(']').key("c").open('[');
    for count in &profile.counts {
        let behaviour =
            |subject: &Subject| matches!(subject, Subject::Behaviour(known) if known.is(count.key));
        if subjects.iter().any(behaviour) {
            out.open('[').number(count.key);
            numbers(&mut out, &count.times);
            out.close(']');
        }
    }
    out.close(']');
    if asked("cart.value") || asked("cart.count") || asked("cart.idleMinutes") {
        let cart = &profile.cart;
        out.key("k");
        numbers(&mut out, &[cart.value, cart.count, cart.changed_ms]);
    }
    out.key("o");
    numbers(&mut out, &profile.orders);
    out.close('}');
    out.finish()
}

fn entry(out: &mut Writer<'_>, entry: &Entry) {
    out.open('{')
        .key("i")
        .text(&entry.id)
        .key("v")
        .number(entry.version);
    out.key("a")
        .text(&entry.variant)
        .key("x")
        .number(entry.exposed_ms);
    out.key("q").number(entry.qualified_ms).key("s");
    numbers(out, &entry.shown);
    out.key("g").open('[');
    for tally in &entry.goals {
        out.open('[')
            .text(&tally.goal)
            .number(tally.count)
            .number(tally.total)
            .close(']');
    }
    out.close(']').close('}');
}

fn numbers(out: &mut Writer<'_>, numbers: &[f64]) {
    out.open('[');
    for number in numbers {
        out.number(*number);
    }
    out.close(']');
}

/// Reads a profile; `None` for anything that is not one, or is too old to keep.
#[must_use]
pub fn read(env: &Env, text: &str, now_ms: f64) -> Option<Profile> {
    let mut reader = Reader::new(env, text);
    let value = reader.value();
    let last_ms = value.number_at("t");
    let sound = reader.broken().is_none() && value.get("v") == Some(&Value::Number(1.0));
    if !sound || now_ms - last_ms > RETENTION_MS {
        return None;
    }
    let list = |key: &str| value.get(key).map_or(&[][..], Value::items);
    let mut cart = list("k").iter().filter_map(Value::as_number);
    let mut cart = || cart.next().unwrap_or_default();
    Some(Profile {
        visitor_id: value.text_at("id").filter(|id| !id.is_empty())?,
        visit: value.number_at("n"),
        pages: value.number_at("p"),
        landing: value.text_at("l").unwrap_or_default(),
        last_ms,
        before_ms: value.number_at("b"),
        user: value.get("u").map_or(&[][..], Value::members).to_vec(),
        entries: list("e").iter().filter_map(read_entry).collect(),
        counts: list("c").iter().filter_map(read_count).collect(),
        cart: Cart {
            value: cart(),
            count: cart(),
            changed_ms: cart(),
        },
        orders: read_numbers(value.get("o")),
    })
}

fn read_entry(value: &Value) -> Option<Entry> {
    let goals = value.get("g").map_or(&[][..], Value::items);
    Some(Entry {
        id: value.text_at("i")?,
        version: value.number_at("v"),
        variant: value.text_at("a").unwrap_or_default(),
        exposed_ms: value.number_at("x"),
        qualified_ms: value.number_at("q"),
        shown: read_numbers(value.get("s")),
        goals: goals.iter().filter_map(read_tally).collect(),
    })
}

fn read_tally(value: &Value) -> Option<Tally> {
    let [goal, count, total] = value.items() else {
        return None;
    };
    Some(Tally {
        goal: Rc::clone(goal.as_text()?),
        count: count.as_number()?,
        total: total.as_number()?,
    })
}

fn read_count(value: &Value) -> Option<Count> {
    let [key, times] = value.items() else {
        return None;
    };
    Some(Count {
        key: key.as_number()?,
        times: read_numbers(Some(times)),
    })
}

fn read_numbers(value: Option<&Value>) -> Vec<f64> {
    let items = value.map_or(&[][..], Value::items);
    items.iter().filter_map(Value::as_number).collect()
}
