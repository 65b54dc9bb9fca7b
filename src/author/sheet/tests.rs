use super::*;

const FILE: &str = r##"{"omotenashi":1,"site":"s",
    "audiences":{"keen":{"$did":{"event":"view_item","with":{"category":"tea"},"within":"7d","count":{"$gte":3}}},
        "known":{"$and":[{"user.tier":"gold"},{"$audience":"keen"}]}},
    "goals":{"order":{"event":"purchase"}},
    "experiences":[
        {"id":"a","who":{"$audience":"known"},"show":[{"select":"h1","text":"Hi {{user.name|friend}}"}]},
        {"id":"b","who":{"$or":[{"$audience":"keen"},{"cart.value":{"$gt":{"$ref":"user.limit"}}}],"visit.number":2},
            "show":[{"select":"img","image":{"src":"https://pictures.example/a.png"}}]}],
    "flags":{"f":{"default":1,"rules":[{"who":{"user.tier":"gold"},"value":2}]}},
    "destinations":[{"to":"dataLayer"},{"to":"beacon","url":"/collect"},{"to":"beacon","url":"https://other.example/x"}]}"##;

fn rows(sheet: &Sheet, part: &str) -> Vec<(String, String)> {
    let found = sheet.stored.iter().filter(|row| row.what.contains(part));
    found
        .map(|row| (row.what.clone(), row.rules.join(",")))
        .collect()
}

#[test]
fn every_piece_of_the_past_names_the_rules_that_ask_for_it() {
    let sheet = sheet(&Env::native(), FILE, Language::English);
    for (part, rules) in [
        ("`user.tier`", "a,f"),
        ("`user.name`", "a"),
        ("`user.limit`", "b"),
        ("`cart.value`", "b"),
        ("view_item", "a,b"),
    ] {
        let found = rows(&sheet, part);
        assert_eq!(found.len(), 1, "{part}: {found:?}");
        assert_eq!(found[0].1, rules, "{part}");
    }
    assert_eq!(
        rows(&sheet, "visit.number"),
        [],
        "that is in the row of visits"
    );
    assert!(
        sheet
            .stored
            .iter()
            .all(|row| row.key.starts_with("omotenashi.s."))
    );
}

#[test]
fn what_limits_surfaces_is_named_with_whom_it_limits() {
    let of = |surfaces: &str| {
        let text = format!(
            r#"{{"omotenashi":1,"goals":{{"g":{{"event":"e"}}}},"surfaces":{{{surfaces}}},"experiences":[
            {{"id":"a","until":"g","show":[]}},{{"id":"b","frequency":{{"atMost":2}},"show":[]}},{{"id":"c","show":[]}}]}}"#
        );
        rows(
            &sheet(&Env::native(), &text, Language::English),
            "surfaces were shown",
        )
    };
    assert_eq!(of("")[0].1, "a,b");
    assert_eq!(of(r#""gap":"1m""#)[0].1, "", "of all of them");
    assert_eq!(
        rows(
            &sheet(&Env::native(), FILE, Language::English),
            "surfaces were shown"
        ),
        []
    );
}

#[test]
fn every_receiver_is_named_with_what_it_gets() {
    let sheet = sheet(&Env::native(), FILE, Language::English);
    let to: Vec<&str> = sheet.sent.iter().map(|row| row.to.as_str()).collect();
    let own = "this site (`/collect`)";
    let other = "other.example (`https://other.example/x`)";
    assert_eq!(
        to[1..],
        [own, own, own, other, other, other, "pictures.example"]
    );
    let begins =
        |row: &Sent| ["exposure", "goal", "with each"].map(|word| row.what.starts_with(word));
    for rows in sheet.sent[1..].chunks_exact(3) {
        let is: Vec<_> = rows.iter().map(begins).collect();
        assert_eq!(
            is,
            [
                [true, false, false],
                [false, true, false],
                [false, false, true]
            ]
        );
    }
}

#[test]
fn whoever_is_asked_for_what_is_shown_is_a_receiver_however_it_is_written() {
    let text = r##"{"omotenashi":1,"site":"s","destinations":[{"to":"beacon","url":"//e.example/x"}],"experiences":[{"id":"a","show":[
        {"select":"img","image":{"src":{"en":"/a.png","ja":"https://a.example/a.png"},"srcset":"/a 1x, //b.example/b 2x"}},
        {"select":"p","html":{"en":"<img src='https://c.example/p.gif'>"},"style":{"background":"url(https://d.example/d.png)"}},
        {"value":{"src":"https://never.example/x"},"css":"p{color:red}"}]}]}"##;
    let sheet = sheet(&Env::native(), text, Language::English);
    let to: Vec<&str> = sheet.sent.iter().map(|row| row.to.as_str()).collect();
    let beacon = "e.example (`//e.example/x`)";
    let others = ["a.example", "b.example", "c.example", "d.example"];
    assert_eq!(to, [&[beacon; 3][..], &others].concat());
}

