//! Changes, claims, receipts.

use super::room::{Room, document, html};
use omotenashi::engine::change::{Action, Change, Showing, Surface, SurfaceKind};
use omotenashi::engine::exposure::Outcome;
use wasm_bindgen_test::wasm_bindgen_test;

/// A change without its selector.
#[derive(Clone)]
pub struct Edit(Action, u32, &'static str, Option<String>);

/// An experience whose variant makes these changes; the union of its targets is these and `more`.
pub fn showing(
    experience: usize,
    changes: Vec<(&'static str, Edit)>,
    more: &[&'static str],
) -> Showing {
    let own = changes.iter().map(|(selector, _)| *selector);
    let mut probes: Vec<&'static str> = Vec::new();
    for selector in own.chain(more.iter().copied()) {
        if !probes.contains(&selector) {
            probes.push(selector);
        }
    }
    let change = |(selector, Edit(action, way, name, text))| Change {
        selector,
        action,
        name,
        way,
        text,
    };
    Showing {
        experience,
        probes: probes.leak(),
        hydrate: "",
        changes: changes.into_iter().map(change).collect(),
        slot: None,
        surface: None,
        moments: &[],
        every: false,
    }
}

/// A change whose name says nothing.
pub fn edit(action: Action, way: u32, text: &str) -> Edit {
    Edit(action, way, "x", Some(text.into()))
}

pub fn text(words: &str) -> Edit {
    edit(Action::Text, 0, words)
}

pub fn attribute(name: &'static str, value: Option<&str>) -> Edit {
    Edit(Action::Attribute, 0, name, value.map(Into::into))
}

pub fn style(name: &'static str, value: Option<&str>) -> Edit {
    Edit(Action::Style, 0, name, value.map(Into::into))
}

/// Adds a class token, or removes it.
pub fn class(token: &'static str, present: bool) -> Edit {
    Edit(
        Action::Class,
        u32::from(!present),
        token,
        Some(token.into()),
    )
}

/// Shows one experience, checks the page, stops, checks that it is as before.
fn there_and_back(before: &str, changes: Vec<(&'static str, Edit)>, after: &str) {
    let mut room = Room::new(before);
    let written = html();
    room.show(vec![showing(0, changes, &[])]);
    assert_eq!(html(), after);
    room.stop();
    assert_eq!(html(), written);
}

#[wasm_bindgen_test]
fn text_replaces_the_content_of_every_match() {
    there_and_back(
        "<p>a<i>b</i></p><p></p><div>c</div>",
        vec![("p", text("<x>"))],
        "<p>&lt;x&gt;</p><p>&lt;x&gt;</p><div>c</div>",
    );
}

#[wasm_bindgen_test]
fn an_original_node_comes_back_as_itself() {
    let mut room = Room::new("<p><i>b</i></p>");
    let inner = document().query_selector("i").unwrap().unwrap();
    room.show(vec![showing(0, vec![("p", text("x"))], &[])]);
    assert!(!inner.is_connected());
    room.stop();
    assert!(inner.is_connected());
}

#[wasm_bindgen_test]
fn html_is_made_harmless() {
    there_and_back(
        "<div>a</div>",
        vec![(
            "div",
            edit(
                Action::Html,
                0,
                "<b onclick='x()' style='top:0' class='k' data-om-close>b</b><script>1</script><!-- c -->\
                 <a href='java\nscript:x()'>l</a><a href='/ok'>k</a><img src='data:text/html,1' srcset='javascript:1 2x'>\
                 <i id='location'>i</i><svg><a xlink:href='x'></a></svg><form><input name='action'></form>",
            ),
        )],
        "<div><b class=\"k\" data-om-close=\"\">b</b><a>l</a><a href=\"/ok\">k</a><img><i>i</i></div>",
    );
}

#[wasm_bindgen_test]
fn attributes_return_to_their_places() {
    there_and_back(
        "<a id=\"l\" title=\"t\" href=\"/a\">a</a>",
        vec![
            ("#l", attribute("href", Some("/b"))),
            ("#l", attribute("title", None)),
            ("#l", attribute("rel", Some("next"))),
        ],
        "<a id=\"l\" href=\"/b\" rel=\"next\">a</a>",
    );
}

#[wasm_bindgen_test]
fn what_could_run_a_script_is_refused() {
    let before = "<a href=\"/a\">a</a>";
    for (name, value) in [
        ("onclick", "x()"),
        ("OnClick", "x()"),
        ("style", "top:0"),
        ("href", " java\tscript:x()"),
        ("href", "data:text/html,x"),
        ("srcdoc", "x"),
    ] {
        let mut room = Room::new(before);
        room.show(vec![showing(
            0,
            vec![("a", attribute(name, Some(value)))],
            &[],
        )]);
        assert_eq!(html(), before);
        assert_eq!(room.receipts(), [(0, Outcome::Failed)]);
        room.stop();
    }
}

#[wasm_bindgen_test]
fn classes_come_and_go_without_a_trace() {
    there_and_back(
        "<p class=\" a  b \">x</p><i>y</i>",
        vec![
            ("p", class("c", true)),
            ("p", class("a", true)),
            ("p", class("b", false)),
            ("p", class("z", false)),
            ("i", class("c", true)),
            ("i", class("b", false)),
        ],
        "<p class=\"a c\">x</p><i class=\"c\">y</i>",
    );
}

#[wasm_bindgen_test]
fn an_image_wins_over_its_picture() {
    there_and_back(
        "<picture><source srcset=\"/s.webp\"><img src=\"/o.png\" srcset=\"/o2.png 2x\" alt=\"o\"></picture>",
        vec![
            ("img", attribute("src", Some("/n.png"))),
            ("img", attribute("alt", Some("n"))),
        ],
        "<picture><source srcset=\"\"><img src=\"/n.png\" srcset=\"\" alt=\"n\"></picture>",
    );
}

#[wasm_bindgen_test]
fn what_the_page_has_changed_since_stays() {
    let mut room = Room::new("<p class=\"a\">x</p><a href=\"/a\">y</a><div>z</div>");
    room.show(vec![showing(
        0,
        vec![
            ("p", text("ours")),
            ("p", class("b", true)),
            ("p", class("a", false)),
            ("a", attribute("href", Some("/ours"))),
            ("div", text("ours")),
        ],
        &[],
    )]);
    let find = |selector| document().query_selector(selector).unwrap().unwrap();
    find("p").set_text_content(Some("theirs"));
    find("p").set_class_name("a b c");
    find("a").set_attribute("href", "/theirs").unwrap();
    find("div").append_with_str_1("more").unwrap();
    room.stop();
    assert_eq!(
        html(),
        "<p class=\"a c\">theirs</p><a href=\"/theirs\">y</a><div>zmore</div>"
    );
}

#[wasm_bindgen_test]
fn higher_priority_wins_an_element_also_as_the_original() {
    let mut room = Room::new("<p>a</p><i>b</i>");
    room.show(vec![
        showing(0, vec![], &["p"]),
        showing(1, vec![("p", text("low")), ("i", text("free"))], &[]),
        showing(2, vec![("p", text("lowest"))], &[]),
    ]);
    assert_eq!(html(), "<p>a</p><i>free</i>");
    room.stage.looked(true);
    assert_eq!(
        room.receipts(),
        [(0, Outcome::Applied), (1, Outcome::Partial)]
    );
    room.stop();
}

#[wasm_bindgen_test]
fn a_receipt_waits_for_all_targets_or_the_end_of_the_document() {
    for changes in [vec![], vec![("p", text("x"))]] {
        let mut room = Room::new("<p>a</p>");
        room.show(vec![showing(0, changes, &["p", ".late"])]);
        // The page of the test is parsed long since: what was found is reported when it is looked at.
        assert_eq!(room.receipts(), [(0, Outcome::Applied)]);
        room.stop();
    }
}

#[wasm_bindgen_test]
fn an_invalid_selector_stops_nobody_else() {
    let mut room = Room::new("<p>a</p>");
    room.show(vec![showing(
        0,
        vec![("p[", text("x")), ("p", text("y"))],
        &[],
    )]);
    assert_eq!(html(), "<p>y</p>");
    assert_eq!(room.receipts(), [(0, Outcome::Partial)]);
    room.stop();
}

fn surface(experience: usize, html: Option<&str>) -> Showing {
    let kind = SurfaceKind::Modal;
    Showing {
        slot: Some(kind),
        surface: html.map(|html| Surface {
            kind,
            target: "",
            template: None,
            html: Some(html.into()),
            label: None,
        }),
        ..showing(experience, vec![], &[])
    }
}

fn dialog() -> Option<web_sys::Element> {
    let host = document().query_selector("omotenashi-surface").unwrap()?;
    host.shadow_root()?.query_selector("dialog").unwrap()
}

#[wasm_bindgen_test]
fn a_ghost_comes_as_a_modal_does_and_shows_nothing() {
    let hello = Some("<h2>hello</h2>");
    for (first, ghost) in [(None, false), (hello, true), (hello, false)] {
        let mut room = Room::new("");
        let before = document().document_element().unwrap().outer_html();
        let seen = surface(0, first).surface.filter(|_| !ghost);
        room.show(vec![surface(0, first), surface(1, Some("other"))]);
        room.stage.open(&room.door, 0, seen.clone());
        // Its moment came again while it is open.
        room.stage.open(&room.door, 0, seen.clone());
        assert_eq!(room.receipts(), [(0, Outcome::Applied)]);
        assert_eq!(dialog().is_some(), first.is_some() && !ghost);
        let second = "omotenashi-surface ~ omotenashi-surface";
        assert!(document().query_selector(second).unwrap().is_none());
        if let Some(dialog) = dialog() {
            assert!(dialog.has_attribute("open"));
            assert_eq!(
                dialog.get_attribute("aria-labelledby").as_deref(),
                Some("om-modal")
            );
        }
        room.stop();
        assert_eq!(document().document_element().unwrap().outer_html(), before);
    }
}

#[wasm_bindgen_test]
fn withdrawing_forgets_claims_and_surfaces() {
    let mut room = Room::new("<p>a</p>");
    room.show(vec![
        showing(0, vec![("p", text("x"))], &[]),
        surface(1, Some("s")),
    ]);
    room.stage
        .open(&room.door, 1, surface(1, Some("s")).surface);
    room.stage.withdraw(&room.door);
    assert_eq!(html(), "<p>a</p>");
    assert!(dialog().is_none());
    room.show(vec![
        showing(2, vec![("p", text("y"))], &[]),
        surface(3, Some("t")),
    ]);
    room.stage
        .open(&room.door, 3, surface(3, Some("t")).surface);
    assert_eq!(html(), "<p>y</p>");
    assert!(dialog().is_some());
    room.stop();
}
