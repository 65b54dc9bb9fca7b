//! Trials of hundreds of visitors: whoever is shown nothing costs what they are compared with.

use super::*;

/// A row of numbers, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33).checked_rem(bound).unwrap()
    }
}

/// Two tests that want the same place and keep the same distance, beside a third surface.
fn trials(a: &str, b: &str) -> String {
    format!(
        r##"{{"omotenashi":1,"site":"s","consent":{{"mode":"opt-out"}},
"surfaces":{{"gap":"2m","frequency":{{"atMost":3,"per":"visit"}},"dismissed":"2d"}},
"goals":{{"order":{{"event":"purchase"}}}},"destinations":[{{"to":"beacon","url":"/c"}}],"experiences":[
 {{"id":"a","priority":2,"frequency":[{{"atMost":1,"per":"visit"}},{{"atMost":4}}],
   "variants":{{"on":{{"show":[{{"surface":"modal","html":"x"}}]}}}},"split":{a}}},
 {{"id":"b","priority":1,"frequency":{{"atMost":2,"per":"1d"}},"until":"order","when":{{"exit":true,"every":true}},
   "variants":{{"on":{{"show":[{{"surface":"spotlight","select":"#s","html":"x"}}]}}}},"split":{b}}},
 {{"id":"c","show":[{{"surface":"toast","html":"x"}}]}}]}}"##
    )
}

/// What a visitor was charged, when; and how often they were exposed to each test, in which variant.
#[derive(Debug, Default, PartialEq)]
struct Life {
    charges: Vec<(u64, usize)>,
    refusals: Vec<(u64, usize)>,
    exposed: [usize; 2],
    variants: [Option<String>; 3],
}

/// A visitor who comes for days, meets moments, orders, and now and then closes what can be seen. The dice
/// fall alike for whoever sees nothing.
fn live(rules: &str, seed: u32) -> Life {
    let mut visitor = Visitor::new("opt-out");
    visitor.seed = seed.wrapping_mul(2_654_435_761);
    let mut dice = Dice(u64::from(seed) << 20);
    let mut life = Life::default();
    let start = visitor.now_ms;
    for _ in 0..15 {
        visitor.later(1000.0 * [20.0, 100.0, 130.0, 4_000.0, 90_000.0][dice.below(5) as usize]);
        visitor.open_with(rules.into(), false, false);
        for _ in 0..3 {
            visitor.later(dice.below(90_000) as f64);
            let index = dice.below(3) as usize;
            let effects = visitor.put(Input::Due(index, false));
            let closes = dice.below(2) == 0;
            let at = (visitor.now_ms - start) as u64;
            let open = effects.iter().find_map(|effect| match effect {
                Effect::Open(_, surface) => Some(surface.is_none()),
                _ => None,
            });
            let Some(ghost) = open else {
                life.refusals.push((at, index));
                continue;
            };
            life.charges.push((at, index));
            life.variants[index] = visitor.runtime.variant(["a", "b", "c"][index]);
            visitor.put(Input::Receipt(Receipt::reached(index, Outcome::Applied)));
            let seen = life.variants[index].as_deref() != Some("original");
            if seen && !ghost && closes {
                visitor.put(Input::Touched(index, false));
            }
        }
        if dice.below(40) == 0 {
            visitor.track("purchase", "");
        }
    }
    for (index, id) in ["a", "b"].iter().enumerate() {
        let of = |effect: &&Effect| matches!(effect, Effect::Notify(Notice::Exposure, json) if json.contains(&format!(r#""experience":"{id}""#)));
        life.exposed[index] = visitor.effects.iter().filter(of).count();
    }
    life
}

#[test]
fn whoever_is_shown_nothing_is_charged_the_same_to_the_millisecond() {
    let (original, on) = (r#"{"original":100,"on":0}"#, r#"{"original":0,"on":100}"#);
    let mut met = 0;
    for seed in 1..=100 {
        let mut reference = None;
        for (a, b) in [
            (original, original),
            (original, on),
            (on, original),
            (on, on),
        ] {
            let Life {
                charges,
                refusals,
                exposed,
                ..
            } = live(&trials(a, b), seed);
            met += refusals.len();
            let life = (charges, refusals, exposed);
            assert_eq!(
                *reference.get_or_insert_with(|| life.clone()),
                life,
                "visitor {seed}"
            );
        }
    }
    assert!(met > 1000, "they hardly met: {met}");
}

#[test]
fn of_hundreds_of_visitors_both_halves_are_counted_and_charged_alike() {
    let half = r#"{"original":50,"on":50}"#;
    // By half of `a`: visitors exposed, and of their charges of each experience sum and sum of squares.
    let mut exposed = [0.0_f64; 2];
    let mut sums = [[[0.0_f64; 2]; 3]; 2];
    for seed in 1..=400 {
        let life = live(&trials(half, half), seed);
        let Some(variant) = &life.variants[0] else {
            continue;
        };
        let arm = usize::from(variant == "on");
        exposed[arm] += life.exposed[0] as f64;
        for (index, [sum, square]) in sums[arm].iter_mut().enumerate() {
            let count = life.charges.iter().filter(|(_, of)| *of == index).count() as f64;
            *sum += count;
            *square += count * count;
        }
    }
    let [original, on] = exposed;
    assert!(original + on > 300.0, "{exposed:?}");
    let chance = (original - on).abs() / (original + on).sqrt();
    assert!(chance < 3.0, "a sample ratio mismatch: {exposed:?}");
    let [originals, shown] = sums;
    for (index, (one, other)) in originals.into_iter().zip(shown).enumerate() {
        let of = |[sum, square]: [f64; 2], arm: usize| {
            let mean = sum / exposed[arm];
            (mean, (square / exposed[arm] - mean * mean) / exposed[arm])
        };
        let ((one, spread), (other, wide)) = (of(one, 0), of(other, 1));
        let distance = (one - other).abs() / (spread + wide).sqrt();
        assert!(distance < 3.0, "experience {index}: {one} against {other}");
    }
}
