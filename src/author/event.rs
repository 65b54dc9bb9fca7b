//! Names of events that are a slip of the pen away from another one: a rule with such a name may wait for ever.
//!
//! A site may name its events as it likes, so this is only a question. Owns: where rules name events, and what is a
//! slip. In: the file. Out: advice. Must not: take another word for a slip: one that differs in a number, is short, or
//! has another ending.

use super::nearest::distance;
use crate::engine::Env;
use crate::engine::json::{Kind, Node, Spot, Value};
use crate::engine::problem::Problem;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

/// GA4's names of common events, and the events that are observed without code from the site, as
/// `crate::engine::rules`' `observe` lists them.
const KNOWN: [&str; 42] = [
    "view_item",
    "view_item_list",
    "select_item",
    "add_to_cart",
    "remove_from_cart",
    "view_cart",
    "add_to_wishlist",
    "begin_checkout",
    "add_shipping_info",
    "add_payment_info",
    "purchase",
    "refund",
    "view_promotion",
    "select_promotion",
    "sign_up",
    "login",
    "generate_lead",
    "select_content",
    "page_view",
    "view_search_results",
    "back_and_forth",
    "click",
    "file_download",
    "element_click",
    "rage_click",
    "dead_click",
    "hesitation",
    "element_view",
    "user_engagement",
    "scroll",
    "scroll_depth",
    "inactivity",
    "exit_intent",
    "form_start",
    "form_submit",
    "form_abandon",
    "video_start",
    "audio_start",
    "video_progress",
    "video_complete",
    "exception",
    "copy",
];

/// With more names than this, they are not compared with each other: that would take too long.
const MANY: usize = 300;

/// Every name that was probably another, where it stands.
pub(super) fn find(env: &Env, text: &str, file: &Value, found: &mut Vec<Problem>) {
    let names = Names::of(file);
    let all = names.0.keys().filter(|name| names.meant(name).is_some());
    let slips: BTreeSet<&String> = all.collect();
    if !slips.is_empty() {
        part(&Node::root(file), &mut |name, node| {
            if slips.contains(&String::from(name)) {
                let place = node.place_among(env, text, Spot::Start, found.len());
                found.push(Problem::new("event-slip", place, name, ""));
            }
        });
    }
}

/// The name that was probably meant by one of a file's.
pub(super) fn likely(name: &str, file: &Value) -> Option<String> {
    Names::of(file).meant(name).map(String::from)
}

/// How often a file names each event, and after how many others first.
struct Names(BTreeMap<String, (usize, Reverse<usize>)>);

impl Names {
    fn of(file: &Value) -> Self {
        let mut names = BTreeMap::new();
        part(&Node::root(file), &mut |name, _| {
            let others = Reverse(names.len());
            let (count, _) = names.entry(name.into()).or_insert((0_usize, others));
            *count = count.saturating_add(1);
        });
        Self(names)
    }

    /// A name that everybody uses, or else one that this file uses more often, or first.
    fn meant(&self, name: &str) -> Option<&str> {
        if KNOWN.contains(&name) {
            return None;
        }
        let mut known = KNOWN.into_iter();
        if let Some(known) = known.find(|known| is_slip(name, known)) {
            return Some(known);
        }
        let own = self.0.get(name).filter(|_| self.0.len() <= MANY)?;
        let others = self.0.iter().filter(|(other, place)| {
            *place > own && is_slip(name, other) && !is_plural(name, other)
        });
        let other = others.max_by_key(|(_, place)| **place);
        other.map(|(other, _)| &**other)
    }
}

/// Whether two names differ only in case and punctuation, or in one letter of a long word.
fn is_slip(name: &str, other: &str) -> bool {
    let (left, right) = (letters(name), letters(other));
    if left == right {
        return name != other && !left.is_empty();
    }
    let digits = |all: &[char]| -> Vec<char> {
        let digits = all.iter().filter(|letter| letter.is_numeric());
        digits.copied().collect()
    };
    // Shorter words often differ in one letter only.
    let [shorter, longer] = [left.len().min(right.len()), left.len().max(right.len())];
    if shorter < 5 || longer > shorter.saturating_add(1) || digits(&left) != digits(&right) {
        return false;
    }
    let sorted = |mut all: Vec<char>| {
        all.sort_unstable();
        all
    };
    let is_other_letter =
        left.len() == right.len() && sorted(left.clone()) != sorted(right.clone());
    let most = if is_other_letter { 5 } else { 4 };
    let (words, others) = (words(name), words(other));
    let mut pairs = words.iter().zip(&others);
    let are_long = words.len() != others.len()
        || pairs.all(|(one, two)| one == two || one.len().min(two.len()) >= most);
    are_long && distance(&left, &right) == 1
}

/// Whether two names of one file may be singular and plural.
fn is_plural(name: &str, other: &str) -> bool {
    name.strip_suffix('s').unwrap_or(name) == other.strip_suffix('s').unwrap_or(other)
}

fn letters(name: &str) -> Vec<char> {
    words(name).concat()
}

/// The words of a name, in small letters.
fn words(name: &str) -> Vec<Vec<char>> {
    let small = name.to_lowercase();
    let words = small.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(|word| word.chars().collect()).collect()
}

