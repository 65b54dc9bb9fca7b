//! What a page is shown, and when not.

use super::*;

#[test]
fn a_surface_may_come_later_and_its_cap_holds_for_good() {
    let mut visitor = exposed();
    assert_eq!(shown(&visitor.track("ask", "")), [3]);
    visitor.put(Input::Receipt(Receipt::reached(3, Outcome::Applied)));
    let opened = visitor.open(false, false);
    assert!(!shown(&opened).contains(&3));
    assert!(
        visitor
            .runtime
            .explain("pop")
            .contains(r#""reason":"frequency""#)
    );
}

#[test]
fn late_and_bots_see_the_page_as_it_is() {
    for (late, bot, reason) in [(true, false, "late"), (false, true, "bot")] {
        let mut visitor = exposed();
        visitor.stored.retain(|(key, _)| key.ends_with("consent"));
        let opened = visitor.open(late, bot);
        assert_eq!(shown(&opened), []);
        assert_eq!(
            opened
                .iter()
                .filter(|effect| **effect == Effect::Settled)
                .count(),
            1
        );
        assert!(visitor.runtime.explain("plain").contains(reason));
        visitor.put(Input::Receipt(Receipt::reached(0, Outcome::Applied)));
        visitor.later(9_000.0);
        assert_eq!(sends(&visitor.put(Input::Wake)), []);
    }
}

#[test]
fn another_page_of_an_application_is_decided_anew() {
    let mut visitor = exposed();
    let page = Page {
        url: "https://s.example/b".into(),
        ..Page::default()
    };
    let went = visitor.put(Input::Page(page));
    let withdraw = went.iter().position(|effect| *effect == Effect::Withdraw);
    let show = went
        .iter()
        .position(|effect| matches!(effect, Effect::Show(_)));
    assert!(withdraw.is_some() && withdraw < show);
}

#[test]
fn rules_that_are_no_json_leave_the_page_alone_and_say_so() {
    let mut visitor = Visitor::new("opt-in");
    visitor.mode = "opt-in\",";
    let opened = visitor.open(false, false);
    assert!(
        matches!(&opened[0], Effect::Notify(Notice::Problem, detail) if detail.contains("json-")),
        "{opened:?}"
    );
    assert_eq!(opened.last(), Some(&Effect::Settled));
    assert_eq!(opened.len(), 2);
    assert!(format!("{:?}", visitor.track("x", "")).len() < 3);
}

#[test]
fn variants_are_split_evenly_over_visitors() {
    let mut red = 0;
    for id in 0..400_u32 {
        let mut visitor = Visitor::new("opt-out");
        visitor.runtime = Runtime::new(Env::native());
        visitor.effects = vec![Effect::Settled; id as usize];
        visitor.open(false, false);
        red += u32::from(visitor.runtime.variant("test").as_deref() == Some("red"));
    }
    assert!((150..250).contains(&red), "{red}");
}
