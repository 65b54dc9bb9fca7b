//! The journey: stages that are entered and left, and the time in them.

use super::history::{known, number, text};
use super::*;
use crate::engine::decide::Reason;

const RULES: &str = r#"{"omotenashi":1,"site":"s","consent":{"mode":"opt-in"},
"stages":{"aware":{},
  "consider":{"enter":{"$did":{"event":"view_item","within":"2d"}},"leave":{"$did":{"event":"bored","within":"page"}}},
  "buy":{"enter":{"$did":{"event":"purchase","within":"1d"}},"leave":{"$not":{"$did":{"event":"purchase","within":"30d"}}}},
  "loyal":{"enter":{"order.count":{"$gte":3}}}},
"experiences":[{"id":"e","who":{"visitor.stage":"buy","visitor.daysInStage":1},"show":[{"select":"h1","text":"x"}]}]}"#;
const DAY: f64 = 86_400_000.0;

fn visitor(rules: &str) -> Visitor {
    let mut visitor = Visitor::new("opt-in");
    visitor.open_with(rules.into(), false, false);
    visitor.say(YES, YES);
    visitor
}

/// The next page, so many days and a minute later.
fn page(visitor: &mut Visitor, rules: &str, days: f64) {
    visitor.put(Input::Hide);
    visitor.later(days * DAY + 60_000.0);
    visitor.open_with(rules.into(), false, false);
}

fn is(visitor: &mut Visitor, stage: &str, days: f64) {
    assert_eq!(known(visitor, "visitor.stage"), text(stage));
    let found = known(visitor, "visitor.daysInStage");
    assert_eq!(found, number(days), "{stage}");
}

fn order(visitor: &mut Visitor, id: &str) {
    visitor.track("purchase", &format!(r#"{{"transaction_id":"{id}"}}"#));
}

#[test]
fn who_has_entered_stays_until_they_leave_and_may_enter_again() {
    let mut one = visitor(RULES);
    is(&mut one, "aware", 0.0);
    page(&mut one, RULES, 3.0);
    is(&mut one, "aware", 3.0);
    one.track("view_item", "{}");
    is(&mut one, "consider", 0.0);
    // Nobody has looked at anything for two days, and they are still there.
    page(&mut one, RULES, 2.9);
    is(&mut one, "consider", 2.0);
    one.track("bored", "{}");
    is(&mut one, "aware", 0.0);
    one.track("view_item", "{}");
    is(&mut one, "aware", 0.0);
    page(&mut one, RULES, 1.0);
    is(&mut one, "consider", 0.0);
    order(&mut one, "1");
    is(&mut one, "buy", 0.0);
    page(&mut one, RULES, 1.5);
    is(&mut one, "buy", 1.0);
    assert_eq!(one.runtime.courses[0].decision.reason, Reason::Applied);
    page(&mut one, RULES, 30.0);
    is(&mut one, "aware", 0.0);
    for id in ["2", "3"] {
        order(&mut one, id);
    }
    // Without `leave`, for good.
    is(&mut one, "loyal", 0.0);
    page(&mut one, RULES, 130.0);
    is(&mut one, "loyal", 130.0);
}

#[test]
fn what_was_stored_before_there_were_stages_is_read_and_what_nobody_asks_for_is_not_kept() {
    let left = RULES.replace(r#","visitor.daysInStage":1"#, "");
    let bare = r#"{"omotenashi":1,"site":"s","stages":{"new":{"visit.number":1},"known":{}},
        "experiences":[{"id":"e","who":{"visitor.stage":"new"},"show":[{"select":"h1","text":"x"}]}]}"#;
    // A table of plain conditions means what it always has: the first that holds.
    let mut one = visitor(bare);
    assert_eq!(known(&mut one, "visitor.stage"), text("new"));
    page(&mut one, bare, 1.0);
    assert_eq!(known(&mut one, "visitor.stage"), text("known"));
    assert_eq!(one.runtime.profile.stage, [0.0; 2]);
    page(&mut one, RULES, 1.0);
    is(&mut one, "aware", 0.0);
    page(&mut one, &left, 2.0);
    assert!(one.runtime.profile.stage[0] > 0.0, "it can be left");
    page(&mut one, bare, 1.0);
    assert_eq!(one.runtime.profile.stage, [0.0; 2]);
    page(&mut one, &left, 1.0);
    assert!(
        one.runtime.profile.stage[0] >= one.now_ms,
        "it was forgotten"
    );
    // Days alone keep it also of plain conditions.
    let days = bare
        .replace("{{", "")
        .replace("\"new\"}", "\"new\",\"visitor.daysInStage\":9}");
    page(&mut one, &days, 1.0);
    page(&mut one, &days, 4.0);
    is(&mut one, "known", 4.0);
}

#[test]
fn without_a_yes_only_this_page_tells_the_stage_and_nothing_tells_since_when() {
    let rules = r#"{"omotenashi":1,"site":"s","stages":{"a":{"enter":{"page.path":"/"},"leave":{"page.path":"/out"}},
        "b":{"enter":{"page.path":"/b"},"leave":{"page.path":"/out"}}},
        "experiences":[{"id":"e","who":{"visitor.stage":"a","visitor.daysInStage":1},"show":[{"select":"h1","text":"x"}]}]}"#;
    let mut one = Visitor::new("opt-in");
    let go = |one: &mut Visitor, path: &str| {
        one.put(Input::Page(Page {
            url: format!("https://s.example/{path}"),
            ..Page::default()
        }));
    };
    one.open_with(rules.into(), false, false);
    // They may be further on since an earlier page.
    assert_eq!(known(&mut one, "visitor.stage"), Known::Unknown);
    go(&mut one, "b");
    go(&mut one, "");
    assert_eq!(known(&mut one, "visitor.stage"), text("b"));
    assert_eq!(known(&mut one, "visitor.daysInStage"), Known::Unknown);
    assert_eq!(one.stored, []);
    one.say(NO, NO);
    assert_eq!(known(&mut one, "visitor.stage"), Known::Unknown);
    one.say(YES, YES);
    is(&mut one, "a", 0.0);
    go(&mut one, "b");
    page(&mut one, rules, 2.0);
    is(&mut one, "b", 2.0);
    one.put(Input::Forget);
    assert_eq!(one.runtime.profile.stage, [0.0; 2]);
    one.say(YES, YES);
    is(&mut one, "a", 0.0);
    go(&mut one, "out");
    for path in ["visitor.stage", "visitor.daysInStage"] {
        assert_eq!(known(&mut one, path), Known::Missing, "{path}");
    }
}

