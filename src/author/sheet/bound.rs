//! How much each row of the data sheet takes at most.
//!
//! Owns: the bytes. In: what is asked for, the rules. Out: bytes, no more than all of it may take. Must not: promise less
//! than is stored: what is only ever one record is counted as one, everything else as many as are kept.

use super::asked::{hashed, list};
use crate::engine::Env;
use crate::engine::condition::READY;
use crate::engine::exposure::OUTBOX_BYTES;
use crate::engine::history::{MAX_BYTES, MAX_SEEN, STATISTICS, Statistic};
use crate::engine::json::{Value, Writer, parse};
use crate::engine::rules::{Experience, Rules};
use crate::engine::words::STATISTIC;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// An instant in milliseconds, and what parts it from the next.
const INSTANT: usize = 14;
/// Any number.
const NUMBER: usize = 24;
/// A record that is more than an instant: when, how often, of whom.
const RECORD: usize = 70;
/// A text that is a value: a hundred bytes, each of which may have to be written as six.
const VALUE: usize = 600;
/// Numbers of what became of an experience, and what stands between them.
const ENTRY: usize = 90;
/// Number and sum of a goal.
const TALLY: usize = 50;
/// The hash of a person.
const HASH: usize = 11;
/// The shortest of what became of an experience.
const SHORTEST: usize = 55;
/// A path that is kept is no longer.
const PATH: usize = 402;
/// What these are about is kept as it was told.
const NAMED: [Statistic; 5] = [
    Statistic::First,
    Statistic::Last,
    Statistic::Most,
    Statistic::Share,
    Statistic::Values,
];
/// What these are about is kept value by value.
const BY_VALUE: [Statistic; 4] = [
    Statistic::Distinct,
    Statistic::Most,
    Statistic::Share,
    Statistic::Values,
];
/// Of events to send: so many of the shortest are stored, and the longest without its names.
const MOST: usize = OUTBOX_BYTES / 110 + 1;
const LONGEST: usize = 250;
/// What an address and its event have around them, and how many quotes in the event are written as two.
const AROUND: usize = 50;

/// A value that the site tells has no bound but that of all; of what is ready-made there is one.
pub(super) fn attribute(env: &Env, path: &str, rules: &Value) -> usize {
    if let Some((_, statistic, text)) = READY.iter().find(|(known, ..)| *known == path) {
        return records(&parse(env, text).0, &[*statistic]);
    }
    let interest = path.strip_prefix("interest.").and_then(|rest| {
        let interests = rules.get("interests")?;
        interests.get(rest.split('.').next()?)
    });
    if let Some(interest) = interest {
        return records(interest, &[Statistic::Most]);
    }
    match path {
        "visit.landing" => PATH,
        _ if path.starts_with("cart.") => NUMBER.saturating_mul(3),
        _ => 0,
    }
}

/// What was done, as a `$did` asks for it: each statistic is kept for itself.
pub(super) fn behaviour(did: &Value) -> usize {
    let names = STATISTIC.list.iter().zip(STATISTICS);
    let asked = names.filter(|(name, _)| did.get(name).is_some());
    let asked: Vec<Statistic> = asked.map(|(_, statistic)| statistic).collect();
    match asked.as_slice() {
        [] => records(did, &[Statistic::Count]),
        all => records(did, all),
    }
}

fn records(did: &Value, asked: &[Statistic]) -> usize {
    let has = |name| did.get(name).is_some();
    let plain = !has("times") && !has("halfLife") && !has("of");
    let plain = plain && did.text_at("event").is_some() && !compares(did);
    let pending = if has("then") { MAX_SEEN } else { 0 };
    let bytes = asked.iter().map(|statistic| {
        let each = match statistic {
            _ if !has("of") && plain => INSTANT.saturating_add(2),
            _ if !has("of") => RECORD,
            _ if NAMED.contains(statistic) => RECORD.saturating_add(VALUE),
            _ => RECORD.saturating_add(NUMBER),
        };
        // Several that are one say how many they are.
        let one = grows(did) && !compares(did) && !BY_VALUE.contains(statistic);
        let seen = if one {
            RECORD.max(each)
        } else {
            MAX_SEEN.saturating_mul(each)
        };
        let both = seen.saturating_add(pending.saturating_mul(each));
        both.saturating_add(NUMBER)
    });
    bytes.sum::<usize>().min(MAX_BYTES)
}

