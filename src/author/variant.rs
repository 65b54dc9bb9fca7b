//! Variants that conditions ask for and that do not exist.
//!
//! Owns: the walk to `$variant`. In: the file. Out: a problem for each name. Must not: judge names of experiences; the
//! reader does.

use crate::engine::Env;
use crate::engine::json::{Kind, Reader, Value};
use crate::engine::problem::Problem;
use alloc::vec::Vec;

/// Every variant that a condition names and its experience has not.
pub(super) fn find(env: &Env, text: &str, file: &Value) -> Vec<Problem> {
    let mut found = Vec::new();
    walk(&mut Reader::new(env, text), "", file, &mut found);
    found
}

fn walk(reader: &mut Reader<'_>, key: &str, file: &Value, found: &mut Vec<Problem>) {
    match reader.peek() {
        Kind::Map if key == "$variant" => drop(reader.object(&mut |reader, id| {
            let experiences = file.get("experiences").map_or(&[][..], Value::items);
            let mut named = experiences
                .iter()
                .filter(|one| one.text_at("id") == Some(id));
            match named.next() {
                Some(experience) => names(reader, experience, found),
                None => reader.skip(),
            }
        })),
        Kind::Map => drop(reader.object(&mut |reader, key| walk(reader, key, file, found))),
        Kind::List => drop(reader.array(&mut |reader| walk(reader, key, file, found))),
        _ => reader.skip(),
    }
}

/// The names behind the id of an experience: one, or one or several behind an operator.
fn names(reader: &mut Reader<'_>, experience: &Value, found: &mut Vec<Problem>) {
    match reader.peek() {
        Kind::Map => drop(reader.object(&mut |reader, operator| match operator {
            "$eq" | "$ne" | "$in" | "$nin" | "$not" => names(reader, experience, found),
            _ => reader.skip(),
        })),
        Kind::List => drop(reader.array(&mut |reader| names(reader, experience, found))),
        Kind::Text => {
            let at = reader.at();
            let name = reader.text().unwrap_or_default();
            let variants = experience.get("variants");
            let is_one = match variants {
                Some(variants) => variants.get(&name).is_some(),
                None => name == "show",
            };
            if !is_one && name != "original" {
                let place = reader.place_of(at);
                found.push(Problem::new(
                    "unknown-variant",
                    place,
                    &name,
                    "variant-asked",
                ));
            }
        }
        _ => reader.skip(),
    }
}
