//! Changes of style and of place: there, and back.

use super::room::{Room, document, html};
use super::show::{Edit, attribute, edit, showing, style, text};
use omotenashi::engine::change::Action;
use omotenashi::engine::exposure::Outcome;
use wasm_bindgen_test::wasm_bindgen_test;

/// Shows one experience, checks the page and the outcome, stops, checks that it is as before.
fn turn(before: &str, changes: Vec<(&'static str, Edit)>, after: &str, outcome: Outcome) {
    let mut room = Room::new(before);
    let written = html();
    room.show(vec![showing(0, changes, &[])]);
    assert_eq!(html(), after);
    assert_eq!(room.receipts(), [(0, outcome)]);
    room.stop();
    assert_eq!(html(), written);
}

const BEFORE: u32 = 0;
const AFTER: u32 = 1;
const FIRST: u32 = 2;
const LAST: u32 = 3;

fn insert(side: u32, html: &str) -> Edit {
    edit(Action::Insert, side, html)
}

/// Moves to a side of another; 4 swaps.
fn arrange(side: u32, other: &str) -> Edit {
    edit(Action::Move, side, other)
}

fn remove() -> Edit {
    edit(Action::Remove, 0, "")
}

#[wasm_bindgen_test]
fn styles_come_and_go_without_a_trace() {
    turn(
        "<p style=\"color:red;top:0\">a</p><i>b</i>",
        vec![
            ("p", style("color", Some("blue !important"))),
            ("p", style("top", None)),
            ("i", style("--site-gap", Some("1em"))),
        ],
        "<p style=\"color: blue !important;\">a</p><i style=\"--site-gap: 1em;\">b</i>",
        Outcome::Applied,
    );
}

#[wasm_bindgen_test]
fn no_style_names_an_address_of_an_unsafe_scheme() {
    for (name, value) in [
        ("background", "url(javascript:x())"),
        ("background", "u\\72l( 'vbscript:x' )"),
        ("--x", "url(data:text/html,x)"),
        ("color", "no colour at all"),
    ] {
        let change = style(name, Some(value));
        turn("<p>a</p>", vec![("p", change)], "<p>a</p>", Outcome::Failed);
    }
    let change = style("background-image", Some("url(data:image/gif;base64,AA)"));
    let mut room = Room::new("<p>a</p>");
    room.show(vec![showing(0, vec![("p", change)], &[])]);
    assert_eq!(room.receipts(), [(0, Outcome::Applied)]);
    room.stop();
}

#[wasm_bindgen_test]
fn html_is_inserted_on_every_side() {
    turn(
        "<ul><li>x</li></ul>",
        vec![
            ("li", insert(BEFORE, "<li>1</li>")),
            ("li", insert(AFTER, "2<li onclick='x()'>3</li>")),
            ("ul", insert(FIRST, "<b>f</b>")),
            ("ul", insert(LAST, "<b>l</b><script>x()</script>")),
        ],
        "<ul><b>f</b><li>1</li><li>x</li>2<li>3</li><b>l</b></ul>",
        Outcome::Applied,
    );
}

#[wasm_bindgen_test]
fn what_a_page_has_copied_is_not_inserted_again() {
    for side in BEFORE..=LAST {
        let mut room = Room::new("<div>x<p>y</p>z</div>");
        let change = || insert(side, "<b>a</b> <i>c</i>");
        room.show(vec![showing(0, vec![("p", change())], &[])]);
        let once = html();
        document()
            .query_selector("main")
            .unwrap()
            .unwrap()
            .set_inner_html(&once);
        room.show(vec![]);
        assert_eq!(html(), once);
        room.stop();
        assert_eq!(html(), "<div>x<p>y</p>z</div>");
    }
}

#[wasm_bindgen_test]
fn elements_are_moved_swapped_hidden_and_removed() {
    let page = "<h1>1</h1><p>2</p><div><i>3</i></div><hr>";
    turn(
        page,
        vec![("h1", arrange(LAST, "div"))],
        "<!----><p>2</p><div><i>3</i><h1>1</h1></div><hr>",
        Outcome::Applied,
    );
    turn(
        page,
        vec![("h1", arrange(4, "i"))],
        "<!----><i>3</i><p>2</p><div><!----><h1>1</h1></div><hr>",
        Outcome::Applied,
    );
    turn(
        page,
        vec![("p", remove()), ("hr", edit(Action::Hide, 0, ""))],
        "<h1>1</h1><!----><div><i>3</i></div><hr style=\"display: none !important;\">",
        Outcome::Applied,
    );
    for change in [arrange(LAST, "i"), arrange(4, "i"), arrange(AFTER, ".none")] {
        turn(page, vec![("div", change)], page, Outcome::Failed);
    }
}

#[wasm_bindgen_test]
fn what_the_page_has_moved_or_styled_since_stays() {
    let mut room = Room::new("<h1>1</h1><p>2</p><div style=\"top:0\"></div>");
    room.show(vec![showing(
        0,
        vec![
            ("h1", arrange(FIRST, "div")),
            ("p", style("color", Some("red"))),
            ("div", style("top", Some("1px"))),
        ],
        &[],
    )]);
    let find = |selector| document().query_selector(selector).unwrap().unwrap();
    find("p").append_child(&find("h1")).unwrap();
    find("p").set_attribute("style", "color: green").unwrap();
    find("div")
        .set_attribute("style", "top: 1px; left: 0px;")
        .unwrap();
    room.stop();
    assert_eq!(
        html(),
        "<p style=\"color: green\">2<h1>1</h1></p><div style=\"top: 0px; left: 0px;\"></div>"
    );
}

#[wasm_bindgen_test]
fn a_style_sheet_is_added_once_and_taken_away() {
    let sheets = || {
        let list = js_sys::Reflect::get(&document(), &"adoptedStyleSheets".into());
        js_sys::Array::from(&list.unwrap()).length()
    };
    let before = sheets();
    let mut room = Room::new("<p>a</p><p>b</p>");
    let css = |css| edit(Action::Css, 0, css);
    room.show(vec![showing(0, vec![("p", css("p{color:red}"))], &[])]);
    assert_eq!(sheets(), before + 1);
    room.show(vec![showing(
        1,
        vec![("main", css("p{background:url(javascript:x)}"))],
        &[],
    )]);
    assert_eq!(sheets(), before + 1);
    assert_eq!(
        room.receipts(),
        [(0, Outcome::Applied), (1, Outcome::Failed)]
    );
    room.stop();
    assert_eq!(sheets(), before);
}

#[wasm_bindgen_test]
fn what_runs_scripts_is_not_touched() {
    let page = "<script type=\"x\">a</script><style>p{}</style><base href=\"/\"><svg><script type=\"x\"></script></svg>";
    for selector in ["main script", "main style", "main base"] {
        for change in [
            text("window.x = 1"),
            attribute("src", Some("/x.js")),
            remove(),
            insert(FIRST, "x"),
        ] {
            turn(page, vec![(selector, change)], page, Outcome::Failed);
        }
    }
}
