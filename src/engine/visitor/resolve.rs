//! The value of each attribute.

use super::names::{Attribute, attribute, is_uncertain, of_anniversary};
use super::place::{Address, query};
use crate::engine::Env;
use crate::engine::condition::{Known, Named, Subject};
use crate::engine::history::{Behaviour, Profile, link};
use crate::engine::json::{Value, integer_text};
use crate::engine::part;
use crate::engine::time::{Civil, DAY_MS, MINUTE_MS, civil, floor, instant};
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
    /// Its kind of connection; empty where that is not told.
    pub connection: &'a str,
    /// The browser may have erased earlier visits.
    pub doubtful: bool,
    /// What the server knows.
    pub facts: &'a Value,
    /// What is remembered, or of this page only.
    pub profile: &'a Profile,
    /// The past may be read.
    pub remembers: bool,
    /// What happens on this page may be looked at.
    pub looks: bool,
    /// The site's zone; empty for the visitor's.
    pub zone: &'a str,
}

/// What is known of every subject, in order; `names` are attributes that behaviours become.
#[must_use]
pub fn resolve(subjects: &[Subject], names: &[Named], sources: &Sources<'_>) -> Vec<Known> {
    let mut known = Vec::new();
    for subject in subjects {
        known.push(match subject {
            Subject::Attribute(path) if !subject.is_answer() => sources.known(path),
            // Behaviours may ask for attributes, and answers of the rules themselves come later.
            _ => Known::Unknown,
        });
    }
    for (index, subject) in subjects.iter().enumerate() {
        if part::PAST
            && let Subject::Behaviour(behaviour) = subject
        {
            let found = sources.done(behaviour, &known);
            for named in names {
                if named.behaviour == index
                    && let Some(known) = known.get_mut(named.attribute)
                {
                    *known = match found.clone() {
                        Known::Is(value) => Known::Is(named.value(behaviour, value)),
                        found => found,
                    };
                }
            }
            if let Some(known) = known.get_mut(index) {
                *known = found;
            }
        }
    }
    known
}

