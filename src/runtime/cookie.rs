//! The visitor's id beyond one host: each host has its own storage, but a cookie of the domain is shared by all.
//!
//! It holds the id and nothing else, and exists only while the profile may: it is written where there is none, not
//! prolonged, and erased together with the profile. Its text cannot be trusted: any host of the domain can write it.

use super::{Effect, Runtime};
use crate::engine::json::integer_text;
use crate::engine::visitor::cookie;
use alloc::string::String;

/// So long a browser keeps a cookie at most, in seconds.
const MOST: f64 = 400.0 * 86_400.0;

/// Whether this is an id as [`Runtime::new_id`] makes them.
fn is_id(text: &str) -> bool {
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == 16 && text.as_bytes().iter().all(is_digit)
}

impl Runtime {
    fn cookie_name(&self) -> String {
        let mut name = String::from("omotenashi-");
        name.push_str(self.rules.site);
        name
    }

    /// The id that another host of the domain has given this visitor; empty for none.
    pub(super) fn shared_id<'a>(&self, cookies: &'a str) -> &'a str {
        let id = cookie(cookies, &self.cookie_name());
        if self.rules.cookie.is_empty() || !is_id(id) {
            return "";
        }
        id
    }

    /// Gives an id to all hosts of the domain; an empty one erases the cookie.
    pub(super) fn share_id(&mut self, id: &str) {
        if self.rules.cookie.is_empty() {
            return;
        }
        let mut seconds = 0.0;
        if !id.is_empty() {
            seconds = (self.rules.retention.default_ms() / 1_000.0).min(MOST);
        }
        let mut text = String::from(id);
        text.push_str(";Domain=");
        text.push_str(self.rules.cookie);
        text.push_str(";Max-Age=");
        integer_text(&mut text, seconds);
        self.effects.push(Effect::Save(self.cookie_name(), text));
    }

    /// Erases the profile, and the id with it.
    pub(super) fn erase_profile(&mut self) {
        self.store("profile", None);
        self.share_id("");
    }
}
