use super::*;
use crate::engine::Env;
use crate::engine::json::{Reader, Value};
use alloc::vec::Vec;

const SERVED: &str = r##"{"omotenashi":1,"timezone":"UTC","attributes":{"country":{},"cart.total":{}},
    "lists":{"near":["jp","kr"]},
    "experiences":[
        {"id":"hello","who":{"country":{"$inGroup":"near"},"cart.total":{"$gte":10}},"show":[{"select":"h1","text":"Hello"}]},
        {"id":"test","variants":{"red":{"show":[{"select":"h1","text":"Red"}]}},"split":{"original":50,"red":50}},
        {"id":"both","who":{"$variant":{"test":"red"}},"show":[{"select":"p","text":"x"}]}],
    "flags":{"new":{"default":"old","rules":[
        {"id":"by-test","who":{"$variant":{"test":"red"}},"value":"new"},
        {"id":"fresh","values":{"a":"A","b":"B"},"split":{"a":50,"b":50}}]}}}"##;

fn server(attributes: &[(&str, Value)]) -> Server {
    let mut server = Server::new(Env::native(), SERVED.into());
    assert_eq!(server.problems(), []);
    let asks = server.asks();
    for (place, path) in asks.iter().enumerate() {
        let told = attributes.iter().find(|(name, _)| name == path);
        server.tell(place, told.map(|(_, value)| value.clone()));
    }
    server
}

#[test]
fn a_server_decides_as_a_page_does() {
    let told = [
        ("visitor.id", Value::text("v-2")),
        ("country", Value::text("jp")),
        ("cart.total", Value::Number(12.0)),
    ];
    let mut both = 0;
    for id in 0..200 {
        let mut told = told.clone();
        told[0].1 = Value::text(&alloc::format!("v-{id}"));
        let decided = server(&told).decide(0.0, "");
        let [hello, test, follows, ..] = decided.experiences[..] else {
            panic!("three experiences");
        };
        assert_eq!(hello.variant, Some(0));
        let red = test.variant == Some(1);
        assert_eq!(
            follows.variant.is_some(),
            red,
            "in the other experiment's variant"
        );
        let flag = decided.flags[0];
        assert_eq!(*flag.value == Value::text("new"), red);
        assert_eq!(flag.reason as usize, if red { 1 } else { 2 });
        both += i32::from(red);
    }
    assert!((60..140).contains(&both), "{both}");
    let forced = server(&told).decide(0.0, r#"{"forced":{"test":"red","fresh":"b"}}"#);
    assert_eq!(forced.experiences[1].reason.name(), "forced");
    assert_eq!(*forced.flags[0].value, Value::text("new"));
    let refused = server(&told).decide(0.0, r#"{"consent":[true,false]}"#);
    assert_eq!(refused.experiences[1].reason.name(), "consent");
    assert_eq!(refused.experiences[2].reason.name(), "unknown");
}

#[test]
fn holdouts_go_by_the_visitors_id_whatever_the_experience_hashes() {
    // The buckets of tests/cases/assignments.json: v-1 0.9526, v-2 0.7727, v-3 0.5456.
    let rules = r##"{"omotenashi":1,"attributes":{"user.id":{}},"holdouts":{"programme":{"percent":80}},
        "experiences":[{"id":"x","hashBy":"user.id","show":[{"select":"h1","text":"x"}]}]}"##;
    let mut server = Server::new(Env::native(), rules.into());
    let place = server.asks().iter().position(|path| *path == "visitor.id");
    for (id, reason) in [
        (Some("v-1"), "applied"),
        (Some("v-2"), "holdout"),
        (Some("v-3"), "holdout"),
        // Of nobody it is not known.
        (None, "applied"),
        (Some(""), "applied"),
    ] {
        server.tell(place.unwrap(), id.map(Value::text));
        let decided = server.decide(0.0, "");
        assert_eq!(decided.experiences[0].reason.name(), reason, "{id:?}");
    }
}

#[test]
fn flags_answer_to_flags_in_whatever_order_they_stand() {
    let flags = [
        r#""a":{"default":false,"rules":[{"who":{"$flag":{"b":true}},"value":true}]}"#,
        r#""b":{"default":false,"rules":[{"who":{"$flag":{"c":true}},"value":true}]}"#,
        r#""c":{"default":true}"#,
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]] {
        let flags = order.map(|index| flags[index]).join(",");
        let rules = alloc::format!(
            r#"{{"omotenashi":1,"experiences":[{{"id":"x","who":{{"$flag":{{"a":true}}}},"show":[]}}],"flags":{{{flags}}}}}"#
        );
        let mut server = Server::new(Env::native(), rules);
        assert_eq!(server.problems(), []);
        let decided = server.decide(0.0, "");
        for flag in &decided.flags {
            assert_eq!(*flag.value, Value::Bool(true), "{order:?}");
        }
        assert_eq!(decided.experiences[0].variant, Some(0), "{order:?}");
    }
}

