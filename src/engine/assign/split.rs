//! Percentages to ranges of the bucket line.

/// A part of the bucket line: from the first number up to but not the second.
pub type Range = (f64, f64);

/// Lays one percentage of a split on the line from 0 to 1, `from` where the one before ended.
///
/// Each part keeps its own place and fills it from the left as far as the
/// total goes, so that raising the total at an unchanged ratio only ever adds
/// visitors. The total is at most 100.
#[must_use]
pub fn range(from: &mut f64, percentage: f64, total: f64) -> Range {
    let weight = percentage / total;
    let range = (*from, *from + total / 100.0 * weight);
    *from += weight;
    range
}

/// The part that a bucket falls into.
#[must_use]
pub fn choose(ranges: impl Iterator<Item = Range>, bucket: f64) -> Option<usize> {
    let mut ranges = ranges;
    ranges.position(|(from, to)| bucket >= from && bucket < to)
}
