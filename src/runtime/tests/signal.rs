//! Several who speak for the visitor, some who are silent, and who decides.

use super::*;
use crate::engine::words::SIGNAL;

/// The number of a signal by its name.
fn source(name: &str) -> Source {
    Source(
        SIGNAL
            .position(name)
            .map_or(0, |index| index.wrapping_add(1)),
    )
}

/// A visitor of a site with this `consent`, and with a region among its facts.
fn at_site(consent: &str, region: &str) -> Visitor {
    let mut visitor = Visitor::new("opt-in");
    visitor.enter(consent, region);
    visitor
}

impl Visitor {
    /// Opens a page of such a site.
    fn enter(&mut self, consent: &str, region: &str) {
        let rules = RULES.replace(r#"{"mode":"MODE","signals":["google"]}"#, consent);
        let declared = rules.replacen("{", r#"{"attributes":{"region":{}},"#, 1);
        self.runtime = Runtime::new(Env::native());
        self.put(Input::Start(Start {
            rules: Read::new(&Env::native(), declared),
            page: Page::default(),
            bot: false,
            facts: region.into(),
            late: false,
            forced: String::new(),
        }));
    }

    fn hear(&mut self, name: &str, letters: &str) {
        let state = |letter: u8| match letter {
            b'g' => Some(YES),
            b'd' => Some(NO),
            b'p' => Some(State::Pending),
            _ => None,
        };
        let mut states = [None; 3];
        for (place, letter) in states.iter_mut().zip(letters.bytes()) {
            *place = state(letter);
        }
        let source = source(name);
        self.put(Input::Consent { source, states });
    }

    /// The first letter of each state, and who decided each.
    fn holds(&self) -> (String, Vec<String>) {
        let states = crate::engine::json::parse(&Env::native(), &self.runtime.consent_states()).0;
        let names = ["personalization", "measurement", "sharing"];
        let letters = names.map(|name| states.text_at(name).unwrap()[..1].to_string());
        let by = states.get("decidedBy").unwrap();
        let by = names.map(|name| by.text_at(name).unwrap().to_string());
        (letters.concat(), by.to_vec())
    }
}

#[test]
fn who_is_named_and_silent_keeps_everything_pending_in_every_mode() {
    for mode in ["opt-in", "opt-out", "exempt"] {
        let consent = format!(r#"{{"mode":"{mode}","signals":["tcf","gpc"]}}"#);
        let mut visitor = at_site(&consent, "");
        visitor.say(YES, YES);
        assert_eq!(visitor.holds().0, "ppp", "{mode}");
        assert_eq!(visitor.holds().1[0], "tcf");
        assert_eq!(visitor.stored, []);
        visitor.hear("tcf", "gg-");
        assert_eq!(&visitor.holds().0[..2], "gg");
    }
}

#[test]
fn the_stricter_wins_whoever_says_it_and_whenever() {
    let says = [("tcf", "gdp"), ("google", "ggg"), ("klaro", "pgg")];
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
        let mut visitor = at_site(r#"{"signals":["tcf","google","klaro"]}"#, "");
        for index in order {
            visitor.hear(says[index].0, says[index].1);
        }
        let by = ["klaro", "tcf", "tcf"].map(ToString::to_string).to_vec();
        assert_eq!(visitor.holds(), ("pdp".to_string(), by));
    }
}

#[test]
fn what_is_remembered_holds_until_somebody_answers_or_asks_again() {
    for (letters, expected, by) in [
        ("", "ggp", "remembered"),
        ("ggg", "ggg", "tcf"),
        ("ddd", "ddd", "tcf"),
        ("ppp", "ppp", "tcf"),
        ("---", "ggp", "remembered"),
    ] {
        let mut visitor = at_site(r#"{"signals":["tcf"]}"#, "");
        visitor.hear("tcf", "gg-");
        let stored = visitor.stored.clone();
        assert_eq!(stored.len(), 2, "{stored:?}");
        let mut next = at_site(r#"{"signals":["tcf"]}"#, "");
        next.stored = stored;
        next.open_with(
            RULES.replace(
                r#"{"mode":"MODE","signals":["google"]}"#,
                r#"{"signals":["tcf"]}"#,
            ),
            false,
            false,
        );
        if !letters.is_empty() {
            next.hear("tcf", letters);
        }
        let (states, deciders) = next.holds();
        assert_eq!((&*states, &*deciders[0]), (expected, by), "{letters}");
        let remembers = expected.starts_with('g');
        assert_eq!(!next.stored.is_empty(), remembers, "{letters}");
    }
}

#[test]
fn nothing_is_written_for_signals_that_say_nothing_and_nothing_twice() {
    let mut visitor = at_site(r#"{"mode":"opt-out","signals":["tcf","gpc","google"]}"#, "");
    for (name, letters) in [("gpc", "--d"), ("google", "p--"), ("tcf", "ppp")] {
        visitor.hear(name, letters);
    }
    assert_eq!(writes(&visitor.effects), 0);
    assert!(
        !visitor
            .effects
            .iter()
            .any(|one| matches!(one, Effect::Erase(_))),
        "not even a probe"
    );
    visitor.hear("google", "---");
    visitor.hear("tcf", "gg-");
    let count = writes(&visitor.effects);
    visitor.hear("tcf", "gg-");
    assert_eq!(writes(&visitor.effects), count);
    let record = visitor.read("omotenashi.s.consent").unwrap();
    assert!(
        record.contains(r#""sharing":"mode""#),
        "the browser speaks for itself: {record}"
    );
    assert_eq!(visitor.holds().0, "ggd");
}

#[test]
fn do_not_track_is_advice_unless_the_rules_obey_it() {
    for (consent, letters) in [
        (r#"{"mode":"opt-out","signals":["dnt"]}"#, "ggg"),
        (r#"{"mode":"opt-out","obeyDoNotTrack":true}"#, "gdd"),
    ] {
        let mut visitor = at_site(consent, "");
        assert!(!visitor.runtime.consent_states().contains("doNotTrack"));
        visitor.hear("dnt", "-dd");
        assert_eq!(visitor.holds().0, letters);
        let states = visitor.runtime.consent_states();
        assert!(states.contains(r#""doNotTrack":true"#), "{states}");
    }
}

#[test]
fn the_region_picks_the_mode_and_an_unknown_one_the_strictest() {
    let consent = r#"{"mode":"opt-out","byRegion":{"from":"region","modes":{"US-CA":"opt-in","US":"opt-out","FR":"exempt"}}}"#;
    for (facts, letters) in [
        (r#"{"region":"US-CA"}"#, "ppp"),
        (r#"{"region":"US-TX"}"#, "ggg"),
        (r#"{"region":"FR"}"#, "ggp"),
        (r#"{"region":"JP"}"#, "ggg"),
        (r#"{"region":7}"#, "ppp"),
        (r#"{"region":""}"#, "ppp"),
        ("{}", "ppp"),
        ("", "ppp"),
    ] {
        assert_eq!(at_site(consent, facts).holds().0, letters, "{facts}");
    }
    let broken = r#"{"mode":"opt-out","byRegion":{"from":"regoin"}}"#;
    assert_eq!(at_site(broken, r#"{"region":"US"}"#).holds().0, "ppp");
}

#[test]
fn a_word_from_another_tab_silences_this_one_until_it_speaks_again() {
    let mut visitor = at_site(r#"{"mode":"opt-out","signals":["tcf"]}"#, "");
    visitor.hear("tcf", "ggg");
    let record = visitor.read("omotenashi.s.consent").unwrap();
    let no = record.replace("granted", "denied");
    let key = Some("omotenashi.s.consent".to_string());
    visitor.put(Input::Changed(key.clone(), Some(no)));
    assert_eq!(visitor.holds().0, "ddd");
    assert!(visitor.past().is_none());
    visitor.put(Input::Changed(key, None));
    assert_eq!(
        visitor.holds().0,
        "ppp",
        "whoever is named must speak again"
    );
    visitor.hear("tcf", "ggg");
    assert_eq!(visitor.holds().0, "ggg");
}

#[test]
fn where_nobody_had_anything_to_say_the_mode_does_not_wait_for_them_on_the_next_page() {
    let consent = r#"{"mode":"opt-out","byRegion":{"from":"region","modes":{"JP":"opt-in"}},"signals":["tcf","gpp"]}"#;
    let here = r#"{"region":"US"}"#;
    let mut visitor = at_site(consent, here);
    assert_eq!(visitor.holds().0, "ppp");
    visitor.hear("gpp", "---");
    assert_eq!(
        visitor.read("omotenashi.s.consent"),
        None,
        "one is waited for"
    );
    visitor.hear("tcf", "---");
    let again = |visitor: &mut Visitor, facts| {
        visitor.later(300.0 * 86_400_000.0);
        visitor.enter(consent, facts);
        visitor.holds()
    };
    assert_eq!(again(&mut visitor, here).0, "ggg");
    assert_eq!(visitor.holds().1, ["mode"; 3]);
    assert!(!visitor.runtime.explain("again").contains("next-page"));
    visitor.hear("tcf", "ppp");
    assert_eq!(visitor.holds().0, "ppp", "it asks");
    visitor.hear("tcf", "---");
    visitor.hear("gpp", "--d");
    assert_eq!(again(&mut visitor, here).0, "ggd");
    assert_eq!(
        again(&mut visitor, r#"{"region":"JP"}"#).0,
        "ppp",
        "the mode was no yes"
    );
    assert_eq!(visitor.past(), None);
}

#[test]
fn a_record_with_words_that_are_none_of_ours_says_nothing() {
    let consent = r#"{"mode":"opt-out","signals":["tcf"]}"#;
    let mut visitor = at_site(consent, "");
    visitor.hear("tcf", "---");
    let record = visitor.read("omotenashi.s.consent").unwrap();
    for (word, expected) in [
        ("mode", "g"),
        ("more", "p"),
        ("given", "p"),
        ("doubted", "p"),
    ] {
        let mut next = at_site(consent, "");
        let text = record.replace(r#""mode""#, &format!(r#""{word}""#));
        next.stored = vec![("omotenashi.s.consent".into(), text)];
        next.enter(consent, "");
        assert_eq!(next.holds().0, expected.repeat(3), "{word}");
    }
}
