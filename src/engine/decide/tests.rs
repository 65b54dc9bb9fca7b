use super::*;
use crate::engine::Env;
use crate::engine::history::Tally;
use alloc::vec::Vec;
use core::cell::Cell;

struct Scene {
    known: Vec<(&'static str, Known)>,
    profile: Profile,
    now_ms: f64,
    consent: (bool, bool),
}

impl Scene {
    fn new() -> Self {
        Self {
            known: [("visitor.id", Known::Is(Value::text("v-1")))].to_vec(),
            profile: Profile {
                visitor_id: "v-1".into(),
                ..Profile::default()
            },
            now_ms: 1_796_000_000_000.0,
            consent: (true, true),
        }
    }

    fn decide(&self, experience: &str) -> (Decision, Rules) {
        let env = Env::native();
        let text = alloc::format!(
            r#"{{"omotenashi":1,"timezone":"UTC","goals":{{"g":{{"event":"e"}}}},"experiences":[{experience}]}}"#
        );
        let (rules, problems) = Rules::read(&env, &text);
        assert!(
            problems.is_empty() || rules.experiences[0].broken,
            "{problems:?}"
        );
        let known: Vec<Known> = rules
            .subjects
            .iter()
            .map(|subject| match subject {
                super::super::condition::Subject::Attribute(path) => self
                    .known
                    .iter()
                    .find(|(name, _)| name == path)
                    .map_or(Known::Missing, |(_, known)| known.clone()),
                super::super::condition::Subject::Behaviour(_) => Known::Unknown,
            })
            .collect();
        let context = Context {
            rules: &rules,
            evaluation: Evaluation {
                known: &known,
                audiences: &rules.audiences,
                now_ms: self.now_ms,
                env: &env,
                blame: Cell::new(None),
            },
            profile: &self.profile,
            language: "ja-JP",
            remembers: self.consent.0,
            measures: self.consent.1,
        };
        let decision = super::decide(&context, &rules.experiences[0]);
        (decision, rules)
    }

    fn reason(&self, fields: &str) -> Reason {
        let experience =
            alloc::format!(r##"{{"id":"x","show":[{{"select":"#x","text":"X"}}]{fields}}}"##);
        self.decide(&experience).0.reason
    }
}

#[test]
fn each_reason_is_given_where_it_is_due() {
    let scene = Scene::new();
    let rows = [
        ("", Reason::Applied),
        (r#","bogus":1"#, Reason::Problem),
        (r#","status":"draft""#, Reason::Status),
        (r#","status":"ended""#, Reason::Status),
        (
            r#","schedule":{"from":"2026-11-30","to":"2026-11-30"}"#,
            Reason::Applied,
        ),
        (r#","schedule":{"from":"2026-12-01"}"#, Reason::Schedule),
        (r#","schedule":{"to":"2026-11-29"}"#, Reason::Schedule),
        (r#","languages":["ja"]"#, Reason::Applied),
        (r#","languages":["en"]"#, Reason::Language),
        (r#","needs":["user.tier"]"#, Reason::Needs),
        (r#","where":{"page.path":"/"}"#, Reason::Where),
        (r#","who":{"user.tier":"gold"}"#, Reason::Who),
        (r#","who":{"$did":{"event":"e"}}"#, Reason::Unknown),
        (
            r#","hashBy":"user.id","split":{"show":50,"original":50}"#,
            Reason::NoId,
        ),
        (r#","split":{"show":100,"original":0}"#, Reason::Applied),
    ];
    for (fields, reason) in rows {
        assert_eq!(scene.reason(fields), reason, "{fields}");
    }
}

#[test]
fn an_experiment_asks_first_and_a_plain_experience_need_not() {
    let mut scene = Scene::new();
    for consent in [(false, false), (true, false), (false, true)] {
        scene.consent = consent;
        assert_eq!(
            scene.reason(r#","split":{"show":50,"original":50}"#),
            Reason::Consent
        );
        assert_eq!(scene.reason(""), Reason::Applied);
    }
}

#[test]
fn holdouts_come_before_everything_that_is_split() {
    let env = Env::native();
    let (rules, _) = Rules::read(
        &env,
        r#"{"omotenashi":1,"holdouts":{"all":{"percent":30}}}"#,
    );
    let mut held = 0;
    for id in 0..2000 {
        let profile = Profile {
            visitor_id: alloc::format!("v{id}"),
            ..Profile::default()
        };
        let context = Context {
            rules: &rules,
            evaluation: Evaluation {
                known: &[],
                audiences: &[],
                now_ms: 0.0,
                env: &env,
                blame: Cell::new(None),
            },
            profile: &profile,
            language: "",
            remembers: true,
            measures: true,
        };
        held += i32::from(context.held_out());
    }
    // Binomial(2000, 0.3): five standard deviations around 600.
    assert!((498..=702).contains(&held), "{held}");
}

#[test]
fn sticky_variants_survive_a_change_of_the_split_until_the_version_is_raised() {
    let mut scene = Scene::new();
    let before =
        r#"{"id":"x","variants":{"a":{"show":[]},"b":{"show":[]}},"split":{"a":100,"b":0}}"#;
    let after =
        r#"{"id":"x","variants":{"a":{"show":[]},"b":{"show":[]}},"split":{"a":0,"b":100}}"#;
    assert_eq!(scene.decide(before).0.variant, Some(0));
    let entry = scene.profile.entry_mut("x", 1.0).unwrap();
    entry.variant = "a".into();
    assert_eq!(scene.decide(after).0.variant, Some(1), "not exposed yet");
    scene.profile.entry_mut("x", 1.0).unwrap().exposed_ms = 5.0;
    assert_eq!(scene.decide(after).0.variant, Some(0));
    let raised = after.replace(r#""id":"x""#, r#""id":"x","version":2"#);
    assert_eq!(scene.decide(&raised).0.variant, Some(1));
}

#[test]
fn who_stays_qualified_stays_until_the_goal_or_the_time() {
    let mut scene = Scene::new();
    let fields = r#","who":{"user.tier":"gold"},"stay":{"until":"g","atMost":"7d"}"#;
    assert_eq!(scene.reason(fields), Reason::Who);
    scene.profile.entry_mut("x", 1.0).unwrap().qualified_ms = scene.now_ms - 86_400_000.0;
    assert_eq!(scene.reason(fields), Reason::Applied);
    scene.now_ms += 6.5 * 86_400_000.0;
    assert_eq!(scene.reason(fields), Reason::Who);
    scene.now_ms -= 6.0 * 86_400_000.0;
    let tally = Tally {
        goal: "g".into(),
        count: 1.0,
        total: 0.0,
    };
    scene.profile.entry_mut("x", 1.0).unwrap().goals.push(tally);
    assert_eq!(scene.reason(fields), Reason::Who);
}

#[test]
fn caps_count_in_their_window() {
    let mut scene = Scene::new();
    let now_ms = scene.now_ms;
    let entry = scene.profile.entry_mut("x", 1.0).unwrap();
    entry.shown = [now_ms - 3.0 * 86_400_000.0, now_ms - 1.0].to_vec();
    assert_eq!(
        scene.reason(r#","frequency":{"atMost":2}"#),
        Reason::Frequency
    );
    assert_eq!(
        scene.reason(r#","frequency":{"atMost":2,"per":"2d"}"#),
        Reason::Applied
    );
    assert_eq!(
        scene.reason(r#","frequency":{"atMost":1,"per":"2d"}"#),
        Reason::Frequency
    );
}
