//! What is told in so many words, and only once.

use super::super::{Language, check};
use crate::engine::Env;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

#[test]
fn what_would_do_nothing_in_silence_is_told() {
    let text = r##"{"omotenashi":1,"timezone":"JST","slots":{"card":"x-card >>> h2","worse":"x-card >>>"},"goals":{"g":{"event":"g"},"g":{"event":"h"}},
        "experiences":[{"id":"a","variants":{"b":{"show":[]}},"split":{"b":100},"measure":{"primary":"g"}},
        {"id":"c","who":{"$variant":{"a":"B","d":{"$in":["show","original","bb"]}}},"when":{"scroll":"50%"},"show":[
            {"at":"card","text":"x"},{"surface":"bar","html":{"ja":"<img src='//t.example/p.gif'>"},"template":"a{"}]},{"id":"d","show":[]}]}"##;
    let chromium = Env {
        zone_offset: |_, _| Some(540.0),
        ..Env::native()
    };
    let found = check(&chromium, text, Language::English);
    let all: Vec<(&str, &str)> = found
        .iter()
        .map(|one| (&*one.pointer, &*one.message))
        .collect();
    let expected = [
        (
            "/timezone",
            "unknown time zone `JST`, expected a name such as `Asia/Tokyo`",
        ),
        (
            "/slots/worse",
            "this is not a CSS selector: it ends too early",
        ),
        ("/goals/g", "`g` is here a second time"),
        (
            "/experiences/1/who/$variant/a",
            "that experience has no variant `B`, did you mean `b`?",
        ),
        (
            "/experiences/1/who/$variant/d/$in/2",
            "that experience has no variant `bb`",
        ),
        (
            "/experiences/1/when/scroll",
            "this is not a CSS selector; a percentage is a number: 50, without quotes",
        ),
        (
            "/experiences/1/show/1/html/ja",
            "the image comes from another site, `t.example`, which then learns of every visitor",
        ),
        (
            "/experiences/1/show/1/template",
            "this is not a CSS selector: `{` may not be there",
        ),
    ];
    for one in expected {
        assert!(all.contains(&one), "{one:?} in {all:#?}");
    }
    assert_eq!(
        found.iter().filter(|one| one.severity == "error").count(),
        1,
        "{all:#?}"
    );
}

#[test]
fn what_is_of_another_type_is_told_once_and_in_words_that_read_well() {
    let text = r##"{"omotenashi":1,"consent":"opt-in","destinations":["dataLayer"],"flags":{"f":true,"g":{"default":1,"rules":[{"percent":500,"value":2}]}},
        "experiences":[{"id":"a","who":{"returning":true},"show":[{"select":"img","image":"/a.png"},{"select":"p","hide":"yes"},{"select":"p","image":{}}]},null]}"##;
    let all = |language| -> Vec<(String, String, String)> {
        let found = check(&Env::native(), text, language).into_iter();
        found
            .map(|one| (one.pointer, one.message, one.help))
            .collect()
    };
    let english = all(Language::English);
    let told = |pointer: &str| -> Vec<&str> {
        let found = english.iter().filter(|(at, ..)| at == pointer);
        found.map(|(_, message, _)| &**message).collect()
    };
    for (pointer, message) in [
        ("/consent", "expected an object, got a string"),
        ("/destinations/0", "expected an object, got a string"),
        ("/flags/f", "expected an object, got true or false"),
        (
            "/flags/g/rules/0/percent",
            "expected a percentage from 0 to 100 (and `from` not above `to`)",
        ),
        (
            "/experiences/0/who/returning",
            "unknown attribute `returning`, did you mean `visitor.kind`?",
        ),
        (
            "/experiences/0/show/0/image",
            "expected an object, got a string",
        ),
        (
            "/experiences/0/show/1/hide",
            "expected true or false, got a string",
        ),
        ("/experiences/0/show/2/image", "`src` is missing in `image`"),
        ("/experiences/1", "expected an object, got null"),
    ] {
        assert_eq!(told(pointer), [message], "{pointer}");
    }
    let (.., help) = english
        .iter()
        .find(|(_, _, help)| help.contains("visitor.kind"))
        .unwrap();
    assert_eq!(help, r#"for example: "visitor.kind": "returning""#);
    let japanese = all(Language::Japanese);
    for message in [
        "真偽値（true か false）が必要ですが、文字列が書かれています",
        "`image` に `src` がありません",
    ] {
        assert!(
            japanese.iter().any(|(_, said, _)| said == message),
            "{japanese:#?}"
        );
    }
}

