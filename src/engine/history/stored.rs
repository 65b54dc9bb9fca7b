//! A profile as text and back: lists of values by place, small and read at every page.
//!
//! `[1, id, [visit, last, before, pages, cart…], landing, user, entries, counts, orders]`.
//! Text that is not ours, or of a later version, is no profile. Values of a
//! wrong type are as if nothing had been remembered.
//!
//! What was not seen for [`RETENTION_MS`] is forgotten when it is read, and so is what a clock that went wrong has
//! put into the future. A profile that would be longer than [`MAX_BYTES`] is written with fewer records of each
//! behaviour: the newest fifty, twenty-five, and so on; with none of them at last, and without what the site told.
//! What became of experiences is always written.

use super::behaviour::MAX_SEEN;
use super::profile::{Cart, Entry, Profile, RETENTION_MS, Tally};
use super::record::{Record, Seen};
use crate::engine::Env;
use crate::engine::condition::Subject;
use crate::engine::json::{Value, Writer, parse};
use crate::engine::part;
use crate::engine::time::DAY_MS;
use alloc::{string::String, vec::Vec};

/// Longest profile, in bytes; with the other keys it stays within 32 KB.
pub const MAX_BYTES: usize = 24_000;

/// Writes a profile, leaving out what no rule asks for any more, and what there is no room for.
#[must_use]
pub fn write(env: &Env, profile: &Profile, subjects: &[Subject]) -> String {
    let mut most = MAX_SEEN;
    loop {
        let text = write_newest(env, profile, subjects, most);
        if most == 0 || text.len() <= MAX_BYTES {
            return text;
        }
        most /= 2;
    }
}

fn write_newest(env: &Env, profile: &Profile, subjects: &[Subject], most: usize) -> String {
    let asked = |path: &str| {
        subjects
            .iter()
            .any(|subject| matches!(subject, Subject::Attribute(known) if *known == path))
    };
    let mut out = Writer::new(env);
    out.open('[').number(1.0).text(&profile.visitor_id);
    let mut kept = [0.0; 3];
    if asked("cart.value") || asked("cart.count") || asked("cart.idleMinutes") {
        kept = [
            profile.cart.value,
            profile.cart.count,
            profile.cart.changed_ms,
        ];
    }
    let [value, count, changed_ms] = kept;
    let Profile {
        visit,
        last_ms,
        before_ms,
        pages,
        ..
    } = *profile;
    let [_, begun_ms, earlier_ms] = profile.starts;
    numbers(
        &mut out,
        &[
            visit, last_ms, before_ms, pages, value, count, changed_ms, begun_ms, earlier_ms,
        ],
    );
    let landing = asked("visit.landing");
    out.text(if landing { &profile.landing } else { "" });
    out.open('{');
    for (path, value) in &profile.user {
        if most > 0 && asked(path) {
            out.key(path).value(value);
        }
    }
    out.close('}').open('[');
    for entry in &profile.entries {
        self::entry(&mut out, entry);
    }
    out.close(']').open('[');
    records(&mut out, profile, subjects, most);
    out.close(']');
    numbers(&mut out, &profile.orders);
    out.close(']');
    out.finish()
}

fn records(out: &mut Writer<'_>, profile: &Profile, subjects: &[Subject], most: usize) {
    for subject in subjects {
        if part::PAST
            && let Subject::Behaviour(behaviour) = subject
            && !behaviour.is_of_page()
            && let Some(record) = profile.records.get(behaviour.number)
            && !(record.seen.is_empty() && record.pending.is_empty())
        {
            out.open('[').number(f64::from(behaviour.key));
            write_seen(out, &record.seen, most);
            write_seen(out, &record.pending, most);
            out.close(']');
        }
    }
}

