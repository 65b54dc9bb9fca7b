//! What runs as written, but should be looked at.

use super::slow;
use crate::engine::Env;
use crate::engine::condition::Subject;
use crate::engine::history::{Cap, Per};
use crate::engine::json::{Kind, Reader, Value};
use crate::engine::problem::Problem;
use crate::engine::rules::{Destination, Mode, Rules};
use crate::engine::visitor::Address;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Reads the whole document once more, with an eye on its texts.
pub(super) fn give(env: &Env, text: &str, rules: &Rules) -> Vec<Problem> {
    let mut advice = Vec::new();
    let mut reader = Reader::new(env, text);
    walk(&mut reader, "", &mut advice);
    if reader.broken().is_some() {
        return Vec::new();
    }
    measures(env, text, rules, &mut advice);
    exempt(env, text, rules, &mut advice);
    advice
}

fn walk(reader: &mut Reader<'_>, key: &str, advice: &mut Vec<Problem>) {
    match reader.peek() {
        Kind::Map => drop(reader.object(&mut |reader, key| walk(reader, key, advice))),
        Kind::List => drop(reader.array(&mut |reader| walk(reader, key, advice))),
        Kind::Text => {
            let at = reader.at();
            let found = reader.text().unwrap_or_default();
            let mut warn = |code, word: &str| {
                advice.push(Problem::new(code, reader.place_of(at), word, ""));
            };
            if matches!(key, "src" | "srcset") && !Address::of(&found).host.is_empty() {
                warn("third-party-image", Address::of(&found).host);
            }
            if matches!(key, "$regex" | "$regexi") && slow::is_slow(&found) {
                warn("regex-slow", "");
            }
            if ["javascript:", "vbscript:", "data:text/"]
                .iter()
                .any(|scheme| found.trim().to_lowercase().starts_with(scheme))
            {
                warn("url-scheme", &found);
            }
            if !matches!(key, "id" | "note" | "name" | "$regex" | "src" | "seed")
                && let Some(code) = coupon(&found)
            {
                warn("public-code", &code);
            }
        }
        Kind::Number if key == "atMost" => {
            let at = reader.at();
            if let Value::Number(most) = reader.value()
                && !(1.0..=100.0).contains(&most)
            {
                advice.push(Problem::new("cap-range", reader.place_of(at), "", ""));
            }
        }
        _ => reader.skip(),
    }
}

/// A word of six or more capitals and digits with both in it: `SPRING20`.
fn coupon(text: &str) -> Option<String> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric())
        .find(|word| {
            word.len() >= 6
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
                && word.bytes().any(|byte| byte.is_ascii_uppercase())
                && word.bytes().any(|byte| byte.is_ascii_digit())
        })
        .map(ToString::to_string)
}

/// Experiments without a goal.
fn measures(env: &Env, text: &str, rules: &Rules, advice: &mut Vec<Problem>) {
    let mut index = 0_usize;
    part(env, text, "experiences", &mut |reader| {
        let silent = rules.experiences.get(index).is_some_and(|experience| {
            !experience.broken && experience.is_experiment() && experience.measure.is_empty()
        });
        if silent {
            reader.peek();
            advice.push(Problem::new("no-measure", reader.place(), "", ""));
        }
        index = index.saturating_add(1);
        reader.skip();
    });
}

/// `exempt` excludes history, what is told about the user, and other people's destinations.
fn exempt(env: &Env, text: &str, rules: &Rules, advice: &mut Vec<Problem>) {
    if !rules.consent.may_be(Mode::Exempt) {
        return;
    }
    let mut reader = Reader::new(env, text);
    let mut place = reader.place();
    let _ = reader.object(&mut |reader, key| {
        if key == "consent" {
            place = reader.place();
        }
        reader.skip();
    });
    for subject in &rules.subjects {
        let word = match subject {
            Subject::Behaviour(_) => "$did",
            Subject::Attribute(path) if path.starts_with("user.") => path,
            Subject::Attribute(path) if path.starts_with("visit.") || path.starts_with("cart.") => {
                path
            }
            Subject::Result(..) => "$variant",
            Subject::Attribute(_) | Subject::Variant(_) | Subject::Flag(_) => continue,
        };
        advice.push(Problem::new("exempt-limits", place.clone(), word, ""));
    }
    for destination in &rules.destinations {
        // The data layer is there for whoever reads it.
        let other = match destination {
            Destination::DataLayer => "dataLayer",
            Destination::Beacon(url) if Address::of(url).host.is_empty() => continue,
            Destination::Beacon(url) => url,
        };
        advice.push(Problem::new("exempt-limits", place.clone(), other, ""));
    }
    for word in looks_back(rules) {
        advice.push(Problem::new("exempt-limits", place.clone(), word, ""));
    }
}

/// What remembers from page to page which surfaces a visitor was shown, and what came of them. That one was
/// closed is remembered because the visitor wants that.
fn looks_back(rules: &Rules) -> Vec<&'static str> {
    let lasts = |caps: &[Cap]| caps.iter().any(|cap| cap.per != Per::Page);
    let mut words = Vec::new();
    let mut note = |yes: bool, word| {
        if yes && !words.contains(&word) {
            words.push(word);
        }
    };
    let all = &rules.surfaces;
    note(all.gap_ms > 0.0, "gap");
    note(lasts(&all.caps), "frequency");
    for experience in &rules.experiences {
        note(lasts(&experience.rest.caps), "frequency");
        note(experience.rest.until.is_some(), "until");
    }
    words
}

/// Visits every element of a top-level array.
fn part(env: &Env, text: &str, wanted: &str, each: &mut dyn FnMut(&mut Reader<'_>)) {
    let mut reader = Reader::new(env, text);
    let _ = reader.object(&mut |reader, key| {
        if key == wanted && reader.peek() == Kind::List {
            let _ = reader.array(&mut *each);
        } else {
            reader.skip();
        }
    });
}
