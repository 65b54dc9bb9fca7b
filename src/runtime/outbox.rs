//! Events on their way out: batched, tried again, never lost silently.
//!
//! An event is kept until its destination has taken it. Each address has its own pace: one batch at a time is on its
//! way, each failure doubles the wait, and no address holds up another. What does not fit is dropped, oldest first, and
//! reported with the next batch that is delivered (`lost`); what does not fit into the storage is kept by this page
//! only, and is stored as lost. All tabs store their events in one text: each removes only its own, and sends what
//! earlier pages left.

use super::Effect;
use crate::engine::Env;
use crate::engine::assign::SEED;
use crate::engine::condition::intern;
use crate::engine::exposure::{OUTBOX_BYTES, is_second};
use crate::engine::history::{Profile, knows, remember};
use crate::engine::json::{Text, Value, Writer, parse};
use crate::engine::rules::Destination;
use alloc::{string::String, vec::Vec};

const MAX_EVENTS: usize = 100;
const BATCH: usize = 20;
/// How many events are remembered as ours: many times as many as can be stored.
const MAX_HELD: usize = 500;
/// Events wait this long for others to join them.
const GATHER_MS: f64 = 1_000.0;
const LONGEST_MS: f64 = 300_000.0;

/// Events not delivered yet.
pub(super) struct Outbox {
    events: Vec<Event>,
    /// Hashes of all events that were ever in it.
    held: Vec<f64>,
    batch: u32,
    pub(super) dirty: bool,
}

struct Event {
    url: Text,
    json: String,
    /// How many events for its address were lost before it.
    lost: f64,
    /// The batch it is in; 0 for none.
    batch: u32,
    /// When to try next, the same for all events of its address; infinite while one of them is under way.
    due_ms: f64,
    /// How long they have waited for that.
    wait_ms: f64,
}

impl Event {
    fn is_due(&self, now_ms: f64, last: bool) -> bool {
        self.batch == 0 && (last || self.due_ms <= now_ms)
    }
}

impl Outbox {
    /// Nothing to send.
    pub(super) const NEW: Self = Self {
        events: Vec::new(),
        held: Vec::new(),
        batch: 0,
        dirty: false,
    };

    /// Takes an event; one that is `pressing` waits for no company: on a page that is hidden there may be no later.
    pub(super) fn push(&mut self, url: Text, json: &str, now_ms: f64, pressing: bool) {
        let (mut due_ms, mut wait_ms) = (now_ms + GATHER_MS, GATHER_MS);
        if let Some(before) = self.events.iter().find(|event| event.url == url) {
            (due_ms, wait_ms) = (before.due_ms, before.wait_ms);
        }
        if pressing && wait_ms <= GATHER_MS {
            due_ms = now_ms;
        }
        // What is under way may have arrived: it is not lost.
        let mut lost = 0.0;
        let is = |event: &Event| event.batch == 0 && event.url == url;
        if self.events.len() >= MAX_EVENTS
            && let Some(oldest) = self.events.iter().position(is)
        {
            lost = self.events.remove(oldest).lost + 1.0;
        }
        self.hold(url, json);
        self.events.push(Event {
            url,
            json: String::from(json),
            lost,
            batch: 0,
            due_ms,
            wait_ms,
        });
        self.dirty = true;
    }

    pub(super) fn clear(&mut self) {
        let batch = self.batch;
        *self = Self::NEW;
        // Answers to what is under way must not be mistaken for later ones.
        self.batch = batch;
    }

    /// How long until something is due, where something is; where a clock was put back it is looked again before that.
    pub(super) fn wait(&self, now_ms: f64) -> Option<f64> {
        let mut due_ms = f64::INFINITY;
        for event in self.events.iter().filter(|event| event.batch == 0) {
            due_ms = due_ms.min(event.due_ms);
        }
        let wait_ms = (due_ms - now_ms).max(0.0);
        due_ms.is_finite().then_some(wait_ms.min(LONGEST_MS))
    }

    /// Sends what is due; on the `last` moment of a page, everything not under way. What the profile says by now was not
    /// the first exposure is not sent.
    pub(super) fn flush(
        &mut self,
        env: &Env,
        (site, profile): (&str, &Profile),
        now_ms: f64,
        last: bool,
        effects: &mut Vec<Effect>,
    ) {
        let is_due = |event: &Event| event.is_due(now_ms, last);
        let is_second = |event: &Event| is_due(event) && is_second(env, profile, &event.json);
        while let Some(at) = self.events.iter().position(is_second) {
            self.events.remove(at);
            self.dirty = true;
        }
        while let Some(effect) = self.send(env, site, now_ms, last) {
            effects.push(effect);
        }
    }

