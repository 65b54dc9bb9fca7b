//! The value of each attribute.

use super::place::{Address, query};
use crate::engine::Env;
use crate::engine::condition::{Known, Subject};
use crate::engine::history::Profile;
use crate::engine::json::{Value, integer_text};
use crate::engine::time::{Civil, DAY_MS, MINUTE_MS, civil, floor};
use alloc::{string::String, vec::Vec};

/// Everything that attributes are got from.
pub struct Sources<'a> {
    /// What the host lends.
    pub env: &'a Env,
    /// Milliseconds since the epoch.
    pub now_ms: f64,
    /// Address of the page.
    pub url: &'a str,
    /// Address of the page before; empty for none.
    pub referrer: &'a str,
    /// Title of the page.
    pub title: &'a str,
    /// Language of the page.
    pub language: &'a str,
    /// Language of the browser.
    pub device_language: &'a str,
    /// Width of the viewport in CSS pixels.
    pub width: f64,
    /// The pointer is coarse.
    pub touch: bool,
    /// Reduced motion is asked for.
    pub reduced_motion: bool,
    /// What the server knows.
    pub facts: &'a Value,
    /// What is remembered, or of this page only.
    pub profile: &'a Profile,
    /// The past may be read.
    pub remembers: bool,
    /// The site's zone; empty for the visitor's.
    pub zone: &'a str,
}

/// What is known of every subject, in order.
#[must_use]
pub fn resolve(subjects: &[Subject], sources: &Sources<'_>) -> Vec<Known> {
    subjects
        .iter()
        .map(|subject| match subject {
            Subject::Attribute(path) => sources.attribute(path),
            Subject::Behaviour(behaviour) => sources.past(Value::Number(
                sources.profile.times(sources.now_ms, behaviour),
            )),
        })
        .collect()
}

impl Sources<'_> {
    fn attribute(&self, path: &str) -> Known {
        let (family, name) = path.split_once('.').unwrap_or(("", path));
        let found = match family {
            "page" => self.page(name),
            "referrer" => some(match name {
                "url" => self.referrer,
                _ => Address::of(self.referrer).host,
            }),
            "campaign" => self.campaign(name),
            "device" => self.device(name),
            "time" => self.time("", name),
            "siteTime" => self.time(self.zone, name),
            "visit" | "visitor" | "cart" => return self.remembered(family, name),
            _ => None,
        };
        found.map_or_else(|| self.told(path), Known::Is)
    }

    /// What the site says: facts of the server first, then what it told in the page.
    fn told(&self, path: &str) -> Known {
        let told = self.profile.user.iter().find(|(known, _)| **known == *path);
        self.facts
            .at(path)
            .or(told.map(|(_, value)| value))
            .map_or(Known::Missing, |value| Known::Is(value.clone()))
    }

    fn page(&self, name: &str) -> Option<Value> {
        let address = Address::of(self.url);
        if let Some(parameter) = name.strip_prefix("query.") {
            return query(address.query, parameter).map(|text| Value::text(&text));
        }
        some(match name {
            "url" => self.url,
            "path" => address.path,
            "host" => address.host,
            "hash" => address.hash,
            "title" => self.title,
            _ => self.language,
        })
    }

    fn campaign(&self, name: &str) -> Option<Value> {
        let mut parameter = String::from("utm_");
        parameter.push_str(if name == "name" { "campaign" } else { name });
        query(Address::of(self.url).query, &parameter).map(|text| Value::text(&text))
    }

    fn device(&self, name: &str) -> Option<Value> {
        Some(match name {
            "width" => Value::Number(self.width),
            "touch" => Value::Bool(self.touch),
            "reducedMotion" => Value::Bool(self.reduced_motion),
            "language" => return some(self.device_language),
            _ => Value::text(match self.width {
                width if width < 768.0 => "mobile",
                width if width < 1024.0 && self.touch => "tablet",
                _ => "desktop",
            }),
        })
    }

    fn time(&self, zone: &str, name: &str) -> Option<Value> {
        let offset = (self.env.zone_offset)(zone, self.now_ms)?;
        let now = civil(self.now_ms + offset * MINUTE_MS);
        Some(Value::Number(match name {
            "hour" => now.hour,
            "minute" => now.minute,
            "weekday" => now.weekday,
            "day" => now.day,
            "month" => now.month,
            "year" => now.year,
            _ => return Some(Value::text(&date_text(&now))),
        }))
    }

    fn remembered(&self, family: &str, name: &str) -> Known {
        let profile = self.profile;
        let number = match (family, name) {
            ("visit", "number") => profile.visit,
            ("visit", "pages") => profile.pages,
            ("visit", "landing") => return self.past(Value::text(&profile.landing)),
            ("visit", _) => return self.past(Value::Bool(profile.visit < 2.0)),
            ("visitor", "id") if profile.visitor_id.is_empty() => return Known::Unknown,
            ("visitor", "id") => return Known::Is(Value::text(&profile.visitor_id)),
            ("visitor", "new") => return self.past(Value::Bool(profile.before_ms <= 0.0)),
            ("visitor", _) if profile.before_ms <= 0.0 && self.remembers => return Known::Missing,
            ("visitor", _) => floor((self.now_ms - profile.before_ms) / DAY_MS),
            ("cart", "value") => profile.cart.value,
            ("cart", "count") => profile.cart.count,
            _ if profile.cart.changed_ms <= 0.0 && self.remembers => return Known::Missing,
            _ => floor((self.now_ms - profile.cart.changed_ms) / MINUTE_MS),
        };
        self.past(Value::Number(number))
    }

    /// A value of the past: unknown as long as the past may not be read.
    fn past(&self, value: Value) -> Known {
        if self.remembers {
            Known::Is(value)
        } else {
            Known::Unknown
        }
    }
}

fn some(text: &str) -> Option<Value> {
    if text.is_empty() {
        None
    } else {
        Some(Value::text(text))
    }
}

fn date_text(now: &Civil) -> String {
    let mut text = String::new();
    integer_text(&mut text, now.year);
    for part in [now.month, now.day] {
        text.push_str(if part < 10.0 { "-0" } else { "-" });
        integer_text(&mut text, part);
    }
    text
}
