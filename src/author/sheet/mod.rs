//! The data sheet of a rules file: what is kept of a visitor and what is sent, for which rule, why and for how long.
//!
//! Owns: the rows. In: the text of a rules file. Out: a [`Sheet`], as data and as a page of text. Must not: know
//! anything that the rules do not say: the file is the data policy.

mod asked;
mod bound;
mod cookie;
mod picture;
mod said;
mod span;

use super::check::whole;
use super::fetched;
use crate::engine::Env;
use crate::engine::condition::{Subject, is_ready};
use crate::engine::history::MAX_BYTES;
use crate::engine::json::{Value, Writer};
use crate::engine::rules::{Destination, Mode, Rules};
use crate::server::Language;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
pub(super) use asked::hears;
use asked::{Asked, What};
use said::Said;
use span::{ANSWER_DAYS, days, kept_days};

/// Something that is kept in the visitor's own browser.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Kept {
    /// What it is, in words.
    pub what: String,
    /// The key of `localStorage` that it is a part of; of a cookie its name, without a dot.
    pub key: String,
    /// The purpose that must be granted; empty for the answer itself.
    pub purpose: &'static str,
    /// Why, in words.
    pub why: &'static str,
    /// The experiences and flags that it is kept for; empty for what all need.
    pub rules: Vec<String>,
    /// How long at most after the last visit, in days; 0 for until it is delivered.
    pub days: u32,
    /// How much at most, in bytes; 0 where it is as long as what the site tells.
    pub bytes: usize,
}

/// Something that leaves the visitor's browser.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Sent {
    /// What it is, in words.
    pub what: String,
    /// To whom.
    pub to: String,
    /// The purpose that must be granted; empty for pictures, which come with the content.
    pub purpose: &'static str,
    /// Why, in words.
    pub why: &'static str,
}

/// What a rules file makes of a visitor's data.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Sheet {
    /// What is kept.
    pub stored: Vec<Kept>,
    /// What is sent.
    pub sent: Vec<Sent>,
    /// When nothing of this happens.
    pub note: &'static str,
    /// All of it, as Markdown.
    pub text: String,
}

/// The data sheet of a rules file. What has a problem in it does not run, and is in the sheet all the same.
#[must_use]
pub fn sheet(env: &Env, text: &str, language: Language) -> Sheet {
    let (rules, _) = Rules::read(env, text);
    let file = whole(env, text, &rules);
    let mode = match rules.consent.mode {
        _ if !rules.consent.region.is_empty() => 3,
        Mode::OptIn => 0,
        Mode::OptOut => 1,
        Mode::Exempt => 2,
    };
    let mut sheet = Sheet {
        stored: stored(env, file, &rules, language),
        sent: sent(file, &rules, language),
        note: said::BEFORE.get(mode).map_or("", |note| note.by(language)),
        text: String::new(),
    };
    // Only the answer is heard.
    if rules.is_idle() {
        sheet.stored.truncate(1);
        sheet.sent.clear();
        sheet.note = said::IDLE.by(language);
    }
    sheet.text = print(&sheet, language);
    sheet
}

