//! One function for each door that strangers' bytes come in by.

use crate::env::native;
use omotenashi::engine::condition::{
    Conditions, Evaluation, Known, Scope, Subject, Verdict, compile,
};
use omotenashi::engine::history;
use omotenashi::engine::json::{Value, Writer, parse};
use omotenashi::engine::rules::Rules;

fn write(value: &Value) -> String {
    let env = native();
    let mut writer = Writer::new(&env);
    writer.value(value);
    writer.finish()
}

/// What is sound is read again as the same; what is not ends without a panic.
pub fn reader(text: &str) {
    let (value, sound) = parse(&native(), text);
    if sound {
        let (again, sound) = parse(&native(), &write(&value));
        assert!(sound, "{text}");
        assert_eq!(again, value, "{text}");
    }
}

/// Every problem points into the document.
pub fn rules(text: &str) {
    let (rules, problems) = Rules::read(&native(), text);
    let (file, sound) = parse(&native(), text);
    for problem in &problems {
        assert!(problem.place.line > 0 || problem.code == "too-large");
        if sound {
            let found = resolve(&file, &problem.place.pointer);
            assert!(found.is_some(), "{} of {text}", problem.place.pointer);
        }
        if let Some(rest) = problem.place.pointer.strip_prefix("/experiences/") {
            let index = rest.split('/').next().unwrap_or_default().parse().ok();
            let found = index.and_then(|index: usize| rules.experiences.get(index));
            assert!(found.is_none_or(|found| found.broken), "{text}");
        }
    }
}

/// RFC 6901.
fn resolve<'a>(file: &'a Value, pointer: &str) -> Option<&'a Value> {
    let mut at = file;
    for part in pointer.split('/').skip(1) {
        let key = part.replace("~1", "/").replace("~0", "~");
        at = match at {
            Value::List(items) => items.get(key.parse::<usize>().ok()?)?,
            _ => at.get(&key)?,
        };
    }
    Some(at)
}

/// Named lists, as `lists` in a rules file.
pub const LISTS: [(&str, &[&str]); 2] = [("few", &["1", "AB"]), ("none", &[])];

/// What a condition says of attributes, of which `"unknown"` is unknown; `None` for neither yes nor no.
pub fn verdict(condition: &Value, attributes: &Value) -> Option<bool> {
    let env = native();
    let paths = ["a", "b", "c", "d"].map(|path| (path.into(), Value::Null));
    let lists = LISTS.map(|(name, items)| {
        let items = items.iter().map(|item| Value::text(item));
        (name.into(), Value::List(items.collect()))
    });
    let parts = [
        ("attributes".into(), Value::Map(paths.into())),
        ("lists".into(), Value::Map(lists.into())),
        ("who".into(), condition.clone()),
    ];
    let file: &'static Value = Box::leak(Box::new(Value::Map(parts.into())));
    let mut scope = Scope::new(&env, "", file);
    let root = scope.file;
    let compiled = compile(&mut scope, &root.get("who"));
    let known: Vec<Known> = scope
        .subjects
        .iter()
        .map(|subject| match subject {
            Subject::Attribute(path) => match attributes.at(path) {
                Some(value) if *value == Value::text("unknown") => Known::Unknown,
                Some(value) => Known::Is(value.clone()),
                None => Known::Missing,
            },
            _ => Known::Unknown,
        })
        .collect();
    let conditions = Conditions {
        clauses: scope.clauses,
        lists: file.get("lists"),
        ..Conditions::default()
    };
    let evaluation = Evaluation::new(&env, 1e12, &conditions, &known);
    match evaluation.verdict(&compiled) {
        Verdict::Yes => Some(true),
        Verdict::No => Some(false),
        Verdict::Unknown => None,
    }
}

/// `[condition, attributes]`: two evaluations agree, whatever the bytes.
pub fn condition(text: &str) {
    let (pair, sound) = parse(&native(), text);
    if let ([condition, attributes], true) = (pair.items(), sound) {
        assert_eq!(
            verdict(condition, attributes),
            verdict(condition, attributes),
            "{text}"
        );
    }
}

/// What is asked of stored profiles: attributes, and behaviours of several windows and statistics.
pub fn asked() -> Vec<Subject> {
    let paths = ["user.tier", "user.tags", "cart.value", "visit.landing"];
    let mut subjects: Vec<Subject> = paths.map(Subject::Attribute).into();
    let file = r#"{"who":{"$and":[
        {"$did":{"event":"a","of":"n","within":"7d","average":1}},
        {"$did":{"event":"a","of":"n","halfLife":"1d","most":1,"share":1}},
        {"$did":{"event":"a","within":{"days":2,"zone":"UTC"}}},
        {"$did":{"event":"a","then":{"event":"b","within":"1h","not":true},"within":{"since":"c"}}}]}}"#;
    let env = native();
    let parsed = Box::leak(Box::new(parse(&env, file).0));
    let mut scope = Scope::new(&env, file, parsed);
    let root = scope.file;
    compile(&mut scope, &root.get("who"));
    subjects.extend(scope.subjects);
    subjects
}

/// What was stored by somebody else is no profile, or one that is written and read alike; as what a tab adds it adds
/// nothing, or something that is.
pub fn stored(text: &str) {
    let env = native();
    let now_ms = 1_796_000_001_000.0;
    let subjects = asked();
    let conditions = Conditions::default();
    let asked = history::Asked {
        conditions: &conditions,
        subjects: &subjects,
        retention: history::Retention::default(),
        ahead: &[Value::text("a")],
        goals: true,
        stage: true,
    };
    let again = |profile: &history::Profile| {
        let once = history::write(&env, profile, &subjects);
        let again = history::read(&env, &once, now_ms, &asked).expect("what we wrote");
        assert_eq!(history::write(&env, &again, &subjects), once, "{text}");
        assert!(once.len() <= history::MAX_BYTES, "{text}");
    };
    let mut past = history::Profile::default();
    history::add_part(&env, &mut past, text, now_ms, &asked);
    let found = history::read(&env, text, now_ms, &asked);
    if let Some(profile) = &found {
        again(profile);
    }
    for mut profile in [past].into_iter().chain(found) {
        // Whatever it holds, life goes on.
        let evaluation = Evaluation::of_values(&env, now_ms, &conditions);
        for name in ["a", "b", "c", "page_view"] {
            for subject in &subjects {
                if let Subject::Behaviour(behaviour) = subject {
                    let _ = behaviour.ask(&profile, &env, now_ms, Some(0));
                }
            }
            profile.happen(&evaluation, name, &Value::Null, &subjects);
        }
    }
}
