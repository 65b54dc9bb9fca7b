//! Values that an attribute never has, so that a condition that asks for one holds for nobody.
//!
//! Owns: what is asked of which attribute, and what is read as a value but was meant as an operator. In: the file. Out:
//! advice. Must not: judge what the site tells without a `type`, or the properties of events; `nature` knows what an
//! attribute can be.

use super::nature::{Ask, Nature, nature, refused};
use super::synonym;
use crate::engine::Env;
use crate::engine::condition::operator;
use crate::engine::json::{Kind, Reader, Value};
use crate::engine::problem::Problem;
use crate::engine::visitor::STAGE;
use crate::engine::{time, visitor};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// What a part of a whole can be.
const SHARE: Nature = ("share", 0.0, 1.0);

/// Every condition that asks for what never is.
pub(super) fn find(env: &Env, text: &str, file: &Value, found: &mut Vec<Problem>) {
    let mut eye = Eye { file, found };
    part(&mut Reader::new(env, text), &mut |reader| {
        eye.condition(reader);
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

/// What looks at conditions.
struct Eye<'a> {
    file: &'a Value,
    found: &'a mut Vec<Problem>,
}

impl Eye<'_> {
    /// A condition.
    fn condition(&mut self, reader: &mut Reader<'_>) {
        match reader.peek() {
            Kind::Map => {
                let _ = reader.object(&mut |reader, key| match key {
                    // Their values are not attributes.
                    "$variant" | "$flag" => reader.skip(),
                    "$did" => self.behaviour(reader),
                    // In a stage these are conditions; about attributes of that name nothing is known.
                    "enter" | "leave" => self.condition(reader),
                    _ if key.starts_with('$') => self.condition(reader),
                    _ => self.tests(reader, key),
                });
            }
            Kind::List => drop(reader.array(&mut |reader| self.condition(reader))),
            _ => reader.skip(),
        }
    }

    /// What is asked of the past: statistics are numbers, whatever an event is like.
    fn behaviour(&mut self, reader: &mut Reader<'_>) {
        if reader.peek() != Kind::Map {
            return reader.skip();
        }
        let _ = reader.object(&mut |reader, key| {
            let nature = match key {
                "count" | "distinct" | "daysSince" => ("number", 0.0, f64::MAX),
                "sum" | "min" | "max" | "average" => ("number", f64::MIN, f64::MAX),
                "share" => SHARE,
                _ => return reader.skip(),
            };
            self.asked(reader, key, Some(nature), false);
        });
    }

    /// What is asked of one attribute.
    fn tests(&mut self, reader: &mut Reader<'_>, path: &str) {
        let nature = self.nature(path);
        // What the site tells may be anything, also an object; what is ready-made is none.
        let own = self
            .file
            .get("attributes")
            .is_some_and(|all| all.get(path).is_some());
        let named = visitor::is_known(path) && !path.starts_with("user.");
        self.asked(reader, path, nature, named || nature.is_some() && !own);
    }

    fn asked(
        &mut self,
        reader: &mut Reader<'_>,
        path: &str,
        nature: Option<Nature>,
        is_ready: bool,
    ) {
        let is_list = nature.is_some_and(|(kind, ..)| kind == "items");
        match reader.peek() {
            Kind::Map => self.operators(reader, path, nature, is_ready),
            Kind::List if (is_ready || nature.is_some()) && !is_list => {
                let place = reader.place();
                self.found
                    .push(Problem::new("never", place, "[…]", "one-of"));
                reader.skip();
            }
            // The whole list.
            Kind::List if is_list => reader.skip(),
            _ => self.values(reader, nature, Ask::Equal),
        }
    }

    /// The nature of an attribute: what is ready-made, what the file names, what the site has declared.
    fn nature(&self, path: &str) -> Option<Nature> {
        let amount = |kind| Some((kind, f64::MIN, f64::MAX));
        if let Some(score) = path.strip_prefix("rfm.") {
            let thresholds = self.file.get("rfm").and_then(|rfm| rfm.get(score));
            let reached = thresholds.map_or(&[][..], Value::items).iter();
            return Some(("score", 1.0, reached.fold(1.0, |most, _| most + 1.0)));
        }
        if path.starts_with("interest.") && path.ends_with(".share") {
            return Some(SHARE);
        }
        if path.starts_with("anniversary.") {
            return Some(("number", 0.0, 366.0));
        }
        if path == STAGE[0] {
            return amount("stage-name");
        }
        nature(path).or_else(|| {
            let declared = self.file.get("attributes")?.get(path)?;
            match declared.text_at("type")? {
                "number" => amount("number"),
                "boolean" => amount("yes-no"),
                "date" => amount("moment"),
                "list" => amount("items"),
                "string" => amount("text"),
                _ => None,
            }
        })
    }

    fn operators(
        &mut self,
        reader: &mut Reader<'_>,
        path: &str,
        nature: Option<Nature>,
        is_ready: bool,
    ) {
        let (mut asks, mut foreign) = (false, Vec::new());
        reader.peek();
        let at = reader.at();
        // These may be members of an object that the site tells.
        let is_bound = |key: &str| key.starts_with("min") || key.starts_with("max");
        let _ = reader.object(&mut |reader, key| {
            asks |= key.starts_with('$') || operator(&format!("${key}")).is_some();
            if !asks && (is_ready || synonym::of(key, "operator").is_some() && !is_bound(key)) {
                reader.peek();
                let place = reader.place();
                foreign.push(Problem::new("unknown-operator", place, key, "operator"));
            }
            match (key, Ask::of(key)) {
                ("$not", _) => self.asked(reader, path, nature, is_ready),
                ("$between", _) => self.between(reader, nature),
                (_, Some(ask)) => self.values(reader, nature, ask),
                _ => reader.skip(),
            }
        });
        match nature {
            // With an operator beside them the reader has told of them; without, it takes the object for a value.
            _ if asks => {}
            Some((kind, ..)) if !is_ready => {
                let whole = reader.place_of(at);
                self.found.push(Problem::new("never", whole, "{…}", kind));
            }
            _ => self.found.append(&mut foreign),
        }
    }

    /// Values that an attribute is compared with.
    fn values(&mut self, reader: &mut Reader<'_>, nature: Option<Nature>, ask: Ask) {
        match reader.peek() {
            Kind::Map => reader.skip(),
            Kind::List => drop(reader.array(&mut |reader| drop(self.value(reader, nature, ask)))),
            _ => drop(self.value(reader, nature, ask)),
        }
    }

    fn value(&mut self, reader: &mut Reader<'_>, nature: Option<Nature>, ask: Ask) -> Value {
        reader.peek();
        let at = reader.at();
        let value = reader.value();
        // In a list it is an object like any other, which no attribute is.
        if value.get("$ref").is_some() {
            let place = reader.place_of(at);
            self.found
                .push(Problem::new("unknown-operator", place, "$ref", "operator"));
        } else if let Some(nature) = nature
            && let Some(word) = self.refused(&value, nature, ask)
        {
            let place = reader.place_of(at);
            self.found
                .push(Problem::new("never", place, &word, nature.0));
        }
        value
    }

    fn refused(&self, value: &Value, nature: Nature, ask: Ask) -> Option<String> {
        if nature.0 != "stage-name" {
            return refused(value, nature, ask);
        }
        let name = value.as_text()?;
        let is_stage = self
            .file
            .get("stages")
            .is_some_and(|stages| stages.get(name).is_some());
        let whole = matches!(ask, Ask::Equal | Ask::Among);
        (whole && !is_stage).then(|| String::from(name))
    }

    /// The two ends of what something is to be between.
    fn between(&mut self, reader: &mut Reader<'_>, nature: Option<Nature>) {
        let place = |value: &Value| {
            let date = || Some(time::parse_date(value.as_text()?)?.0);
            value.as_number().or_else(date)
        };
        let mut low = None;
        // What is no list the reader has told of.
        let _ = reader.array(&mut |reader| {
            let end = place(&self.value(reader, nature, Ask::Order));
            if low.zip(end).is_some_and(|(low, end)| low > end) {
                let place = reader.place();
                self.found
                    .push(Problem::new("never", place, "$between", "between"));
            }
            low = end;
        });
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
                "it is a number from 1 (Monday) to 7 (Sunday)",
            ),
            (
                "/audiences/a/time.weekday/$in/1",
                "this is never `mon`",
                "it is a number from 1 (Monday) to 7 (Sunday)",
            ),
            (
                "/audiences/a/cart.value",
                "this is never `>1000`",
                "it is a number; for more or less, write { \"$gte\": 1000 }",
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
                "it is a number; for more or less, write { \"$gte\": 1000 }",
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