#[test]
fn where_silence_means_yes_a_no_is_kept_longer_and_so_is_that_signals_had_nothing_to_say() {
    for (consent, longer, noted) in [
        ("{}", false, false),
        (r#"{"signals":["gpp"]}"#, false, false),
        (r#"{"mode":"opt-out"}"#, true, false),
        (r#"{"mode":"opt-out","signals":["gpc"]}"#, true, false),
        (r#"{"mode":"exempt","signals":["gpc","gpp"]}"#, true, true),
        (
            r#"{"byRegion":{"from":"r","modes":{"US":"opt-out"}}}"#,
            true,
            false,
        ),
    ] {
        let text = format!(r#"{{"omotenashi":1,"attributes":{{"r":{{}}}},"consent":{consent}}}"#);
        let sheet = sheet(&Env::native(), &text, Language::English);
        let what = &sheet.stored[0].what;
        assert_eq!(what.contains("longer"), longer, "{consent}");
        assert_eq!(what.contains("a note"), noted, "{consent}");
    }
}

#[test]
fn what_is_kept_for_an_audience_that_nobody_uses_is_on_the_sheet_and_so_is_a_date() {
    let text = r#"{"omotenashi":1,"site":"s","stages":{"late":{"$did":{"event":"x"}}},
        "audiences":{"idle":{"user.secret":1,"user.tier":1},"used":{"user.tier":1}},
        "experiences":[{"id":"a","who":{"$audience":"used","anniversary.user.birthday":0},"show":[]}]}"#;
    let sheet = sheet(&Env::native(), text, Language::English);
    for (part, rules) in [
        ("`user.secret`", "idle"),
        ("`user.tier`", "a"),
        ("`user.birthday`", "a"),
        (r#"{"event":"x"}"#, "late"),
    ] {
        let found = rows(&sheet, part);
        assert_eq!(found.len(), 1, "{part}: {found:?}");
        assert_eq!(found[0].1, rules, "{part}");
    }
}

#[test]
fn what_is_kept_of_orders_and_of_flags_is_on_the_sheet() {
    let of = |rules: &str, said: &Said| {
        let text = format!(r#"{{"omotenashi":1,"site":"s",{rules}}}"#);
        let sheet = sheet(&Env::native(), &text, Language::English);
        let mut rows = sheet.stored.into_iter();
        rows.find(|row| row.what == said.0)
            .map(|row| row.rules.join(","))
    };
    let asks = |who: &str| format!(r#""experiences":[{{"id":"a","who":{who},"show":[]}}]"#);
    for (rules, counts) in [
        (asks("{}"), false),
        (asks(r#"{"order.count":1}"#), true),
        (asks(r#"{"cart.value":1}"#), true),
        (r#""observe":{"keepAhead":["a"]}"#.into(), true),
        (r#""goals":{"g":{"event":"e"}}"#.into(), true),
    ] {
        assert_eq!(of(&rules, &said::ORDERS).is_some(), counts, "{rules}");
    }
    let flags = r#""flags":{"f":{"default":1,"rules":[{"id":"r","values":{"a":1,"b":2},"split":{"a":50,"b":50}}]},"g":{"default":1,"rules":[{"value":2}]}}"#;
    assert_eq!(of(flags, &said::ENTRY), Some("f".into()));
}

#[test]
fn the_japanese_sheet_has_the_three_columns_of_the_external_transmission_rule() {
    let sheet = sheet(&Env::native(), FILE, Language::Japanese);
    assert!(
        sheet
            .text
            .contains("| 送信される情報 | 送信先 | 利用目的 |")
    );
    assert!(sheet.text.contains("| 当サイト（`/collect`） |"));
    assert!(!sheet.text.contains("： ") && !sheet.text.contains(" (`"));
    // A rule may show a picture to whoever has not answered.
    let picture = sheet
        .sent
        .last()
        .map(|row| row.why.contains("同意がなくても"));
    assert_eq!(picture, Some(true));
    assert!(!sheet.text.contains("this site"));
}

#[test]
fn what_ready_made_attributes_keep_is_on_the_sheet() {
    let text = r##"{"omotenashi":1,"site":"s","stages":{"buyer":{"order.count":{"$gte":1}}},
        "interests":{"shelf":{"event":"view_item","of":"shelf"}},
        "experiences":[{"id":"a","who":{"visitor.stage":"buyer"},"show":[{"select":"h1","text":"{{interest.shelf.top}}"}]}]}"##;
    let sheet = sheet(&Env::native(), text, Language::English);
    for path in ["order.count", "interest.shelf.top"] {
        let row = sheet.stored.iter().find(|row| row.what.contains(path));
        let row = row.expect(path);
        assert_eq!(row.rules, ["a"], "{path}");
        assert!(row.bytes > 0, "{path}");
    }
}

#[test]
fn the_sheet_says_of_every_field_how_long_it_is_kept_and_what_is_kept_ahead() {
    let text = r##"{"omotenashi":1,"site":"s","observe":{"keepAhead":["add_to_cart","view_item"]},
        "retention":{"default":"300d","events":{"view_item":"90d","purchase":"200d"},"user":"30d","experiences":"60d"},
        "experiences":[{"id":"a","who":{"$and":[{"$did":{"event":"view_item"}},{"$did":{"event":"x","then":{"event":"view_item"}}},
            {"$did":{"event":"y"}},{"user.tier":"gold"},{"order.count":1},{"cart.value":1}]},"show":[]}]}"##;
    for language in [Language::English, Language::Japanese] {
        let sheet = sheet(&Env::native(), text, language);
        for (part, days) in [
            ("`{\"event\":\"view_item\"}`", 90),
            ("`{\"event\":\"x\"", 90),
            ("`{\"event\":\"y\"}`", 300),
            ("`user.tier`", 30),
            ("`order.count`", 200),
            ("`cart.value`", 300),
            ("`add_to_cart`", 300),
            ("`view_item`", 90),
            (said::IDENTITY.by(language), 300),
            (said::ENTRY.by(language), 60),
        ] {
            let row = sheet.stored.iter().find(|row| row.what.contains(part));
            assert_eq!(row.expect(part).days, days, "{part}");
        }
        assert!(sheet.text.contains(said::BOUND.by(language)));
        assert!(sheet.text.contains(said::AHEAD.by(language)));
    }
}

#[test]
fn the_stage_of_the_journey_is_on_the_sheet_where_it_is_kept_and_what_it_is_made_of() {
    let of = |stage: &str, who: &str, language| {
        let text = format!(
            r#"{{"omotenashi":1,"site":"s","retention":{{"default":"90d"}},"stages":{{"buyer":{stage}}},
            "experiences":[{{"id":"a","who":{{{who}}},"show":[]}}]}}"#
        );
        sheet(&Env::native(), &text, language)
    };
    let left = r#"{"enter":{"$did":{"event":"x"}},"leave":{"user.gone":1}}"#;
    for language in [Language::English, Language::Japanese] {
        for (stage, who, kept) in [
            (left, r#""visitor.stage":"buyer""#, true),
            (
                r#"{"$did":{"event":"x"}}"#,
                r#""visitor.daysInStage":1"#,
                true,
            ),
            (
                r#"{"$did":{"event":"x"}}"#,
                r#""visitor.stage":"buyer""#,
                false,
            ),
            (left, "", false),
        ] {
            let sheet = of(stage, who, language);
            let row = sheet
                .stored
                .iter()
                .find(|row| row.what == said::STAGE.by(language));
            assert_eq!(row.is_some(), kept, "{stage} {who}");
            if let Some(row) = row {
                assert_eq!((row.days, row.rules.join(",")), (90, "a".into()));
                assert_eq!(row.purpose, "personalization");
            }
            assert!(sheet.text.contains(r#"{"event":"x"}"#), "{stage} {who}");
            assert_eq!(sheet.text.contains("`user.gone`"), stage == left);
        }
    }
}

#[test]
fn a_cookie_is_told_with_its_domain_and_how_long_it_is_kept() {
    let of = |more: &str, language| {
        let text =
            format!(r#"{{"omotenashi":1,"site":"s","goals":{{"g":{{"event":"e"}}}}{more}}}"#);
        let sheet = sheet(&Env::native(), &text, language);
        let row = sheet.stored.iter().find(|row| row.key == "omotenashi-s");
        let told = sheet
            .sent
            .iter()
            .filter(|row| row.to.contains("`example.com`"));
        assert_eq!(told.count(), usize::from(row.is_some()));
        assert_eq!(
            sheet.text.contains("nobody else") || sheet.text.contains("ほかの誰"),
            row.is_none()
        );
        row.map(|row| (row.what.clone(), row.days, row.bytes, row.purpose))
    };
    assert_eq!(of("", Language::English), None);
    let cookie = r#","cookie":{"domain":"example.com"}"#;
    let (what, days, bytes, purpose) = of(cookie, Language::English).unwrap();
    let expected = "in a cookie: the same random id, for all hosts of `example.com`";
    assert_eq!((what.as_str(), days, bytes), (expected, 396, 28));
    assert_eq!(purpose, "personalization");
    let long = format!(r#"{cookie},"retention":{{"default":"900d"}}"#);
    let (what, days, ..) = of(&long, Language::Japanese).unwrap();
    assert!(
        what.contains("Cookie") && what.ends_with("`example.com`"),
        "{what}"
    );
    assert_eq!(days, 400);
}

#[test]
fn rules_that_do_nothing_keep_and_send_nothing_but_hear_an_answer() {
    for text in [
        FILE.replace(r#""site":"s""#, r#""site":"s","off":true"#),
        r#"{"omotenashi":1,"site":"s","cookie":{"domain":"example.com"},"destinations":[{"to":"beacon","url":"/c"}]}"#.into(),
    ] {
        let sheet = sheet(&Env::native(), &text, Language::English);
        let keys: Vec<_> = sheet.stored.iter().map(|row| row.key.as_str()).collect();
        assert_eq!((&keys[..], sheet.sent.len()), (&["omotenashi.s.consent"][..], 0));
        assert!(sheet.text.contains("What earlier rules have kept"), "{}", sheet.text);
    }
}

#[test]
fn what_a_split_or_a_filter_goes_by_and_what_is_needed_is_on_the_sheet() {
    let text = r#"{"omotenashi":1,"site":"s","retention":{"experiences":"60d"},"attributes":{"account":{"from":"facts"}},
        "experiences":[{"id":"a","needs":["user.tier"],"filters":[{"seed":"x","hashBy":["user.code","visitor.id"],"ranges":[[0,0.5]]}],"show":[]},
            {"id":"b","hashBy":["account","visitor.id"],"show":[]},{"id":"c","hashBy":"visitor.id","show":[]}],
        "flags":{"f":{"default":1,"rules":[{"id":"r","hashBy":"account","values":{"a":1,"b":2},"split":{"a":50,"b":50}}]}}}"#;
    for language in [Language::English, Language::Japanese] {
        let sheet = sheet(&Env::native(), text, language);
        for path in ["`user.tier`", "`user.code`"] {
            assert_eq!(rows(&sheet, path).len(), 1, "{path}");
            assert_eq!(rows(&sheet, path)[0].1, "a", "{path}");
        }
        let begin = said::WHOSE.by(language);
        let hashes = sheet
            .stored
            .iter()
            .filter(|row| row.what.starts_with(begin));
        let hashes: Vec<_> = hashes.collect();
        assert_eq!(
            hashes.len(),
            1,
            "the random name of the device is no person"
        );
        assert!(hashes[0].what.ends_with("`account`"));
        assert_eq!(
            (hashes[0].rules.join(","), hashes[0].days),
            ("b,f".into(), 60)
        );
    }
}

#[test]
fn what_is_filled_into_the_address_of_a_picture_is_sent_and_the_sheet_says_to_whom() {
    let text = r##"{"omotenashi":1,"site":"s","experiences":[{"id":"a","show":[
        {"select":"img","image":{"src":"https://a.example/{{user.tier|none}}.png","alt":"{{user.name}}"}},
        {"select":"p","html":"<a href='/{{user.city}}'><img src='/p-{{user.plan}}.png'></a>"}]}]}"##;
    for (language, site) in [
        (Language::English, "this site"),
        (Language::Japanese, "当サイト"),
    ] {
        let sheet = sheet(&Env::native(), text, language);
        let told = sheet
            .sent
            .iter()
            .map(|row| (row.what.split('`').nth(1), row.to.as_str()));
        let told: Vec<_> = told.collect();
        let expected = [
            (None, "a.example"),
            (Some("user.tier"), "a.example"),
            (Some("user.plan"), site),
        ];
        assert_eq!(told, expected);
        assert!(sheet.sent[1].what.starts_with(said::FILLED.by(language)));
    }
}