    fn send(&mut self, env: &Env, site: &str, now_ms: f64, last: bool) -> Option<Effect> {
        let is_due = |event: &&Event| event.is_due(now_ms, last);
        let url = self.events.iter().find(is_due)?.url;
        self.batch = self.batch.wrapping_add(1);
        let mut out = Writer::new(env);
        out.open('{').key("v").number(1.0).key("site").text(site);
        out.key("sent").number(now_ms).key("events").open('[');
        let mut lost = 0.0;
        let mut room = BATCH;
        for event in &mut self.events {
            if event.url != url {
                continue;
            }
            event.due_ms = f64::INFINITY;
            if room > 0 && event.batch == 0 {
                room = room.wrapping_sub(1);
                event.batch = self.batch;
                lost += event.lost;
                out.raw(&event.json);
            }
        }
        out.close(']').key("lost").number(lost).close('}');
        Some(Effect::Send {
            batch: self.batch,
            url,
            body: out.finish(),
            last,
        })
    }

    /// Takes the answer to a batch.
    pub(super) fn delivered(&mut self, batch: u32, done: bool, now_ms: f64) {
        let Some(first) = self.events.iter().find(|event| event.batch == batch) else {
            return;
        };
        let url = first.url;
        let (mut due_ms, mut wait_ms) = (now_ms, GATHER_MS);
        if done {
            while let Some(at) = self.events.iter().position(|event| event.batch == batch) {
                self.events.remove(at);
            }
            self.dirty = true;
        } else {
            wait_ms = (first.wait_ms * 2.0).min(LONGEST_MS);
            due_ms += wait_ms;
        }
        for event in &mut self.events {
            if event.batch == batch {
                event.batch = 0;
            }
            if event.url == url {
                (event.due_ms, event.wait_ms) = (due_ms, wait_ms);
            }
        }
    }

    /// The text to store instead of what is `stored`: with what other tabs have in it, and beside that with as many of the
    /// newest as there is room for, the last in any case. The others count as lost for whoever reads it. `None` when there
    /// is nothing to keep.
    pub(super) fn write(&self, env: &Env, stored: &str) -> Option<String> {
        let (stored, _) = parse(env, stored);
        let mut out = Writer::new(env);
        out.open('[');
        let mut room = OUTBOX_BYTES;
        for pair in stored.items() {
            if let Some((_, json)) = self.of_others(pair) {
                room = room.saturating_sub(json.len());
                out.value(pair);
            }
        }
        room = room.max(1);
        let mut dropped = self.events.len();
        for event in self.events.iter().rev() {
            if room == 0 {
                break;
            }
            room = room.saturating_sub(event.json.len());
            dropped = dropped.wrapping_sub(1);
        }
        let mut lost = 0.0;
        for event in &self.events {
            lost += event.lost;
            if dropped > 0 {
                dropped = dropped.wrapping_sub(1);
                lost += 1.0;
                continue;
            }
            out.open('[').text(event.url).text(&event.json);
            out.number(lost).close(']');
            lost = 0.0;
        }
        let any = out.length() > 1;
        out.close(']');
        any.then(|| out.finish())
    }

    /// Notes that an event is this tab's to send and to take out.
    fn hold(&mut self, url: &str, json: &str) {
        remember(&mut self.held, MAX_HELD, mark(url, json));
    }

    /// Address and text of a stored event that was never ours.
    fn of_others<'a>(&self, pair: &'a Value) -> Option<(&'a str, &'a str)> {
        match pair.items() {
            [Value::Text(url), Value::Text(json), ..] if !knows(&self.held, mark(url, json)) => {
                Some((url, json))
            }
            _ => None,
        }
    }

    /// Takes up what an earlier page left. Only addresses that the rules still name; the rest is not stored again.
    #[inline(never)]
    pub(super) fn read(&mut self, env: &Env, text: &str, named: &[Destination], now_ms: f64) {
        let (stored, _) = parse(env, text);
        let dirty = self.dirty;
        for pair in stored.items() {
            let Some((url, json)) = self.of_others(pair) else {
                continue;
            };
            let Some(url) = known(named, url).filter(|_| parse(env, json).1) else {
                self.hold(url, json);
                continue;
            };
            self.push(url, json, now_ms, false);
            // How many before it were lost.
            if let (Some(event), [_, _, Value::Number(lost)]) =
                (self.events.last_mut(), pair.items())
            {
                event.lost += lost;
            }
        }
        // It is stored as it is.
        self.dirty = dirty;
    }
}

/// By what an event for an address is known again.
fn mark(url: &str, json: &str) -> f64 {
    intern::text(intern::text(SEED, url), json).into()
}

/// The address as the rules have it, where they still do.
fn known(destinations: &[Destination], address: &str) -> Option<Text> {
    for destination in destinations {
        if let Destination::Beacon(url) = destination
            && *url == address
        {
            return Some(url);
        }
    }
    None
}
