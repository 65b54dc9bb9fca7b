//! Turns a stored text back into a profile.
//!
//! Text that is not ours, or of a later version, gives no profile. Values of a wrong type count as not remembered. What
//! is older than [`Retention`](super::Retention) allows is forgotten when it is read, and so is what a wrong clock has
//! put into the future.
//!
//! Owns: what may still be known. In: text, the time, what is asked. Out: a profile. Must not: trust the text.

use super::asked::{Asked, Happened};
use super::behaviour::{Behaviour, MAX_SEEN};
use super::cart::Cart;
use super::entry::{Entry, Tally, same};
use super::profile::Profile;
use super::record::{Record, Seen};
use crate::engine::Env;
use crate::engine::condition::{Evaluation, Subject};
use crate::engine::json::{Value, parse};
use crate::engine::part::PAST;
use crate::engine::time::DAY_MS;
use alloc::{string::String, vec::Vec};
use core::ops::RangeInclusive;

/// Most events of the log that is kept ahead.
pub const MAX_AHEAD: usize = 40;

/// Reads a profile; `None` for anything that is not one, or is too old to keep.
#[must_use]
pub fn read(env: &Env, text: &str, now_ms: f64, asked: &Asked<'_>) -> Option<Profile> {
    let (value, sound) = parse(env, text);
    read_value(env, &value, now_ms, asked).filter(|_| sound)
}

/// Reads a profile that is part of something.
#[must_use]
pub fn read_value(env: &Env, value: &Value, now_ms: f64, asked: &Asked<'_>) -> Option<Profile> {
    let [
        Value::Number(1.0),
        Value::Text(id),
        Value::List(numbers),
        Value::Text(landing),
        user,
        entries,
        counts,
        orders,
        more @ ..,
    ] = value.items()
    else {
        return None;
    };
    let [
        visit,
        last_ms,
        before_ms,
        pages,
        value,
        count,
        changed_ms,
        begun_ms,
        earlier_ms,
        stage @ ..,
    ] = amounts::<11>(numbers);
    let ago_ms = now_ms - last_ms;
    if id.is_empty() || ago_ms > asked.retention.default_ms() {
        return None;
    }
    let mut profile = Profile {
        visitor_id: String::from(&**id),
        visit,
        pages,
        landing: String::from(&**landing),
        last_ms,
        before_ms,
        user: Vec::new(),
        entries: Vec::new(),
        records: Vec::new(),
        starts: [0.0, begun_ms, earlier_ms],
        cart: Cart {
            value,
            count,
            changed_ms,
        },
        orders: Vec::new(),
        ahead: Vec::new(),
        stage,
        moved: false,
        folded: Vec::new(),
    };
    if ago_ms <= asked.retention.user_ms() {
        profile.user = user.members().to_vec();
    }
    let kept = [entries, counts, orders];
    read_past(env, &mut profile, kept, more, (now_ms, asked));
    Some(profile)
}