fn stored(env: &Env, file: &Value, rules: &Rules, language: Language) -> Vec<Kept> {
    let row = |what: &Said, name: &str, purpose, why: &Said| Kept {
        what: what.by(language).to_string(),
        key: format!("omotenashi.{}.{name}", rules.site),
        purpose,
        why: why.by(language),
        rules: Vec::new(),
        days: days(rules.retention.default_ms()),
        bytes: 0,
    };
    let profile = |what: &Said, bytes: usize| Kept {
        bytes,
        ..row(what, "profile", "personalization", &said::WHY_CHOOSE)
    };
    let keeps_no = [Mode::OptOut, Mode::Exempt].map(|mode| rules.consent.may_be(mode));
    let mut rows = Vec::from([
        Kept {
            days: ANSWER_DAYS,
            bytes: 120,
            ..row(
                said::answer(keeps_no, rules.consent.awaited() != 0),
                "consent",
                "",
                &said::WHY_ANSWER,
            )
        },
        profile(cookie::identity(rules), 24),
        profile(&said::VISITS, 80),
    ]);
    rows.extend(cookie::row(rules, language));
    for Asked { what, rules: ids } in asked::of(file, rules.keeps_stage) {
        let Some((said, detail, bytes)) = told(env, file, &what) else {
            continue;
        };
        let mut row = profile(said, bytes);
        row.what = said::behind(&row.what, &detail);
        row.rules = ids;
        row.days = kept_days(&what, rules);
        rows.push(row);
    }
    let log = profile(&said::AHEAD, MAX_BYTES);
    rows.extend(ahead(rules, &log));
    rows.extend(met(env, file, rules, &profile));
    rows.extend(bound::pressure(env, rules).map(|(bytes, rules)| Kept {
        rules,
        ..profile(&said::PRESSURE, bytes)
    }));
    rows.extend(counts_orders(rules).then(|| profile(&said::ORDERS, 240)));
    if to_beacons(rules).next().is_some() {
        rows.push(Kept {
            days: 0,
            bytes: bound::outbox(env, rules, to_beacons(rules)),
            ..row(&said::OUTBOX, "outbox", "measurement", &said::WHY_MEASURE)
        });
    }
    rows
}

/// What became of experiences, and of whom they were hashed.
fn met(
    env: &Env,
    file: &Value,
    rules: &Rules,
    profile: &dyn Fn(&Said, usize) -> Kept,
) -> Vec<Kept> {
    let ids = asked::met(file);
    if ids.is_empty() {
        return Vec::new();
    }
    let bytes = bound::outcome(env, rules, bound::is_shared(file));
    let mut rows = Vec::from([Kept {
        rules: ids,
        days: days(rules.retention.experiences_ms()),
        ..profile(&said::ENTRY, bytes)
    }]);
    rows.extend(persons(
        file,
        rules,
        &profile(&said::WHOSE, bound::people()),
    ));
    rows
}

/// A row for each attribute of which a hash is kept with what was shown.
fn persons(file: &Value, rules: &Rules, row: &Kept) -> Vec<Kept> {
    let named = asked::persons(file).into_iter();
    let rows = named.filter_map(|Asked { what, rules: ids }| match what {
        What::Attribute(path) => Some(Kept {
            what: said::behind(&row.what, &format!("`{path}`")),
            rules: ids,
            days: days(rules.retention.experiences_ms()),
            ..row.clone()
        }),
        _ => None,
    });
    rows.collect()
}

/// Whether anything counts what the site tells, and so each order once.
fn counts_orders(rules: &Rules) -> bool {
    let counts = |subject: &Subject| match subject {
        Subject::Behaviour(_) => true,
        Subject::Attribute(path) => path.starts_with("cart."),
        _ => false,
    };
    !(rules.goals.is_empty() && rules.ahead.is_empty()) || rules.subjects.iter().any(counts)
}

/// A row for each event that is kept for rules not yet written.
fn ahead<'a>(rules: &'a Rules, row: &'a Kept) -> impl Iterator<Item = Kept> + use<'a> {
    let events = rules.ahead.iter().filter_map(Value::as_text);
    events.map(|event| Kept {
        what: said::behind(&row.what, &format!("`{event}`")),
        days: days(rules.retention.events_ms(&|known| known == event)),
        ..row.clone()
    })
}

/// What is asked for, in words, with the most bytes that it takes; `None` for what stands elsewhere.
fn told(env: &Env, file: &Value, what: &What) -> Option<(&'static Said, String, usize)> {
    Some(match what {
        What::Attribute(path) if is_in_base(path) => return None,
        What::Stage => (&said::STAGE, String::new(), 60),
        What::Attribute(path) => {
            let said = match path.as_str() {
                path if is_ready(path) => &said::READY,
                path if path.starts_with("cart.") => &said::CART,
                _ => &said::ATTRIBUTE,
            };
            let bytes = bound::attribute(env, path, file);
            (said, format!("`{path}`"), bytes)
        }
        What::Behaviour(did) => {
            let mut out = Writer::new(env);
            out.value(did);
            let detail = format!("`{}`", out.finish());
            (&said::BEHAVIOUR, detail, bound::behaviour(did))
        }
    })
}

