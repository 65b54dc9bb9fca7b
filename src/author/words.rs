//! The words that are possible in each place, for "did you mean" and for lists.

use crate::engine::condition::{CONNECTIVES, OPERATORS, READY};
use crate::engine::json::Value;
use crate::engine::visitor::{NAMES, STAGE};
use crate::engine::words;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// What may stand at `pointer`, where `expected` was expected. Names that the file itself
/// gives (audiences, slots, goals) are taken from it.
pub(super) fn of(expected: &str, file: &Value, pointer: &str) -> Vec<String> {
    let owned = |words: &[&str]| words.iter().map(ToString::to_string).collect();
    match expected {
        "operator" => owned(&OPERATORS.map(|(name, _)| name)),
        "connective" => owned(&CONNECTIVES.map(|(name, _)| name)),
        "attribute" => {
            let mut names: Vec<String> = owned(&NAMES.map(|(name, _)| name));
            names.extend(owned(&READY.map(|(name, ..)| name)));
            names.extend(owned(&STAGE));
            names.extend(members(file, "attributes"));
            names
        }
        "declared" => members(file, "attributes"),
        "audience" => members(file, "audiences"),
        "slot" => members(file, "slots"),
        "goal" => members(file, "goals"),
        "stage-name" => members(file, "stages"),
        "list" => members(file, "lists"),
        "flag-id" => members(file, "flags"),
        "experience-id" => ids(file),
        "variant-name" | "variant-asked" => variants(file, pointer),
        "device-type" => owned(&["mobile", "tablet", "desktop"]),
        "visitor-kind" => owned(&["new", "returning", "uncertain"]),
        "connection" => owned(&["4g", "3g", "2g", "slow-2g"]),
        // Not all there are: those that are often written otherwise.
        "language" => owned(&[
            "ja", "en", "zh", "ko", "fr", "de", "es", "pt", "cs", "el", "da", "sv", "vi",
        ]),
        _ => words::ALL
            .iter()
            .find(|words| words.name == expected)
            .map_or_else(Vec::new, |words| owned(words.list)),
    }
}

fn members(file: &Value, part: &str) -> Vec<String> {
    let part = file.get(part).map_or(&[][..], Value::members);
    part.iter().map(|(name, _)| name.to_string()).collect()
}

fn ids(file: &Value) -> Vec<String> {
    let experiences = file.get("experiences").map_or(&[][..], Value::items);
    let ids = experiences.iter().filter_map(|each| each.text_at("id"));
    ids.map(ToString::to_string).collect()
}

/// Those of the experience that is asked for, or of the one where it stands; of a flag's rule, those of all.
fn variants(file: &Value, pointer: &str) -> Vec<String> {
    let experiences = file.get("experiences").map_or(&[][..], Value::items);
    let mut steps = pointer.split('/').skip(1);
    let asked = pointer.split("/$variant/").nth(1);
    let one = match asked.and_then(|rest| rest.split('/').next()) {
        Some(id) => {
            let id = id.replace("~1", "/").replace("~0", "~");
            experiences
                .iter()
                .find(|one| one.text_at("id") == Some(&id))
        }
        None if steps.next() == Some("experiences") => {
            let index = steps.next().and_then(|step| step.parse().ok());
            index.and_then(|index: usize| experiences.get(index))
        }
        None => None,
    };
    let chosen = one.map_or(experiences, core::slice::from_ref);
    let mut names = alloc::vec!["original".to_string()];
    for experience in chosen {
        match experience.get("variants") {
            Some(_) => names.extend(members(experience, "variants")),
            None => names.push("show".to_string()),
        }
    }
    names
}
