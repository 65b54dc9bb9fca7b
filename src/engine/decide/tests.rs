use super::*;
use crate::engine::Env;
use crate::engine::assign::Seed;
use crate::engine::history::Tally;
use alloc::{string::String, vec::Vec};

struct Scene {
    known: Vec<(&'static str, Known)>,
    profile: Profile,
    now_ms: f64,
    consent: (bool, bool),
    kept: Option<bool>,
}

impl Scene {
    fn new() -> Self {
        Self {
            known: Vec::from([
                ("visitor.id", Known::Is(Value::text("v-1"))),
                ("user.null", Known::Is(Value::Null)),
            ]),
            profile: Profile {
                visitor_id: "v-1".into(),
                ..Profile::default()
            },
            now_ms: 1_796_000_000_000.0,
            consent: (true, true),
            kept: Some(true),
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
                _ => Known::Unknown,
            })
            .collect();
        let context = Context {
            rules: &rules,
            evaluation: Evaluation::new(&env, self.now_ms, &rules.conditions, &known),
            profile: &self.profile,
            language: "ja-JP",
            url: "",
            forced: &Value::Null,
            remembers: self.consent.0,
            measures: self.consent.1,
            kept: self.kept,
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
        (r#","needs":["user.null"]"#, Reason::Needs),
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
            evaluation: Evaluation::new(&env, 0.0, &rules.conditions, &[]),
            profile: &profile,
            language: "",
            url: "",
            forced: &Value::Null,
            remembers: true,
            measures: true,
            kept: Some(true),
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
fn nobody_enters_an_experiment_whom_the_browser_will_have_forgotten() {
    let mut scene = Scene::new();
    let test = r#"{"id":"x","variants":{"a":{"show":[]}},"split":{"original":50,"a":50}}"#;
    for kept in [None, Some(false)] {
        scene.kept = kept;
        assert_eq!(scene.decide(test).0.reason, Reason::Storage, "{kept:?}");
        assert_eq!(scene.reason(""), Reason::Applied, "a plain one is for all");
    }
    // Who is in stays in: what was shown is remembered.
    let entry = scene.profile.entry_mut("x", 1.0).unwrap();
    entry.variant = "a".into();
    entry.exposed_ms = 5.0;
    assert_eq!(scene.decide(test).0.reason, Reason::Applied);
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
        ..Tally::default()
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

/// Which of these variants 1,000 visitors get.
fn share(scene: &mut Scene, experience: &str, variants: usize) -> Vec<usize> {
    let mut seen = alloc::vec![0_usize; variants];
    for id in 0..1000 {
        scene.known[0].1 = Known::Is(Value::Text(alloc::format!("v{id}").into()));
        if let Some(variant) = scene.decide(experience).0.variant {
            seen[variant] = seen[variant].wrapping_add(1);
        }
    }
    seen
}

#[test]
fn a_ramp_only_ever_adds_visitors() {
    let experience = r#"{"id":"x","show":[],"ramp":[{"from":"2026-11-01","percent":10},
        {"from":"2026-12-10","percent":40},{"from":"2026-12-20","percent":100}]}"#;
    let mut scene = Scene::new();
    let mut before: Vec<String> = Vec::new();
    for (day, expected) in [
        ("before", 0),
        ("first", 100),
        ("second", 400),
        ("third", 1000),
    ] {
        scene.now_ms = match day {
            "before" => 1_790_000_000_000.0,
            "first" => 1_796_000_000_000.0,
            "second" => 1_796_860_800_000.0,
            _ => 1_798_000_000_000.0,
        };
        let mut now = Vec::new();
        for id in 0..1000 {
            let id = alloc::format!("v{id}");
            scene.known[0].1 = Known::Is(Value::text(&id));
            if scene.decide(experience).0.variant.is_some() {
                now.push(id);
            }
        }
        assert!(now.len().abs_diff(expected) < 60, "{day}: {}", now.len());
        assert!(before.iter().all(|id| now.contains(id)), "{day}");
        before = now;
    }
}

#[test]
fn exclusion_groups_never_meet() {
    let part = |id: &str, from: u32, to: u32| {
        alloc::format!(
            r#"{{"id":"{id}","show":[],"group":{{"name":"g","from":{from},"to":{to}}}}}"#
        )
    };
    let mut scene = Scene::new();
    let (one, other) = (part("a", 0, 50), part("b", 50, 100));
    for id in 0..1000 {
        scene.known[0].1 = Known::Is(Value::Text(alloc::format!("v{id}").into()));
        let both = [&one, &other].map(|part| scene.decide(part).0);
        let taken = both
            .iter()
            .filter(|decision| decision.variant.is_some())
            .count();
        assert_eq!(taken, 1, "{id}");
        assert!(
            both.iter()
                .any(|decision| decision.reason == Reason::Filter)
        );
    }
}

#[test]
fn filters_ranges_and_hash_versions_divide_as_they_say() {
    let mut scene = Scene::new();
    let exact = r#"{"id":"x","variants":{"a":{},"b":{}},"ranges":{"a":[0,0.2],"b":[0.5,1]},"hashVersion":1}"#;
    let seen = share(&mut scene, exact, 2);
    assert!(
        seen[0].abs_diff(200) < 60 && seen[1].abs_diff(500) < 80,
        "{seen:?}"
    );
    let filtered = r#"{"id":"x","show":[],"filters":[{"seed":"f","ranges":[[0,0.1],[0.9,1]]}]}"#;
    let seen = share(&mut scene, filtered, 1);
    assert!(seen[0].abs_diff(200) < 60, "{seen:?}");
}

#[test]
fn the_second_attribute_is_hashed_where_the_first_is_missing() {
    let mut scene = Scene::new();
    let experience = r#"{"id":"x","variants":{"a":{},"b":{}},"split":{"a":50,"b":50},"hashBy":["user.id","visitor.id"]}"#;
    let first = scene.decide(experience).0.bucket;
    assert_eq!(first, Some(Seed::new(2, ["", "x"]).bucket("v-1")));
    scene.known.push(("user.id", Known::Is(Value::text("u-1"))));
    let second = scene.decide(experience).0.bucket;
    assert_eq!(second, Some(Seed::new(2, ["", "x"]).bucket("u-1")));
}

#[test]
fn who_took_part_in_a_closed_version_is_blocked_and_another_person_is_not_sticky() {
    let mut scene = Scene::new();
    let test = |more: &str| {
        alloc::format!(
            r#"{{"id":"x","variants":{{"a":{{}},"b":{{}}}},"split":{{"a":0,"b":100}}{more}}}"#
        )
    };
    let entry = scene.profile.entry_mut("x", 1.0).unwrap();
    entry.variant = "a".into();
    entry.exposed_ms = 5.0;
    assert_eq!(scene.decide(&test("")).0.variant, Some(0));
    assert!(scene.decide(&test("")).0.sticky);
    assert_eq!(scene.decide(&test(r#","sticky":false"#)).0.variant, Some(1));
    let blocked = scene.decide(&test(r#","version":2,"minVersion":2"#)).0;
    assert_eq!(blocked.reason, Reason::Blocked);
    scene.profile.entry_mut("x", 1.0).unwrap().by = 7.0;
    assert_eq!(
        scene.decide(&test("")).0.variant,
        Some(1),
        "the entry of somebody else"
    );
    scene.profile.entry_mut("x", 1.0).unwrap().by = f64::from(assign::fnv1a("v-1"));
    assert_eq!(scene.decide(&test("")).0.variant, Some(0));
}

#[test]
fn a_query_parameter_or_a_preview_forces_a_variant_where_it_belongs() {
    let env = Env::native();
    let text = r#"{"omotenashi":1,"queryOverride":true,"experiences":[
        {"id":"x","where":{"page.path":"/a"},"who":{"user.tier":"gold"},"status":"draft",
         "variants":{"red":{},"blue":{}},"split":{"original":40,"red":30,"blue":30}}]}"#;
    let (rules, problems) = Rules::read(&env, text);
    assert_eq!(problems, []);
    let profile = Profile::default();
    let decide = |path: &str, url: &str, forced: &Value| {
        let known: Vec<Known> = rules
            .subjects
            .iter()
            .map(|subject| match subject {
                super::super::condition::Subject::Attribute("page.path") => {
                    Known::Is(Value::text(path))
                }
                _ => Known::Missing,
            })
            .collect();
        let context = Context {
            rules: &rules,
            evaluation: Evaluation::new(&env, 0.0, &rules.conditions, &known),
            profile: &profile,
            language: "",
            url,
            forced,
            remembers: false,
            kept: None,
            measures: false,
        };
        let decision = super::decide(&context, &rules.experiences[0]);
        (decision.reason, decision.variant)
    };
    let red = (Reason::Forced, Some(1));
    assert_eq!(decide("/a", "https://s.example/a?x=red", &Value::Null), red);
    assert_eq!(
        decide("/a", "https://s.example/a?y=2&x=1#x=2", &Value::Null),
        red
    );
    assert_eq!(
        decide("/a", "https://s.example/a?x=3", &Value::Null),
        (Reason::Status, None)
    );
    assert_eq!(
        decide("/a", "https://s.example/a?x=-1", &Value::Null),
        (Reason::Status, None)
    );
    assert_eq!(
        decide("/b", "https://s.example/b?x=red", &Value::Null),
        (Reason::Where, None)
    );
    let forced = Value::Map(alloc::vec![("x".into(), Value::text("red"))]);
    assert_eq!(
        decide("/a", "", &forced),
        red,
        "whoever it is for, and without a yes"
    );
}