/// Attributes that the row of visits is about.
fn is_in_base(path: &str) -> bool {
    matches!(
        path,
        "visitor.id"
            | "visit.number"
            | "visit.first"
            | "visit.pages"
            | "visitor.new"
            | "visitor.kind"
            | "visitor.daysSinceLast"
    )
}

fn to_beacons(rules: &Rules) -> impl Iterator<Item = &str> {
    rules.destinations.iter().filter_map(|to| match to {
        Destination::Beacon(url) => Some(*url),
        Destination::DataLayer => None,
    })
}

fn sent(file: &Value, rules: &Rules, language: Language) -> Vec<Sent> {
    let mut rows = Vec::from_iter(cookie::sent(rules, language));
    for destination in &rules.destinations {
        let (to, whats) = match destination {
            // Tag managers are told of exposures only.
            Destination::DataLayer => (
                said::TO_PAGE.by(language).to_string(),
                &[said::EXPOSURE_NAMED][..],
            ),
            Destination::Beacon(url) => (
                receiver(url, language),
                &[said::EXPOSURE, said::GOAL, said::POST][..],
            ),
        };
        for what in whats {
            rows.push(Sent {
                what: what.by(language).to_string(),
                to: to.clone(),
                purpose: "measurement",
                why: said::WHY_MEASURE.by(language),
            });
        }
    }
    rows.extend(picture::sent(file, language));
    rows
}

/// Who gets what is sent to an address.
fn receiver(url: &str, language: Language) -> String {
    let host = fetched::host(url);
    let site = said::TO_SITE.by(language);
    if host.is_empty() {
        said::bracketed(site, url, language)
    } else {
        said::bracketed(&host, url, language)
    }
}

/// The sheet as Markdown, ready for a page about privacy.
fn print(sheet: &Sheet, language: Language) -> String {
    let say = |said: &Said| said.by(language);
    let mut out = format!("# {}\n\n{}\n\n", say(&said::TITLE), sheet.note);
    out.push_str(&format!(
        "## {}\n\n{}\n",
        say(&said::STORED),
        say(&said::STORED_HEAD)
    ));
    out.push_str("|---|---|---|---|--:|--:|\n");
    for row in &sheet.stored {
        let amount = |number: usize| match number {
            0 => String::from("–"),
            _ => number.to_string(),
        };
        let Kept {
            what,
            key,
            why,
            rules,
            ..
        } = row;
        let rules: Vec<String> = rules.iter().map(|id| format!("`{id}`")).collect();
        out.push_str(&format!(
            "| {} | `{key}` | {} | {} | {} | {} |\n",
            cell(what),
            purposed(row.purpose, why, language),
            rules.join(" "),
            amount(row.days as usize),
            amount(row.bytes),
        ));
    }
    out.push_str(&format!("\n{} {}\n", say(&said::DAYS), say(&said::BOUND)));
    out.push_str(&format!("\n## {}\n\n", say(&said::SENT)));
    if sheet.sent.is_empty() {
        out.push_str(&format!("{}\n", say(&said::NOTHING)));
        return out;
    }
    out.push_str(&format!("{}\n|---|---|---|\n", say(&said::SENT_HEAD)));
    for Sent {
        what,
        to,
        purpose,
        why,
    } in &sheet.sent
    {
        out.push_str(&format!(
            "| {what} | {} | {} |\n",
            cell(to),
            purposed(purpose, why, language)
        ));
    }
    out
}

fn purposed(purpose: &str, why: &str, language: Language) -> String {
    if purpose.is_empty() {
        return why.to_string();
    }
    said::bracketed(why, purpose, language)
}

/// A text that may hold the mark between cells.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests;
