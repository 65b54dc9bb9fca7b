//! What is kept of one behaviour, so that its statistic can be computed at any time.
//!
//! Owns: the one shape that serves all statistics, and how two records are merged. In: single times. Out: the value of
//! the statistic. Must not: know more of a window than where it begins.

use super::behaviour::{Behaviour, MAX_SEEN, Next, Statistic};
use crate::engine::json::Value;
use crate::engine::time::{DAY_MS, floor};
use alloc::vec::Vec;
use core::mem;

/// One time that something was seen, or several that need not be told apart any more.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// When, milliseconds since the epoch; of several, the last.
    pub at_ms: f64,
    /// The value that the statistic is about; of several, what it says of them.
    pub value: Value,
    /// How often.
    pub times: f64,
    /// Hash of the values that attributes are compared with; 0 where none are.
    pub by: f64,
}

/// What is kept of one behaviour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// What counts, oldest first.
    pub seen: Vec<Seen>,
    /// What counts, or does not, once something has followed it.
    pub pending: Vec<Seen>,
    /// What was there before counts no more, since the page began.
    pub cleared: bool,
}

impl Next {
    /// Whether nothing that comes now follows in time any more.
    fn is_over(&self, seen: &Seen, now_ms: f64) -> bool {
        now_ms - seen.at_ms > self.within_ms
    }
}

impl Record {
    /// Takes what was just seen.
    pub(super) fn come(&mut self, behaviour: &Behaviour, seen: Seen, start_ms: f64) {
        if behaviour.plan.next.is_none() {
            return self.take(behaviour, seen, start_ms);
        }
        if self.pending.len() >= MAX_SEEN {
            self.pending.remove(0);
        }
        self.pending.push(seen);
    }

    /// Takes what counts, and forgets what no window reaches any more.
    pub(super) fn take(&mut self, behaviour: &Behaviour, seen: Seen, start_ms: f64) {
        let list = &mut self.seen;
        while list.first().is_some_and(|oldest| oldest.at_ms < start_ms) {
            list.remove(0);
        }
        if seen.at_ms < start_ms {
            return;
        }
        add(behaviour, list, seen, behaviour.plan.window.grows());
        if list.len() > MAX_SEEN {
            let oldest = list.remove(0);
            let next = list.iter_mut().find(|next| alike(behaviour, next, &oldest));
            if let Some(next) = next {
                absorb(behaviour, next, &oldest);
            }
        }
    }

    /// What is pending is followed now, in time or too late.
    pub(super) fn follow(
        &mut self,
        behaviour: &Behaviour,
        next: &Next,
        now_ms: f64,
        start_ms: f64,
    ) {
        for seen in &mem::take(&mut self.pending) {
            if next.is_over(seen, now_ms) == next.not {
                self.take(behaviour, seen.clone(), start_ms);
            }
        }
    }

    /// Takes what another record has.
    pub(super) fn join(&mut self, behaviour: &Behaviour, other: &mut Self) {
        for seen in &other.seen {
            self.take(behaviour, seen.clone(), f64::NEG_INFINITY);
        }
        self.pending.append(&mut other.pending);
    }

    /// Begins anew.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
        self.cleared = true;
    }

    /// What the statistic says of a window.
    pub(super) fn ask(
        &self,
        behaviour: &Behaviour,
        (start_ms, end_ms): (f64, f64),
        now_ms: f64,
        by: Option<u32>,
    ) -> Option<Value> {
        let mut list = Vec::new();
        let mut count = |seen: &Seen| {
            if seen.at_ms >= start_ms
                && seen.at_ms < end_ms
                && by.is_some_and(|by| f64::from(by) == seen.by)
            {
                add(behaviour, &mut list, seen.clone(), true);
            }
        };
        for seen in &self.seen {
            count(seen);
        }
        if let Some(next) = &behaviour.plan.next
            && next.not
        {
            for seen in &self.pending {
                if next.is_over(seen, now_ms) {
                    count(seen);
                }
            }
        }
        // Shares need not be of now, and are so never nothing of nothing.
        let mut then_ms = now_ms;
        if behaviour.is_by_value()
            && let Some(last) = list.last()
        {
            then_ms = last.at_ms;
        }
        for seen in &mut list {
            seen.times *= left(behaviour, then_ms - seen.at_ms);
        }
        say(behaviour.statistic, &list, now_ms)
    }
}

