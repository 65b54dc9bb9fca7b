//! The words that may stand in each place, for "did you mean" and for lists.

use crate::engine::condition::{CONNECTIVES, OPERATORS};
use crate::engine::json::Value;
use crate::engine::visitor::NAMES;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Members of each kind of object in a rules file, and the words of each closed list.
const LISTS: [(&str, &[&str]); 27] = [
    (
        "file",
        &[
            "$schema",
            "omotenashi",
            "site",
            "timezone",
            "off",
            "consent",
            "slots",
            "attributes",
            "audiences",
            "goals",
            "holdouts",
            "experiences",
            "destinations",
        ],
    ),
    (
        "experience",
        &[
            "id",
            "name",
            "note",
            "status",
            "version",
            "seed",
            "languages",
            "schedule",
            "where",
            "who",
            "needs",
            "stay",
            "when",
            "show",
            "variants",
            "split",
            "measure",
            "frequency",
            "priority",
            "hashBy",
            "live",
        ],
    ),
    (
        "show",
        &[
            "at",
            "select",
            "text",
            "html",
            "attribute",
            "class",
            "image",
            "surface",
            "template",
            "label",
        ],
    ),
    ("consent", &["mode", "signals", "onGrant"]),
    ("consent-mode", &["opt-in", "opt-out", "exempt"]),
    ("signal", &["google", "gpc"]),
    ("onGrant", &["change", "surface"]),
    ("grant-moment", &["now", "next-page"]),
    ("declaration", &["type", "from"]),
    (
        "attribute-type",
        &["string", "number", "boolean", "date", "list"],
    ),
    ("attribute-source", &["facts"]),
    ("goal-fields", &["event", "click", "value", "within"]),
    ("holdout", &["percent", "until"]),
    ("destination", &["to", "url"]),
    ("destination-kind", &["dataLayer", "beacon"]),
    ("status", &["draft", "live", "ended"]),
    ("schedule", &["from", "to"]),
    ("stay", &["until", "atMost"]),
    ("when", &["exit", "after"]),
    ("measure", &["primary", "guard"]),
    ("frequency", &["atMost", "per"]),
    ("variant", &["show"]),
    ("class", &["add", "remove"]),
    ("image", &["src", "alt", "srcset"]),
    ("surface-kind", &["modal", "bar"]),
    ("$did", &["event", "with", "within", "count"]),
    ("surface", &["html", "text", "template"]),
];

/// What may stand where `expected` was expected. Names that the file itself
/// gives (audiences, slots, goals) are taken from it.
pub(super) fn of(expected: &str, file: &Value) -> Vec<String> {
    let owned = |words: &[&str]| words.iter().map(ToString::to_string).collect();
    match expected {
        "operator" => owned(&OPERATORS),
        "connective" => owned(&CONNECTIVES),
        "attribute" => {
            let mut names: Vec<String> = owned(&NAMES);
            names.extend(members(file, "attributes"));
            names
        }
        "audience" => members(file, "audiences"),
        "slot" => members(file, "slots"),
        "goal" => members(file, "goals"),
        "variant-name" => variants(file),
        _ => LISTS
            .iter()
            .find(|(name, _)| *name == expected)
            .map_or_else(Vec::new, |(_, words)| owned(words)),
    }
}

fn members(file: &Value, part: &str) -> Vec<String> {
    let part = file.get(part).map_or(&[][..], Value::members);
    part.iter().map(|(name, _)| name.to_string()).collect()
}

fn variants(file: &Value) -> Vec<String> {
    let experiences = file.get("experiences").map_or(&[][..], Value::items);
    let mut names = alloc::vec!["original".to_string(), "show".to_string()];
    names.extend(
        experiences
            .iter()
            .flat_map(|experience| members(experience, "variants")),
    );
    names
}
