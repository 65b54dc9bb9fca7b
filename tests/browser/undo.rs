//! `apply ∘ undo = identity`, for pages and changes drawn at random.

use super::room::{Room, html};
use super::show::{Edit, attribute, class, edit, showing, style, text};
use omotenashi::engine::change::Action;
use wasm_bindgen_test::wasm_bindgen_test;

const PAGES: u32 = 300;

/// A small generator; the seed is the number of the page, so that a failure can be repeated.
struct Dice(u32);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % count
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const TAGS: [&str; 7] = ["p", "div", "span", "a", "ul", "b", "img"];
const TARGETS: [&str; 6] = [
    "main p",
    "main div",
    "main > *",
    "main span",
    "main [class]",
    "main img",
];
const ATTRIBUTES: [&str; 7] = ["id", "class", "href", "title", "src", "style", "data-x"];
const PROPERTIES: [&str; 3] = ["color", "background", "--x"];
const VALUES: [&str; 7] = ["", "a", "b c", " a  b ", "color:blue", "日本", "a&quot;b"];

fn page(dice: &mut Dice, depth: u32) -> String {
    let mut markup = String::new();
    for _ in 0..dice.below(4) {
        if depth == 0 || dice.below(3) == 0 {
            markup += dice.pick(&["x", " ", "<!--c-->", "字", "&amp;"]);
            continue;
        }
        let tag = dice.pick(&TAGS);
        markup += &format!("<{tag}");
        let first = dice.below(ATTRIBUTES.len());
        for name in &ATTRIBUTES[first..] {
            if dice.below(2) == 0 {
                markup += &format!(" {name}=\"{}\"", dice.pick(&VALUES));
            }
        }
        markup += &format!(">{}</{tag}>", page(dice, depth - 1));
    }
    markup
}

fn change(dice: &mut Dice) -> Edit {
    let other = TARGETS[dice.below(TARGETS.len())];
    let way = dice.below(4) as u32;
    let name = |dice: &mut Dice, names: &[&'static str]| names[dice.below(names.len())];
    match dice.below(11) {
        0 => text(dice.pick(&VALUES)),
        1 => edit(Action::Html, 0, &page(dice, 2)),
        2 => attribute(name(dice, &ATTRIBUTES), None),
        3 => attribute(name(dice, &ATTRIBUTES), Some(dice.pick(&VALUES))),
        4 => class(name(dice, &["a", "b", "c"]), dice.below(2) == 0),
        5 => style(name(dice, &PROPERTIES), Some("red")),
        6 => style(name(dice, &PROPERTIES), None),
        7 => edit(Action::Insert, way, &page(dice, 2)),
        8 => edit(Action::Move, dice.below(5) as u32, other),
        9 => edit([Action::Remove, Action::Hide][dice.below(2)], 0, ""),
        _ => edit(Action::Css, 0, "p{color:red}"),
    }
}

#[wasm_bindgen_test]
fn every_page_comes_back_as_it_was() {
    for seed in 0..PAGES {
        let dice = &mut Dice(seed);
        let mut room = Room::new(&page(dice, 4));
        let before = html();
        let list = (0..3).map(|experience| {
            let changes = (0..dice.below(5)).map(|_| (dice.pick(&TARGETS), change(dice)));
            showing(experience, changes.collect(), &[])
        });
        room.show(list.collect());
        room.stop();
        assert_eq!(html(), before, "page {seed}");
    }
}
