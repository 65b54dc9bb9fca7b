//! How an experience, or a rule of a flag, chooses among its visitors.

use crate::engine::assign::{Range, Seed};
use crate::engine::condition::{Scope, Subject};
use crate::engine::json::{Kind, Node, Spot, Text, Value};
use crate::engine::{part, words};
use alloc::vec::Vec;

/// No subject.
pub const NOBODY: usize = usize::MAX;

/// How an experience chooses among its visitors.
#[derive(Clone, Debug, Default)]
pub struct Assignment {
    /// Seed of the split: the id unless said, or the name of the flag; for version 2 of the hash unless said.
    pub seed: Seed<'static>,
    /// The subject whose value is hashed, and the one in its stead where it has none, or [`NOBODY`].
    pub hash_by: [usize; 2],
    /// Visitors who were exposed keep their variant.
    pub sticky: bool,
}

/// Lets a part of all visitors through, whatever the split.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Its seed.
    pub seed: Seed<'static>,
    /// The subjects hashed.
    pub hash_by: [usize; 2],
    /// The ranges that pass.
    pub ranges: Vec<Range>,
}

/// Reads the members of an experience that are about its split.
pub(super) fn read(scope: &mut Scope<'_>, node: &Node<'_>, id: Text) -> Assignment {
    let seed = scope.text_of(node, "seed");
    let sticky = node.get("sticky");
    Assignment {
        seed: Seed::new(
            hash_version(scope, node),
            ["", if seed.is_empty() { id } else { seed }],
        ),
        hash_by: hash_by(scope, &node.get("hashBy")),
        sticky: !sticky.is_some() || scope.boolean(&sticky),
    }
}

/// Reads `filters`, and `group`, which is one, too.
pub(super) fn filters(
    scope: &mut Scope<'_>,
    node: &Node<'_>,
    assignment: &Assignment,
    filters: &mut Vec<Filter>,
) {
    for filter in scope.children(&node.get("filters"), Kind::List) {
        filters.push(self::filter(scope, &filter));
    }
    let group = node.get("group");
    if group.is_some() {
        filters.push(self::group(scope, &group, assignment.hash_by));
    }
}

fn hash_version(scope: &mut Scope<'_>, node: &Node<'_>) -> u8 {
    if !part::STEER {
        return 2;
    }
    let version = node.get("hashVersion");
    let number = scope.number(&version, 2.0);
    if number == 1.0 {
        return 1;
    }
    #[allow(clippy::float_cmp)]
    if number != 2.0 {
        scope.problem(&version, Spot::Start, "hash-version", "", "hash-version");
    }
    2
}

/// A path, or a list of a path and the one in its stead.
fn hash_by(scope: &mut Scope<'_>, node: &Node<'_>) -> [usize; 2] {
    if !part::STEER || !node.is_some() {
        return [scope.subject(Subject::Attribute("visitor.id")), NOBODY];
    }
    if !matches!(node.value, Some(Value::List(_))) {
        return [scope.path(node), NOBODY];
    }
    let mut found = [NOBODY; 2];
    let mut count = 0_usize;
    for path in node.children(Kind::List) {
        let subject = scope.path(&path);
        if let Some(place) = found.get_mut(count) {
            *place = subject;
        }
        count = count.wrapping_add(1);
    }
    if count != 2 {
        scope.problem(node, Spot::Start, "pair", "", "pair");
    }
    found
}

fn filter(scope: &mut Scope<'_>, node: &Node<'_>) -> Filter {
    scope.fields(node, &words::FILTER);
    let seed = scope.needed(node, "seed", "filter");
    let seed = scope.text(&seed).unwrap_or_default();
    let list = scope.needed(node, "ranges", "filter");
    let mut ranges = Vec::new();
    for part in scope.children(&list, Kind::List) {
        ranges.push(range(scope, &part));
    }
    Filter {
        seed: Seed::new(hash_version(scope, node), ["", seed]),
        hash_by: hash_by(scope, &node.get("hashBy")),
        ranges,
    }
}

/// An exclusion group: experiences with parts that do not overlap never meet in one visitor.
fn group(scope: &mut Scope<'_>, node: &Node<'_>, hash_by: [usize; 2]) -> Filter {
    scope.fields(node, &words::GROUP);
    let name = scope.needed(node, "name", "group");
    let name = scope.text(&name).unwrap_or_default();
    let from = scope.number_of(node, "from", 0.0);
    let to = scope.number_of(node, "to", 100.0);
    if !(0.0..=100.0).contains(&from) || !(from..=100.0).contains(&to) {
        scope.problem(node, Spot::Start, "range", "", "percentage");
    }
    Filter {
        seed: Seed::new(2, ["group/", name]),
        hash_by,
        ranges: [(from / 100.0, to / 100.0)].into(),
    }
}

/// `[from, to]`, a part of the bucket line from 0 to 1.
pub(super) fn range(scope: &mut Scope<'_>, node: &Node<'_>) -> Range {
    let list = scope.expect(node, Kind::List).map_or(&[][..], Value::items);
    if let [Value::Number(from), Value::Number(to)] = list
        && (0.0..=1.0).contains(from)
        // A sum of decimal fractions may miss 1 by the last bit.
        && *to <= 1.000_001
    {
        return (*from, *to);
    }
    if node.value.is_some_and(|value| value.kind() == Kind::List) {
        scope.problem(node, Spot::Start, "range", "", "range");
    }
    (0.0, 0.0)
}

/// A percentage; `absent` where there is none.
pub(super) fn percentage(scope: &mut Scope<'_>, node: &Node<'_>, absent: f64) -> f64 {
    let percent = scope.number(node, absent);
    if !(0.0..=100.0).contains(&percent) {
        scope.problem(node, Spot::Start, "range", "", "percentage");
    }
    percent
}

/// Reads one step of `ramp`.
pub(super) fn ramp(scope: &mut Scope<'_>, node: &Node<'_>, steps: &mut Vec<(f64, f64)>) {
    scope.fields(node, &words::RAMP);
    for field in ["from", "percent"] {
        scope.needed(node, field, "ramp");
    }
    let from_ms = scope.date_of(node, "from");
    let reach = scope.number_of(node, "percent", 0.0) / 100.0;
    let (last_ms, last) = steps.last().copied().unwrap_or((f64::NEG_INFINITY, 0.0));
    if !(0.0..=1.0).contains(&reach) {
        scope.problem(node, Spot::Start, "range", "", "percentage");
    } else if reach < last || from_ms <= last_ms {
        scope.problem(node, Spot::Start, "ramp-falls", "", "ramp");
    }
    steps.push((from_ms, reach));
}
