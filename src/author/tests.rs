use super::*;
use crate::engine::Env;
use crate::engine::json::{Reader, Value, Writer};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

fn said(text: &str, language: Language) -> Vec<(String, String)> {
    let found = check(&Env::native(), text, language);
    found
        .into_iter()
        .map(|finding| (finding.pointer, finding.message))
        .collect()
}

#[test]
fn a_typo_is_answered_with_what_was_probably_meant() {
    let text = r##"{"omotenashi":1,"slots":{"hero.title":"#t"},"experiences":[{"id":"a","who":{"page.path":{"$gtt":1},"page.paht":"/"},
        "shwo":[],"show":[{"at":"hero.titel","text":"x"}]}]}"##;
    let found = said(text, Language::English);
    let expected = [
        (
            "/experiences/0/who/page.path/$gtt",
            "unknown operator `$gtt`, did you mean `$gt`?",
        ),
        (
            "/experiences/0/who/page.paht",
            "unknown attribute `page.paht`, did you mean `page.path`?",
        ),
        (
            "/experiences/0/shwo",
            "unknown field `shwo` of an experience, did you mean `show`?",
        ),
        (
            "/experiences/0/show/0/at",
            "no slot is called `hero.titel`, did you mean `hero.title`?",
        ),
    ];
    for (pointer, message) in expected {
        assert!(
            found.contains(&(pointer.to_string(), message.to_string())),
            "{pointer}: {found:?}"
        );
    }
    let japanese = said(text, Language::Japanese);
    assert!(
        japanese[0]
            .1
            .ends_with("という演算子はありません。`$gt` のことですか?"),
        "{japanese:?}"
    );
}

#[test]
fn far_words_are_not_suggested() {
    let known: Vec<String> = ["$gt", "$gte", "$in"].map(String::from).to_vec();
    assert_eq!(nearest("$between", &known), None);
    assert_eq!(nearest("$gtr", &known).as_deref(), Some("$gt"));
    assert_eq!(nearest("zz", &known), None);
}

#[test]
fn every_problem_has_a_sentence_in_every_language() {
    let env = Env::native();
    let cases = Reader::new(&env, include_str!("../../tests/cases/problems.json")).value();
    for case in cases.items() {
        let [text, expected] = case.items() else {
            panic!("a case has two parts");
        };
        let text = match text {
            Value::Text(text) => text.to_string(),
            other => {
                let mut writer = Writer::new(&env);
                writer.value(other);
                writer.finish()
            }
        };
        for language in [Language::English, Language::Japanese] {
            let found = check(&env, &text, language);
            let errors: Vec<_> = found
                .iter()
                .filter(|finding| finding.severity == "error")
                .collect();
            assert_eq!(errors.len(), expected.items().len(), "{text}");
            for finding in errors {
                assert_ne!(
                    finding.message, finding.code,
                    "no sentence for {}",
                    finding.code
                );
                assert!(!finding.message.contains("``"), "{}", finding.message);
            }
        }
    }
}

#[test]
fn advice_is_given_where_it_is_due() {
    let text = r##"{"omotenashi":1,"consent":{"mode":"exempt"},"experiences":[{"id":"a","who":{"user.tier":"x"},"split":{"original":50,"show":50},
        "show":[{"select":"#a","text":"Use SPRING20 now"},{"select":"#b","image":{"src":"https://cdn.example/x.png"}}]}]}"##;
    let found = check(&Env::native(), text, Language::English);
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    for code in [
        "public-code",
        "third-party-image",
        "exempt-limits",
        "no-measure",
    ] {
        assert!(codes.contains(&code), "{code} of {codes:?}");
    }
    assert!(found.iter().all(|finding| finding.severity == "warning"));
    assert_eq!(
        check(
            &Env::native(),
            include_str!("../../tests/cases/hanamise.json"),
            Language::English
        ),
        []
    );
}
