//! A profile as text and back: lists of values by place, small and read at every page.
//!
//! `[1, id, [visit, last, before, pages, cart…], landing, user, entries, counts, orders, ahead, folded…]`.
//! Text that is not ours, or of a later version, is no profile. Values of a
//! wrong type are as if nothing had been remembered.
//!
//! What is older than [`Retention`](super::Retention) says is forgotten when it is read, and so is what a clock that went wrong has
//! put into the future. A profile that would be longer than [`MAX_BYTES`] is written with fewer records of each
//! behaviour: the newest fifty, twenty-five, and so on; with none of them at last, and without what the site told. If
//! that is not enough, it forgets what became of half of the experiences, those that the visitor met first, and again.
//! Who meets one of them later falls where they fell before, but is counted as new.

use super::asked::{Asked, Happened};
use super::behaviour::{Behaviour, MAX_SEEN};
use super::part;
use super::profile::{Cart, Entry, Profile, Tally, same};
use super::record::{Record, Seen};
use crate::engine::Env;
use crate::engine::condition::{Evaluation, Subject};
use crate::engine::json::{Value, Writer, parse};
use crate::engine::time::DAY_MS;
use alloc::{string::String, vec::Vec};

/// Longest profile, in bytes. With [`super::MAX_PARTS`], what waits to be sent and the answer to the question of consent
/// that is below 32 KB in all.
pub const MAX_BYTES: usize = 15_000;
/// Longest path that is worth keeping.
const MAX_PATH: usize = 400;

/// Writes a profile, leaving out what no rule asks for any more, and what there is no room for.
#[must_use]
pub fn write(env: &Env, profile: &Profile, subjects: &[Subject]) -> String {
    write_within(env, profile, subjects, MAX_BYTES, false)
}

/// Writes a profile in so many bytes at most; of a `part` only who it is of, and what changed beside the records.
pub(super) fn write_within(
    env: &Env,
    profile: &Profile,
    subjects: &[Subject],
    max_bytes: usize,
    part: bool,
) -> String {
    let mut most = [MAX_SEEN, profile.entries.len()];
    loop {
        let text = write_newest(env, profile, subjects, most, part);
        let [records, entries] = &mut most;
        let rest = if *records > 0 { records } else { entries };
        if *rest == 0 || text.len() <= max_bytes {
            return text;
        }
        *rest /= 2;
    }
}

fn write_newest(
    env: &Env,
    profile: &Profile,
    subjects: &[Subject],
    [most, entries]: [usize; 2],
    part: bool,
) -> String {
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
    let landing = asked("visit.landing") && profile.landing.len() <= MAX_PATH;
    out.text(if landing { &profile.landing } else { "" });
    out.open('{');
    for (path, value) in &profile.user {
        if most > 0 && !part && asked(path) {
            out.key(path).value(value);
        }
    }
    out.close('}');
    past(&mut out, profile, subjects, [most, entries], part);
    out.close(']');
    out.finish()
}

/// What was shown and done.
fn past(
    out: &mut Writer<'_>,
    profile: &Profile,
    subjects: &[Subject],
    [most, entries]: [usize; 2],
    part: bool,
) {
    out.open('[');
    for entry in newest(&profile.entries, entries) {
        if entry.changed || !part {
            self::entry(out, entry);
        }
    }
    out.close(']').open('[');
    if part {
        out.close(']').open('[').close(']');
        return;
    }
    records(out, profile, subjects, most);
    out.close(']');
    numbers(out, &profile.orders);
    out.open('[');
    for Happened { at_ms, name, props } in newest(&profile.ahead, most) {
        out.number(*at_ms).text(name).value(props);
    }
    out.close(']');
    for key in &profile.folded {
        out.text(key);
    }
}

fn records(out: &mut Writer<'_>, profile: &Profile, subjects: &[Subject], most: usize) {
    for subject in subjects {
        if let Subject::Behaviour(behaviour) = subject
            && !behaviour.is_of_page()
            && let Some(record) = profile.records.get(behaviour.number)
            && !(record.seen.is_empty() && record.pending.is_empty() && profile.ahead.is_empty())
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
    for seen in newest(list, most) {
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

/// So many at most, from behind.
fn newest<T>(list: &[T], most: usize) -> &[T] {
    list.get(list.len().saturating_sub(most)..).unwrap_or(list)
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
pub fn read(env: &Env, text: &str, now_ms: f64, asked: &Asked<'_>) -> Option<Profile> {
    let (value, sound) = parse(env, text);
    read_value(env, &value, now_ms, asked).filter(|_| sound)
}

/// Reads a profile that is part of something.
#[must_use]
pub fn read_value(env: &Env, value: &Value, now_ms: f64, asked: &Asked<'_>) -> Option<Profile> {
    let retention = asked.retention;
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
    ] = amounts(numbers);
    let ago_ms = now_ms - last_ms;
    if id.is_empty() || ago_ms > retention.default_ms() {
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
        folded: Vec::new(),
    };
    if ago_ms <= retention.user_ms() {
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
    profile.orders = read_numbers(orders);
    for one in more {
        match one {
            Value::Text(key) => profile.folded.push(key.clone()),
            log => part::each(log.items(), &mut |one| {
                let keep_ms = retention.events_ms(&|event| event == one.name);
                if now_ms - one.at_ms <= keep_ms && one.at_ms - now_ms <= DAY_MS {
                    profile.keep_ahead(&one, asked);
                }
            }),
        }
    }
    let earliest_ms = now_ms - retention.experiences_ms();
    for entry in entries.items() {
        read_entry(&mut profile.entries, entry, earliest_ms);
    }
    for subject in asked.subjects {
        if let Subject::Behaviour(behaviour) = subject {
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

/// One that nothing became of since the `earliest` instant is forgotten.
fn read_entry(entries: &mut Vec<Entry>, value: &Value, earliest_ms: f64) {
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
    let shown = read_numbers(shown);
    let last_ms = shown.last().copied().unwrap_or_default();
    let last_ms = last_ms.max(exposed_ms).max(qualified_ms).max(closed_ms);
    if last_ms > 0.0 && last_ms < earliest_ms {
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
            });
        }
    }
    entries.push(Entry {
        id: String::from(&**id),
        version,
        variant: String::from(&**variant),
        exposed_ms,
        qualified_ms,
        shown,
        goals,
        by,
        closed_ms,
        visit,
        in_visit,
        changed: false,
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
