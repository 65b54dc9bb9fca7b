//! Values that an attribute never has, so that a condition which asks for one holds for nobody.
//!
//! Owns: what the ready-made attributes can be, and what is taken for a value and was meant as an operator. In: the
//! file. Out: advice. Must not: judge what the site tells, or
//! what an event has.

use super::{synonym, tongue, words};
use crate::engine::Env;
use crate::engine::condition::operator;
use crate::engine::json::{Kind, Reader, Value};
use crate::engine::problem::Problem;
use crate::engine::visitor;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// What an attribute is: a name for the sentence, and the numbers from where to where.
type Nature = (&'static str, f64, f64);

/// Every condition that asks for what never is.
pub(super) fn find(env: &Env, text: &str, found: &mut Vec<Problem>) {
    part(&mut Reader::new(env, text), &mut |reader| {
        condition(reader, found)
    });
}

/// Looks for conditions.
fn part(reader: &mut Reader<'_>, each: &mut dyn FnMut(&mut Reader<'_>)) {
    match reader.peek() {
        Kind::Map => {
            let _ = reader.object(&mut |reader, key| match key {
                "who" | "where" => each(reader),
                // Names that people give may be those of attributes.
                "audiences" | "stages" => drop(reader.object(&mut |reader, _| each(reader))),
                "show" | "value" | "values" | "default" => reader.skip(),
                _ => part(reader, each),
            });
        }
        Kind::List => drop(reader.array(&mut |reader| part(reader, each))),
        _ => reader.skip(),
    }
}

/// A condition.
fn condition(reader: &mut Reader<'_>, found: &mut Vec<Problem>) {
    match reader.peek() {
        Kind::Map => {
            let _ = reader.object(&mut |reader, key| match key {
                // What an event is like is its own affair.
                "$did" | "$variant" | "$flag" => reader.skip(),
                _ if key.starts_with('$') => condition(reader, found),
                _ => tests(reader, key, found),
            });
        }
        Kind::List => drop(reader.array(&mut |reader| condition(reader, found))),
        _ => reader.skip(),
    }
}

/// What is asked of one attribute.
fn tests(reader: &mut Reader<'_>, path: &str, found: &mut Vec<Problem>) {
    let nature = nature(path);
    if reader.peek() != Kind::Map {
        return values(reader, nature, true, found);
    }
    // What the site tells may be an object; what is ready-made never is.
    let is_ready = nature.is_some() || visitor::is_known(path) && !path.starts_with("user.");
    let mut asks = false;
    let mut foreign = Vec::new();
    let _ = reader.object(&mut |reader, key| {
        asks |= key.starts_with('$') || operator(&format!("${key}")).is_some();
        if !asks && (is_ready || synonym::of(key, "operator").is_some()) {
            reader.peek();
            let place = reader.place();
            foreign.push(Problem::new("unknown-operator", place, key, "operator"));
        }
        match key {
            "$not" => tests(reader, path, found),
            "$eq" | "$ne" | "$in" | "$nin" | "$ini" | "$nini" => {
                values(reader, nature, true, found)
            }
            "$lt" | "$lte" | "$gt" | "$gte" | "$between" => values(reader, nature, false, found),
            _ => reader.skip(),
        }
    });
    // With an operator beside them the reader has told of them; without, it takes the object for a value.
    if !asks {
        found.append(&mut foreign);
    }
}

/// Values that an attribute is to be `equal` to, or less or more than.
fn values(reader: &mut Reader<'_>, nature: Option<Nature>, equal: bool, found: &mut Vec<Problem>) {
    match reader.peek() {
        Kind::Map => reader.skip(),
        Kind::List => drop(reader.array(&mut |reader| values(reader, nature, equal, found))),
        _ => {
            let at = reader.at();
            let value = reader.value();
            let Some(nature) = nature else { return };
            if let Some(word) = refused(&value, nature, equal) {
                found.push(Problem::new("never", reader.place_of(at), &word, nature.0));
            }
        }
    }
}

/// The value as it is written, where the attribute never has it.
fn refused(value: &Value, (kind, low, high): Nature, equal: bool) -> Option<String> {
    let text = value.as_text();
    let number = value.as_number().or_else(|| text?.trim().parse().ok());
    let never = match (kind, text, number) {
        ("yes-no", Some(text), _) => !matches!(text, "true" | "false" | "1" | "0" | ""),
        ("yes-no", ..) | (_, None, None) => false,
        ("language", Some(text), _) => !tongue::is_tag(text),
        ("device-type" | "visitor-kind" | "connection", Some(text), _) => {
            !words::of(kind, &Value::Null, "")
                .iter()
                .any(|known| known == text)
        }
        (_, _, Some(number)) => equal && !(low..=high).contains(&number),
        (_, Some(_), None) => true,
    };
    let written = || {
        text.map_or_else(
            || number.map_or_else(String::new, |number| format!("{number}")),
            ToString::to_string,
        )
    };
    never.then(written)
}

