use super::*;
use crate::engine::{Env, json::Reader};
use alloc::{string::String, vec::Vec};

/// `condition`, `attributes`, what it says: `y`, `n` or `?`. An attribute `"unknown"` is unknown.
fn verdict(condition: &str, attributes: &str) -> Verdict {
    let env = Env::native();
    let file = alloc::format!(
        r#"{{"attributes":{{"a":{{}},"b":{{}},"d":{{}},"list":{{}},"$own":{{}}}},"lists":{{"vip":[1,"b"]}},"who":{condition}}}"#
    );
    let parsed = Box::leak(Box::new(Reader::new(&env, &file).value()));
    let mut scope = Scope::new(&env, &file, parsed);
    let file = scope.file;
    let compiled = compile(&mut scope, &file.get("who"));
    assert_eq!(scope.problems, [], "{condition}");
    let conditions = Conditions {
        clauses: scope.clauses,
        audiences: Vec::new(),
        lists: scope.tree.get("lists"),
    };
    let attributes = Reader::new(&env, attributes).value();
    let known: Vec<Known> = scope
        .subjects
        .iter()
        .map(|subject| match subject {
            Subject::Attribute(path) => match attributes.at(path) {
                Some(value) if *value == Value::text("unknown") => Known::Unknown,
                Some(value) => Known::Is(value.clone()),
                None => Known::Missing,
            },
            _ => Known::Is(Value::Number(2.0)),
        })
        .collect();
    Evaluation::new(&env, 1_796_000_000_000.0, &conditions, &known).verdict(&compiled)
}

#[test]
fn operators_do_what_the_table_says() {
    let rows = include_str!("../../../tests/cases/conditions.json");
    let env = Env::native();
    let cases = Reader::new(&env, rows).value();
    assert!(cases.items().len() > 50);
    for case in cases.items() {
        let [name, condition, attributes, expected] = case.items() else {
            panic!("a case has four parts");
        };
        let text = |value: &Value| {
            let mut writer = crate::engine::json::Writer::new(&env);
            writer.value(value);
            writer.finish()
        };
        let found = match verdict(&text(condition), &text(attributes)) {
            Verdict::Yes => Value::Bool(true),
            Verdict::No => Value::Bool(false),
            Verdict::Unknown => Value::Null,
        };
        assert_eq!(&found, expected, "{name:?}");
    }
}

#[test]
fn every_operator_stands_in_the_table_and_in_a_case() {
    let table = include_str!("mod.rs");
    let cases = include_str!("../../../tests/cases/conditions.json");
    for (name, _) in OPERATORS {
        let mut rows = table.lines().filter(|line| line.starts_with("//! | "));
        let is_told = |row: &str| {
            let cell = row.split('|').nth(1).unwrap_or_default();
            cell.split(['`', ' ', ',']).any(|word| word == name)
        };
        assert!(rows.any(is_told), "{name} is missing in condition/mod.rs");
        let quoted = alloc::format!("\"{name}\"");
        assert!(cases.contains(&quoted), "{name} is in no case");
    }
}

fn problems(condition: &str) -> Vec<(&'static str, String)> {
    let env = Env::native();
    let parsed = Box::leak(Box::new(Reader::new(&env, condition).value()));
    let mut scope = Scope::new(&env, condition, parsed);
    let root = scope.file;
    compile(&mut scope, &root);
    scope
        .problems
        .into_iter()
        .map(|problem| (problem.code, problem.place.pointer))
        .collect()
}

#[test]
fn every_mistake_is_named_and_none_hides_another() {
    let found = problems(
        r#"{"page.pth":1,"page.path":{"$bogus":1,"$glob":2},"$or":{"a":1},"$audience":"vip","$xor":[]}"#,
    );
    let expected = [
        ("unknown-attribute", "/page.pth"),
        ("unknown-operator", "/page.path/$bogus"),
        ("type", "/page.path/$glob"),
        ("type", "/$or"),
        ("unknown-audience", "/$audience"),
        ("unknown-operator", "/$xor"),
    ];
    let expected: Vec<(&str, String)> = expected
        .iter()
        .map(|(c, p)| (*c, String::from(*p)))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn regular_expressions_outside_the_subset_are_problems() {
    for pattern in [
        r"(?=a)", r"(?<n>a)", r"(a)\\1", r"\\p{L}", r"(?!x)", r"\\u0041", r"(?i:a)", r"(?i)a",
        r"(?-s:a)",
    ] {
        let condition = alloc::format!(r#"{{"page.path":{{"$regex":"{pattern}"}}}}"#);
        assert_eq!(
            problems(&condition).first().map(|p| p.0),
            Some("regex-subset"),
            "{pattern}"
        );
    }
    assert_eq!(
        problems(r#"{"page.path":{"$regex":"(a"}}"#)
            .first()
            .map(|p| p.0),
        Some("regex-syntax")
    );
    assert_eq!(
        problems(r#"{"page.path":{"$regex":"^/a\\\\1(?:b|c)+$"}}"#),
        []
    );
}

#[test]
fn globs_equal_a_naive_reading() {
    fn naive(pattern: &[char], text: &[char]) -> bool {
        match (pattern.first(), text.first()) {
            (None, None) => true,
            (Some('*'), _) => {
                naive(&pattern[1..], text) || (!text.is_empty() && naive(pattern, &text[1..]))
            }
            (Some('?'), Some(_)) => naive(&pattern[1..], &text[1..]),
            (Some(a), Some(b)) => a == b && naive(&pattern[1..], &text[1..]),
            _ => false,
        }
    }
    let letters = ['a', 'b', '*', '?', '漢'];
    let mut seed = 1_u32;
    let mut next = |bound: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % bound
    };
    for _ in 0..20_000 {
        let pattern: String = (0..next(7)).map(|_| letters[next(5) as usize]).collect();
        let text: String = (0..next(9))
            .map(|_| letters[[0, 1, 4][next(3) as usize]])
            .collect();
        let expected = naive(
            &pattern.chars().collect::<Vec<_>>(),
            &text.chars().collect::<Vec<_>>(),
        );
        assert_eq!(glob(&pattern, &text), expected, "{pattern} on {text}");
    }
}
