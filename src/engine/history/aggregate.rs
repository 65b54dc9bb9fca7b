//! One behaviour at work: what it takes from each event, and what it makes of all of them.
//!
//! Owns: which part of an event counts, how often, and under which value it is filed. In: an event, a record. Out: the
//! record with it, the value of the statistic. Must not: know what else is kept.

use super::behaviour::{Behaviour, Plan, Statistic, Step, Window, link};
use super::entry::knows;
use super::profile::Profile;
use super::record::{Record, Seen};
use crate::engine::Env;
use crate::engine::condition::{Evaluation, compare};
use crate::engine::json::Value;
use alloc::vec::Vec;

/// Longest text that is a value, in bytes.
const MAX_VALUE: usize = 100;

impl Step {
    /// What an event, or one item of it, is filed under: a hash of the values that attributes are compared
    /// with. `None` where it does not fit.
    fn fits(&self, evaluation: &Evaluation<'_>, props: &Value, item: &Value) -> Option<f64> {
        let mut by = 0;
        let mut refs = self.refs.iter();
        let mut due = refs.next();
        for (path, test) in self.with.members() {
            let found = at(props, item, path);
            if due.is_some_and(|(known, _)| known == path) {
                by = link(by, found?);
                due = refs.next();
            } else if !evaluation.fits(test, found, false) {
                return None;
            }
        }
        Some(f64::from(by))
    }
}

/// What stands under a path: in the event, else in the item.
fn at<'a>(props: &'a Value, item: &'a Value, path: &str) -> Option<&'a Value> {
    props.at(path).or_else(|| item.at(path))
}

/// The items of an event; one that is nothing where it has none.
fn items(props: &Value) -> &[Value] {
    const NONE: &[Value] = &[Value::Null];
    match props.get("items").map_or(NONE, Value::items) {
        [] => NONE,
        items => items,
    }
}

impl Behaviour {
    /// Notes an event, where it is asked for.
    pub(super) fn note(
        &self,
        record: &mut Record,
        evaluation: &Evaluation<'_>,
        starts: [f64; 3],
        (name, props): (&str, &Value),
    ) {
        let Plan { step, next, of, .. } = self.plan;
        let start = self.start(evaluation, starts);
        let fits = |step: &Step, item| step.fits(evaluation, props, item);
        if let Some(next) = next
            && next.step.weight(name).is_some()
            && items(props)
                .iter()
                .any(|item| fits(&next.step, item).is_some())
        {
            record.follow(self, next, evaluation.now_ms, start);
        }
        if matches!(self.plan.window, Window::Since(event) if event == name) {
            record.clear();
            return;
        }
        let Some(weight) = step.weight(name) else {
            return;
        };
        let mut known = Vec::new();
        for item in items(props) {
            let Some(by) = fits(step, item) else {
                continue;
            };
            // What is the event's own counts once, and not for each item.
            if (of.is_empty() || props.at(of).is_some()) && knows(&known, by) {
                continue;
            }
            known.push(by);
            let times = at(props, item, self.plan.times);
            let times = times.and_then(|times| compare::number(evaluation.env, times));
            let times = weight * times.unwrap_or(1.0);
            if let Some(value) = self.value(evaluation.env, at(props, item, of), times) {
                let seen = Seen {
                    at_ms: evaluation.now_ms,
                    value,
                    times,
                    by,
                };
                record.come(self, seen, start);
            }
        }
    }

    /// The earliest instant that still counts.
    pub(super) fn start(&self, evaluation: &Evaluation<'_>, starts: [f64; 3]) -> f64 {
        self.plan.window.earliest(evaluation.now_ms, starts)
    }

    /// The value of the property as it is kept; `None` where it is none.
    fn value(&self, env: &Env, found: Option<&Value>, times: f64) -> Option<Value> {
        if self.plan.of.is_empty() {
            return Some(Value::Null);
        }
        let found = found?;
        let number = || compare::number(env, found);
        Some(match (self.statistic, found) {
            (Statistic::Sum | Statistic::Average, _) => Value::Number(number()? * times),
            (Statistic::Min | Statistic::Max, _) => Value::Number(number()?),
            (_, Value::Null | Value::List(_) | Value::Map(_)) => return None,
            // How many there are needs no names.
            (Statistic::Distinct, _) => Value::Number(f64::from(link(0, found))),
            (_, Value::Text(text)) if text.len() > MAX_VALUE => return None,
            _ => found.clone(),
        })
    }

    /// What the statistic says, of what is filed under `by`.
    #[must_use]
    pub fn ask(&self, profile: &Profile, env: &Env, now_ms: f64, by: Option<u32>) -> Option<Value> {
        let nothing = Record::default();
        let record = profile.records.get(self.number).unwrap_or(&nothing);
        let range = self.plan.window.range(env, now_ms, profile.starts);
        record.ask(self, range, now_ms, by)
    }
}
