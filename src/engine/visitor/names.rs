//! Every attribute there is, by name.

use crate::engine::json::Text;
use crate::engine::words::position;

/// Attributes with a name of their own. Their order counts: those from [`Attribute::VisitorId`] on are of the past, and of
/// the times those from [`Attribute::SiteHour`] on are told by the site's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
#[allow(missing_docs)]
pub enum Attribute {
    PageUrl,
    PagePath,
    PageHost,
    PageHash,
    PageTitle,
    PageLanguage,
    ReferrerUrl,
    ReferrerHost,
    CampaignSource,
    CampaignMedium,
    CampaignName,
    CampaignTerm,
    CampaignContent,
    DeviceType,
    DeviceWidth,
    DeviceTouch,
    DeviceLanguage,
    DeviceReducedMotion,
    DeviceConnection,
    Hour,
    Minute,
    Weekday,
    Day,
    Month,
    Year,
    Date,
    SiteHour,
    SiteWeekday,
    SiteDay,
    SiteMonth,
    SiteDate,
    VisitorId,
    VisitNumber,
    VisitFirst,
    VisitPages,
    VisitLanding,
    VisitorNew,
    VisitorKind,
    VisitorDaysSinceLast,
    CartValue,
    CartCount,
    CartIdleMinutes,
}

/// Names of attributes. Open families are in [`is_known`].
pub const NAMES: [(Text, Attribute); 42] = [
    ("page.url", Attribute::PageUrl),
    ("page.path", Attribute::PagePath),
    ("page.host", Attribute::PageHost),
    ("page.hash", Attribute::PageHash),
    ("page.title", Attribute::PageTitle),
    ("page.language", Attribute::PageLanguage),
    ("referrer.url", Attribute::ReferrerUrl),
    ("referrer.host", Attribute::ReferrerHost),
    ("campaign.source", Attribute::CampaignSource),
    ("campaign.medium", Attribute::CampaignMedium),
    ("campaign.name", Attribute::CampaignName),
    ("campaign.term", Attribute::CampaignTerm),
    ("campaign.content", Attribute::CampaignContent),
    ("device.type", Attribute::DeviceType),
    ("device.width", Attribute::DeviceWidth),
    ("device.touch", Attribute::DeviceTouch),
    ("device.language", Attribute::DeviceLanguage),
    ("device.reducedMotion", Attribute::DeviceReducedMotion),
    ("device.connection", Attribute::DeviceConnection),
    ("visit.number", Attribute::VisitNumber),
    ("visit.first", Attribute::VisitFirst),
    ("visit.pages", Attribute::VisitPages),
    ("visit.landing", Attribute::VisitLanding),
    ("visitor.id", Attribute::VisitorId),
    ("visitor.new", Attribute::VisitorNew),
    ("visitor.kind", Attribute::VisitorKind),
    ("visitor.daysSinceLast", Attribute::VisitorDaysSinceLast),
    ("cart.value", Attribute::CartValue),
    ("cart.count", Attribute::CartCount),
    ("cart.idleMinutes", Attribute::CartIdleMinutes),
    ("time.hour", Attribute::Hour),
    ("time.minute", Attribute::Minute),
    ("time.weekday", Attribute::Weekday),
    ("time.day", Attribute::Day),
    ("time.month", Attribute::Month),
    ("time.year", Attribute::Year),
    ("time.date", Attribute::Date),
    ("siteTime.hour", Attribute::SiteHour),
    ("siteTime.weekday", Attribute::SiteWeekday),
    ("siteTime.day", Attribute::SiteDay),
    ("siteTime.month", Attribute::SiteMonth),
    ("siteTime.date", Attribute::SiteDate),
];

/// The attribute of a name.
#[must_use]
pub fn attribute(path: &str) -> Option<Attribute> {
    let found = NAMES.iter().find(|(name, _)| *name == path);
    found.map(|(_, attribute)| *attribute)
}

/// Whether an attribute is of the past: unknown while that may not be read.
#[must_use]
pub fn is_past(path: &str) -> bool {
    attribute(path).is_some_and(|attribute| attribute >= Attribute::VisitorId)
}

/// Whether an attribute tells first visits from others: uncertain where the browser may have erased what was stored.
#[must_use]
pub fn is_first(path: &str) -> bool {
    attribute(path).is_some_and(|found| is_uncertain(found) || found == Attribute::VisitorKind)
}

/// Whether nothing can be said of it while that is so.
pub(super) const fn is_uncertain(attribute: Attribute) -> bool {
    matches!(
        attribute,
        Attribute::VisitNumber | Attribute::VisitFirst | Attribute::VisitorNew
    )
}

/// The attribute whose anniversary this is (`anniversary.user.birthday`).
#[must_use]
pub fn of_anniversary(path: &str) -> Option<&str> {
    path.strip_prefix("anniversary.")
}

/// The stage of the journey, and the days since it was entered: the rules themselves answer them.
pub const STAGE: [Text; 2] = ["visitor.stage", "visitor.daysInStage"];

/// Whether this is one of [`STAGE`].
#[must_use]
pub fn is_stage(path: &str) -> bool {
    position(&STAGE, path).is_some()
}

/// Whether a path names an attribute: one of [`NAMES`], a query parameter
/// (`page.query.<name>`), or anything the site tells about its user (`user.<name>`).
#[must_use]
pub fn is_known(path: &str) -> bool {
    let path = of_anniversary(path).unwrap_or(path);
    attribute(path).is_some()
        || is_stage(path)
        || path.starts_with("user.")
        || path.starts_with("page.query.")
}
