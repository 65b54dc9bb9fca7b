//! What visitors did becomes what rules can ask.

use super::*;
use crate::engine::condition::Subject;

const RULES: &str = r#"{"omotenashi":1,"site":"s","timezone":"Europe/Berlin","consent":{"mode":"opt-in"},
"attributes":{"user.birthday":{"from":"facts"}},
"interests":{"shelf":{"event":{"view_item":1,"add_to_cart":3},"of":"item_category","halfLife":"7d"}},
"rfm":{"recency":[90,30],"frequency":[1,2],"monetary":[100,1000]},
"stages":{"buyer":{"order.count":{"$gte":1}},"looker":{"$did":{"event":"view_item"}}},
"audiences":{"asked":{"$and":[
  {"order.count":1,"order.total":1,"order.average":1,"order.daysSinceLast":1},
  {"rfm.recency":1,"rfm.frequency":1,"rfm.monetary":1,"visitor.stage":"buyer"},
  {"interest.shelf.top":"x","interest.shelf.share":1,"cart.items":[],"visit.struggle":1},
  {"campaign.first.source":"x","campaign.last.source":"x","campaign.visit.source":"x","campaign.visit.medium":"x"},
  {"anniversary.user.birthday":0},
  {"$did":{"event":"view_item","of":"item_name","last":"x","as":"recent"}},
  {"$did":{"event":"page_view","within":"page"}},
  {"$did":{"event":"view_item","within":"page"}}]}},
"experiences":[{"id":"e","who":{"$audience":"asked"},"show":[{"select":"h1","text":"{{recent}} {{visitor.stage}}"}]}]}"#;

fn subject(visitor: &mut Visitor, wanted: &dyn Fn(&Subject) -> bool) -> Known {
    visitor.runtime.learn();
    let mut subjects = visitor.runtime.rules.subjects.iter();
    let index = subjects.position(wanted).expect("asked for");
    visitor.runtime.known[index].clone()
}

pub(super) fn known(visitor: &mut Visitor, path: &str) -> Known {
    subject(
        visitor,
        &|subject| matches!(subject, Subject::Attribute(known) if *known == path),
    )
}

pub(super) fn number(number: f64) -> Known {
    Known::Is(Value::Number(number))
}

pub(super) fn text(text: &str) -> Known {
    Known::Is(Value::text(text))
}

fn go(visitor: &mut Visitor, query: &str, referrer: &str) {
    visitor.put(Input::Page(Page {
        url: format!("https://s.example/{query}"),
        referrer: referrer.into(),
        ..Page::default()
    }));
}

const DAY: f64 = 86_400_000.0;

