//! Exposures and goals on their way out.

use super::*;

/// The rules with two collectors.
fn to_both(mode: &str, addresses: [&str; 2]) -> String {
    let beacons = addresses.map(|url| format!(r#"{{"to":"beacon","url":"{url}"}}"#));
    let rules = RULES.replace("MODE", mode);
    rules.replace(r#"{"to":"beacon","url":"/collect"}"#, &beacons.join(","))
}

#[test]
fn an_exposure_is_batched_sent_and_kept_until_delivered() {
    let mut visitor = exposed();
    assert!(visitor.read("omotenashi.s.outbox").is_some());
    visitor.later(1_000.0);
    let sent = sends(&visitor.put(Input::Wake));
    assert_eq!(sent.len(), 1);
    assert!(
        sent[0].1.starts_with(r#"{"v":1,"site":"s","sent":"#),
        "{}",
        sent[0].1
    );
    assert!(sent[0].1.contains(r#""type":"exposure""#));
    visitor.put(Input::Delivered {
        batch: sent[0].0,
        done: true,
    });
    assert_eq!(visitor.read("omotenashi.s.outbox"), None);
    let pushes = visitor
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Push(_)))
        .count();
    assert_eq!(pushes, 2);
    // The same variant again, on this page or another, is no second exposure.
    visitor.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
    visitor.open(false, false);
    visitor.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
    visitor.later(5_000.0);
    assert_eq!(sends(&visitor.put(Input::Wake)), []);
}

#[test]
fn who_opens_two_tabs_at_once_is_counted_once() {
    let mut one = Visitor::new("opt-in");
    one.open(false, false);
    one.say(YES, YES);
    one.open(false, false);
    let mut other = Visitor::new("opt-in");
    other.seed = 8;
    other.stored = one.stored.clone();
    other.now_ms = one.now_ms;
    other.open(false, false);
    other.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
    // While its page was still on its way, nobody has told this tab.
    one.stored = other.stored.clone();
    one.later(700.0);
    let counted = one.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
    let exposures = |effect: &&Effect| matches!(effect, Effect::Notify(Notice::Exposure, _));
    assert_eq!(counted.iter().filter(exposures).count(), 0);
    // It goes on with what the other has begun.
    one.track("purchase", r#"{"value":5}"#);
    let goal = |effect: &&Effect| matches!(effect, Effect::Notify(Notice::Goal, detail) if detail.contains(r#""since":700,"#));
    assert_eq!(one.effects.iter().filter(goal).count(), 1);
}

#[test]
fn a_variant_met_on_another_device_is_shown_on_this_one_and_its_goals_are_that_variants() {
    let one = exposed();
    let met = one.runtime.variant("test");
    for seed in 20..28 {
        let mut other = Visitor::new("opt-in");
        other.seed = seed;
        other.open(false, false);
        other.say(YES, YES);
        assert!(other.runtime.import(&one.runtime.profile()).is_some());
        other.put(Input::Read);
        other.open(false, false);
        assert_eq!(other.runtime.variant("test"), met, "device {seed}");
        // It was counted there, and what comes of it is credited to what is seen.
        let seen = other.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
        let bought = other.track("purchase", r#"{"value":5}"#);
        let told = |effects: &[Effect]| -> Vec<String> {
            let notices = effects.iter().filter_map(|effect| match effect {
                Effect::Notify(Notice::Exposure | Notice::Goal, detail) => Some(detail.clone()),
                _ => None,
            });
            notices.collect()
        };
        assert_eq!(told(&seen), [""; 0]);
        let variant = format!(r#""variant":"{}""#, met.as_deref().unwrap());
        assert!(told(&bought)[0].contains(&variant), "device {seed}");
    }
}

#[test]
fn a_lost_batch_waits_longer_each_time_and_goes_on_across_pages() {
    let mut visitor = exposed();
    visitor.later(1_000.0);
    let first = sends(&visitor.put(Input::Wake));
    let failed = visitor.put(Input::Delivered {
        batch: first[0].0,
        done: false,
    });
    assert!(failed.contains(&Effect::Wake(2_000.0)), "{failed:?}");
    visitor.later(2_000.0);
    let second = sends(&visitor.put(Input::Wake));
    let failed = visitor.put(Input::Delivered {
        batch: second[0].0,
        done: false,
    });
    assert!(failed.contains(&Effect::Wake(4_000.0)));
    visitor.open(false, false);
    visitor.later(1_000.0);
    let third = sends(&visitor.put(Input::Wake));
    assert!(third[0].1.contains(r#""type":"exposure""#));
    let id = |body: &str| body.split(r#""id":""#).nth(1).unwrap()[..16].to_string();
    assert_eq!(
        id(&first[0].1),
        id(&third[0].1),
        "the same event keeps its id"
    );
}

#[test]
fn what_nobody_took_goes_on_across_pages_of_who_may_be_measured_and_not_remembered() {
    let mut visitor = Visitor::new("opt-in");
    visitor.open(false, false);
    visitor.say(NO, YES);
    visitor.put(Input::Receipt(Receipt::reached(0, Outcome::Applied)));
    visitor.later(1_000.0);
    let [(batch, first)] = &sends(&visitor.put(Input::Wake))[..] else {
        panic!("one batch");
    };
    visitor.put(Input::Delivered {
        batch: *batch,
        done: false,
    });
    visitor.open(false, false);
    visitor.later(1_000.0);
    let [(batch, second)] = &sends(&visitor.put(Input::Wake))[..] else {
        panic!("one batch again");
    };
    let events = |body: &str| String::from(body.split(r#""events":"#).nth(1).unwrap());
    assert_eq!(events(first), events(second));
    visitor.put(Input::Delivered {
        batch: *batch,
        done: true,
    });
    assert_eq!(visitor.read("omotenashi.s.outbox"), None);
}

#[test]
fn leaving_sends_what_waits() {
    let mut visitor = exposed();
    let left = visitor.put(Input::Hide);
    assert!(
        left.iter()
            .any(|effect| matches!(effect, Effect::Send { last: true, .. }))
    );
}

#[test]
fn goals_count_after_exposure_and_orders_once() {
    let mut visitor = exposed();
    visitor.later(5_000.0);
    visitor.track("purchase", r#"{"value":5,"transaction_id":"o-1"}"#);
    visitor.track("purchase", r#"{"value":5,"transaction_id":"o-1"}"#);
    visitor.track("purchase", r#"{"value":7,"transaction_id":"o-2"}"#);
    visitor.track("purchase", r#"{"value":"1e999","transaction_id":"o-3"}"#);
    visitor.put(Input::Click(0));
    let goals: Vec<&String> = visitor
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Notify(Notice::Goal, detail) => Some(detail),
            _ => None,
        })
        .collect();
    assert_eq!(goals.len(), 4);
    assert!(
        goals[0].contains(r#""since":5000,"first":true,"value":5,"before":0"#),
        "{}",
        goals[0]
    );
    assert!(goals[1].contains(r#""first":false,"value":7,"before":5"#));
    assert!(goals[2].contains(r#""first":false,"value":0,"before":12"#));
    assert!(goals[3].contains(r#""goal":"signup""#));
}

#[test]
fn a_tab_takes_only_its_own_events_out_of_what_is_stored() {
    let mut visitor = exposed();
    let key = "omotenashi.s.outbox";
    let others = r#"["/collect","{\"id\":\"other\"}"]"#;
    visitor.save(key.into(), format!("[{others}]"));
    visitor.track("purchase", r#"{"value":5}"#);
    let stored = visitor.read(key).unwrap();
    assert!(stored.starts_with(&format!("[{others},[")), "{stored}");
    assert!(stored.contains(r#"\"type\":\"exposure\""#) && stored.contains(r#"\"type\":\"goal\""#));
    visitor.later(1_000.0);
    let batch = sends(&visitor.put(Input::Wake))[0].0;
    visitor.put(Input::Delivered { batch, done: true });
    assert_eq!(visitor.read(key).unwrap(), format!("[{others}]"));
}

#[test]
fn what_is_taken_up_twice_is_sent_once() {
    let mut visitor = exposed();
    visitor.say(NO, YES);
    visitor.say(YES, YES);
    visitor.later(1_000.0);
    let sent = sends(&visitor.put(Input::Wake));
    assert_eq!(sent[0].1.matches(r#""type":"exposure""#).count(), 1);
}

#[test]
fn what_is_left_for_two_addresses_is_taken_up_for_both_and_for_none_any_more_not_kept() {
    let mut visitor = exposed();
    let left = |url: &str| format!(r#"["{url}","{{\"id\":\"one\"}}"]"#);
    let key = "omotenashi.s.outbox";
    let stored = [left("/collect"), left("/other"), left("/gone")].join(",");
    visitor.save(key.into(), format!("[{stored}]"));
    let both = to_both("opt-in", ["/collect", "/other"]);
    visitor.open_with(both, false, false);
    visitor.track("purchase", r#"{"value":5}"#);
    let stored = visitor.read(key).unwrap();
    assert!(stored.contains("/collect") && stored.contains("/other"));
    assert_eq!(stored.matches(r#"\"one\""#).count(), 2, "{stored}");
}

#[test]
fn an_address_that_always_fails_holds_up_no_other() {
    let both = to_both("opt-in", ["/bad", "/good"]);
    let mut visitor = Visitor::new("opt-in");
    visitor.open(false, false);
    visitor.say(YES, YES);
    visitor.open_with(both, false, false);
    visitor.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
    let mut tried = Vec::new();
    for second in 0..60 {
        visitor.later(1_000.0);
        if second == 20 {
            visitor.track("purchase", r#"{"value":5}"#);
        }
        let sent: Vec<(u32, String)> = visitor
            .put(Input::Wake)
            .iter()
            .filter_map(|effect| match effect {
                Effect::Send { batch, url, .. } => Some((*batch, String::from(*url))),
                _ => None,
            })
            .collect();
        for (batch, url) in sent {
            let done = url == "/good";
            tried.push((second, url));
            visitor.put(Input::Delivered { batch, done });
        }
    }
    let when = |wanted: &str| -> Vec<i32> {
        let of = tried.iter().filter(|(_, url)| url == wanted);
        of.map(|(second, _)| *second).collect()
    };
    assert_eq!(when("/good"), [0, 21]);
    assert_eq!(when("/bad"), [0, 2, 6, 14, 30], "twice as long each time");
}

/// Ids of events that arrived, and what was told of those that did not, while the destination takes everything.
fn arrive(visitor: &mut Visitor) -> (Vec<String>, f64) {
    let mut ids = Vec::new();
    let mut lost = 0.0;
    visitor.later(400_000.0);
    let mut on_the_way = sends(&visitor.put(Input::Wake));
    while let Some((batch, body)) = on_the_way.pop() {
        let told = body.split(r#""lost":"#).nth(1).unwrap();
        lost += told.trim_end_matches('}').parse::<f64>().unwrap();
        for event in body.split(r#""id":""#).skip(1) {
            ids.push(String::from(&event[..16]));
        }
        on_the_way.extend(sends(&visitor.put(Input::Delivered { batch, done: true })));
    }
    ids.sort();
    ids.dedup();
    (ids, lost)
}

#[test]
fn over_ten_pages_without_a_network_every_event_arrives_later_or_is_told_as_lost() {
    for orders in 1..9 {
        let mut visitor = exposed();
        for page in 0..10 {
            visitor.open(false, false);
            for n in 0..orders {
                let order = format!(r#"{{"value":5,"transaction_id":"{page}-{n}"}}"#);
                visitor.track("purchase", &order);
            }
            visitor.later(1_000.0);
            for (batch, _) in sends(&visitor.put(Input::Wake)) {
                visitor.put(Input::Delivered { batch, done: false });
            }
            visitor.put(Input::Hide);
        }
        visitor.open(false, false);
        let (ids, lost) = arrive(&mut visitor);
        assert_eq!(
            ids.len() as f64 + lost,
            f64::from(10 * orders + 1),
            "{lost}"
        );
        assert_eq!(lost > 0.0, orders > 3, "{lost}");
        visitor.open(false, false);
        assert_eq!(arrive(&mut visitor), (Vec::new(), 0.0));
    }
}

#[test]
fn what_is_lost_for_one_address_is_told_to_that_one() {
    let both = to_both("opt-out", ["/bad", "/good"]);
    let mut visitor = Visitor::new("opt-out");
    visitor.open_with(both.clone(), false, false);
    visitor.open_with(both, false, false);
    visitor.put(Input::Receipt(Receipt::reached(2, Outcome::Applied)));
    let mut told = [0.0; 2];
    for order in 0..200 {
        visitor.track("purchase", &format!(r#"{{"transaction_id":"{order}"}}"#));
        visitor.later(10_000.0);
        let mut effects = visitor.put(Input::Wake);
        while let Some(effect) = effects.pop() {
            if let Effect::Send {
                batch, url, body, ..
            } = effect
            {
                let good = url == "/good";
                // At last the other takes them, too.
                let done = good || order > 120;
                if done {
                    let lost = body.split(r#""lost":"#).nth(1).unwrap();
                    let lost: f64 = lost.trim_end_matches('}').parse().unwrap();
                    told[usize::from(good)] += lost;
                }
                effects.extend(visitor.put(Input::Delivered { batch, done }));
            }
        }
    }
    assert!(told[0] > 0.0 && told[1] == 0.0, "{told:?}");
}

#[test]
fn what_comes_while_a_page_is_left_waits_for_nothing() {
    let mut visitor = exposed();
    visitor.put(Input::Hide);
    let sent = sends(&visitor.track("purchase", r#"{"value":5}"#));
    assert!(sent[0].1.contains(r#""goal":"order""#), "{sent:?}");
    // But where the destination takes nothing.
    for batch in [1, sent[0].0] {
        visitor.put(Input::Delivered { batch, done: false });
    }
    assert_eq!(sends(&visitor.track("purchase", r#"{"value":6}"#)), []);
}

#[test]
fn a_clock_that_is_put_back_loses_nothing_and_no_goal_comes_before_its_exposure() {
    let mut visitor = exposed();
    visitor.later(-40.0 * 86_400_000.0);
    let bought = visitor.track("purchase", r#"{"value":5}"#);
    let goal = bought.iter().find_map(|effect| match effect {
        Effect::Notify(Notice::Goal, detail) => Some(detail),
        _ => None,
    });
    assert!(goal.unwrap().contains(r#""since":0,"#), "{goal:?}");
    // A timer of the browser knows no more than 24 days, and rings at once.
    let woken = visitor.put(Input::Wake);
    assert!(woken.contains(&Effect::Wake(300_000.0)), "{woken:?}");
    let [(_, sent)] = &sends(&visitor.put(Input::Hide))[..] else {
        panic!("one batch");
    };
    assert_eq!(sent.matches(r#""type""#).count(), 2, "{sent}");
}

#[test]
fn where_a_variant_leaves_the_page_the_one_that_stays_is_sent_as_soon() {
    let sent = |show: &str| {
        let rules = r#"{"omotenashi":1,"site":"s","consent":{"mode":"opt-out"},"destinations":[{"to":"beacon","url":"/c"}],
"experiences":[{"id":"a","variants":{"b":{"show":[SHOW]}},"split":{"original":99,"b":1}}]}"#;
        let mut visitor = Visitor::new("opt-out");
        visitor.open_with(rules.replace("SHOW", show), false, false);
        assert_eq!(visitor.runtime.variant("a").unwrap(), "original");
        let counted = visitor.put(Input::Receipt(Receipt::reached(0, Outcome::Applied)));
        sends(&[counted, visitor.put(Input::Wake)].concat()).len()
    };
    assert_eq!(sent(r#"{"redirect":"/other"}"#), 1);
    assert_eq!(sent(r#"{"select":"h1","text":"x"}"#), 0);
}
