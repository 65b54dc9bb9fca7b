use super::*;
use crate::engine::Env;
use crate::engine::condition::{Known, Subject};
use crate::engine::history::Profile;
use crate::engine::json::{Reader, Value};

fn known(path: &'static str, remembers: bool, profile: &Profile) -> Known {
    let env = Env::native();
    let facts = Reader::new(&env, r#"{"user":{"tier":"gold","age":31},"stock.level":0}"#).value();
    let sources = Sources {
        env: &env,
        // Monday, 30 November 2026, 23:05 in UTC; Tuesday 08:05 in Tokyo.
        now_ms: 1_796_079_900_000.0,
        url: "https://shop.example:8080/item/7?utm_source=mail&utm_campaign=spring+%E8%8A%B1&a=1&a=2&x#top",
        referrer: "https://search.example/?q=x",
        title: "花",
        language: "ja",
        device_language: "en-GB",
        width: 800.0,
        touch: true,
        reduced_motion: false,
        connection: "4g",
        doubtful: false,
        facts: &facts,
        profile,
        remembers,
        looks: true,
        zone: "UTC",
    };
    let subjects = [Subject::Attribute(path)];
    resolve(&subjects, &[], &sources).pop().unwrap()
}

#[test]
fn every_attribute_has_its_value() {
    let profile = Profile {
        visitor_id: "v".into(),
        visit: 2.0,
        pages: 3.0,
        landing: "/".into(),
        last_ms: 1_796_079_900_000.0,
        before_ms: 1_796_079_900_000.0 - 2.5 * 86_400_000.0,
        ..Profile::default()
    };
    let rows = [
        ("page.path", Value::text("/item/7")),
        ("page.host", Value::text("shop.example:8080")),
        ("page.hash", Value::text("top")),
        ("page.title", Value::text("花")),
        ("page.language", Value::text("ja")),
        ("page.query.a", Value::text("1")),
        ("page.query.x", Value::text("")),
        ("referrer.host", Value::text("search.example")),
        ("campaign.source", Value::text("mail")),
        ("campaign.name", Value::text("spring 花")),
        ("device.type", Value::text("tablet")),
        ("device.width", Value::Number(800.0)),
        ("device.touch", Value::Bool(true)),
        ("device.language", Value::text("en-GB")),
        ("device.reducedMotion", Value::Bool(false)),
        ("time.hour", Value::Number(8.0)),
        ("time.minute", Value::Number(5.0)),
        ("time.weekday", Value::Number(2.0)),
        ("time.date", Value::text("2026-12-01")),
        ("time.month", Value::Number(12.0)),
        ("siteTime.hour", Value::Number(23.0)),
        ("siteTime.weekday", Value::Number(1.0)),
        ("siteTime.date", Value::text("2026-11-30")),
        ("user.tier", Value::text("gold")),
        ("stock.level", Value::Number(0.0)),
        ("visit.number", Value::Number(2.0)),
        ("visit.first", Value::Bool(false)),
        ("visit.pages", Value::Number(3.0)),
        ("visit.landing", Value::text("/")),
        ("visitor.id", Value::text("v")),
        ("visitor.new", Value::Bool(false)),
        ("visitor.daysSinceLast", Value::Number(2.0)),
        ("cart.value", Value::Number(0.0)),
    ];
    for (path, value) in rows {
        assert_eq!(known(path, true, &profile), Known::Is(value), "{path}");
    }
    assert_eq!(known("cart.idleMinutes", true, &profile), Known::Missing);
    assert_eq!(known("page.query.none", true, &profile), Known::Missing);
    assert_eq!(known("campaign.term", true, &profile), Known::Missing);
    assert_eq!(known("user.name", true, &profile), Known::Missing);
}

/// An attribute that nobody answers falls through to the last of them, the date.
#[test]
fn no_attribute_is_a_date_but_dates() {
    let profile = Profile::default();
    for (path, _) in NAMES {
        let found = known(path, true, &profile);
        let is_date = ["2026-12-01", "2026-11-30"]
            .iter()
            .any(|date| found == Known::Is(Value::text(date)));
        let is_named_so = matches!(path, "time.date" | "siteTime.date");
        assert_eq!(is_date, is_named_so, "{path} is {found:?}");
    }
}

#[test]
fn anniversaries_are_days_of_the_sites_calendar() {
    // In the site's zone it is Monday, 30 November 2026.
    let rows = [
        ("11-30", Known::Is(Value::Number(0.0))),
        ("1985-12-01", Known::Is(Value::Number(1.0))),
        ("11-29", Known::Is(Value::Number(364.0))),
        ("02-29", Known::Is(Value::Number(91.0))),
        ("2026-13-01", Known::Missing),
        ("soon", Known::Missing),
        ("", Known::Missing),
    ];
    for (date, expected) in rows {
        let mut profile = Profile::default();
        profile.tell("user.birthday", Value::text(date));
        let found = known("anniversary.user.birthday", true, &profile);
        assert_eq!(found, expected, "{date}");
    }
    let nobody = Profile::default();
    assert_eq!(
        known("anniversary.user.birthday", true, &nobody),
        Known::Missing
    );
}

#[test]
fn the_past_is_unknown_without_a_yes() {
    let page = Profile::default();
    for (path, _) in NAMES
        .iter()
        .filter(|(path, _)| path.starts_with("visit") || path.starts_with("cart"))
    {
        assert_eq!(known(path, false, &page), Known::Unknown, "{path}");
    }
}
