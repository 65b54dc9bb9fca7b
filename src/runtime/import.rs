//! A profile from elsewhere: another device, or another channel of the site.
//!
//! It is merged with the next fold, under the lock, so that two tabs cannot both take it. The past of one visitor is
//! counted only the first time it is imported; the times at which experiences were met are merged every time.

use super::Runtime;
use crate::engine::history::{self, Profile};
use crate::engine::json::{Value, parse};
use crate::engine::part;
use alloc::string::String;
use core::mem;

impl Runtime {
    /// Takes what [`Runtime::profile`] has given elsewhere, as soon as the visitor may be remembered; `None` for what is
    /// no such profile, or too old to keep.
    pub fn import(&mut self, text: &str) -> Option<String> {
        let (value, sound) = parse(&self.env, text);
        let data = value.get("data").filter(|_| sound)?;
        self.read_import(data)?;
        self.imported = data.clone();
        self.dirty = true;
        Some(String::new())
    }

    fn read_import(&self, data: &Value) -> Option<Profile> {
        history::read_value(&self.env, data, self.now.now_ms, &self.rules.asked())
    }

    /// Takes it into what is stored; says whether there was anything.
    pub(super) fn bring_in(&mut self, past: &mut Profile) -> bool {
        let data = mem::replace(&mut self.imported, Value::Null);
        let other = self.read_import(&data);
        let found = other.is_some();
        if let Some(mut other) = other {
            // A visitor who has come further elsewhere is as far here.
            if part::PAST && self.is_further(other.stage, past.stage) {
                past.stage = [0.0; 2];
            } else {
                other.stage = [0.0; 2];
            }
            past.import(other, &self.rules.subjects);
        }
        found
    }

    /// Whether a stage is further on in the table than another.
    #[allow(clippy::float_cmp)]
    fn is_further(&self, [_, there]: [f64; 2], [_, here]: [f64; 2]) -> bool {
        let mut further = false;
        for stage in &self.rules.stages {
            if stage.key == there {
                further = true;
            }
            if stage.key == here {
                further = false;
            }
        }
        further
    }
}
