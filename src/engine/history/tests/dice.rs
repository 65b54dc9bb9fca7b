//! Rules and events at random, the same for the same seed.

#![allow(clippy::arithmetic_side_effects, clippy::manual_is_multiple_of)]

use super::zone;
use alloc::{format, string::String, vec::Vec};

pub const MINUTE: f64 = 60_000.0;
pub const DAY: f64 = 1440.0 * MINUTE;

/// Numbers, the same row for the same seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound
    }

    pub fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }

    pub fn one_in(&mut self, number: u64) -> bool {
        self.below(number) == 0
    }
}

pub const NAMES: [&str; 4] = ["view_item", "add_to_cart", "purchase", "search"];
pub const SPANS: [(&str, f64); 5] = [
    ("30s", 30_000.0),
    ("20m", 20.0 * MINUTE),
    ("2h", 120.0 * MINUTE),
    ("1d", DAY),
    ("2w", 14.0 * DAY),
];

/// A `$did` at random, as text.
pub fn definition(dice: &mut Dice) -> String {
    let mut did = String::from("{");
    let weights = r#"{"view_item":1,"purchase":3}"#;
    let event = match dice.below(8) {
        0 => String::from(weights),
        1 => String::from("\"page_view\""),
        _ => format!("\"{}\"", dice.pick(&NAMES)),
    };
    did.push_str(&format!("\"event\":{event}"));
    let filters = [
        r#"{"category":"shoes"}"#,
        r#"{"price":{"$gte":20}}"#,
        r#"{"category":{"$in":["shoes","tea"]},"price":{"$lt":40}}"#,
        r#"{"category":{"$ref":"user.pick"}}"#,
        r#"{"category":{"$ref":"user.pick"},"price":{"$gt":5}}"#,
        r#"{"price":{"$exists":false}}"#,
    ];
    if dice.one_in(2) {
        did.push_str(&format!(",\"with\":{}", dice.pick(&filters)));
    }
    let window = match dice.below(10) {
        0..3 => format!("\"{}\"", SPANS[dice.below(5) as usize].0),
        3 => String::from("\"page\""),
        4 => String::from("\"visit\""),
        5 => String::from("\"previous-visit\""),
        6 => format!("{{\"since\":\"{}\"}}", dice.pick(&NAMES)),
        7 | 8 => {
            let zone = dice.pick(&zone::NAMES);
            format!("{{\"days\":{},\"zone\":\"{zone}\"}}", 1 + dice.below(9))
        }
        _ => String::new(),
    };
    if !window.is_empty() {
        did.push_str(&format!(",\"within\":{window}"));
    }
    if dice.one_in(3) {
        let not = dice.pick(&["", ",\"not\":true", ",\"not\":false"]);
        let filter = dice.pick(&["", r#","with":{"category":"shoes"}"#]);
        let (event, span) = (dice.pick(&NAMES), SPANS[dice.below(5) as usize].0);
        did.push_str(&format!(
            ",\"then\":{{\"event\":\"{event}\",\"within\":\"{span}\"{filter}{not}}}"
        ));
    }
    if dice.one_in(5) {
        did.push_str(",\"times\":\"quantity\"");
    }
    let statistic = dice.pick(crate::engine::words::STATISTIC.list);
    if !["count", "daysSince"].contains(&statistic) || dice.one_in(3) {
        did.push_str(&format!(
            ",\"of\":\"{}\"",
            dice.pick(&["category", "price", "value"])
        ));
    }
    if ["count", "share"].contains(&statistic) && dice.one_in(3) {
        did.push_str(",\"halfLife\":\"1d\"");
    }
    did.push_str(&format!(",\"{statistic}\":1,\"as\":\"found\"}}"));
    did
}

/// Properties at random: of the event, of items, of neither.
pub fn properties(dice: &mut Dice) -> String {
    let one = |dice: &mut Dice| {
        let category = dice.pick(&["shoes", "bags", "tea"]);
        match dice.below(6) {
            0 => String::new(),
            1 => format!("\"category\":\"{category}\""),
            2 => format!(
                "\"category\":\"{category}\",\"price\":\"{}\"",
                dice.below(9) * 5
            ),
            3 => String::from("\"category\":[1],\"price\":null"),
            4 => format!("\"category\":\"{category}\",\"price\":5,\"quantity\":3"),
            _ => format!(
                "\"category\":\"{category}\",\"price\":{}",
                dice.below(9) * 5
            ),
        }
    };
    let mut members = one(dice);
    if dice.one_in(3) {
        let items: Vec<String> = (0..dice.below(3))
            .map(|_| format!("{{{}}}", one(dice)))
            .collect();
        members = format!("\"items\":[{}]", items.join(","));
    }
    if dice.one_in(6) {
        let comma = if members.is_empty() { "" } else { "," };
        members = format!("{members}{comma}\"quantity\":{}", dice.below(4));
    }
    if dice.one_in(2) {
        let comma = if members.is_empty() { "" } else { "," };
        members = format!("{members}{comma}\"value\":{}", dice.below(5) * 100);
    }
    format!("{{{members}}}")
}

/// How long until something happens: often just at, before or behind a boundary.
pub fn pause(dice: &mut Dice, now: f64) -> f64 {
    let (_, span) = SPANS[dice.below(5) as usize];
    let half = 30.0 * MINUTE;
    match dice.below(10) {
        // Midnights are at whole half hours everywhere.
        8..10 => half - now % half + dice.below(50) as f64 * half - dice.below(2) as f64,
        0..3 => 1.0 + dice.below(20_000) as f64,
        3 => span,
        4 => span + 1.0,
        5 => span - 1.0,
        6 => 30.0 * MINUTE + dice.below(3) as f64 - 1.0,
        _ => 1.0 + dice.below(40 * 1440) as f64 * MINUTE / 10.0,
    }
}
