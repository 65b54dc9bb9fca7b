//! Values that an attribute never has, so that a condition which asks for one holds for nobody.
//!
//! Owns: what is asked of which attribute, and what is taken for a value and was meant as an operator. In: the file.
//! Out: advice. Must not: judge what the site tells, or what an event has; what an attribute can be, `nature` knows.

use super::nature::{Ask, Nature, nature, refused};
use super::synonym;
use crate::engine::Env;
use crate::engine::condition::operator;
use crate::engine::json::{Kind, Reader, Value};
use crate::engine::problem::Problem;
use crate::engine::{time, visitor};
use alloc::format;
use alloc::vec::Vec;

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
                // Of a stage, those are conditions; of attributes that the site calls so, nothing is known.
                "enter" | "leave" => condition(reader, found),
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
    // What the site tells may be anything; what is ready-made is no object, and but for the cart's items no list.
    let is_ready = nature.is_some() || visitor::is_known(path) && !path.starts_with("user.");
    match reader.peek() {
        Kind::Map => operators(reader, path, is_ready, found),
        Kind::List if is_ready && path != "cart.items" => {
            found.push(Problem::new("never", reader.place(), "[…]", "one-of"));
            reader.skip();
        }
        _ => values(reader, nature, Ask::Equal, found),
    }
}

fn operators(reader: &mut Reader<'_>, path: &str, is_ready: bool, found: &mut Vec<Problem>) {
    let nature = nature(path);
    let mut asks = false;
    let mut foreign = Vec::new();
    let _ = reader.object(&mut |reader, key| {
        asks |= key.starts_with('$') || operator(&format!("${key}")).is_some();
        if !asks && (is_ready || synonym::of(key, "operator").is_some()) {
            reader.peek();
            let place = reader.place();
            foreign.push(Problem::new("unknown-operator", place, key, "operator"));
        }
        match (key, Ask::of(key)) {
            ("$not", _) => tests(reader, path, found),
            ("$between", _) => between(reader, nature, found),
            (_, Some(ask)) => values(reader, nature, ask, found),
            _ => reader.skip(),
        }
    });
    // With an operator beside them the reader has told of them; without, it takes the object for a value.
    if !asks {
        found.append(&mut foreign);
    }
}

/// Values that an attribute is compared with.
fn values(reader: &mut Reader<'_>, nature: Option<Nature>, ask: Ask, found: &mut Vec<Problem>) {
    match reader.peek() {
        Kind::Map => reader.skip(),
        Kind::List => drop(reader.array(&mut |reader| values(reader, nature, ask, found))),
        _ => drop(value(reader, nature, ask, found)),
    }
}

fn value(
    reader: &mut Reader<'_>,
    nature: Option<Nature>,
    ask: Ask,
    found: &mut Vec<Problem>,
) -> Value {
    reader.peek();
    let at = reader.at();
    let value = reader.value();
    if let Some(nature) = nature
        && let Some(word) = refused(&value, nature, ask)
    {
        found.push(Problem::new("never", reader.place_of(at), &word, nature.0));
    }
    value
}

/// The two ends of what something is to be between.
fn between(reader: &mut Reader<'_>, nature: Option<Nature>, found: &mut Vec<Problem>) {
    let place = |value: &Value| {
        let date = || Some(time::parse_date(value.as_text()?)?.0);
        value.as_number().or_else(date)
    };
    let mut low = None;
    // What is no list the reader has told of.
    let _ = reader.array(&mut |reader| {
        let end = place(&value(reader, nature, Ask::Order, found));
        if low.zip(end).is_some_and(|(low, end)| low > end) {
            found.push(Problem::new("never", reader.place(), "$between", "between"));
        }
        low = end;
    });
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

    #[test]
    fn so_is_what_never_enters_or_leaves_a_stage() {
        let text = r#"{"omotenashi":1,"site":"s","stages":{"show":{"time.month":14},
            "s":{"enter":{"visit.number":1},"leave":{"time.month":13}}}}"#;
        let found = check(&Env::native(), text, Language::English);
        let never = found.iter().filter(|one| one.code == "never");
        let pointers: Vec<_> = never.map(|one| &*one.pointer).collect();
        assert_eq!(
            pointers,
            ["/stages/show/time.month", "/stages/s/leave/time.month"]
        );
    }
}
