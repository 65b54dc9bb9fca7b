//! A profile as text: lists of values by place, small and read at every page; `recalled.rs` reads it.
//!
//! `[1, id, [visit, last, before, pages, cart…, begun, earlier, stage…], landing, user, entries, counts, orders, ahead,
//! folded…]`. A profile that would be longer than [`MAX_BYTES`] is written with fewer records of each behaviour: the
//! newest fifty, twenty-five, and so on; in the end none of them, and without what the site told. If that is not
//! enough, it forgets the half of the experiences that the visitor met first, and so on. A visitor who meets one of
//! them later gets the same variant as before, but is counted as new.

use super::asked::Happened;
use super::behaviour::MAX_SEEN;
use super::entry::Entry;
use super::profile::Profile;
use super::record::Seen;
use crate::engine::Env;
use crate::engine::condition::Subject;
use crate::engine::json::{Value, Writer};
use crate::engine::part::PAST;
use alloc::string::String;

/// Longest profile, in bytes. With [`super::MAX_PARTS`], what waits to be sent and the answer to the question of consent
/// that is below 32 KB in all.
pub const MAX_BYTES: usize = 13_000;
/// Longest path that is worth keeping.
const MAX_PATH: usize = 400;

/// So long may what changed be in a part, and one more: what happened has room behind it.
const MAX_CHANGED: usize = 2_500;

/// Writes a profile, leaving out what no rule asks for any more, and what there is no room for.
#[must_use]
pub fn write(env: &Env, profile: &Profile, subjects: &[Subject]) -> String {
    let mut most = [MAX_SEEN, profile.entries.len()];
    loop {
        let (text, _) = write_newest(env, profile, subjects, most, false);
        let [records, entries] = &mut most;
        let rest = if *records > 0 { records } else { entries };
        if *rest == 0 || text.len() <= MAX_BYTES {
            return text;
        }
        *rest /= 2;
    }
}

/// Writes who a profile is of, and what changed beside the records, the oldest that there is room for; says of how many
/// experiences.
pub(super) fn write_changed(env: &Env, profile: &Profile, subjects: &[Subject]) -> (String, usize) {
    write_newest(env, profile, subjects, [0, usize::MAX], true)
}

fn write_newest(
    env: &Env,
    profile: &Profile,
    subjects: &[Subject],
    [most, entries]: [usize; 2],
    part: bool,
) -> (String, usize) {
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
    let [since_ms, stage] = profile.stage;
    let all = [
        visit, last_ms, before_ms, pages, value, count, changed_ms, begun_ms, earlier_ms, since_ms,
        stage,
    ];
    // A visitor who never was in a stage has none; a part says only what changed.
    let [base @ .., _, _] = &all;
    let travels = PAST && since_ms > 0.0 && (profile.moved || !part);
    numbers(&mut out, if travels { &all } else { base });
    let landing = asked("visit.landing") && profile.landing.len() <= MAX_PATH;
    out.text(if landing { &profile.landing } else { "" });
    out.open('{');
    for (path, value) in &profile.user {
        if most > 0 && asked(path) {
            out.key(path).value(value);
        }
    }
    out.close('}');
    let written = past(&mut out, profile, subjects, [most, entries], part);
    out.close(']');
    (out.finish(), written)
}

/// What was shown and done; says of how many experiences.
fn past(
    out: &mut Writer<'_>,
    profile: &Profile,
    subjects: &[Subject],
    [most, entries]: [usize; 2],
    part: bool,
) -> usize {
    let mut written = 0_usize;
    out.open('[');
    for entry in newest(&profile.entries, entries) {
        if !part || entry.changed && out.length() < MAX_CHANGED {
            self::entry(out, entry, part);
            written = written.wrapping_add(1);
        }
    }
    out.close(']').open('[');
    if part {
        out.close(']').open('[').close(']');
        return written;
    }
    records(out, profile, subjects, most);
    out.close(']');
    numbers(out, &profile.orders);
    out.open('[');
    for Happened { at_ms, name, props } in newest(&profile.ahead, most).iter().filter(|_| PAST) {
        out.number(*at_ms).text(name).value(props);
    }
    out.close(']');
    for key in &profile.folded {
        out.text(key);
    }
    written
}

fn records(out: &mut Writer<'_>, profile: &Profile, subjects: &[Subject], most: usize) {
    for subject in subjects {
        if PAST
            && let Subject::Behaviour(behaviour) = subject
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

/// At most this many, from the end.
fn newest<T>(list: &[T], most: usize) -> &[T] {
    list.get(list.len().saturating_sub(most)..).unwrap_or(list)
}

/// A `part` has what is to be added to each count.
fn entry(out: &mut Writer<'_>, entry: &Entry, part: bool) {
    out.open('[').text(&entry.id).text(&entry.variant);
    let Entry {
        version,
        exposed_ms,
        qualified_ms,
        by,
        closed_ms,
        ..
    } = *entry;
    numbers(out, &[version, exposed_ms, qualified_ms, by, closed_ms]);
    numbers(out, if part { &entry.unsaved } else { &entry.shown });
    out.open('[');
    for tally in &entry.goals {
        let all = [tally.count, tally.total];
        let [count, total] = if part { tally.unsaved } else { all };
        out.open('[').text(&tally.goal);
        out.number(count).number(total).close(']');
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
