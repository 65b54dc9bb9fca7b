//! Schedules that end before they begin, so that nothing of them ever runs.
//!
//! Owns: that comparison. In: the file, and the zone of its dates. Out: advice. Must not: know what time it is.

use crate::engine::Env;
use crate::engine::json::{Kind, Reader};
use crate::engine::problem::Problem;
use crate::engine::time;
use alloc::vec::Vec;

/// Every schedule without a moment in it.
pub(super) fn find(env: &Env, text: &str, zone: &str, found: &mut Vec<Problem>) {
    part(&mut Reader::new(env, text), zone, found);
}

fn part(reader: &mut Reader<'_>, zone: &str, found: &mut Vec<Problem>) {
    match reader.peek() {
        Kind::Map => {
            let _ = reader.object(&mut |reader, key| match key {
                "schedule" => schedule(reader, zone, found),
                // What people write and tell is their own affair.
                "show" | "value" | "values" | "default" | "who" | "where" => reader.skip(),
                _ => part(reader, zone, found),
            });
        }
        Kind::List => drop(reader.array(&mut |reader| part(reader, zone, found))),
        _ => reader.skip(),
    }
}

fn schedule(reader: &mut Reader<'_>, zone: &str, found: &mut Vec<Problem>) {
    reader.peek();
    let at = reader.at();
    let value = reader.value();
    let env = reader.env();
    let from = value
        .text_at("from")
        .and_then(|text| time::with_zone(env, zone, text));
    let to = value
        .text_at("to")
        .and_then(|text| time::end_of(env, zone, text));
    if let (Some(from), Some(to)) = (from, to)
        && from >= to
    {
        found.push(Problem::new("schedule-order", reader.place_of(at), "", ""));
    }
}

#[cfg(test)]
mod tests {
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::vec::Vec;

    #[test]
    fn what_ends_before_it_begins_is_told() {
        let text = r#"{"omotenashi":1,"timezone":"Asia/Tokyo","experiences":[
            {"id":"a","schedule":{"from":"2026-12-31","to":"2026-12-01"},"show":[]},
            {"id":"day","schedule":{"from":"2026-12-31","to":"2026-12-31"},"show":[]},
            {"id":"zone","schedule":{"from":"2026-12-31T09:00","to":"2026-12-31T00:00Z"},"show":[]}],
            "flags":{"f":{"default":1,"rules":[{"value":2,"schedule":{"from":"2027-01-01T10:00","to":"2027-01-01T09:00"}}]}}}"#;
        let found = check(&Env::native(), text, Language::English);
        let said: Vec<_> = found.iter().map(|one| (one.code, &*one.pointer)).collect();
        let expected = [
            ("schedule-order", "/experiences/0/schedule"),
            ("schedule-order", "/experiences/2/schedule"),
            ("schedule-order", "/flags/f/rules/0/schedule"),
        ];
        assert_eq!(said, expected);
        assert_eq!(
            found[0].message,
            "this ends before it begins: it never runs"
        );
    }
}