/// Two visits and two orders.
fn customer() -> Visitor {
    let mut visitor = Visitor::new("opt-in");
    visitor.open_with(RULES.into(), false, false);
    visitor.say(YES, YES);
    go(&mut visitor, "?utm_source=mail&utm_medium=email", "");
    visitor.track(
        "view_item",
        r#"{"items":[{"item_name":"Sandal","item_category":"shoes"}]}"#,
    );
    visitor.track(
        "add_to_cart",
        r#"{"items":[{"item_id":"a","item_category":"tea","quantity":2},{"item_id":"b"}]}"#,
    );
    visitor.track("remove_from_cart", r#"{"items":[{"item_id":"a"}]}"#);
    visitor.track("remove_from_cart", r#"{"items":[{"item_id":"b"}]}"#);
    visitor
}

#[test]
fn attributes_are_ready_made_from_what_was_done() {
    let mut visitor = customer();
    assert_eq!(known(&mut visitor, "visitor.stage"), text("looker"));
    assert_eq!(known(&mut visitor, "recent"), text("Sandal"));
    assert_eq!(
        known(&mut visitor, "cart.items"),
        Known::Is(Value::List(vec![Value::text("a")]))
    );
    assert_eq!(known(&mut visitor, "interest.shelf.top"), text("tea"));
    assert_eq!(known(&mut visitor, "interest.shelf.share"), number(0.75));
    for missing in ["order.average", "order.daysSinceLast", "rfm.recency"] {
        assert_eq!(known(&mut visitor, missing), Known::Missing, "{missing}");
    }
    assert_eq!(known(&mut visitor, "rfm.frequency"), number(1.0));
    for (order, value) in [("o-1", 300), ("o-1", 300), ("o-2", 900)] {
        let props = format!(r#"{{"transaction_id":"{order}","value":{value}}}"#);
        visitor.track("purchase", &props);
    }
    visitor.track("rage_click", "{}");
    visitor.track("dead_click", "{}");
    visitor.later(40.0 * DAY);
    visitor.put(Input::Wake);
    let ready = [
        ("order.count", number(2.0)),
        ("order.total", number(1200.0)),
        ("order.average", number(600.0)),
        ("order.daysSinceLast", number(40.0)),
        ("rfm.recency", number(2.0)),
        ("rfm.frequency", number(3.0)),
        ("rfm.monetary", number(3.0)),
        ("visitor.stage", text("buyer")),
        ("visit.struggle", number(5.0)),
        ("cart.items", Known::Is(Value::List(vec![]))),
    ];
    for (path, expected) in ready {
        assert_eq!(known(&mut visitor, path), expected, "{path}");
    }
}

#[test]
fn campaigns_are_the_first_the_last_and_of_this_visit() {
    let mut visitor = customer();
    let ways = ["first", "last", "visit"].map(|way| format!("campaign.{way}.source"));
    let sources = |visitor: &mut Visitor| ways.each_ref().map(|way| known(visitor, way));
    assert_eq!(
        sources(&mut visitor),
        [text("mail"), text("mail"), text("mail")]
    );
    visitor.later(DAY);
    go(&mut visitor, "", "");
    assert_eq!(
        sources(&mut visitor),
        [text("mail"), text("mail"), Known::Missing]
    );
    visitor.later(DAY);
    go(&mut visitor, "", "https://search.example/?q=x");
    go(&mut visitor, "next", "https://s.example/");
    assert_eq!(
        sources(&mut visitor),
        [text("mail"), text("search.example"), text("search.example")]
    );
    assert_eq!(
        known(&mut visitor, "campaign.visit.medium"),
        text("referral")
    );
}

#[test]
fn without_a_yes_only_this_page_is_known() {
    let mut visitor = Visitor::new("opt-in");
    visitor.open_with(RULES.into(), false, false);
    let of_page = |visitor: &mut Visitor, name: &str| {
        subject(
            visitor,
            &|subject| matches!(subject, Subject::Behaviour(one) if one.is_of_page() && one.name() == name),
        )
    };
    assert_eq!(of_page(&mut visitor, "page_view"), number(1.0));
    visitor.track("view_item", "{}");
    assert_eq!(of_page(&mut visitor, "view_item"), number(1.0));
    visitor.later(1.0);
    go(&mut visitor, "next", "");
    assert_eq!(of_page(&mut visitor, "view_item"), number(0.0));
    for path in [
        "order.count",
        "visitor.stage",
        "campaign.first.source",
        "recent",
    ] {
        assert_eq!(known(&mut visitor, path), Known::Unknown, "{path}");
    }
    assert_eq!(visitor.stored, []);
    visitor.say(NO, NO);
    assert_eq!(of_page(&mut visitor, "page_view"), Known::Unknown);
}

#[test]
fn a_page_that_wakes_knows_at_once_what_other_tabs_did() {
    let awake = exposed();
    let mut asleep = Visitor::new("opt-in");
    asleep.open(false, false);
    asleep.say(YES, YES);
    asleep.stored.clone_from(&awake.stored);
    asleep.put(Input::Resume(true));
    asleep.track("purchase", r#"{"value":5}"#);
    let goals = asleep.effects.iter();
    let goals = goals.filter(|effect| matches!(effect, Effect::Notify(Notice::Goal, _)));
    assert_eq!(goals.count(), 1);
}

#[test]
fn of_an_address_nothing_is_kept_that_may_say_who_somebody_is() {
    let keeps = RULES.replacen(
        r#""interests""#,
        r#""observe":{"keepAhead":["page_view"]},"interests""#,
        1,
    );
    let mut visitor = Visitor::new("opt-in");
    visitor.open_with(keeps, false, false);
    visitor.say(YES, YES);
    let url = "reset?token=s3cret&mail=a@b.example#s3cret";
    go(&mut visitor, url, "");
    visitor.put(Input::Hide);
    let past = visitor.past().unwrap();
    assert!(
        past.contains(r#""page_location":"https://s.example/reset""#),
        "{past}"
    );
    assert!(!past.contains("s3cret") && !past.contains('@'), "{past}");
}

#[test]
fn what_is_brought_in_is_kept_also_where_the_page_is_left_at_once() {
    let brought = customer().runtime.profile();
    for last in [Input::Hide, Input::Wake] {
        let mut other = Visitor::new("opt-in");
        other.seed = 8;
        other.open_with(RULES.into(), false, false);
        other.say(YES, YES);
        assert!(other.runtime.import(&brought).is_some());
        // Nobody waits for a lock any more.
        other.feed(last);
        other.open_with(RULES.into(), false, false);
        assert_eq!(known(&mut other, "recent"), text("Sandal"));
    }
}

#[test]
fn what_the_site_has_told_of_a_person_is_known_on_the_next_page_also_a_birthday_and_what_is_inside()
{
    let rules = RULES.replace(
        r#""who":"#,
        r#""where":{"user.address.city":"京都"},"who":"#,
    );
    let mut visitor = Visitor::new("opt-in");
    visitor.open_with(rules.clone(), false, false);
    visitor.say(YES, YES);
    visitor.put(Input::Identify {
        id: "c-1".into(),
        attributes: r#"{"birthday":"01-01","address":{"city":"京都","street":"hidden"}}"#.into(),
    });
    let told = known(&mut visitor, "anniversary.user.birthday");
    assert!(matches!(told, Known::Is(_)));
    visitor.put(Input::Hide);
    assert!(!visitor.past().unwrap().contains("hidden"));
    visitor.open_with(rules, false, false);
    assert_eq!(known(&mut visitor, "anniversary.user.birthday"), told);
    assert_eq!(known(&mut visitor, "user.address.city"), text("京都"));
}

#[test]
fn a_page_left_open_over_night_is_another_visit_whatever_is_done_on_it_first() {
    for first in ["view_item", "asked_by_nobody"] {
        let mut visitor = Visitor::new("opt-in");
        visitor.open_with(
            RULES.replace("\"order.count\":1", "\"order.count\":1,\"visit.number\":1"),
            false,
            false,
        );
        visitor.say(YES, YES);
        visitor.later(DAY / 3.0);
        visitor.track(first, "{}");
        for again in [true, false] {
            visitor.later(60_000.0);
            if again {
                go(&mut visitor, "", "");
            } else {
                visitor.put(Input::Hide);
                visitor.open_with(RULES.into(), false, false);
            }
            assert!(visitor.runtime.profile.visit > 1.0, "{first}");
        }
    }
    // But a long page that is used all the time is one.
    let mut visitor = Visitor::new("opt-in");
    visitor.open_with(RULES.into(), false, false);
    visitor.say(YES, YES);
    for event in ["asked_by_nobody", "view_item", "asked_by_nobody", ""] {
        visitor.later(20.0 * 60_000.0);
        if event.is_empty() {
            visitor.put(Input::Hide);
            visitor.open_with(RULES.into(), false, false);
        } else {
            visitor.track(event, "{}");
        }
    }
    assert!(visitor.runtime.profile.visit < 2.0);
}
