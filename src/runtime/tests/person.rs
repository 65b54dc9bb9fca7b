//! Several people at one device, told apart by what an experiment hashes: each is counted, and brings what they bring to
//! the variant that they see.

use super::*;

const RULES: &str = r##"{"omotenashi":1,"site":"s","consent":{"mode":"opt-out"},"attributes":{"user.id":{}},
"goals":{"order":{"event":"purchase","value":"value"}},
"experiences":[{"id":"test","hashBy":HASH,"variants":{"red":{"show":[{"select":".b","class":{"add":["red"]}}]}},
"split":{"original":50,"red":50},"measure":{"primary":"order"},"frequency":{"atMost":99}}],
"destinations":[{"to":"beacon","url":"/collect"}]}"##;

#[test]
fn what_is_told_before_the_first_decision_of_a_test_is_kept_and_kept_once() {
    let rules = RULES.replace("HASH", r#""visitor.id""#).replace(
        r#""experiences":["#,
        r#""experiences":[{"id":"seen","who":{"$did":{"event":"view_item","count":{"$gte":1}},"visit.pages":1},"show":[{"surface":"bar","html":"x"}]},"#,
    );
    let mut visitor = Visitor::new("opt-out");
    visitor.put(Input::Identify {
        id: "u".into(),
        attributes: String::new(),
    });
    visitor.track("view_item", "{}");
    let opened = visitor.begin(rules, false, false);
    assert_eq!(shown(&opened), [1, 0], "the page's elements, too");
    visitor.put(Input::Hide);
    let profile = visitor.runtime.profile();
    assert!(profile.contains(r#""pages":1,"#), "{profile}");
    assert!(profile.contains(r#""event":"view_item""#), "{profile}");
    let mut kept = visitor.stored.iter().map(|(_, text)| text);
    assert!(kept.any(|text| text.contains("view_item")));
}

/// Somebody signs in (without a name: out), sees a page, orders. What was counted of it: by kind, the variant.
fn come(visitor: &mut Visitor, hash: &str, who: &str) -> (Option<String>, Vec<String>) {
    let rules = RULES.replace("HASH", hash);
    visitor.open_with(rules.clone(), false, false);
    visitor.put(Input::Identify {
        id: who.into(),
        attributes: String::new(),
    });
    visitor.open_with(rules, false, false);
    visitor.effects.clear();
    visitor.put(Input::Receipt(Receipt::reached(0, Outcome::Applied)));
    visitor.track("purchase", r#"{"value":5}"#);
    visitor.later(60_000.0);
    let told = visitor.effects.iter().filter_map(|effect| match effect {
        Effect::Notify(notice @ (Notice::Exposure | Notice::Goal), detail) => {
            let variant = detail.split(r#""variant":""#).nth(1)?.split('"').next()?;
            let first = detail.contains(r#""first":false"#);
            Some(format!(
                "{}{} {variant}",
                if first { "later " } else { "" },
                notice.name()
            ))
        }
        _ => None,
    });
    let told = told.collect();
    (visitor.runtime.variant("test"), told)
}

#[test]
fn each_of_several_people_at_a_device_is_counted_once_and_for_the_variant_they_see() {
    for (hash, all) in [
        (r#""user.id""#, &["u0", "u1", "u2", "u3"][..]),
        // Signed out it is the device.
        (r#"["user.id","visitor.id"]"#, &["u0", "u1", "u2", ""]),
    ] {
        let mut visitor = Visitor::new("opt-out");
        visitor.open_with(RULES.replace("HASH", hash), false, false);
        let mut seen = Vec::new();
        for who in all {
            let (variant, told) = come(&mut visitor, hash, who);
            let variant = variant.unwrap();
            assert_eq!(
                told,
                [format!("exposure {variant}"), format!("goal {variant}")],
                "{who}"
            );
            seen.push(variant);
        }
        assert!(seen.iter().any(|variant| *variant != seen[0]), "{seen:?}");
        for (who, variant) in all.iter().zip(&seen) {
            let (again, told) = come(&mut visitor, hash, who);
            assert_eq!(again.as_ref(), Some(variant));
            assert_eq!(told, [format!("later goal {variant}")], "{who} again");
        }
    }
}

#[test]
fn who_signs_in_or_out_after_they_were_counted_goes_on_with_what_they_have_seen() {
    // Seen before signing in, where that is enough.
    let both = r#"["user.id","visitor.id"]"#;
    let mut visitor = Visitor::new("opt-out");
    visitor.open_with(RULES.replace("HASH", both), false, false);
    let (seen, told) = come(&mut visitor, both, "");
    assert_eq!(told.len(), 2);
    let (again, told) = come(&mut visitor, both, "u1");
    assert_eq!(again, seen);
    assert_eq!(told, [format!("later goal {}", seen.unwrap())]);
    // Of whom nobody knows, it is the last who was seen.
    let one = r#""user.id""#;
    let mut visitor = Visitor::new("opt-out");
    visitor.open_with(RULES.replace("HASH", one), false, false);
    come(&mut visitor, one, "u0");
    let (seen, _) = come(&mut visitor, one, "u5");
    let (_, told) = come(&mut visitor, one, "");
    assert_eq!(told, [format!("later goal {}", seen.unwrap())]);
}

#[test]
fn whoever_signs_in_before_the_script_is_there_counts_once_and_a_late_page_shows_them_nothing() {
    let rules = r#"{"omotenashi":1,"site":"s","consent":{"mode":"opt-out"},"experiences":[
        {"id":"signed","who":WHO,"variants":{"a":{"show":[{"select":"h1","text":"A"}]}},"split":{"original":0,"a":100}},
        {"id":"pop","show":[{"surface":"modal","text":"x"}]},
        {"id":"often","who":{"$did":{"event":"ask","count":{"$gte":9}}},"show":[{"select":"h2","text":"x"}]}]}"#;
    for (who, late) in [
        (r#"{"user.id":"c-1"}"#, false),
        (r#"{"user.id":"c-1"}"#, true),
        (r#"{"$did":{"event":"ask"}}"#, false),
    ] {
        let mut visitor = Visitor::new("opt-out");
        visitor.put(Input::Identify {
            id: "c-1".into(),
            attributes: String::new(),
        });
        visitor.track("ask", "");
        visitor.track("ask", "");
        let effects = visitor.put(Input::Start(Start {
            rules: Read::new(&Env::native(), rules.replace("WHO", who)),
            page: Page::NONE,
            bot: false,
            facts: String::new(),
            forced: String::new(),
            late,
        }));
        assert_eq!(shown(&effects).contains(&1), !late, "{who}");
        visitor.put(Input::Hide);
        visitor.open_with(rules.replace("WHO", who), false, false);
        let profile = visitor.runtime.profile();
        assert!(profile.contains(r#""pages":2"#), "{profile}");
        assert!(profile.contains(r#""answer":2"#), "{profile}");
    }
}