#[test]
fn a_percentage_out_of_range_is_told_as_that() {
    let text = r#"{"omotenashi":1,"holdouts":{"p":{"percent":105}}}"#;
    for (language, word) in [
        (Language::English, "a percentage"),
        (Language::Japanese, "割合"),
    ] {
        let found = check(&Env::native(), text, language);
        assert!(found[0].message.contains(word), "{found:?}");
    }
}

#[test]
fn words_are_offered_only_where_one_of_them_should_stand() {
    let text = r#"{"omotenashi":1,"audiences":{"a":{"$audience":"b"},"b":{"$audience":"a"}},"experiences":[
        {"id":"note1","show":[{"select":"h1","text":"x"}]},{"id":"note1","show":[{"select":"h1","text":"x"}]},
        {"show":[]},{"show":[]},
        {"id":"b","show":[],"variants":{},"ramp":[{"from":"2026-12-01","percent":50},{"from":"2026-12-08","percent":10}]}]}"#;
    let found = check(&Env::native(), text, Language::English);
    let all: Vec<(&str, &str)> = found
        .iter()
        .map(|one| (&*one.message, &*one.help))
        .collect();
    let expected = [
        (
            "an audience can only name audiences that come before it",
            "",
        ),
        ("two experiences are called `note1`", ""),
        ("`id` is missing in an experience", ""),
        ("`id` is missing in an experience", ""),
        ("`show` and `variants` exclude each other", ""),
        (
            "the steps of a ramp must go forward in time and never fall",
            "",
        ),
    ];
    assert_eq!(all, expected);
}

