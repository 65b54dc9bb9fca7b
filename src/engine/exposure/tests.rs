use super::*;
use crate::engine::Env;
use crate::engine::history::Profile;
use crate::engine::rules::Rules;
use alloc::vec::Vec;

const DAY: f64 = 86_400_000.0;

fn rules() -> Rules {
    let (rules, problems) = Rules::read(
        &Env::native(),
        r##"{"omotenashi":1,"goals":{"order":{"event":"purchase","value":"value","within":"7d"},"other":{"event":"o"}},
        "experiences":[{"id":"cta-1","variants":{"red":{"show":[{"select":".b","text":"x"}]}},
        "split":{"original":50,"red":50},"measure":{"primary":"order"}}]}"##,
    );
    assert_eq!(problems, []);
    rules
}

#[test]
fn an_exposure_counts_once_per_visitor_and_version() {
    let env = Env::native();
    let mut rules = rules();
    let mut profile = Profile::default();
    let receipt = Receipt::reached(0, Outcome::Partial);
    let exposure =
        Exposure::count(receipt, &rules.experiences[0], 1, 0.0, &mut profile, DAY).unwrap();
    assert_eq!(
        exposure.event(&env, "e1"),
        r#"{"id":"e1","type":"exposure","at":86400000,"experience":"cta-1","version":1,"variant":"red","result":"partial"}"#
    );
    assert_eq!(
        exposure.analytics(&env),
        r#"["event","experience_impression",{"exp_variant_string":"omotenashi-cta%2D1-red"}]"#
    );
    assert_eq!(
        exposure.tag_manager(&env),
        r#"{"event":"experiment_viewed","experiment_id":"cta-1","variation_id":"red"}"#
    );
    assert_eq!(
        Exposure::count(
            receipt,
            &rules.experiences[0],
            1,
            0.0,
            &mut profile,
            2.0 * DAY
        ),
        None
    );
    rules.experiences[0].version = 2.0;
    assert!(
        Exposure::count(
            receipt,
            &rules.experiences[0],
            0,
            0.0,
            &mut profile,
            3.0 * DAY
        )
        .is_some()
    );
}

#[test]
fn goals_are_attributed_after_exposure_within_the_window() {
    let env = Env::native();
    let rules = rules();
    let mut profile = Profile::default();
    assert_eq!(
        convert(&rules, 0, 10.0, &mut profile, &[0.0], (DAY, true)),
        []
    );
    let receipt = Receipt::reached(0, Outcome::Applied);
    let _ = Exposure::count(receipt, &rules.experiences[0], 0, 0.0, &mut profile, DAY);
    assert_eq!(
        convert(&rules, 1, 10.0, &mut profile, &[0.0], (DAY, true)),
        [],
        "not measured by it"
    );
    let texts: Vec<_> = [2.0, 3.0, 9.0]
        .iter()
        .flat_map(|day| {
            convert(
                &rules,
                0,
                10.0 * day,
                &mut profile,
                &[0.0],
                (day * DAY, true),
            )
        })
        .map(|conversion| conversion.event(&env, "g"))
        .collect();
    assert_eq!(
        texts,
        [
            r#"{"id":"g","type":"goal","at":172800000,"goal":"order","experience":"cta-1","version":1,"variant":"original","since":86400000,"first":true,"value":20,"before":0}"#,
            r#"{"id":"g","type":"goal","at":259200000,"goal":"order","experience":"cta-1","version":1,"variant":"original","since":172800000,"first":false,"value":30,"before":20}"#,
        ]
    );
}