/// Every event that rules wait for, in the order of the file.
fn part(node: &Node<'_>, each: &mut dyn FnMut(&str, &Node<'_>)) {
    for node in node.children(Kind::List) {
        part(&node, each);
    }
    for node in node.children(Kind::Map) {
        match node.key() {
            "goals" | "interests" => {
                for node in node.children(Kind::Map) {
                    step(&node, each);
                }
            }
            "when" | "$did" | "observe" => step(&node, each),
            "retention" => note(&node.get("events"), each),
            "show" | "value" | "values" | "default" | "lists" => {}
            _ => part(&node, each),
        }
    }
}

/// What waits for an event.
fn step(node: &Node<'_>, each: &mut dyn FnMut(&str, &Node<'_>)) {
    for node in node.children(Kind::Map) {
        match node.key() {
            "event" | "cancelOn" | "since" | "keepAhead" => note(&node, each),
            "then" | "within" => step(&node, each),
            _ => {}
        }
    }
}

/// A name, a list of names, or an object of them.
fn note(node: &Node<'_>, each: &mut dyn FnMut(&str, &Node<'_>)) {
    if let Some(Value::Text(name)) = node.value {
        each(name, node);
    }
    for node in node.children(Kind::List) {
        note(&node, each);
    }
    for node in node.children(Kind::Map) {
        each(node.key(), &node);
    }
}

#[cfg(test)]
mod tests {
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

    fn told(text: &str, language: Language) -> Vec<String> {
        let found = check(&Env::native(), text, language);
        let slips = found.iter().filter(|one| one.code == "event-slip");
        slips
            .map(|one| format!("{} {}", one.pointer, one.message))
            .collect()
    }

    #[test]
    fn a_slip_in_the_name_of_an_event_is_asked_about_wherever_it_stands() {
        let text = r##"{"omotenashi":1,"site":"s","goals":{"event":{"event":"purchse"},"b":{"event":"newsletter_join"}},
            "interests":{"i":{"event":{"view_itme":1,"purchase":5},"of":"item_id"}},"observe":{"keepAhead":["AddToCart"]},"retention":{"events":{"pageview":"3d"}},
            "audiences":{"a":{"$did":{"event":"begin_checkout","then":{"event":"Purchase","within":"1d","not":true}}},"b":{"$did":{"event":"newsletter-join"}},
            "c":{"$did":{"event":"a","within":{"since":"rage_clik"}}}},
            "experiences":[{"id":"e","when":{"event":"newsletter_jion","cancelOn":["form_sumbit"]},"show":[{"surface":"toast","text":"x"}]}]}"##;
        let english = [
            "/goals/event/event `purchase`",
            "/interests/i/event/view_itme `view_item`",
            "/observe/keepAhead/0 `add_to_cart`",
            "/retention/events/pageview `page_view`",
            "/audiences/a/$did/then/event `purchase`",
            "/audiences/b/$did/event `newsletter_join`",
            "/audiences/c/$did/within/since `rage_click`",
            "/experiences/0/when/event `newsletter_join`",
            "/experiences/0/when/cancelOn/0 `form_submit`",
        ];
        let found = told(text, Language::English);
        assert_eq!(found.len(), english.len(), "{found:?}");
        for (one, expected) in found.iter().zip(english) {
            let (pointer, meant) = expected.split_once(' ').unwrap();
            assert!(one.starts_with(&format!("{pointer} ")), "{one}");
            assert!(one.ends_with(&format!("did you mean {meant}?")), "{one}");
        }
        let japanese = told(text, Language::Japanese);
        assert!(
            japanese[0].ends_with("`purchase` のことですか？"),
            "{japanese:?}"
        );
    }

    #[test]
    fn every_event_that_comes_by_itself_is_known() {
        let text = include_str!("../engine/rules/observe.rs");
        let table = text.split("| member of").next().unwrap_or_default();
        let mut rows = table.split("\n//! | `").skip(1).peekable();
        assert!(rows.peek().is_some());
        for row in rows {
            // Two may stand in one row.
            let names = row.split(" | ").next().unwrap_or_default();
            for name in names.split(", ") {
                let name = name.trim_matches('`');
                assert!(super::KNOWN.contains(&name), "{name}");
            }
        }
    }

    #[test]
    fn what_is_plainly_another_event_is_not() {
        for pair in [
            ["step_1", "step_2"],
            ["plan_a", "plan_b"],
            ["view_card", "view_car"],
            ["add_to_chat", "add_to_list"],
            ["open_tab", "open_tabs"],
            ["buy", "bay"],
            ["購入", "購入完了"],
            ["menu_open", "menu_close"],
            ["login_ok", "login_no"],
            ["remove_item", "review_item"],
        ] {
            let [one, other] = pair;
            let text = format!(
                r#"{{"omotenashi":1,"site":"s","goals":{{"a":{{"event":"{one}"}},"b":{{"event":"{other}"}},"c":{{"event":"view_item"}}}}}}"#
            );
            assert_eq!(told(&text, Language::English), [""; 0], "{pair:?}");
        }
    }
}