/// Whether its window only ever begins anew, so that one record says all.
fn grows(did: &Value) -> bool {
    match did.get("within") {
        None => true,
        Some(Value::Text(within)) => matches!(&**within, "page" | "visit"),
        Some(within) => within.get("since").is_some(),
    }
}

/// Whether it is kept apart by what attributes are compared with.
fn compares(did: &Value) -> bool {
    let tests = did.get("with").map_or(&[][..], Value::members);
    tests.iter().any(|(_, test)| test.get("$ref").is_some())
}

/// What becomes of these, in this version and the one before; of a device of many people, as much as there is room for.
pub(super) fn outcome(env: &Env, rules: &Rules, shared: bool) -> usize {
    if shared {
        return MAX_BYTES;
    }
    let all = rules.experiences.iter().map(|one| entry(env, rules, one));
    all.sum::<usize>().saturating_mul(2).min(MAX_BYTES)
}

fn entry(env: &Env, rules: &Rules, one: &Experience) -> usize {
    let variants = one.variants.iter().map(|variant| quoted(env, variant.id));
    let names = quoted(env, one.id).saturating_add(variants.max().unwrap_or(2));
    let until = one.rest.stay.and_then(|stay| stay.until);
    let goals = one.measure.iter().chain(&until);
    let goals = goals.filter_map(|goal| rules.goals.get(*goal));
    let tallies = goals.map(|goal| quoted(env, goal.id).saturating_add(TALLY));
    names.saturating_add(ENTRY).saturating_add(tallies.sum())
}

/// The hashes of so many people as there is room for.
pub(super) const fn people() -> usize {
    MAX_BYTES / SHORTEST * HASH
}

/// Caps, the gap, and goals that end something: whom they are for, none for all. Tabs that were opened at once add what
/// each knows: as many times are kept as of anything.
pub(super) fn pressure(env: &Env, rules: &Rules) -> Option<(usize, Vec<String>)> {
    let all = &rules.surfaces;
    let whole = all.gap_ms > 0.0 || !all.caps.is_empty();
    let limited = |one: &&Experience| !one.rest.caps.is_empty() || one.rest.until.is_some();
    let limited: Vec<&Experience> = rules.experiences.iter().filter(limited).collect();
    let times = MAX_SEEN.saturating_mul(INSTANT);
    let capped = limited.iter().filter(|one| !one.rest.caps.is_empty());
    let lists = capped.count().saturating_mul(2);
    let lists = lists.saturating_add(usize::from(whole));
    let ends = limited
        .iter()
        .filter_map(|one| rules.goals.get(one.rest.until?));
    let ends = ends.map(|goal| quoted(env, goal.id).saturating_add(TALLY));
    let bytes = lists.saturating_mul(times).saturating_add(ENTRY);
    let bytes = bytes.saturating_add(ends.sum()).min(MAX_BYTES);
    let ids = limited.iter().filter(|_| !whole);
    let ids = ids.map(|one| one.id.to_string()).collect();
    (whole || !limited.is_empty()).then_some((bytes, ids))
}