fn nature(path: &str) -> Option<Nature> {
    let within = |kind, low, high| Some((kind, low, high));
    let amount = |kind| within(kind, f64::MIN, f64::MAX);
    match path
        .strip_prefix("siteTime.")
        .or_else(|| path.strip_prefix("time."))
    {
        Some("hour") => return within("hour", 0.0, 23.0),
        Some("minute") => return within("minute", 0.0, 59.0),
        Some("weekday") => return within("weekday", 1.0, 7.0),
        Some("day") => return within("day", 1.0, 31.0),
        Some("month") => return within("month", 1.0, 12.0),
        _ => {}
    }
    match path {
        "device.type" => amount("device-type"),
        "device.connection" => amount("connection"),
        "visitor.kind" => amount("visitor-kind"),
        "page.language" | "device.language" => amount("language"),
        "visit.first" | "visitor.new" | "device.touch" | "device.reducedMotion" => amount("yes-no"),
        "device.width"
        | "visit.number"
        | "visit.pages"
        | "visit.secondsActive"
        | "visit.struggle"
        | "visitor.daysSinceLast"
        | "cart.value"
        | "cart.count"
        | "cart.idleMinutes"
        | "time.year" => amount("number"),
        _ if path.starts_with("order.") || path.starts_with("rfm.") => amount("number"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::vec::Vec;

    #[test]
    fn what_an_attribute_never_is_is_told() {
        let text = r#"{"omotenashi":1,"audiences":{"a":{"time.weekday":{"$in":[0,"mon",1,"7"]},"cart.value":">1000"},
            "b":{"$or":[{"device.type":"phone"},{"device.type":{"$ne":"desktop"}}]},"cart.value":{"visit.first":"yes"},
            "c":{"$not":{"page.language":"jp"},"time.hour":{"$lt":24,"$not":{"$eq":24}},"visit.first":true,"cart.count":null},
            "d":{"$did":{"event":"e","with":{"device.type":"phone"}},"visit.number":{"$gte":"two"}}},
            "experiences":[{"id":"e","where":{"time.month":13},"show":[{"select":"h1","text":"x","value":{"who":{"time.month":13}}}]}]}"#;
        let found = check(&Env::native(), text, Language::English);
        let said: Vec<_> = found
            .iter()
            .map(|one| (&*one.pointer, &*one.message, &*one.help))
            .collect();
        let expected = [
            (
                "/audiences/a/time.weekday/$in/0",
                "this is never `0`",
                "it is a number from 1, Monday, to 7, Sunday",
            ),
            (
                "/audiences/a/time.weekday/$in/1",
                "this is never `mon`",
                "it is a number from 1, Monday, to 7, Sunday",
            ),
            (
                "/audiences/a/cart.value",
                "this is never `>1000`",
                "it is a number; more and less are asked as { \"$gte\": 1000 }",
            ),
            (
                "/audiences/b/$or/0/device.type",
                "this is never `phone`, did you mean `mobile`?",
                "",
            ),
            (
                "/audiences/cart.value/visit.first",
                "this is never `yes`",
                "it is true or false, without quotes",
            ),
            (
                "/audiences/c/$not/page.language",
                "this is never `jp`, did you mean `ja`?",
                "",
            ),
            (
                "/audiences/c/time.hour/$not/$eq",
                "this is never `24`",
                "it is a number from 0 to 23",
            ),
            (
                "/audiences/d/visit.number/$gte",
                "this is never `two`",
                "it is a number; more and less are asked as { \"$gte\": 1000 }",
            ),
            (
                "/experiences/0/where/time.month",
                "this is never `13`",
                "it is a number from 1 to 12",
            ),
        ];
        assert_eq!(said, expected);
    }
    #[test]
    fn operators_of_other_tools_are_no_values() {
        let text = r#"{"omotenashi":1,"attributes":{"plan":{}},"audiences":{"a":{"visit.number":{">=":2},
            "page.path":{"$not":{"startswith":"/x"}},"user.tier":{"equals":"gold"},"$or":[{"plan":{"!=":"free"}}]},
            "b":{"plan":{"range":{},"$gt":1}},"c":{"plan":{"name":"free"},"user.plan":{"$eq":{"is":"free"}}}}}"#;
        let found = check(&Env::native(), text, Language::English);
        let said: Vec<_> = found
            .iter()
            .map(|one| (&*one.pointer, one.severity, &*one.message))
            .collect();
        let unknown = |pointer, message| (pointer, "error", message);
        let expected = [
            unknown(
                "/audiences/a/visit.number/>=",
                "unknown operator `>=`, did you mean `$gte`?",
            ),
            unknown(
                "/audiences/a/page.path/$not/startswith",
                "unknown operator `startswith`, did you mean `$startsWith`?",
            ),
            unknown(
                "/audiences/a/user.tier/equals",
                "unknown operator `equals`, did you mean `$eq`?",
            ),
            unknown(
                "/audiences/a/$or/0/plan/!=",
                "unknown operator `!=`, did you mean `$ne`?",
            ),
            unknown(
                "/audiences/b/plan/range",
                "unknown operator `range`, did you mean `$between`?",
            ),
        ];
        assert_eq!(said, expected);
    }
}