impl Sources<'_> {
    /// What the statistic of a behaviour says.
    fn done(&self, behaviour: &Behaviour, known: &[Known]) -> Known {
        if !(self.remembers || behaviour.is_of_page() && self.looks) {
            return Known::Unknown;
        }
        let mut by = Some(0);
        for (_, subject) in &behaviour.plan.step.refs {
            by = match (known.get(*subject), by) {
                (Some(Known::Is(value)), Some(by)) => Some(link(by, value)),
                (Some(Known::Missing), _) => None,
                _ => return Known::Unknown,
            };
        }
        match behaviour.ask(self.profile, self.env, self.now_ms, by) {
            Some(value) => Known::Is(value),
            None => Known::Missing,
        }
    }

    fn known(&self, path: &str) -> Known {
        let mut found = None;
        if let Some(date) = of_anniversary(path) {
            return match self.known(date) {
                Known::Is(date) => match self.days_to(&date) {
                    Some(days) => Known::Is(Value::Number(days)),
                    None => Known::Missing,
                },
                other => other,
            };
        }
        if let Some(name) = path.strip_prefix("page.query.") {
            found = self.parameter(name);
        } else if let Some(attribute) = attribute(path) {
            if attribute >= Attribute::VisitNumber && !self.remembers
                || self.is_doubtful() && is_uncertain(attribute)
            {
                return Known::Unknown;
            }
            found = self.text(attribute);
            if attribute >= Attribute::VisitorId {
                return match found {
                    Some(value) => Known::Is(value),
                    None if attribute == Attribute::VisitorId => Known::Unknown,
                    None => Known::Missing,
                };
            }
        }
        match found {
            Some(value) => Known::Is(value),
            None => self.told(path),
        }
    }

    /// Whether this visit passes for the first and may not be.
    fn is_doubtful(&self) -> bool {
        (self.doubtful || self.profile.before_ms < 0.0) && self.profile.visit < 2.0
    }

    /// What the site says: facts of the server first, then what it told in the page.
    fn told(&self, path: &str) -> Known {
        let told = self.profile.user.iter().find(|(known, _)| known == path);
        let told = self.facts.at(path).or(told.map(|(_, value)| value));
        match told {
            Some(value) => Known::Is(value.clone()),
            None => Known::Missing,
        }
    }

    /// Attributes that are text; an empty one is none.
    fn text(&self, attribute: Attribute) -> Option<Value> {
        let refers = matches!(attribute, Attribute::ReferrerUrl | Attribute::ReferrerHost);
        let url = if refers { self.referrer } else { self.url };
        let address = Address::of(url);
        let text = match attribute {
            Attribute::PageUrl | Attribute::ReferrerUrl => url,
            Attribute::PagePath => address.path,
            Attribute::PageHost | Attribute::ReferrerHost => address.host,
            Attribute::PageHash => address.hash,
            Attribute::PageTitle => self.title,
            Attribute::PageLanguage => self.language,
            Attribute::CampaignSource => return self.parameter("utm_source"),
            Attribute::CampaignMedium => return self.parameter("utm_medium"),
            Attribute::CampaignName => return self.parameter("utm_campaign"),
            Attribute::CampaignTerm => return self.parameter("utm_term"),
            Attribute::CampaignContent => return self.parameter("utm_content"),
            Attribute::DeviceLanguage => self.device_language,
            Attribute::DeviceType => match self.width {
                width if width < 768.0 => "mobile",
                width if width < 1024.0 && self.touch => "tablet",
                _ => "desktop",
            },
            Attribute::DeviceConnection => self.connection,
            Attribute::VisitorKind if self.is_doubtful() => "uncertain",
            Attribute::VisitorKind if self.profile.visit < 2.0 => "new",
            Attribute::VisitorKind => "returning",
            Attribute::VisitorId => &self.profile.visitor_id,
            Attribute::VisitLanding => return Some(Value::text(&self.profile.landing)),
            _ => return self.flag(attribute),
        };
        if text.is_empty() {
            return None;
        }
        Some(Value::text(text))
    }

    /// The first value of a query parameter.
    fn parameter(&self, name: &str) -> Option<Value> {
        query(Address::of(self.url).query, name).map(|text| Value::Text(text.into()))
    }

    /// Attributes that are yes or no.
    fn flag(&self, attribute: Attribute) -> Option<Value> {
        Some(Value::Bool(match attribute {
            Attribute::DeviceTouch => self.touch,
            Attribute::DeviceReducedMotion => self.reduced_motion,
            Attribute::VisitFirst => self.profile.visit < 2.0,
            Attribute::VisitorNew => self.profile.before_ms <= 0.0,
            _ => return self.amount(attribute),
        }))
    }

    /// Attributes that are numbers.
    fn amount(&self, attribute: Attribute) -> Option<Value> {
        let Profile { cart, .. } = self.profile;
        let ago = |at_ms: f64, unit_ms| {
            let spent = floor((self.now_ms - at_ms) / unit_ms);
            if at_ms > 0.0 { Some(spent) } else { None }
        };
        Some(Value::Number(match attribute {
            Attribute::DeviceWidth => self.width,
            Attribute::VisitNumber => self.profile.visit,
            Attribute::VisitPages => self.profile.pages,
            Attribute::VisitorDaysSinceLast => ago(self.profile.before_ms, DAY_MS)?,
            Attribute::CartValue => cart.value,
            Attribute::CartCount => cart.count,
            Attribute::CartIdleMinutes => ago(cart.changed_ms, MINUTE_MS)?,
            _ => return self.time(attribute),
        }))
    }

    /// Days of the site's calendar to the next time that a date (`2026-05-02` or `05-02`) comes round; 0 for
    /// today. The 29th of February is in other years the 1st of March.
    #[inline(never)]
    fn days_to(&self, date: &Value) -> Option<f64> {
        let [.., m, month, b'-', d, day] = date.as_text()?.as_bytes() else {
            return None;
        };
        let number = |tens: u8, ones: u8| f64::from(tens & 15) * 10.0 + f64::from(ones & 15);
        let (month, day) = (number(*m, *month), number(*d, *day));
        if month > 12.0 {
            return None;
        }
        let now_ms = self.now_ms + (self.env.zone_offset)(self.zone, self.now_ms)? * MINUTE_MS;
        let mut year = civil(now_ms).year;
        let today = floor(now_ms / DAY_MS);
        loop {
            let days = instant(year, month, day) / DAY_MS - today;
            if days >= 0.0 {
                return Some(days);
            }
            year += 1.0;
        }
    }

    #[inline(never)]
    fn time(&self, attribute: Attribute) -> Option<Value> {
        let site = attribute >= Attribute::SiteHour;
        let zone = if site { self.zone } else { "" };
        let offset = (self.env.zone_offset)(zone, self.now_ms)?;
        let now = civil(self.now_ms + offset * MINUTE_MS);
        Some(Value::Number(match attribute {
            Attribute::Hour | Attribute::SiteHour => now.hour,
            Attribute::Minute => now.minute,
            Attribute::Weekday | Attribute::SiteWeekday => now.weekday,
            Attribute::Day | Attribute::SiteDay => now.day,
            Attribute::Month | Attribute::SiteMonth => now.month,
            Attribute::Year => now.year,
            _ => return Some(Value::Text(date_text(&now).into())),
        }))
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
