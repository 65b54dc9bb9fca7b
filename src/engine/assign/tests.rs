use super::*;
use crate::engine::Env;
use crate::engine::json::{Reader, Value};
use alloc::{format, vec::Vec};

/// `tests/cases/assignments.json`: what `@growthbook/growthbook` itself answers.
/// The first seven buckets are the published cases of hash version 2.
fn cases() -> Value {
    let text = include_str!("../../../tests/cases/assignments.json");
    Reader::new(&Env::native(), text).value()
}

fn ranges(percentages: &[f64]) -> Vec<Range> {
    let total = percentages.iter().sum();
    let mut from = 0.0;
    let parts = percentages.iter();
    parts.map(|part| range(&mut from, *part, total)).collect()
}

#[test]
fn buckets_are_those_of_growthbook() {
    let cases = cases();
    let rows = cases.get("buckets").unwrap().items();
    assert!(rows.len() > 7);
    for row in rows {
        let [Value::Text(seed), Value::Text(id), Value::Number(expected)] = row.items() else {
            panic!("a bucket has a seed, an id and a number: {row:?}");
        };
        assert_eq!(
            Seed::new(2, ["", seed]).bucket(id),
            *expected,
            "{seed} {id}"
        );
    }
}

#[test]
fn buckets_of_version_1_and_of_derived_seeds_are_those_of_growthbook() {
    let cases = cases();
    let rows = cases.get("firstVersion").unwrap().items();
    assert!(rows.len() > 20);
    for row in rows {
        let [Value::Text(seed), Value::Text(id), Value::Number(expected)] = row.items() else {
            panic!("a bucket has a seed, an id and a number: {row:?}");
        };
        assert_eq!(
            Seed::new(1, ["", seed]).bucket(id),
            *expected,
            "{seed} {id}"
        );
    }
    for row in cases.get("derived").unwrap().items() {
        let [
            Value::Text(prefix),
            Value::Text(seed),
            Value::Text(id),
            Value::Number(expected),
        ] = row.items()
        else {
            panic!("a derived bucket has a prefix, a seed, an id and a number: {row:?}");
        };
        assert_eq!(
            Seed::new(2, [prefix, seed]).bucket(id),
            *expected,
            "{prefix}{seed} {id}"
        );
    }
}

#[test]
fn variants_are_those_of_growthbook() {
    let cases = cases();
    let rows = cases.get("variants").unwrap().items();
    assert!(rows.len() > 100);
    for row in rows {
        let [Value::Text(seed), Value::Text(id), split, expected] = row.items() else {
            panic!("a variant has a seed, an id, a split and a name: {row:?}");
        };
        let split = split.members();
        let parts: Vec<f64> = split
            .iter()
            .filter_map(|(_, part)| part.as_number())
            .collect();
        let chosen = choose(
            ranges(&parts).into_iter(),
            Seed::new(2, ["", seed]).bucket(id),
        );
        let name = chosen.map_or(Value::Null, |index| Value::Text(split[index].0.clone()));
        assert_eq!(name, *expected, "{row:?}");
    }
}

#[test]
fn buckets_are_uniform_and_seeds_independent() {
    let mut cells = [[0_u32; 4]; 4];
    for id in 0..40_000 {
        let id = format!("visitor-{id}");
        let of = |seed| (Seed::new(2, ["", seed]).bucket(&id) * 4.0) as usize;
        let (row, column) = (of("exp-1"), of("exp-2"));
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

#[test]
fn a_part_reached_whole_is_exactly_itself() {
    // 0.3 + (0.9 - 0.3) is above 0.9: who falls on 0.9 would be let in.
    assert_eq!(reached((0.3, 0.9), 1.0), (0.3, 0.9));
    assert_eq!(reached((0.3, 0.9), 0.0), (0.3, 0.3));
}

#[test]
fn numbers_are_hashed_as_they_are_written() {
    let written = |number: u32| fnv1a(&format!("{number}"));
    let mut number = 1_u32;
    for step in 0..2_000_000_u32 {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let near = (step % 43)
            .wrapping_mul(100_000_000)
            .wrapping_add(step / 43 % 3);
        for number in [number, number >> (step % 32), step, near.wrapping_sub(1)] {
            assert_eq!(hash::hash_digits(number), written(number), "{number}");
        }
    }
    assert_eq!(hash::hash_digits(u32::MAX), written(u32::MAX));
}
