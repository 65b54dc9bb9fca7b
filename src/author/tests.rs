mod told;

use super::*;
use crate::engine::Env;
use crate::engine::json::{Reader, Value, Writer};
use alloc::format;
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
            .ends_with("という演算子はありません。`$gt` のことですか？"),
        "{japanese:?}"
    );
}

#[test]
fn a_word_of_another_tool_is_answered_with_ours_and_how_it_is_written() {
    let text = r##"{"omotenashi":1,"experiences":[{"id":"a","who":{"utm_source":"mail"},"status":"active",
        "split":[50,50],"show":[{"modal":"x","target":"h1"}]}]}"##;
    let found = check(&Env::native(), text, Language::English);
    let all: Vec<(&str, &str, &str)> = found
        .iter()
        .map(|one| (&*one.pointer, &*one.message, &*one.help))
        .collect();
    for expected in [
        (
            "/experiences/0/who/utm_source",
            "unknown attribute `utm_source`, did you mean `campaign.source`?",
            "",
        ),
        (
            "/experiences/0/status",
            "unknown word `active`, did you mean `live`?",
            "",
        ),
        (
            "/experiences/0/split",
            "expected an object, got an array",
            r#"for example: "split": { "original": 50, "short": 50 }"#,
        ),
        (
            "/experiences/0/show/0/modal",
            "unknown field `modal` of a change, did you mean `surface`?",
            r#"for example: "surface": "banner", "html": "<p>Hello</p>""#,
        ),
        (
            "/experiences/0/show/0/target",
            "unknown field `target` of a change, did you mean `select`?",
            r#"for example: "select": "h1""#,
        ),
    ] {
        let times = all.iter().filter(|one| **one == expected).count();
        assert_eq!(times, 1, "{expected:?} in {all:#?}");
    }
}

