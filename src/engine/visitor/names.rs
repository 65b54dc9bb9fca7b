//! Every attribute there is, by name.

/// Attributes with a name of their own. Open families are in [`is_known`].
pub const NAMES: [&str; 40] = [
    "page.url",
    "page.path",
    "page.host",
    "page.hash",
    "page.title",
    "page.language",
    "referrer.url",
    "referrer.host",
    "campaign.source",
    "campaign.medium",
    "campaign.name",
    "campaign.term",
    "campaign.content",
    "device.type",
    "device.width",
    "device.touch",
    "device.language",
    "device.reducedMotion",
    "visit.number",
    "visit.first",
    "visit.pages",
    "visit.landing",
    "visitor.id",
    "visitor.new",
    "visitor.daysSinceLast",
    "cart.value",
    "cart.count",
    "cart.idleMinutes",
    "time.hour",
    "time.minute",
    "time.weekday",
    "time.day",
    "time.month",
    "time.year",
    "time.date",
    "siteTime.hour",
    "siteTime.weekday",
    "siteTime.day",
    "siteTime.month",
    "siteTime.date",
];

/// Whether a path names an attribute: one of [`NAMES`], a query parameter
/// (`page.query.<name>`), or anything the site tells about its user (`user.<name>`).
#[must_use]
pub fn is_known(path: &str) -> bool {
    NAMES.contains(&path) || path.starts_with("user.") || path.starts_with("page.query.")
}
