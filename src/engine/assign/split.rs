//! Percentages to ranges of the bucket line.

use alloc::vec::Vec;

/// A part of the bucket line: from the first number up to but not the second.
pub type Range = (f64, f64);

/// Lays percentages out on the line from 0 to 1.
///
/// Each part keeps its own place and fills it from the left as far as the
/// total goes, so that raising the total at an unchanged ratio only ever adds
/// visitors. The total is at most 100.
#[must_use]
pub fn ranges(percentages: &[f64]) -> Vec<Range> {
    let total: f64 = percentages.iter().sum();
    let coverage = total / 100.0;
    let mut from = 0.0;
    percentages
        .iter()
        .map(|percentage| {
            let weight = percentage / total;
            let range = (from, from + coverage * weight);
            from += weight;
            range
        })
        .collect()
}

/// The part that a bucket falls into.
#[must_use]
pub fn choose(ranges: impl Iterator<Item = Range>, bucket: f64) -> Option<usize> {
    let mut ranges = ranges;
    ranges.position(|(from, to)| bucket >= from && bucket < to)
}