/// What a statistic says of records that were folded.
fn say(statistic: Statistic, list: &[Seen], now_ms: f64) -> Option<Value> {
    let mut total = 0.0;
    let mut most: Option<&Seen> = None;
    for seen in list {
        total += seen.times;
        if most.is_none_or(|most| seen.times >= most.times) {
            most = Some(seen);
        }
    }
    let number = match (statistic, most) {
        (Statistic::Count, _) => total,
        #[allow(clippy::cast_precision_loss)]
        (Statistic::Distinct, _) => list.len() as f64,
        (Statistic::Sum, None) => 0.0,
        (Statistic::Values, _) => {
            let mut values = Vec::new();
            for seen in list {
                if seen.times > 0.0 {
                    values.push(seen.value.clone());
                }
            }
            return Some(Value::List(values));
        }
        (_, None) => return None,
        (Statistic::DaysSince, Some(seen)) => floor((now_ms - seen.at_ms) / DAY_MS),
        (Statistic::Average, Some(seen)) => seen.value.as_number()? / seen.times,
        (Statistic::Share, Some(seen)) => seen.times / total,
        (_, Some(seen)) => return Some(seen.value.clone()),
    };
    if number.is_nan() {
        return None;
    }
    Some(Value::Number(number))
}

/// Adds a record to those before it, or makes one of those it is alike; the last seen stands last.
fn add(behaviour: &Behaviour, list: &mut Vec<Seen>, mut seen: Seen, fold: bool) {
    let known = list.iter().position(|known| alike(behaviour, known, &seen));
    if fold && let Some(known) = known {
        let mut known = list.remove(known);
        if known.at_ms > seen.at_ms {
            mem::swap(&mut known, &mut seen);
        }
        absorb(behaviour, &mut seen, &known);
    }
    let mut at = list.len();
    while at > 0
        && list
            .get(at.wrapping_sub(1))
            .is_some_and(|last| last.at_ms > seen.at_ms)
    {
        at = at.wrapping_sub(1);
    }
    list.insert(at, seen);
}

/// Whether two records can be one without a loss.
#[allow(clippy::float_cmp)]
fn alike(behaviour: &Behaviour, one: &Seen, other: &Seen) -> bool {
    one.by == other.by && (!behaviour.is_by_value() || one.value == other.value)
}

/// Makes one of two records, of which `into` is the later.
fn absorb(behaviour: &Behaviour, into: &mut Seen, older: &Seen) {
    if let (Value::Number(sum), Value::Number(more)) = (&mut into.value, &older.value) {
        let more = *more;
        match behaviour.statistic {
            Statistic::Sum | Statistic::Average => *sum += more,
            Statistic::Min if more < *sum => *sum = more,
            Statistic::Max if more > *sum => *sum = more,
            _ => {}
        }
    }
    if behaviour.statistic == Statistic::First {
        into.value = older.value.clone();
    }
    into.times += older.times * left(behaviour, into.at_ms - older.at_ms);
}

/// How much of something is left after so many milliseconds: a half for each half-life.
fn left(behaviour: &Behaviour, span_ms: f64) -> f64 {
    let mut halves = (span_ms / behaviour.plan.half_life_ms).max(0.0);
    let mut left = 1.0;
    while halves >= 1.0 {
        if left < 1e-30 {
            return 0.0;
        }
        halves -= 1.0;
        left /= 2.0;
    }
    // The series of 2⁻ˣ, to seven digits for what is below 1.
    let x = halves * -core::f64::consts::LN_2;
    let mut term = 1.0;
    let mut sum = 1.0;
    for n in 1..9_u8 {
        term *= x / f64::from(n);
        sum += term;
    }
    left * sum
}
