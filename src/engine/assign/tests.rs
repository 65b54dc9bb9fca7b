use super::*;
use alloc::{format, vec::Vec};

fn ranges(percentages: &[f64]) -> Vec<Range> {
    let total = percentages.iter().sum();
    let mut from = 0.0;
    let parts = percentages.iter();
    parts.map(|part| range(&mut from, *part, total)).collect()
}

#[test]
fn buckets_are_those_of_growthbook() {
    // Published cases of hash version 2.
    let rows = [
        ("seed", "a", 0.0505),
        ("seed", "b", 0.2696),
        ("foo", "ab", 0.2575),
        ("foo", "def", 0.2019),
    ];
    for (seed, id, expected) in rows {
        assert_eq!(bucket(seed, id), expected, "{seed} {id}");
    }
}

#[test]
fn buckets_are_uniform_and_seeds_independent() {
    let mut cells = [[0_u32; 4]; 4];
    for id in 0..40_000 {
        let id = format!("visitor-{id}");
        let row = (bucket("exp-1", &id) * 4.0) as usize;
        let column = (bucket("exp-2", &id) * 4.0) as usize;
        cells[row][column] += 1;
    }
    let chi: f64 = cells
        .iter()
        .flatten()
        .map(|&n| (f64::from(n) - 2500.0).powi(2) / 2500.0)
        .sum();
    // χ²(15), p = 0.0001.
    assert!(chi < 44.3, "{chi}");
}

#[test]
fn raising_the_total_moves_nobody() {
    let before = ranges(&[10.0, 20.0]);
    let after = ranges(&[30.0, 60.0]);
    for step in 0..10_000 {
        let bucket = f64::from(step) / 10_000.0;
        let had = choose(before.iter().copied(), bucket);
        assert!(had.is_none() || had == choose(after.iter().copied(), bucket));
    }
}
