//! The id that the hosts of a domain share.

use super::*;
use crate::engine::json::parse;

/// Its name.
const COOKIE: &str = "omotenashi-s";
const ID: &str = "0123456789abcdef";

fn rules(mode: &str) -> String {
    format!(
        r#"{{"omotenashi":1,"site":"s","consent":{{"mode":"{mode}"}},"cookie":{{"domain":"s.example"}},
        "experiences":[{{"id":"kind","who":{{"visitor.kind":"new"}},"show":[{{"select":"h1","text":"x"}}]}},
        {{"id":"first","who":{{"visit.first":true}},"show":[{{"select":"h2","text":"x"}}]}},
        {{"id":"again","who":{{"visitor.kind":"returning"}},"show":[{{"select":"h2","text":"x"}}]}}]}}"#
    )
}

impl Visitor {
    fn visit(&mut self, mode: &str) -> Vec<Effect> {
        self.open_with(rules(mode), false, false)
    }
    fn id(&self) -> String {
        let profile = parse(&Env::native(), &self.runtime.profile()).0;
        profile.text_at("visitor").unwrap().to_string()
    }
    fn cookie(&self) -> String {
        self.read_stored(COOKIE).unwrap_or_default()
    }
    fn read_stored(&self, key: &str) -> Option<String> {
        let found = self.stored.iter().find(|(known, _)| known == key);
        found.map(|(_, text)| text.clone())
    }
    fn applied(&self) -> Vec<&'static str> {
        let all = ["kind", "first", "again"];
        all.into_iter()
            .filter(|id| self.runtime.variant(id).is_some())
            .collect()
    }
}

/// Whether cookies were read or written.
fn touches(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| match effect {
        Effect::Load(_, keys) => keys.iter().any(|key| key == "document.cookie"),
        Effect::Save(key, _) => key == COOKIE,
        _ => false,
    })
}

#[test]
fn it_is_written_after_a_yes_and_erased_with_a_no_and_before_the_answer_nobody_looks() {
    let mut visitor = Visitor::new("opt-in");
    assert!(!touches(&visitor.visit("opt-in")));
    visitor.say(YES, YES);
    let id = visitor.id();
    assert_eq!(
        visitor.cookie(),
        format!("{id};Domain=s.example;Max-Age=34214400")
    );
    let gone = ";Domain=s.example;Max-Age=0";
    visitor.say(NO, YES);
    assert_eq!(visitor.cookie(), gone);
    visitor.say(YES, YES);
    assert!(visitor.cookie().contains("Max-Age=3"));
    visitor.put(Input::Forget);
    assert_eq!(visitor.cookie(), gone);
    // A yes that is over takes it along.
    visitor.say(YES, YES);
    visitor.put(Input::Hide);
    visitor.later(181.0 * 86_400_000.0);
    visitor.visit("opt-in");
    assert_eq!(visitor.cookie(), gone);
    // So does the end of it all: rules that are off, and a page that forgets before they are there.
    visitor.say(YES, YES);
    assert!(visitor.cookie().contains("Max-Age=3"));
    visitor.runtime = Runtime::new(Env::native());
    visitor.put(Input::Forget);
    let off = rules("opt-in").replace(r#""site""#, r#""off":true,"site""#);
    visitor.put(Input::Start(Start {
        rules: Read::new(&Env::native(), off),
        page: Page::NONE,
        bot: false,
        facts: String::new(),
        forced: String::new(),
        late: false,
    }));
    assert_eq!(visitor.cookie(), gone);
    assert_eq!((visitor.past(), visitor.stored.len()), (None, 1));
}

#[test]
fn who_comes_from_another_host_keeps_the_id_and_is_no_certain_newcomer_for_the_whole_visit() {
    let mut visitor = Visitor::new("opt-out");
    visitor.browser[1] = "a=b; omotenashi-s=0123456789abcdef; c=d";
    visitor.visit("opt-out");
    assert_eq!(visitor.id(), ID);
    assert_eq!(visitor.applied(), [""; 0]);
    visitor.put(Input::Hide);
    // Also where what was stored had no time to be folded, and by now another cookie is there.
    for cookie in ["", "omotenashi-s=fedcba9876543210"] {
        visitor.browser[1] = cookie;
        visitor.later(60_000.0);
        visitor.visit("opt-out");
        assert_eq!(visitor.id(), ID);
        assert_eq!(visitor.applied(), [""; 0]);
        visitor.put(Input::Hide);
    }
    visitor.later(86_400_000.0);
    visitor.visit("opt-out");
    assert_eq!(visitor.applied(), ["again"]);
}

#[test]
fn who_has_an_id_keeps_it_and_another_that_is_there_is_left_alone() {
    let mut visitor = Visitor::new("opt-out");
    visitor.visit("opt-out");
    let id = visitor.id();
    assert_eq!(visitor.applied(), ["kind", "first"]);
    visitor.put(Input::Hide);
    visitor.stored.retain(|(key, _)| key != COOKIE);
    visitor.browser[1] = "omotenashi-s=0123456789abcdef";
    visitor.visit("opt-out");
    assert_eq!(
        (visitor.id(), visitor.cookie()),
        (id.clone(), String::new())
    );
    // It is written anew where there is none any more.
    visitor.browser[1] = "";
    visitor.visit("opt-out");
    assert!(visitor.cookie().contains(&id));
}

#[test]
fn what_is_no_id_is_nobody_s() {
    for text in [
        "omotenashi-s=",
        "omotenashi-s",
        "omotenashi-s=0123456789abcde",
        "omotenashi-s=0123456789abcdef0",
        "omotenashi-s=0123456789ABCDEF",
        "omotenashi-s=0123456789abcde\u{e9}",
        "omotenashi-s=\"0123456789abcdef\"",
        "omotenashi-s=<script>alert(1)",
        "omotenashi-s=0123456789abcdef,x",
        "omotenashi-sx=0123456789abcdef",
        "xomotenashi-s=0123456789abcdef",
        "omotenashi=0123456789abcdef",
        ";;;= ;=omotenashi-s;",
    ] {
        let mut visitor = Visitor::new("opt-out");
        visitor.browser[1] = text;
        visitor.visit("opt-out");
        assert_ne!(visitor.id(), ID, "{text}");
        assert!(visitor.cookie().contains(&visitor.id()), "{text}");
        assert_eq!(visitor.applied(), ["kind", "first"], "{text}");
    }
}

#[test]
fn without_the_member_and_for_bots_there_is_none() {
    let mut visitor = Visitor::new("opt-out");
    visitor.browser[1] = "omotenashi-s=0123456789abcdef";
    visitor.open(false, false);
    assert_ne!(visitor.id(), ID);
    let mut bot = Visitor::new("opt-out");
    bot.open_with(rules("opt-out"), false, true);
    assert_eq!((visitor.cookie(), bot.cookie()), Default::default());
}

#[test]
fn it_lives_as_long_as_what_is_kept_and_four_hundred_days_at_most() {
    for (kept, seconds) in [("30d", "2592000"), ("500d", "34560000")] {
        let mut visitor = Visitor::new("opt-out");
        let retention = format!(r#""retention":{{"default":"{kept}"}},"cookie""#);
        visitor.open_with(
            rules("opt-out").replace(r#""cookie""#, &retention),
            false,
            false,
        );
        let expected = format!(";Max-Age={seconds}");
        assert!(
            visitor.cookie().ends_with(&expected),
            "{}",
            visitor.cookie()
        );
    }
}