/// A single time without more is its number; anything else a list of its parts.
fn write_seen(out: &mut Writer<'_>, list: &[Seen], most: usize) {
    out.open('[');
    for seen in list.iter().skip(list.len().saturating_sub(most)) {
        let Seen {
            at_ms, times, by, ..
        } = *seen;
        if seen.value == Value::Null && times == 1.0 && by == 0.0 {
            out.number(at_ms);
        } else {
            out.open('[').number(at_ms).number(times).number(by);
            out.value(&seen.value).close(']');
        }
    }
    out.close(']');
}

fn entry(out: &mut Writer<'_>, entry: &Entry) {
    out.open('[').text(&entry.id).text(&entry.variant);
    let Entry {
        version,
        exposed_ms,
        qualified_ms,
        by,
        closed_ms,
        visit,
        in_visit,
        ..
    } = *entry;
    numbers(
        out,
        &[
            version,
            exposed_ms,
            qualified_ms,
            by,
            closed_ms,
            visit,
            in_visit,
        ],
    );
    numbers(out, &entry.shown);
    out.open('[');
    for tally in &entry.goals {
        out.open('[').text(&tally.goal);
        out.number(tally.count).number(tally.total).close(']');
    }
    out.close(']').close(']');
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
pub fn read(env: &Env, text: &str, now_ms: f64, subjects: &[Subject]) -> Option<Profile> {
    let (value, sound) = parse(env, text);
    let [
        Value::Number(1.0),
        Value::Text(id),
        Value::List(numbers),
        Value::Text(landing),
        user,
        entries,
        counts,
        orders,
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
    ] = amounts(numbers);
    if !sound || id.is_empty() || now_ms - last_ms > RETENTION_MS {
        return None;
    }
    let mut profile = Profile {
        visitor_id: String::from(&**id),
        visit,
        pages,
        landing: String::from(&**landing),
        last_ms,
        before_ms,
        user: user.members().to_vec(),
        entries: Vec::new(),
        records: Vec::new(),
        starts: [0.0, begun_ms, earlier_ms],
        cart: Cart {
            value,
            count,
            changed_ms,
        },
        orders: read_numbers(orders),
    };
    for entry in entries.items() {
        read_entry(&mut profile.entries, entry);
    }
    for count in counts.items().iter().filter(|_| part::PAST) {
        read_record(&mut profile, count, subjects, now_ms);
    }
    Some(profile)
}

fn read_record(profile: &mut Profile, value: &Value, subjects: &[Subject], now_ms: f64) {
    let [Value::Number(key), seen, pending @ ..] = value.items() else {
        return;
    };
    #[allow(clippy::float_cmp)]
    let is = |subject: &&Subject| matches!(subject, Subject::Behaviour(known) if f64::from(known.key) == *key);
    if let Some(Subject::Behaviour(behaviour)) = subjects.iter().find(is)
        && let Some(record) = profile.record_mut(behaviour)
    {
        *record = Record {
            seen: read_seen(seen, now_ms),
            pending: read_seen(pending.first().unwrap_or(&Value::Null), now_ms),
            cleared: false,
        };
    }
}

fn read_seen(value: &Value, now_ms: f64) -> Vec<Seen> {
    let mut list = Vec::new();
    for seen in value.items() {
        let part = |index| seen.items().get(index).and_then(Value::as_number);
        if let Some(at_ms) = seen.as_number().or_else(|| part(0))
            && list.len() < MAX_SEEN
            && now_ms - at_ms <= RETENTION_MS
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

fn read_entry(entries: &mut Vec<Entry>, value: &Value) {
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
    let [
        version,
        exposed_ms,
        qualified_ms,
        by,
        closed_ms,
        visit,
        in_visit,
    ] = amounts(numbers.items());
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
            });
        }
    }
    entries.push(Entry {
        id: String::from(&**id),
        version,
        variant: String::from(&**variant),
        exposed_ms,
        qualified_ms,
        shown: read_numbers(shown),
        goals,
        by,
        closed_ms,
        visit,
        in_visit,
    });
}

/// So many numbers; those that are missing are zero.
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
