//! How a field is written, for someone who wrote it differently.
//!
//! Owns: one example for each. In: a JSON Pointer, or a list and a word of it. Out: JSON to copy. Must not: show what
//! the reader would refuse; a test reads each.

/// A field, the list it is a word of, and how it is written.
pub(super) const EXAMPLES: &[(&str, &str, &str)] = &[
    ("consent", "file", r#""consent": { "mode": "opt-in" }"#),
    ("cookie", "file", r#""cookie": { "domain": "example.com" }"#),
    ("domain", "cookie", r#""domain": "example.com""#),
    (
        "slots",
        "file",
        r##""slots": { "hero.title": "#hero h1" }"##,
    ),
    (
        "attributes",
        "file",
        r#""attributes": { "member": { "type": "boolean", "from": "facts" } }"#,
    ),
    (
        "audiences",
        "file",
        r#""audiences": { "regulars": { "visit.number": { "$gte": 3 } } }"#,
    ),
    (
        "goals",
        "file",
        r#""goals": { "order": { "event": "purchase", "value": "value" } }"#,
    ),
    (
        "stages",
        "file",
        r#""stages": { "aware": {}, "buyer": { "enter": { "order.count": { "$gte": 1 } }, "leave": { "order.daysSinceLast": { "$gt": 365 } } } }"#,
    ),
    ("lists", "file", r#""lists": { "friends": ["a", "b"] }"#),
    (
        "experiences",
        "file",
        r#""experiences": [{ "id": "hello", "show": [{ "select": "h1", "text": "Hello" }] }]"#,
    ),
    (
        "destinations",
        "file",
        r#""destinations": [{ "to": "beacon", "url": "/events" }]"#,
    ),
    (
        "where",
        "experience",
        r#""where": { "page.path": { "$startsWith": "/sale" } }"#,
    ),
    (
        "who",
        "experience",
        r#""who": { "visit.number": { "$gte": 2 } }"#,
    ),
    (
        "show",
        "experience",
        r#""show": [{ "select": "h1", "text": "Hello" }]"#,
    ),
    (
        "variants",
        "variants",
        r#""variants": { "short": { "show": [{ "select": "h1", "text": "Hi" }] } }"#,
    ),
    (
        "split",
        "variants",
        r#""split": { "original": 50, "short": 50 }"#,
    ),
    (
        "measure",
        "experience",
        r#""measure": { "primary": "order" }"#,
    ),
    ("status", "experience", r#""status": "live""#),
    (
        "schedule",
        "experience",
        r#""schedule": { "from": "2026-12-01", "to": "2026-12-24T18:00" }"#,
    ),
    ("languages", "experience", r#""languages": ["ja", "en"]"#),
    ("when", "experience", r#""when": { "scroll": 50 }"#),
    (
        "frequency",
        "experience",
        r#""frequency": { "atMost": 1, "per": "visit" }"#,
    ),
    (
        "ramp",
        "experience",
        r#""ramp": [{ "from": "2026-12-01", "percent": 10 }]"#,
    ),
    (
        "stay",
        "experience",
        r#""stay": { "until": "order", "atMost": "7d" }"#,
    ),
    ("dismissed", "experience", r#""dismissed": "7d""#),
    ("needs", "experience", r#""needs": ["user.tier"]"#),
    (
        "group",
        "experience",
        r#""group": { "name": "spring", "from": 0, "to": 50 }"#,
    ),
    (
        "flags",
        "file",
        r#""flags": { "new-menu": { "default": false } }"#,
    ),
    (
        "holdouts",
        "file",
        r#""holdouts": { "all": { "percent": 5 } }"#,
    ),
    ("after", "when", r#""after": "10s""#),
    ("active", "when", r#""active": "30s""#),
    ("idle", "when", r#""idle": "20s""#),
    ("delay", "when", r#""delay": "3s""#),
    ("scroll", "when", r#""scroll": 50"#),
    (
        "visitor.kind",
        "attribute",
        r#""visitor.kind": "returning""#,
    ),
    ("device.type", "attribute", r#""device.type": "mobile""#),
    (
        "visit.number",
        "attribute",
        r#""visit.number": { "$gte": 2 }"#,
    ),
    ("for", "when", r#""for": "2s""#),
    ("gap", "surfaces", r#""gap": "30s""#),
    ("dismissed", "surfaces", r#""dismissed": "7d""#),
    // Where neither is there, this is the one to begin with.
    ("at", "show", r#""select": "h1""#),
    ("select", "show", r#""select": "h1""#),
    (
        "class",
        "show",
        r#""class": { "add": ["big"], "remove": ["small"] }"#,
    ),
    (
        "attribute",
        "show",
        r#""attribute": { "title": "Hello", "hidden": null }"#,
    ),
    (
        "image",
        "show",
        r#""image": { "src": "/spring.jpg", "alt": "Spring" }"#,
    ),
    ("style", "show", r#""style": { "color": "crimson" }"#),
    ("insert", "show", r#""insert": { "after": "<p>Hello</p>" }"#),
    (
        "surface",
        "show",
        r#""surface": "banner", "html": "<p>Hello</p>""#,
    ),
    ("move", "show", r##""move": { "before": "#specs" }"##),
    ("observe", "file", r#""observe": { "dataLayer": true }"#),
    ("retention", "file", r#""retention": { "default": "180d" }"#),
    (
        "interests",
        "file",
        r#""interests": { "topic": { "event": "page_view", "of": "category" } }"#,
    ),
    (
        "rfm",
        "file",
        r#""rfm": { "recency": [90, 30], "frequency": [2, 5], "monetary": [5000, 30000] }"#,
    ),
    (
        "redirects",
        "file",
        r#""redirects": ["https://lp.example.com"]"#,
    ),
    ("surfaces", "file", r#""surfaces": { "gap": "30s" }"#),
    ("signals", "consent", r#""signals": ["tcf", "gpc"]"#),
    (
        "purposes",
        "consent",
        r#""purposes": { "personalization": "functional" }"#,
    ),
    ("default", "retention", r#""default": "180d""#),
    ("search", "observe", r#""search": ["q"]"#),
    ("keepAhead", "observe", r#""keepAhead": ["view_item"]"#),
    ("priority", "experience", r#""priority": 10"#),
    ("version", "experience", r#""version": 2"#),
    ("primary", "measure", r#""primary": "order""#),
    ("atMost", "frequency", r#""atMost": 1"#),
    ("atMost", "stay", r#""atMost": "7d""#),
    ("add", "class", r#""add": ["big"]"#),
    ("remove", "class", r#""remove": ["small"]"#),
    (
        "event",
        "$did",
        r#""event": { "view_item": 1, "purchase": 1 }"#,
    ),
    ("with", "$did", r#""with": { "item_category": "shoes" }"#),
    ("within", "$did", r#""within": "7d""#),
    (
        "then",
        "$did",
        r#""then": { "event": "purchase", "within": "1d" }"#,
    ),
    ("$audience", "connective", r#""$audience": "regulars""#),
    (
        "$did",
        "connective",
        r#""$did": { "event": "purchase", "within": "30d" }"#,
    ),
    (
        "$or",
        "connective",
        r#""$or": [{ "page.path": "/" }, { "visit.first": true }]"#,
    ),
    (
        "$and",
        "connective",
        r#""$and": [{ "page.path": "/" }, { "visit.first": true }]"#,
    ),
    ("$not", "connective", r#""$not": { "page.path": "/" }"#),
    ("$in", "operator", r#""$in": ["a", "b"]"#),
    ("$between", "operator", r#""$between": [2, 5]"#),
];

/// How the field is written to which a pointer points, or in whose list it points.
pub(super) fn at(pointer: &str) -> Option<&'static str> {
    let mut steps = pointer.rsplit('/');
    let number = |step: &str| step.bytes().all(|byte| byte.is_ascii_digit());
    let name = steps.find(|step| !number(step))?;
    // Only where that field stands: names that people give may be the same.
    let holder = match steps.next() {
        Some("") | None => "file",
        Some("variants") => return of("variants", "variants"),
        _ if name.starts_with('$') => {
            return of(name, "connective").or_else(|| of(name, "operator"));
        }
        Some("when") => "when",
        Some("surfaces") => "surfaces",
        Some(
            part @ ("$did" | "class" | "measure" | "frequency" | "stay" | "consent" | "retention"
            | "observe"),
        ) if of(name, part).is_some() => part,
        Some(above) if number(above) => match steps.next() {
            Some("experiences") => "experience",
            Some("show") => "show",
            _ => return None,
        },
        // What stands under a name that people give is shown with the whole of it.
        Some(part) if steps.next() == Some("") && steps.next().is_none() => {
            return of(part, "file");
        }
        Some(_) => return None,
    };
    find(name, |list| {
        list == holder || (list == "variants" && holder == "experience")
    })
}

/// How a word of a list is written.
pub(super) fn of(word: &str, list: &str) -> Option<&'static str> {
    find(word, |known| {
        known == list || (known == "variants" && list == "experience")
    })
}

fn find(word: &str, fits: impl Fn(&str) -> bool) -> Option<&'static str> {
    let mut all = EXAMPLES
        .iter()
        .filter(|(name, list, _)| *name == word && fits(list));
    all.next().map(|(.., example)| *example)
}

#[cfg(test)]
mod tests {
    use super::{EXAMPLES, at, of};
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::format;
    use alloc::string::String;

    /// An example with what has to stand beside it.
    fn inner(list: &str, name: &str, example: &str, shown: &str) -> String {
        match (list, name) {
            ("experience", "show") => example.into(),
            ("experience", "measure") => format!(
                r#""variants":{{"b":{{{shown}}}}},"split":{{"original":50,"b":50}},{example}"#
            ),
            ("when", "for") => format!(
                r#""show":[{{"surface":"bar","html":"x"}}],"when":{{"view":"h1",{example}}}"#
            ),
            ("when", _) => {
                format!(r#""show":[{{"surface":"bar","html":"x"}}],"when":{{{example}}}"#)
            }
            ("connective", _) => format!(r#"{shown},"who":{{{example}}}"#),
            ("operator", _) => format!(r#"{shown},"who":{{"user.age":{{{example}}}}}"#),
            ("$did", "event") => format!(r#"{shown},"who":{{"$did":{{{example}}}}}"#),
            ("$did", _) => format!(r#"{shown},"who":{{"$did":{{"event":"e",{example}}}}}"#),
            ("measure", _) => format!(r#"{shown},"measure":{{{example}}}"#),
            ("stay", _) => format!(r#"{shown},"stay":{{{example}}}"#),
            ("class", _) => format!(r#""show":[{{"select":"h1","class":{{{example}}}}}]"#),
            ("frequency", _) => {
                format!(r#""show":[{{"surface":"bar","html":"x"}}],"frequency":{{{example}}}"#)
            }
            ("attribute", _) => format!(r#"{shown},"who":{{{example}}}"#),
            ("experience", "group") => {
                format!(r#"{shown},{example},"measure":{{"primary":"order"}}"#)
            }
            ("experience", "ramp") => {
                format!(r#"{shown},{example},"measure":{{"primary":"order"}}"#)
            }
            ("experience", "when" | "dismissed") => {
                format!(r#""show":[{{"surface":"bar","html":"x"}}],{example}"#)
            }
            ("experience", _) => format!("{shown},{example}"),
            ("variants", "variants") => format!(
                r#"{example},"split":{{"original":50,"short":50}},"measure":{{"primary":"order"}}"#
            ),
            ("variants", _) => format!(
                r#""variants":{{"short":{{{shown}}}}},{example},"measure":{{"primary":"order"}}"#
            ),
            ("show", "at" | "select") => format!(r#""show":[{{{example},"text":"x"}}]"#),
            ("show", _) => format!(r#""show":[{{"select":"h1",{example}}}]"#),
            _ => format!(",{example}"),
        }
    }

    #[test]
    fn the_reader_takes_each() {
        let frame = |file: &str, experience: &str| {
            format!(
                r#"{{"omotenashi":1,"site":"s","goals":{{"order":{{"event":"purchase"}}}}{file}{experience}}}"#
            )
        };
        let shown = r#""show":[{"select":"h1","text":"x"}]"#;
        for &(name, list, example) in EXAMPLES {
            let inner = inner(list, name, example, shown);
            let text = match (list, name) {
                ("file", "goals") => format!(r#"{{"omotenashi":1,"site":"s"{inner}}}"#),
                ("file", _) => frame(&inner, ""),
                ("consent" | "retention" | "observe", _) => {
                    frame(&format!(r#","{list}":{{{example}}}"#), "")
                }
                (_, "$audience") => frame(
                    r#","audiences":{"regulars":{"visit.number":{"$gte":3}}}"#,
                    &format!(r#","experiences":[{{"id":"e",{inner}}}]"#),
                ),
                ("surfaces", _) => frame(&format!(r#","surfaces":{{{example}}}"#), ""),
                ("cookie", _) => frame(&format!(r#","cookie":{{{example}}}"#), ""),
                _ => frame("", &format!(r#","experiences":[{{"id":"e",{inner}}}]"#)),
            };
            let found = check(&Env::native(), &text, Language::English);
            assert_eq!(found, [], "{text}");
        }
    }

    #[test]
    fn only_where_that_field_stands() {
        assert!(at("/experiences/0/who").unwrap().starts_with("\"who\""));
        assert!(at("/experiences/0/split").is_some());
        assert!(at("/experiences/12/languages/3").is_some());
        assert!(at("/destinations/0").is_some());
        assert!(at("/experiences/0/when/after").is_some());
        assert!(at("/experiences/0/show/1/class").is_some());
        assert!(at("/experiences/0/variants/b/show/1/class").is_some());
        assert!(at("/experiences/0/when/idle").is_some());
        assert!(at("/experiences/0/who/$or/1/$did/within").is_some());
        assert!(at("/experiences/0/variants/b").is_some());
        assert!(at("/consent/signals").unwrap().starts_with("\"signals\""));
        assert!(at("/consent/mode").unwrap().starts_with("\"consent\""));
        assert!(at("/flags/class").unwrap().starts_with("\"flags\""));
        for pointer in [
            "",
            "/site/select",
            "/audiences/who/who",
            "/experiences/0/class",
            "/experiences/0/when/count",
        ] {
            assert_eq!(at(pointer), None, "{pointer}");
        }
        assert!(of("surface", "show").is_some());
        assert_eq!(of("surface", "file"), None);
    }
}