#[test]
fn a_stage_of_before_the_yes_does_not_begin_anew_with_it() {
    let mut one = visitor(RULES);
    order(&mut one, "1");
    page(&mut one, RULES, 5.0);
    let stored = one.stored.clone();
    let days = RULES.replace(
        r#""enter":{"$did":{"event":"purchase","within":"1d"}}"#,
        r#""enter":{}"#,
    );
    let mut pending = Visitor::new("opt-in");
    pending.now_ms = one.now_ms;
    pending.open_with(days, false, false);
    pending.stored = stored
        .into_iter()
        .filter(|(key, _)| key.contains("profile"))
        .collect();
    pending.say(YES, YES);
    is(&mut pending, "buy", 5.0);
}

#[test]
fn people_read_the_stage_in_their_profile_and_who_is_further_elsewhere_is_so_here() {
    let mut one = visitor(RULES);
    order(&mut one, "1");
    let since = one.runtime.profile.stage[0];
    page(&mut one, RULES, 5.0);
    let brought = one.runtime.profile();
    let said = format!(r#""stage":{{"name":"buy","since":{since}}}"#);
    assert!(brought.contains(&said), "{brought}");
    let mut other = Visitor::new("opt-in");
    other.seed = 8;
    other.open_with(RULES.into(), false, false);
    other.say(YES, YES);
    other.later(6.0 * DAY);
    page(&mut other, RULES, 0.0);
    is(&mut other, "aware", 6.0);
    assert!(other.runtime.import(&brought).is_some());
    other.put(Input::Wake);
    is(&mut other, "buy", 6.0);
    page(&mut other, RULES, 1.0);
    is(&mut other, "buy", 7.0);
}