/// What was shown and done, as far as it may still be known.
fn read_past(
    env: &Env,
    profile: &mut Profile,
    [entries, counts, orders]: [&Value; 3],
    more: &[Value],
    (now_ms, asked): (f64, &Asked<'_>),
) {
    let retention = asked.retention;
    if !PAST || !asked.stage || profile.stage[0] - now_ms > DAY_MS {
        profile.stage = [0.0; 2];
    }
    profile.orders = read_numbers(orders);
    for one in more {
        match one {
            Value::Text(key) => profile.folded.push(key.clone()),
            log if PAST => Happened::each(log.items(), &mut |one| {
                let keep_ms = retention.events_ms(&|event| event == one.name);
                if now_ms - one.at_ms <= keep_ms && one.at_ms - now_ms <= DAY_MS {
                    profile.keep_ahead(&one, asked);
                }
            }),
            _ => {}
        }
    }
    let span = now_ms - retention.experiences_ms()..=now_ms + DAY_MS;
    for entry in entries.items() {
        read_entry(&mut profile.entries, entry, &span);
    }
    for subject in asked.subjects {
        if PAST && let Subject::Behaviour(behaviour) = subject {
            read_record(env, profile, counts, behaviour, (now_ms, asked));
        }
    }
}

/// What was stored of a behaviour; of one that nobody asked for by then, what was kept ahead.
fn read_record(
    env: &Env,
    profile: &mut Profile,
    counts: &Value,
    behaviour: &Behaviour,
    (now_ms, asked): (f64, &Asked<'_>),
) {
    let mut record = Record::default();
    for count in counts.items() {
        let [Value::Number(key), seen, pending @ ..] = count.items() else {
            continue;
        };
        if same(*key, f64::from(behaviour.key)) {
            let keep_ms = asked.retention.events_ms(&|event| behaviour.hears(event));
            record.seen = read_seen(seen, now_ms, keep_ms);
            let pending = pending.first().unwrap_or(&Value::Null);
            record.pending = read_seen(pending, now_ms, keep_ms);
            return profile.put(behaviour, record);
        }
    }
    for Happened { at_ms, name, props } in &profile.ahead {
        let evaluation = Evaluation::of_values(env, *at_ms, asked.conditions);
        behaviour.note(&mut record, &evaluation, profile.starts, (name, props));
    }
    if !record.seen.is_empty() || !record.pending.is_empty() {
        profile.put(behaviour, record);
    }
}

fn read_seen(value: &Value, now_ms: f64, keep_ms: f64) -> Vec<Seen> {
    let mut list = Vec::new();
    for seen in value.items() {
        let part = |index| seen.items().get(index).and_then(Value::as_number);
        if let Some(at_ms) = seen.as_number().or_else(|| part(0))
            && list.len() < MAX_SEEN
            && now_ms - at_ms <= keep_ms
            && at_ms - now_ms <= DAY_MS
        {
            list.push(Seen {
                at_ms,
                times: part(1).unwrap_or(1.0),
                by: part(2).unwrap_or_default(),
                value: seen.items().get(3).cloned().unwrap_or(Value::Null),
            });
        }
    }
    list
}

/// One of which nothing became last within this `span` is forgotten: in the future it would be exposed, shown or stay for so long.
fn read_entry(entries: &mut Vec<Entry>, value: &Value, span: &RangeInclusive<f64>) {
    let [
        Value::Text(id),
        Value::Text(variant),
        numbers,
        shown,
        tallies,
    ] = value.items()
    else {
        return;
    };
    let [version, exposed_ms, qualified_ms, by, closed_ms] = amounts(numbers.items());
    let shown = read_numbers(shown);
    let last_ms = shown.last().copied().unwrap_or_default();
    let last_ms = last_ms.max(exposed_ms).max(qualified_ms).max(closed_ms);
    if last_ms > 0.0 && !span.contains(&last_ms) {
        return;
    }
    let mut goals = Vec::new();
    for tally in tallies.items() {
        if let [
            Value::Text(goal),
            Value::Number(count),
            Value::Number(total),
        ] = tally.items()
        {
            goals.push(Tally {
                goal: String::from(&**goal),
                count: *count,
                total: *total,
                unsaved: [*count, *total],
            });
        }
    }
    entries.push(Entry {
        id: String::from(&**id),
        version,
        variant: String::from(&**variant),
        exposed_ms,
        qualified_ms,
        unsaved: shown.clone(),
        shown,
        goals,
        by,
        closed_ms,
        changed: false,
    });
}

/// That many numbers; missing ones are zero.
fn amounts<const COUNT: usize>(values: &[Value]) -> [f64; COUNT] {
    let mut amounts = [0.0; COUNT];
    fill(&mut amounts, values);
    amounts
}

fn fill(amounts: &mut [f64], values: &[Value]) {
    for (amount, value) in amounts.iter_mut().zip(values) {
        if let Value::Number(number) = value {
            *amount = *number;
        }
    }
}

fn read_numbers(value: &Value) -> Vec<f64> {
    let mut numbers = Vec::new();
    for item in value.items() {
        if let Value::Number(number) = item {
            numbers.push(*number);
        }
    }
    numbers
}

impl Profile {
    /// Notes an event for rules not yet written, where it is declared; the oldest goes first.
    pub fn keep_ahead(&mut self, happened: &Happened, asked: &Asked<'_>) {
        if asked.is_ahead(&happened.name) {
            if self.ahead.len() >= MAX_AHEAD {
                self.ahead.remove(0);
            }
            self.ahead.push(happened.clone());
        }
    }
}
