//! Attributes that are a behaviour under another name: like every behaviour, kept only where a rule asks for it.
//!
//! | attribute | what it is |
//! |---|---|
//! | `order.count` | orders (`purchase`), each transaction id once |
//! | `order.total` | what was spent: the sum of their `value`, and so the lifetime value up to now |
//! | `order.lifetimeValue` | an estimate by a plain formula, and no more than that: what was spent in the last 365 days, for three years (× 3) |
//! | `order.average` | the average order; missing before the first |
//! | `order.daysSinceLast` | whole days since the last order; missing before the first |
//! | `rfm.recency`, `rfm.frequency`, `rfm.monetary` | 1 and one more for each threshold of `rfm` that is reached: no more days than that since the last order, as many orders, as much spent; `rfm.recency` is missing before the first |
//! | `campaign.first.source`, `.medium`, `.name` | where the visitor came from for the first time: `utm_source`…, else the host of the referrer with the medium `referral`; each by itself the first that was known |
//! | `campaign.last.source`… | for the last time; a direct visit changes nothing |
//! | `campaign.visit.source`… | in this visit; missing where it is a direct one |
//! | `interest.<name>.top`, `interest.<name>.share` | the value that leads among those of the interest declared in `interests`, and its share, 0 to 1 |
//! | `cart.items` | the `item_id`s in the cart, as a list, the last added last: what `add_to_cart` put there, without what `remove_from_cart` took, since the last order |
//! | `visit.secondsActive` | the `seconds` of `user_engagement` events of this visit: of each page they are known at 10, 30, 60 and 180 |
//! | `visit.struggle` | troubles of this visit, added up: 3 for `rage_click`, 2 for `dead_click`, `exception` and `form_abandon`, 1 for `back_and_forth` and `hesitation` |
//!
//! Owns: their definitions. In: a path. Out: the behaviour behind it. Must not: keep anything.

use super::did;
use super::scope::Scope;
use crate::engine::history::{Behaviour, Statistic};
use crate::engine::json::{Node, Text, Value, parse};
use crate::engine::text::cut;
use crate::engine::words;
use alloc::boxed::Box;

/// Attributes of a fixed name.
pub const READY: [(Text, Statistic, Text); 20] = [
    ("order.count", Statistic::Count, TIMES),
    ("order.daysSinceLast", Statistic::DaysSince, TIMES),
    ("rfm.recency", Statistic::DaysSince, TIMES),
    ("rfm.frequency", Statistic::Count, TIMES),
    ("order.total", Statistic::Sum, SPEND),
    ("order.average", Statistic::Average, SPEND),
    (
        "order.lifetimeValue",
        Statistic::Sum,
        r#"{"event":{"purchase":3},"of":"value","within":"365d"}"#,
    ),
    ("rfm.monetary", Statistic::Sum, SPEND),
    (
        "cart.items",
        Statistic::Values,
        r#"{"event":{"add_to_cart":1,"remove_from_cart":-1},"of":"item_id","times":"quantity","within":{"since":"purchase"}}"#,
    ),
    (
        "visit.secondsActive",
        Statistic::Sum,
        r#"{"event":"user_engagement","of":"seconds","within":"visit"}"#,
    ),
    (
        "visit.struggle",
        Statistic::Count,
        r#"{"event":{"rage_click":3,"dead_click":2,"exception":2,"form_abandon":2,"back_and_forth":1,"hesitation":1},"within":"visit"}"#,
    ),
    (
        "campaign.first.source",
        Statistic::First,
        r#"{"event":"campaign_details","of":"source"}"#,
    ),
    (
        "campaign.first.medium",
        Statistic::First,
        r#"{"event":"campaign_details","of":"medium"}"#,
    ),
    (
        "campaign.first.name",
        Statistic::First,
        r#"{"event":"campaign_details","of":"name"}"#,
    ),
    (
        "campaign.last.source",
        Statistic::Last,
        r#"{"event":"campaign_details","of":"source"}"#,
    ),
    (
        "campaign.last.medium",
        Statistic::Last,
        r#"{"event":"campaign_details","of":"medium"}"#,
    ),
    (
        "campaign.last.name",
        Statistic::Last,
        r#"{"event":"campaign_details","of":"name"}"#,
    ),
    (
        "campaign.visit.source",
        Statistic::First,
        r#"{"event":"campaign_details","of":"source","within":"visit"}"#,
    ),
    (
        "campaign.visit.medium",
        Statistic::First,
        r#"{"event":"campaign_details","of":"medium","within":"visit"}"#,
    ),
    (
        "campaign.visit.name",
        Statistic::First,
        r#"{"event":"campaign_details","of":"name","within":"visit"}"#,
    ),
];

const TIMES: Text = r#"{"event":"purchase"}"#;
const SPEND: Text = r#"{"event":"purchase","of":"value"}"#;

/// An attribute whose value comes from a behaviour.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// The attribute, by its number among the subjects.
    pub attribute: usize,
    /// The behaviour, in the same way.
    pub behaviour: usize,
    /// For a score: its thresholds.
    pub scores: Option<&'static Value>,
}

impl Named {
    /// What the attribute is, when the behaviour says this.
    #[must_use]
    pub fn value(&self, behaviour: &Behaviour, value: Value) -> Value {
        let (Some(thresholds), Some(number)) = (self.scores, value.as_number()) else {
            return value;
        };
        let mut score = 1.0;
        for threshold in thresholds.items() {
            let threshold = threshold.as_number().unwrap_or(f64::NAN);
            let reached = if behaviour.statistic == Statistic::DaysSince {
                number <= threshold
            } else {
                number >= threshold
            };
            score += f64::from(reached);
        }
        Value::Number(score)
    }
}

/// Whether an attribute is ready-made from behaviours.
#[must_use]
pub fn is_ready(path: &str) -> bool {
    READY.iter().any(|(known, ..)| *known == path) || path.starts_with("interest.")
}

/// Finds the behaviour behind an attribute; says whether there is one.
pub(super) fn give(scope: &mut Scope<'_>, path: Text, attribute: usize) -> bool {
    let (family, rest) = cut(path, b'.');
    let (name, last) = cut(rest, b'.');
    let mut ready = READY.iter();
    let mut interests = scope.interests.iter();
    let (plan, statistic) =
        if let Some((_, statistic, text)) = ready.find(|(known, ..)| *known == path) {
            let value = Box::leak(Box::new(parse(scope.env, text).0));
            (did::plan(scope, &Node::root(value)), *statistic)
        } else if family == "interest"
            && let Some((_, plan)) = interests.find(|(known, _)| *known == name)
            && let Some(share) = words::LEAD.position(last)
        {
            let lead = [Statistic::Most, Statistic::Share];
            (*plan, lead.get(share).copied().unwrap_or(Statistic::Most))
        } else {
            return false;
        };
    let scores = scope.tree.get("rfm").and_then(|rfm| rfm.get(rest));
    let behaviour = scope.behaviour(plan, statistic);
    scope.names.push(Named {
        attribute,
        behaviour,
        scores: scores.filter(|_| family == "rfm"),
    });
    true
}