#[test]
fn what_exempt_does_not_allow_is_refused_also_where_one_region_is_exempt() {
    let refused = |consent: &str, more: &str| {
        let text = format!(
            r##"{{"omotenashi":1,"attributes":{{"country":{{}}}},"consent":{consent},{more},"experiences":[{{"id":"a","show":[{{"select":"#a","text":"x"}}]}}]}}"##
        );
        let found = check(&Env::native(), &text, Language::English);
        let codes = found.iter().map(|finding| finding.code);
        codes.filter(|code| *code == "exempt-limits").count()
    };
    let everywhere = r##"{"mode":"exempt"}"##;
    let somewhere = r##"{"byRegion":{"from":"country","modes":{"FR":"exempt"}}}"##;
    for (consent, some) in [
        (everywhere, 1),
        (somewhere, 1),
        (r#"{"mode":"opt-out"}"#, 0),
    ] {
        let to =
            |destination: &str| refused(consent, &format!(r#""destinations":[{destination}]"#));
        assert_eq!(to(r#"{"to":"beacon","url":"/collect"}"#), 0);
        assert_eq!(
            to(r#"{"to":"beacon","url":"https://other.example/x"}"#),
            some
        );
        assert_eq!(to(r#"{"to":"dataLayer"}"#), some);
        let history = r#""audiences":{"a":{"visit.number":2}}"#;
        assert_eq!(refused(consent, history), some);
    }
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
            // What follows from another fault is not told beside it.
            let told = errors.len();
            assert!(told <= expected.items().len(), "{text}");
            assert_eq!(told == 0, expected.items().is_empty(), "{text}");
            for finding in errors {
                let is_it = |one: &Value| one.items().first() == Some(&Value::text(finding.code));
                assert!(
                    expected.items().iter().any(is_it),
                    "{text}: {}",
                    finding.code
                );
                assert_ne!(finding.message, finding.code, "no sentence");
                assert!(!finding.message.contains("``"), "{}", finding.message);
            }
        }
    }
}

/// Codes that no file of `problems.json` provokes, since it would be large, or is advice.
const ELSEWHERE: [&str; 33] = [
    "open-address",
    "letters",
    "literal",
    "redirect-origin",
    "attribute-refused",
    "cap-range",
    "html-removed",
    "selector",
    "too-large",
    "too-many",
    "too-long",
    "circle",
    "unknown-format",
    "format-detail",
    "regex-slow",
    "public-code",
    "third-party-image",
    "url-scheme",
    "exempt-limits",
    "no-measure",
    "retention",
    "no-effect",
    "duplicate-key",
    "address-letters",
    "never",
    "nobody",
    "goal-twice",
    "language-tag",
    "region-code",
    "percent-fraction",
    "schedule-order",
    "cookie-domain",
    "event-slip",
];

#[test]
fn every_code_is_documented_and_provoked() {
    let documented: Vec<&str> = include_str!("../engine/problem.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("//! | `")?.split('`').next())
        .collect();
    let env = Env::native();
    let cases = Reader::new(&env, include_str!("../../tests/cases/problems.json")).value();
    let mut provoked: Vec<&str> = ELSEWHERE.to_vec();
    for case in cases.items() {
        let expected = case.child(1).map_or(&[][..], Value::items);
        provoked.extend(expected.iter().filter_map(|one| one.child(0)?.as_text()));
    }
    for code in &documented {
        assert!(provoked.contains(code), "nothing provokes {code}");
    }
    for code in provoked {
        assert!(documented.contains(&code), "{code} is documented nowhere");
    }
}

#[test]
fn files_beyond_the_limits_are_told_so_and_read_up_to_them() {
    let codes = |text: &str| -> Vec<&'static str> {
        let found = check(&Env::native(), text, Language::English);
        found.iter().map(|finding| finding.code).collect()
    };
    let long = "x".repeat(70_000);
    assert_eq!(
        codes(&alloc::format!(r#"{{"omotenashi":1,"site":"{long}"}}"#)),
        ["too-long"]
    );
    let large = " ".repeat(8 << 20);
    assert_eq!(
        codes(&alloc::format!(r#"{{"omotenashi":1}}{large}"#)),
        ["too-large"]
    );
    let mut many = String::from(r#"{"omotenashi":1,"experiences":["#);
    for index in 0..20_001 {
        let comma = if index > 0 { "," } else { "" };
        many.push_str(&alloc::format!(r#"{comma}{{"id":"{index}","show":[]}}"#));
    }
    many.push_str("]}");
    assert_eq!(codes(&many), ["too-many"]);
    let (rules, _) = read(&Env::native(), &many);
    assert_eq!(rules.experiences.len(), 20_000);
}

#[test]
fn a_file_with_nothing_right_in_it_is_told_without_end_of_patience() {
    let mut text = String::from(r#"{"omotenashi":1,"experiences":["#);
    for index in 0..5_000 {
        let comma = if index > 0 { "," } else { "" };
        text.push_str(&alloc::format!(
            r#"{comma}{{"id":"{index}","shwo":[],"wher":{{}}}}"#
        ));
    }
    text.push_str("]}");
    let (rules, problems) = read(&Env::native(), &text);
    assert_eq!(problems.len(), 15_000);
    let last = &problems[14_999].place;
    assert_eq!((last.pointer.as_str(), last.line), ("/experiences/4999", 0));
    assert_eq!(problems[0].place.line, 1);
    assert!(rules.experiences.iter().all(|experience| experience.broken));
}

#[test]
fn what_hangs_on_itself_is_told_to_its_author() {
    let text = r##"{"omotenashi":1,
        "audiences":{"new":{"$variant":{"a":"show"}},"far":{"visitor.daysInStage":{"$gt":9}}},
        "stages":{"first":{},"last":{"enter":{"page.path":"/"},"leave":{"$audience":"far"}}},
        "flags":{"f":{"default":1,"rules":[{"who":{"$flag":{"g":2}},"value":2}]},
                 "g":{"default":1,"rules":[{"who":{"$flag":{"f":2}},"value":2}]},
                 "h":{"default":1,"rules":[{"who":{"$flag":{"f":2}},"value":2}]}},
        "experiences":[{"id":"a","who":{"$variant":{"b":"show"}},"show":[{"select":"#a","text":"A"}]},
                       {"id":"b","who":{"$audience":"new"},"show":[{"select":"#b","text":"B"}]},
                       {"id":"c","who":{"$variant":{"b":"show"}},"show":[{"select":"#b","text":"B"}]}]}"##;
    let found = check(&Env::native(), text, Language::English);
    let circles: Vec<&str> = found
        .iter()
        .filter(|finding| finding.code == "circle")
        .map(|finding| finding.pointer.as_str())
        .collect();
    assert_eq!(
        circles.join(" "),
        "/stages /flags/f /flags/g /experiences/0 /experiences/1"
    );
}

#[test]
fn advice_is_given_where_it_is_due() {
    let text = r##"{"omotenashi":1,"consent":{"mode":"exempt"},"goals":{"g":{"event":"g","click":"#g"}},"surfaces":{"gap":"1m"},"experiences":[{"id":"a","version":1,"version":2,"until":"g","dismissed":"1d","frequency":[{"atMost":0.5},{"atMost":1,"per":"page"}],"who":{"user.tier":"x"},"split":{"original":50,"show":50},
        "where":{"page.path":{"$regex":"^(a+)+$"}},"show":[{"select":"#a","text":"Use SPRING20 now","attribute":{"style":"color:red","onfocus":null}},{"select":"#b:contains(x)","html":{"ja":"<p onclick='x()'>x"},"image":{"src":"https://cdn.example/x.png"},"link":"JavaScript:x()"},{"select":"#c","link":{"ja":"{{page.query.to}}"}}]}]}"##;
    let found = check(&Env::native(), text, Language::English);
    let codes: Vec<&str> = found.iter().map(|finding| finding.code).collect();
    for code in [
        "public-code",
        "regex-slow",
        "third-party-image",
        "exempt-limits",
        "no-measure",
        "goal-twice",
        "url-scheme",
        "open-address",
        "cap-range",
        "html-removed",
        "attribute-refused",
        "selector",
        "duplicate-key",
    ] {
        assert!(codes.contains(&code), "{code} of {codes:?}");
    }
    // To take one away is nobody's harm.
    assert!(!found.iter().any(|one| one.message.contains("onfocus")));
    for finding in &found {
        let refused = finding.code == "exempt-limits";
        assert_eq!(finding.severity == "error", refused, "{}", finding.code);
    }
    let exempt = found.iter().filter(|one| one.code == "exempt-limits");
    let words: Vec<_> = exempt
        .filter_map(|one| one.message.split('`').nth(3))
        .collect();
    assert_eq!(words, ["user.tier", "gap", "frequency", "until"]);
    assert_eq!(
        check(
            &Env::native(),
            include_str!("../../tests/cases/hanamise.json"),
            Language::English
        ),
        []
    );
}

/// What may stand behind a path.
const RIGHT_FORMATS: [&str; 10] = [
    "",
    "|x: y",
    ":number",
    ": number 2 |x",
    ":percent 1",
    ":money JPY",
    ":date",
    ":date long",
    ":ago",
    ":plural 0=none; one=# thing;other=# things|nothing",
];

#[test]
fn a_wrong_format_is_told_with_what_was_probably_meant() {
    let told = |place: &str, language| -> Vec<String> {
        let text = alloc::format!(
            r#"{{"omotenashi":1,"experiences":[{{"id":"a","note":"{{{{x:y}}}}","show":[{{"select":"p","text":{{"en":"{{{{cart.value{place}}}}}"}}}}]}}]}}"#
        );
        let found = check(&Env::native(), &text, language);
        let here = |one: &Finding| one.pointer == "/experiences/0/show/0/text/en";
        assert!(found.iter().all(here));
        found.into_iter().map(|one| one.message).collect()
    };
    let english = |place| told(place, Language::English);
    for right in RIGHT_FORMATS {
        assert_eq!(english(right), [""; 0], "{right}");
    }
    for (wrong, sentence) in [
        (":munny", "unknown format `munny`, did you mean `money`?"),
        (":money", "`money` needs a currency such as `JPY`"),
        (
            ":money yen",
            "`money` needs a currency such as `JPY`, got `yen`",
        ),
        (
            ":number x",
            "expected how many decimal places, 0 to 20, got `x`",
        ),
        (
            ":number 99",
            "expected how many decimal places, 0 to 20, got `99`",
        ),
        (
            ":date lnog",
            "unknown length of a date `lnog`, did you mean `long`?",
        ),
        (":ago x", "nothing may follow `ago`, got `x`"),
        (":plural one=a", "`plural` needs a text for `other`"),
        (
            ":plural oen=a;other=b",
            "`oen` is neither a plural category nor a number, did you mean `one`?",
        ),
    ] {
        assert_eq!(english(wrong), [sentence]);
    }
    assert_eq!(
        told(":munny", Language::Japanese),
        ["`munny` という書式はありません。`money` のことですか？"]
    );
}