/// What is to be sent: as many events as there is room for, each with its address, and one that is longer than the room.
pub(super) fn outbox<'a>(
    env: &Env,
    rules: &Rules,
    addresses: impl Iterator<Item = &'a str>,
) -> usize {
    let ids = rules.experiences.iter().map(|one| entry(env, rules, one));
    let last = LONGEST.saturating_add(ids.max().unwrap_or_default());
    let address = addresses.map(|url| quoted(env, url)).max();
    let around = address.unwrap_or_default().saturating_add(AROUND);
    let stored = OUTBOX_BYTES.saturating_add(last);
    // A sign that is written as two in a text stands as four in a text in a text.
    let odd = names(rules).any(|name| quoted(env, name) > name.len().saturating_add(2));
    let stored = if odd {
        stored.saturating_mul(2)
    } else {
        stored
    };
    stored.saturating_add(MOST.saturating_mul(around))
}

/// Every name that an event may have in it.
fn names(rules: &Rules) -> impl Iterator<Item = &str> {
    let goals = rules.goals.iter().map(|goal| goal.id);
    let shown = rules.experiences.iter().flat_map(|one| {
        let variants = one.variants.iter().map(|variant| variant.id);
        variants.chain([one.id])
    });
    goals.chain(shown)
}

/// How long a text is as JSON.
fn quoted(env: &Env, text: &str) -> usize {
    let mut out = Writer::new(env);
    out.text(text);
    out.finish().len()
}

/// Whether what became of one of these tells people apart, who may be many at one device.
pub(super) fn is_shared(file: &Value) -> bool {
    let flags = file.get("flags").map_or(&[][..], Value::members).iter();
    let rules = flags.flat_map(|(_, flag)| list(flag, "rules"));
    let all = list(file, "experiences").chain(rules);
    let mut paths = all.flat_map(hashed);
    paths.any(|path| path != "visitor.id")
}

#[cfg(test)]
mod tests {
    use crate::author::sheet::sheet;
    use crate::engine::Env;
    use crate::engine::history::{Happened, Profile, write};
    use crate::engine::rules::Rules;
    use crate::server::Language;
    use alloc::format;

    #[test]
    fn what_was_done_takes_no_more_bytes_than_the_sheet_says() {
        let env = Env::native();
        for did in [
            r#"{"event":"x","within":"30d"}"#,
            r#"{"event":{"x":5,"y":1},"within":"30d"}"#,
            r#"{"event":"x","halfLife":"7d","within":"30d"}"#,
            r#"{"event":"x","of":"p","values":{"$exists":true}}"#,
            r#"{"event":"x","of":"p","first":{"$exists":true},"last":{"$exists":true}}"#,
            r#"{"event":"x","of":"n","within":"30d","sum":1,"average":1}"#,
            r#"{"event":"x","within":"30d","count":1,"daysSince":1}"#,
            r#"{"event":"x","within":"30d","times":"n"}"#,
            r#"{"event":"x","within":"30d","then":{"event":"y","within":"7d"}}"#,
        ] {
            let text = format!(
                r#"{{"omotenashi":1,"site":"s","experiences":[{{"id":"a","who":{{"$did":{did}}},"show":[]}}]}}"#
            );
            let (rules, _) = Rules::read(&env, &text);
            let mut profile = Profile {
                visitor_id: "0123456789abcdef".into(),
                ..Profile::NEW
            };
            for step in 0..300_u32 {
                let name = if step == 150 { "y" } else { "x" };
                let props = format!(
                    r#"{{"n":{step}.123456789,"p":"{}{step}"}}"#,
                    r#"\""#.repeat(90)
                );
                let (props, _) = crate::engine::json::parse(&env, &props);
                let at_ms = 1_796_083_226_637.0 + f64::from(step) * 1_000.0;
                let one = Happened {
                    at_ms,
                    name: name.into(),
                    props,
                };
                profile.take(&env, &one, &rules.asked());
            }
            let taken = write(&env, &profile, &rules.subjects).len();
            let sheet = sheet(&env, &text, Language::English);
            let mut rows = sheet.stored.iter();
            let most = rows
                .find(|row| row.what.contains("when this"))
                .map_or(0, |row| row.bytes);
            assert!(taken > 100 && taken <= most, "{did}: {taken} of {most}");
        }
    }
}