#[test]
fn a_trace_names_the_clause_and_the_nearest_change() {
    let mut server = server(&[("country", Value::text("fr"))]);
    server.decide(0.0, "");
    let env = Env::native();
    let text = explain(&env, &server, "hello", Language::English);
    let trace = Reader::new(&env, &text).value();
    assert_eq!(trace.text_at("reason"), Some("who"));
    let nearest = trace.get("nearest").map_or(&[][..], Value::items);
    let paths: Vec<_> = nearest
        .iter()
        .filter_map(|miss| miss.text_at("attribute"))
        .collect();
    assert_eq!(paths, ["country", "cart.total"]);
    assert_eq!(nearest[0].get("seen"), Some(&Value::text("fr")));
    assert_eq!(
        trace.text_at("sentence"),
        Some("it is for other visitors: `country` is \"fr\", `cart.total` is missing")
    );
    let clause = trace
        .at("who.all")
        .and_then(|all| all.items().first())
        .unwrap();
    assert_eq!(clause.text_at("operator"), Some("$inGroup"));
    assert_eq!(clause.text_at("verdict"), Some("no"));
    assert_eq!(explain(&env, &server, "nobody", Language::English), "null");
    assert!(
        explain(&env, &server, "hello", Language::Japanese).contains("対象の訪問者ではありません")
    );
}