#[test]
fn what_a_statistic_a_stage_and_what_is_declared_never_are_is_told() {
    let file = r#""stages":{"aware":{},"buyer":{"order.count":{"$gte":1}}},"rfm":{"recency":[90,30]},
        "interests":{"topic":{"event":"page_view","of":"category"}},"attributes":{"points":{"type":"number"},
        "plan":{"type":"string"},"until":{"type":"date"},"tags":{"type":"list"},"member":{"type":"boolean"},"any":{}}"#;
    for (condition, told) in [
        (r#""$did":{"event":"e","count":">= 3"}"#, "number"),
        (r#""$did":{"event":"e","count":{"$gte":"3回"}}"#, "number"),
        (r#""$did":{"event":"e","count":{"$gte":"3"}}"#, ""),
        (r#""$did":{"event":"e","count":[1,2]}"#, "one-of"),
        (
            r#""$did":{"event":"e","of":"x","share":{"$gte":40}}"#,
            "share",
        ),
        (
            r#""$did":{"event":"e","of":"x","last":">= 3","with":{"count":"many"}}"#,
            "",
        ),
        (r#""interest.topic.share":{"$gte":40}"#, "share"),
        (r#""interest.topic.share":{"$gte":0.4}"#, ""),
        (r#""rfm.recency":4"#, "score"),
        (r#""rfm.recency":{"$gte":3}"#, ""),
        (r#""rfm.frequency":{"$gte":2}"#, "score"),
        (r#""visitor.stage":"buyers""#, "stage-name"),
        (r#""anniversary.user.born":"05-02""#, "number"),
        (r#""anniversary.user.born":{"$lte":7}"#, ""),
        (r#""visitor.stage":{"$in":["aware","buyer"]}"#, ""),
        (r#""points":{"$gte":"500点"}"#, "number"),
        (r#""points":{"$gte":"500"}"#, ""),
        (r#""points":{"min":500}"#, "number"),
        (r#""any":{"min":500}"#, ""),
        (r#""$did":{"event":"e","count":{"min":3}}"#, "number"),
        (r#""plan":["gold","silver"]"#, "one-of"),
        (r#""plan":{"$in":["gold","5"]}"#, ""),
        (r#""plan":{"a":"gold"}"#, "text"),
        (r#""until":{"$lt":"今日"}"#, "moment"),
        (r#""until":{"$lt":"2027-01-01T09:00"}"#, ""),
        (r#""until":"2027-01-01T09:00""#, ""),
        (r#""tags":"a""#, "items"),
        (r#""tags":["a","b"]"#, ""),
        (r#""member":"yes""#, "yes-no"),
        (r#""any":["a"],"user.x":">= 3""#, ""),
    ] {
        let text =
            alloc::format!(r#"{{"omotenashi":1,{file},"audiences":{{"a":{{{condition}}}}}}}"#);
        for language in [Language::English, Language::Japanese] {
            let found = check(&Env::native(), &text, language);
            let count = usize::from(!told.is_empty());
            assert_eq!(found.len(), count, "{condition}: {found:?}");
            assert!(found.iter().all(|one| one.code == "never"), "{found:?}");
            assert!(
                found
                    .iter()
                    .all(|one| !one.help.is_empty() || one.message.contains("buyer`")),
                "{found:?}"
            );
        }
    }
}

/// Rows of the test below.
const INSTEAD: &[(&str, &str)] = &[
    (r#""who":{"audience":"back"}"#, r#""$audience": "regulars""#),
    (r#""who":{"back":true}"#, r#""$audience": "regulars""#),
    (r#""who":{"or":[]}"#, r#""$or": [{"#),
    (r#""who":{"$did":"purchase"}"#, r#""$did": { "event""#),
    (
        r#""who":{"$did":{"event":"e","within":7}}"#,
        r#""within": "7d""#,
    ),
    (
        r#""who":{"$did":{"event":"e","within":"session"}}"#,
        "`visit`",
    ),
    (
        r#""who":{"$did":{"event":"e","not":true}}"#,
        r#"{ "$not": { "$did""#,
    ),
    (r#""who":{"$did":{"event":"e"},"count":3}"#, "`$did`"),
    (r#""who":{"cart.value":{"$or":[]}}"#, "`$or`"),
    (r#""who":{"page.query":"x"}"#, "page.query.ref"),
    (
        r#""who":{"anniversary.born":{"$lte":7}}"#,
        r#""born": { "type": "date""#,
    ),
    (
        r#""who":{"interest.topic.top":"a"}"#,
        r#""interests": { "topic""#,
    ),
    (r#""schedule":{"from":"2026/12/1"}"#, "`2026-12-01`"),
    (r#""schedule":{"from":"18:00"}"#, "siteTime.hour"),
    (r#""schedule":{"to":"2026-12-01T24:00"}"#, "00:00"),
    (r#""schedule":{"to":"令和8年12月1日 24時"}"#, "00:00"),
    (r#""who":{"cart.value":{"$gte":"５，０００円"}}"#, "`5000`"),
    (r#""split":{"show":"50%"}"#, "50%"),
    (r#""until":"2026-12-31""#, "schedule"),
    (r#""text":"x""#, "`show`"),
    (r#""exit":true"#, "`when`"),
];

#[test]
fn what_to_write_instead_is_told_from_what_was_written() {
    let show = r#""show":[{"select":"h1","text":"x"}]"#;
    for (member, help) in INSTEAD {
        let text = alloc::format!(
            r#"{{"omotenashi":1,"audiences":{{"back":{{"visit.number":2}}}},"experiences":[{{"id":"a",{show},{member}}}]}}"#
        );
        for language in [Language::English, Language::Japanese] {
            let found = check(&Env::native(), &text, language);
            assert_eq!(found.len(), 1, "{member}: {found:#?}");
            assert!(found[0].help.contains(help), "{member}: {found:#?}");
        }
    }
    for (place, help) in [
        ("{{5000-cart.value:money JPY}}", "計算"),
        ("{{cart.value－５０００}}", "計算"),
        ("{{5000 − cart.value}}", "計算"),
    ] {
        let text = alloc::format!(
            r#"{{"omotenashi":1,"experiences":[{{"id":"a","show":[{{"select":"p","text":"あと{place}"}}]}}]}}"#
        );
        let found = check(&Env::native(), &text, Language::Japanese);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].help.contains(help), "{place}: {found:#?}");
        assert!(!found[0].message.contains("のことですか"), "{found:#?}");
    }
    let text = r##"{"omotenashi":1,"attributes":{"user":{"tier":{}}},"goals":{"g":{"url":"/thanks"},"h":{"event":"purchase"}},
        "//":"x","destinations":[{"to":"dataLayer","url":"/x"}],"experiences":[
        {"id":"a","show":[{"at":"#hero","text":"x","who":{}}],"measure":{"primary":"purchase"}}]}"##;
    let found = check(&Env::native(), text, Language::English);
    let said: Vec<_> = found
        .iter()
        .map(|one| alloc::format!("{}: {}; {}", one.pointer, one.message, one.help))
        .collect();
    let expected = [
        "/attributes/user/tier: unknown field `tier` of a declaration; write the name of an attribute in one piece: \"user.tier\"",
        "/goals/g/url: unknown field `url` of a goal; a goal is an event or a click; for a page that was reached, let that page track an event: omotenashi.push([\"track\", \"thanks\"])",
        "/~1~1: unknown field `//` of the rules file; JSON has no comments; an experience may have a `note`",
        "/destinations/0/url: unknown field `url` of `dataLayer`; ",
        "/experiences/0/show/0/at: no slot is called `#hero`; a CSS selector belongs in `select`; `at` is a name from `slots`",
        "/experiences/0/show/0/who: unknown field `who` of a change; `who` belongs to the experience, beside its `show`",
        "/experiences/0/measure/primary: no goal is called `purchase`, did you mean `h`?; ",
    ];
    assert_eq!(said, expected);
}

#[test]
fn what_a_ramp_or_a_group_brings_to_all_in_time_is_no_test() {
    let told = |more: &str| {
        let text = alloc::format!(
            r#"{{"omotenashi":1,"site":"s","experiences":[{{"id":"a","show":[{{"select":"h1","text":"x"}}],{more}}}]}}"#
        );
        let found = check(&Env::native(), &text, Language::English);
        found.iter().any(|one| one.code == "no-measure")
    };
    let ramp = r#""ramp":[{"from":"2026-12-01","percent":10},{"from":"2026-12-08","percent":100}]"#;
    assert!(!told(ramp));
    assert!(!told(r#""group":{"name":"g","to":50}"#));
    assert!(told(r#""split":{"show":50}"#));
    assert!(told(&alloc::format!(
        r#""split":{{"original":50,"show":50}},{ramp}"#
    )));
}

#[test]
fn an_operator_that_has_no_place_inside_a_list_is_not_answered_with_itself() {
    let text = r#"{"omotenashi":1,"attributes":{"a":{},"b":{}},"audiences":{
        "one":{"a":{"$elemMatch":{"$gt":{"$ref":"b"}},"$lt":{"$ref":"b"},"$ref":"b"}},
        "two":{"$did":{"event":"e","with":{"day":{"$within":"3d"}}}},
        "six":{"a":{"$between":[{"$ref":"b"},3],"$in":[1,{"$ref":"b"}]}}}}"#;
    for (language, sentence) in [
        (
            Language::English,
            "` cannot be used for what is inside a list or an event",
        ),
        (
            Language::Japanese,
            "` は、リストの要素やイベントのプロパティには使えません",
        ),
    ] {
        let found = check(&Env::native(), text, language);
        let said: Vec<String> = found.iter().map(|one| one.message.clone()).collect();
        assert_eq!(
            said,
            ["$ref", "$within", "$ref", "$ref"].map(|word| format!("`{word}{sentence}"))
        );
        assert!(found.iter().all(|one| one.help.is_empty()));
    }
}
