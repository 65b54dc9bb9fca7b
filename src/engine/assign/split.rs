//! Turns percentages into ranges of the bucket line.

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

/// The part of a range that a ramp has reached: its left end, so that going on only adds visitors.
#[must_use]
#[inline]
pub fn reached((from, to): Range, reach: f64) -> Range {
    // Whole, it is exactly itself: the sum below may miss its end by the last bit.
    if reach >= 1.0 {
        return (from, to);
    }
    (from, from + (to - from) * reach)
}

/// Whether a bucket falls into a range.
#[must_use]
#[inline]
pub fn within((from, to): Range, bucket: f64) -> bool {
    bucket >= from && bucket < to
}

/// The part that a bucket falls into.
#[must_use]
#[inline]
pub fn choose(ranges: impl Iterator<Item = Range>, bucket: f64) -> Option<usize> {
    let mut ranges = ranges;
    ranges.position(|range| within(range, bucket))
}
