//! Flags: who reads one in an experiment is in it.

use super::*;

const FLAGS: &str = r#"{"omotenashi":1,"site":"s","consent":{"mode":"opt-in"},
"goals":{"order":{"event":"purchase","value":"value"}},
"flags":{"price":{"default":"list","rules":[
  {"who":{"user.tier":"gold"},"value":"gold"},
  {"id":"price-test","values":{"low":"low","high":"high"},"split":{"low":50,"high":50},"measure":{"primary":"order"}}]}},
"destinations":[{"to":"beacon","url":"/collect"}]}"#;

#[test]
fn a_flag_is_exposed_when_it_is_read_and_only_then() {
    let mut visitor = Visitor::new("opt-in");
    visitor.open_with(FLAGS.into(), false, false);
    assert_eq!(
        read(&mut visitor),
        "\"list\"",
        "nobody takes part without a yes"
    );
    visitor.say(YES, YES);
    assert_eq!(exposures(&visitor).len(), 0, "not read yet");
    let value = read(&mut visitor);
    assert!(value == "\"low\"" || value == "\"high\"", "{value}");
    assert_eq!(read(&mut visitor), value);
    let exposures = exposures(&visitor);
    assert_eq!(exposures.len(), 1, "{exposures:?}");
    assert!(
        exposures[0].contains(r#""experience":"price-test""#),
        "{exposures:?}"
    );
    visitor.track("purchase", r#"{"value":10}"#);
    let goals = visitor.effects.iter().filter(
        |effect| matches!(effect, Effect::Notify(Notice::Goal, json) if json.contains("price-test")),
    );
    assert_eq!(goals.count(), 1);
    visitor.put(Input::Identify {
        id: "c-1".into(),
        attributes: r#"{"tier":"gold"}"#.into(),
    });
    assert_eq!(read(&mut visitor), "\"gold\"");
    assert_eq!(visitor.runtime.flag("prise"), None);
}

#[test]
fn who_qualified_for_a_rule_that_lasts_stays_in_it() {
    let mut visitor = Visitor::new("opt-in");
    let lasts = r#"{"id":"vip","who":{"user.tier":"gold"},"stay":{"atMost":"7d"},"value":"gold"}"#;
    let rules = FLAGS.replace(r#"{"who":{"user.tier":"gold"},"value":"gold"}"#, lasts);
    visitor.open_with(rules, false, false);
    visitor.say(YES, YES);
    for tier in ["gold", "silver"] {
        visitor.put(Input::Identify {
            id: "c-1".into(),
            attributes: format!(r#"{{"tier":"{tier}"}}"#),
        });
        assert_eq!(read(&mut visitor), "\"gold\"", "{tier}");
    }
    visitor.runtime.now.now_ms += 7.0 * 86_400_000.0;
    assert_ne!(read(&mut visitor), "\"gold\"");
}

/// Reads the flag as the pump does.
fn read(visitor: &mut Visitor) -> String {
    let value = visitor.runtime.flag("price").unwrap();
    visitor.put(Input::Read);
    value
}

fn exposures(visitor: &Visitor) -> Vec<&String> {
    let events = visitor.effects.iter().filter_map(|effect| match effect {
        Effect::Notify(Notice::Exposure, json) => Some(json),
        _ => None,
    });
    events.collect()
}