#[test]
fn the_nearest_change_is_one_that_would_do() {
    let env = Env::native();
    for (fields, changes) in [
        // Nothing makes what holds for nobody hold.
        (r#""who":{"$or":[{"$not":{}},{"a":1}]}"#, "a"),
        (r#""who":{"$not":{},"a":1}"#, ""),
        (r#""where":{"$nor":[{}]},"who":{"a":1}"#, ""),
        // The bucket of v-1 is 0.6831.
        (
            r#""ramp":[{"from":"1970-01-01","percent":20},{"from":"1970-02-01","percent":50}]"#,
            "ramp",
        ),
        // What was asked first hides nothing.
        (r#""status":"draft","who":{"a":1}"#, "status,a"),
        (
            r#""schedule":{"from":"2027-01-01"},"languages":["ja"],"where":{"page.path":"/x"}"#,
            "schedule,languages,page.path",
        ),
        (
            r#""needs":["a"],"who":{"a":1,"page.path":"/x"}"#,
            "a,page.path",
        ),
        (r#""status":"draft","who":{"$not":{}}"#, ""),
        (r#""split":{"original":10,"show":10}"#, "split"),
        (r#""group":{"name":"g","to":0}"#, "group"),
        (r#""filters":[{"seed":"s","ranges":[]}]"#, "filters"),
    ] {
        let rules = alloc::format!(
            r#"{{"omotenashi":1,"timezone":"UTC","attributes":{{"a":{{}}}},
                "experiences":[{{"id":"x",{fields},"show":[{{"select":"p","text":"x"}}]}}]}}"#
        );
        let mut server = Server::new(Env::native(), rules);
        assert_eq!(server.problems(), [], "{fields}");
        for (place, path) in server.asks().iter().enumerate() {
            let told = (*path == "visitor.id").then(|| Value::text("v-1"));
            server.tell(place, told);
        }
        server.decide(0.0, "");
        let text = explain(&env, &server, "x", Language::English);
        let trace = Reader::new(&env, &text).value();
        let nearest = trace.get("nearest").map_or(&[][..], Value::items);
        let found: Vec<_> = nearest
            .iter()
            .filter_map(|miss| miss.text_at("attribute").or(miss.text_at("member")))
            .collect();
        assert_eq!(found.join(","), changes, "{fields}: {text}");
    }
}

#[test]
fn an_anniversary_follows_from_the_date_that_was_told() {
    let rules = r##"{"omotenashi":1,"timezone":"UTC","off":false,"attributes":{"user.birthday":{"type":"date"}},"experiences":[
        {"id":"x","who":{"anniversary.user.birthday":{"$lte":7}},"show":[{"select":"p","text":"x"}]}]}"##;
    let mut server = Server::new(Env::native(), rules.into());
    let date = server
        .asks()
        .iter()
        .position(|path| *path == "user.birthday");
    for (told, reason) in [
        (Some("1990-01-05"), "applied"),
        (Some("1990-03-05"), "who"),
        (None, "who"),
    ] {
        server.tell(date.unwrap(), told.map(Value::text));
        let decided = server.decide(0.0, "");
        assert_eq!(decided.experiences[0].reason.name(), reason, "{told:?}");
    }
    let off = rules.replace(r#""off":false"#, r#""off":true"#);
    let mut server = Server::new(Env::native(), off);
    server.decide(0.0, "");
    let text = explain(&Env::native(), &server, "x", Language::English);
    assert!(text.contains("everything is switched off"), "{text}");
}

#[test]
fn a_rival_is_whoever_wants_the_same_place() {
    let surface = |id: &str, kind: &str, priority: u8| {
        alloc::format!(
            r#"{{"id":"{id}","priority":{priority},"show":[{{"surface":"{kind}","select":"p","html":"x"}}]}}"#
        )
    };
    let all = [
        surface("a", "modal", 2),
        surface("b", "spotlight", 1),
        surface("c", "toast", 0),
    ];
    let text = alloc::format!(r#"{{"omotenashi":1,"experiences":[{}]}}"#, all.join(","));
    let mut server = Server::new(Env::native(), text);
    server.decide(0.0, "");
    let env = Env::native();
    let rivals = |id| explain(&env, &server, id, Language::English).contains(r#""rivals":["a"]"#);
    assert!(rivals("b"), "both take the focus");
    assert!(!rivals("c"));
}

#[test]
fn conditions_match_attributes_of_any_name() {
    let env = Env::native();
    let mut matching = Matching::default();
    let mut matches = |condition, attributes| {
        matching.matches(&env, [condition, attributes, r#"{"g":[1]}"#], 9e11)
    };
    assert!(
        matches(r#"{"a":{"$within":"1d"}}"#, r#"{"a":900000000001}"#),
        "now is when it is asked"
    );
    assert!(matches(r#"{"a.b":{"$inGroup":"g"}}"#, r#"{"a":{"b":1}}"#));
    assert!(matches(
        r#"{"$groups":{"$elemMatch":{"$eq":"x"}}}"#,
        r#"{"$groups":["x"]}"#
    ));
    assert!(
        !matches(r#"{"$not":{"a":{"$regx":"x"}}}"#, r#"{"a":1}"#),
        "a problem is met by nobody"
    );
    for (condition, met) in [
        (r#"{"a":{"$ref":"b"}}"#, true),
        (r#"{"a":{"$not":{"$gt":{"$ref":"c.d"}}}}"#, false),
        (r#"{"a":{"$ne":{"$ref":"none"}}}"#, true),
    ] {
        let told = r#"{"a":2,"b":2,"c":{"d":1}}"#;
        assert_eq!(matches(condition, told), met, "{condition}");
    }
    assert!(!matches("{", "{}"));
    assert!(!matches("{}", "["));
}

#[test]
fn an_audience_with_a_problem_is_nobodys() {
    for who in [r#"{"$audience":"vip"}"#, r#"{"$not":{"$audience":"vip"}}"#] {
        let text = alloc::format!(
            r#"{{"omotenashi":1,"audiences":{{"vip":{{"user.tier":{{"$eqq":"gold"}}}}}},
                "experiences":[{{"id":"x","who":{who},"show":[]}}]}}"#
        );
        let mut server = Server::new(Env::native(), text);
        assert_eq!(server.problems().len(), 1);
        let decision = server.decide(0.0, "").experiences[0];
        assert_eq!(
            (decision.reason.name(), decision.variant),
            ("unknown", None),
            "{who}"
        );
        let text = explain(&Env::native(), &server, "x", Language::English);
        assert!(
            text.contains("an audience that it asks for is wrong"),
            "{text}"
        );
    }
}

#[test]
fn a_visitor_of_a_page_is_known_as_the_page_knows_them() {
    let text = r#"{"omotenashi":1,"audiences":{"back":{"visit.number":{"$gte":2}}},
        "experiences":[
            {"id":"wide","who":{"device.width":{"$gte":900},"page.path":"/a","campaign.name":"spring"},"show":[{"select":"h1","text":"x"}]},
            {"id":"again","who":{"$audience":"back"},"show":[{"select":"h2","text":"x"}]},
            {"id":"asked","who":{"$did":{"event":"ask"}},"show":[{"select":"h3","text":"x"}]}]}"#;
    let mut server = Server::new(Env::native(), text.into());
    let mut reasons = |seen: &str| {
        let decided = server.visit(seen).experiences;
        let names: Vec<_> = decided.iter().map(|one| one.reason.name()).collect();
        (names, server.attributes())
    };
    let page = r#""now":1796000000000,"url":"https://s.example/a?utm_campaign=spring","device":{"width":1000}"#;
    let stored =
        r#"[1,"v-1",[1,1795000000000,0,3,0,0,0],"/","{}",[],[],[]]"#.replace("\"{}\"", "{}");
    let (names, seen) = reasons(&alloc::format!("{{{page}}}"));
    assert_eq!(names, ["applied", "unknown", "unknown"]);
    assert_eq!(
        seen,
        r#"{"device.width":1000,"page.path":"/a","campaign.name":"spring"}"#
    );
    let quoted = stored.replace('"', "\\\"");
    let known = |written: bool| {
        alloc::format!(
            r#"{{{page},"consent":[true,true],"profile":"{quoted}","written":{written}}}"#
        )
    };
    assert_eq!(reasons(&known(false)).0, ["applied", "applied", "who"]);
    assert_eq!(reasons(&known(true)).0, ["applied", "who", "who"]);
    assert!(reasons(&known(true)).1.contains(r#""visit.number":1"#));
}

#[test]
fn a_first_visit_is_in_doubt_where_the_page_takes_it_for_that() {
    let text = r#"{"omotenashi":1,"experiences":[
        {"id":"a","who":{"visitor.kind":"new"},"show":[{"select":"h1","text":"x"}]}]}"#;
    let mut server = Server::new(Env::native(), text.into());
    let mut kind = |vendor: &str, cookies: &str| {
        let device = alloc::format!(r#"{{"vendor":"{vendor}"}}"#);
        server.visit(&alloc::format!(
            r#"{{"now":1796000000000,"consent":[true,true],"device":{device},"cookies":"{cookies}"}}"#
        ));
        server.attributes()
    };
    assert!(kind("Google Inc.", "").contains("new"));
    assert!(kind("Apple Computer, Inc.", "").contains("uncertain"));
    let marked = "a=b; omotenashi=1796000000000";
    assert!(kind("Apple Computer, Inc.", marked).contains("new"));
}
