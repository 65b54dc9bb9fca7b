//! The cart, as told by the site's events.
//!
//! Owns: what each of them does to it. In: an event. Out: the cart. Must not: know what a rule asks of it.

use crate::engine::condition::{Evaluation, compare};
use crate::engine::json::Value;

/// What lies in the cart, as the commerce events tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cart {
    /// Worth, in the currency of the site.
    pub value: f64,
    /// Number of things.
    pub count: f64,
    /// When it last changed.
    pub changed_ms: f64,
}

impl Cart {
    /// Numbers may be written as texts, as everywhere.
    pub(super) fn event(&mut self, evaluation: &Evaluation<'_>, name: &str, props: &Value) {
        let now_ms = evaluation.now_ms;
        let number = |props: &Value, key| compare::number(evaluation.env, props.get(key)?);
        let sign = match name {
            "add_to_cart" => 1.0,
            "remove_from_cart" => -1.0,
            "purchase" => {
                *self = Self {
                    changed_ms: now_ms,
                    ..Self::default()
                };
                return;
            }
            _ => return,
        };
        let items = props.get("items").map_or(&[][..], Value::items);
        let mut count = 0.0;
        let mut value = 0.0;
        for item in items {
            let quantity = number(item, "quantity").unwrap_or(1.0);
            count += quantity;
            value += number(item, "price").unwrap_or_default() * quantity;
        }
        if let Some(told) = number(props, "value") {
            value = told;
        }
        self.value = positive(self.value + sign * value);
        self.count = positive(self.count + sign * if items.is_empty() { 1.0 } else { count });
        self.changed_ms = now_ms;
    }
}

fn positive(number: f64) -> f64 {
    if number > 0.0 { number } else { 0.0 }
}
