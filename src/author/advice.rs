//! What runs as written, but should be looked at.

use super::{
    address, cookie, coupon, event, fetched, kana, literal, markup, moot, never, nobody, region,
    selector, slow, span, steered, tongue, variant,
};
use crate::engine::Env;
use crate::engine::condition::Subject;
use crate::engine::history::{Cap, Per};
use crate::engine::json::{Kind, Node, Place, Reader, Spot, Value};
use crate::engine::problem::Problem;
use crate::engine::rules::{Destination, Mode, Rules};
use alloc::collections::BTreeSet;
use alloc::string::ToString;
use alloc::vec::Vec;

/// What the texts below a place of the document are for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Anything.
    Text,
    /// Inside `show`: what stands behind some of its words is looked at.
    Show,
    /// Inside `when` and `goals`: the same.
    Moment,
    /// Inside `ramp`, `holdouts` and the rules of flags.
    Share,
    Markup,
    /// Of the page's elements, also in open shadow roots.
    Target,
    Selector,
    /// Inside `attribute`: each key is the name of one.
    Attribute,
    /// What an address is compared with.
    Address,
}

impl Purpose {
    /// What stands behind `key` here is for.
    fn behind(self, key: &str) -> Self {
        match (self, key) {
            (
                Self::Text,
                "page.url" | "page.path" | "page.hash" | "referrer.url" | "visit.landing"
                | "page_path" | "page_location" | "link_url",
            ) => Self::Address,
            (Self::Text, "show") => Self::Show,
            (Self::Text, "when" | "goals") => Self::Moment,
            (Self::Text, "slots") | (Self::Show, "select" | "move" | "swap") => Self::Target,
            (Self::Text, "hydrate") | (Self::Show, "template") => Self::Selector,
            // The rules of a flag have a percentage of their own.
            (Self::Text, "ramp" | "holdouts" | "rules") => Self::Share,
            (Self::Share, "value" | "values" | "who" | "where") => Self::Text,
            (Self::Show, "html" | "insert") => Self::Markup,
            (Self::Show, "attribute") => Self::Attribute,
            (Self::Show, "value" | "text" | "label" | "style") => Self::Text,
            (
                Self::Moment,
                "click" | "hover" | "focus" | "appear" | "view" | "abandon" | "scroll",
            ) => Self::Selector,
            _ => self,
        }
    }
}

/// Reads the whole document once more, with an eye on its texts.
pub(super) fn give(env: &Env, text: &str, rules: &Rules, file: &Value) -> Vec<Problem> {
    let mut advice = Vec::new();
    let mut reader = Reader::new(env, text);
    walk(&mut reader, "", Purpose::Text, &mut advice);
    if reader.broken().is_some() {
        return Vec::new();
    }
    never::find(env, text, file, &mut advice);
    nobody::find(env, text, rules, file, &mut advice);
    moot::find(env, text, file, &mut advice);
    literal::find(env, text, file, &mut advice);
    tongue::find(env, text, &mut advice);
    kana::find(env, text, &mut advice);
    region::find(env, text, file, &mut advice);
    span::find(env, text, rules, file, &mut advice);
    measures(env, text, rules, &mut advice);
    goals(env, text, file, &mut advice);
    event::find(env, text, file, &mut advice);
    exempt(env, text, rules, &mut advice);
    cookie::find(env, text, file, &mut advice);
    if is_of_some(env, rules.zone) {
        let place = place(env, text, "timezone");
        advice.push(Problem::new("unknown-timezone", place, rules.zone, ""));
    }
    advice.extend(variant::find(env, text, file));
    advice
}

fn walk(reader: &mut Reader<'_>, key: &str, purpose: Purpose, advice: &mut Vec<Problem>) {
    match reader.peek() {
        Kind::Map => {
            let mut keys = BTreeSet::new();
            let _ = reader.object(&mut |reader, name| {
                reader.peek();
                // Most who read JSON take the last of them; of a condition both count.
                if !keys.insert(name.to_string()) {
                    advice.push(Problem::new("duplicate-key", reader.place(), name, ""));
                }
                let purpose = purpose.behind(name);
                walk(reader, address::field(key, name), purpose, advice);
            });
        }
        Kind::List => {
            let _ = reader.array(&mut |reader| walk(reader, key, purpose, advice));
        }
        Kind::Text => {
            let at = reader.at();
            let found = reader.text().unwrap_or_default();
            // Lines are counted for those only of which there is something to say: there may be many texts.
            let mut warn = |code, word: &str, kind| {
                advice.push(Problem::new(code, reader.place_of(at), word, kind));
            };
            match purpose {
                Purpose::Markup => markup::removed(&found)
                    .iter()
                    .for_each(|word| warn("html-removed", word, "")),
                Purpose::Selector if key == "scroll" && is_percentage(&found) => {
                    let number = found.trim().trim_end_matches('%');
                    warn("selector", number, "selector-percent");
                }
                Purpose::Selector | Purpose::Target => {
                    let parts = match purpose {
                        Purpose::Target => found.split(">>>").collect(),
                        _ => Vec::from([&*found]),
                    };
                    if let Some((kind, word)) = parts.into_iter().find_map(selector::fault) {
                        warn("selector", &word, kind);
                    }
                }
                Purpose::Attribute if is_refused(key) => warn("attribute-refused", key, ""),
                Purpose::Address if !found.is_ascii() => warn("address-letters", &found, ""),
                _ => {}
            }
            of_text(key, &found, &mut |code, word| warn(code, word, ""));
        }
        Kind::Number => {
            let at = reader.at();
            let number = reader.value().as_number().unwrap_or_default();
            if let Some(code) = of_number(key, purpose, number) {
                advice.push(Problem::new(code, reader.place_of(at), "", ""));
            }
        }
        _ => reader.skip(),
    }
}

/// What is to be said of a number behind `key`.
fn of_number(key: &str, purpose: Purpose, number: f64) -> Option<&'static str> {
    match (key, purpose) {
        ("atMost", _) => (!(1.0..=100.0).contains(&number)).then_some("cap-range"),
        ("scroll", Purpose::Selector) | ("percent", Purpose::Moment | Purpose::Share) => {
            (number > 0.0 && number < 1.0).then_some("percent-fraction")
        }
        _ => None,
    }
}

/// Whether a text is meant to be a percentage, which is a number.
fn is_percentage(text: &str) -> bool {
    text.trim().trim_end_matches('%').parse::<f64>().is_ok()
}

/// Whether no rule may set an attribute; every one may be removed. js/door/show/sanitise.js holds it.
fn is_refused(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with("on") || matches!(name.as_str(), "style" | "srcdoc" | "http-equiv")
}

/// Whether a zone is an abbreviation of old, such as `JST`, which this browser knows, and others refuse.
fn is_of_some(env: &Env, zone: &str) -> bool {
    /// All of that length that the IANA has.
    const SHORT: [&str; 13] = [
        "CET", "EET", "EST", "GMT", "HST", "MET", "MST", "PRC", "ROC", "ROK", "UCT", "UTC", "WET",
    ];
    let known = SHORT.contains(&&*zone.to_uppercase());
    zone.len() == 3 && !known && (env.zone_offset)(zone, 0.0).is_some()
}

/// What is to be said of any text behind `key`.
fn of_text(key: &str, found: &str, warn: &mut dyn FnMut(&'static str, &str)) {
    for host in fetched::hosts(key, found) {
        warn("third-party-image", &host);
    }
    if matches!(key, "$regex" | "$regexi") && slow::is_slow(found) {
        warn("regex-slow", "");
    }
    let start = found.trim().to_lowercase();
    if ["javascript:", "vbscript:", "data:text/"]
        .iter()
        .any(|scheme| start.starts_with(scheme))
    {
        warn("url-scheme", found);
    }
    if let Some(path) = steered::find(key, found) {
        warn("open-address", &path);
    }
    if !matches!(key, "id" | "note" | "name" | "$regex" | "src" | "seed")
        && let Some(code) = coupon::find(found)
    {
        warn("public-code", &code);
    }
}

/// Experiments without a goal; not what a ramp or a group has not brought to all yet: that is compared with nothing.
fn measures(env: &Env, text: &str, rules: &Rules, advice: &mut Vec<Problem>) {
    let mut index = 0_usize;
    part(env, text, "experiences", &mut |reader| {
        let silent = rules.experiences.get(index).is_some_and(|experience| {
            let compares = experience.counted && experience.is_divided();
            !experience.broken && compares && experience.measure.is_empty()
        });
        if silent {
            reader.peek();
            advice.push(Problem::new("no-measure", reader.place(), "", ""));
        }
        index = index.saturating_add(1);
        reader.skip();
    });
}

/// Goals that name an event besides a click: that one is never heard.
fn goals(env: &Env, text: &str, file: &Value, advice: &mut Vec<Problem>) {
    for goal in Node::root(file).get("goals").children(Kind::Map) {
        let event = goal.get("event");
        if event.is_some() && goal.get("click").is_some() {
            let place = event.place(env, text, Spot::Start);
            advice.push(Problem::new("goal-twice", place, "", ""));
        }
    }
}

/// `exempt` excludes history, what is told about the user, and other people's destinations.
fn exempt(env: &Env, text: &str, rules: &Rules, advice: &mut Vec<Problem>) {
    if !rules.consent.may_be(Mode::Exempt) {
        return;
    }
    let place = place(env, text, "consent");
    for subject in &rules.subjects {
        let word = match subject {
            Subject::Behaviour(_) => "$did",
            Subject::Attribute(path) if path.starts_with("user.") => path,
            Subject::Attribute(path) if path.starts_with("visit.") || path.starts_with("cart.") => {
                path
            }
            Subject::Result(..) => "$variant",
            Subject::Attribute(_) | Subject::Variant(_) | Subject::Flag(_) => continue,
        };
        advice.push(Problem::new("exempt-limits", place.clone(), word, ""));
    }
    for destination in &rules.destinations {
        // The data layer is there for whoever reads it.
        let other = match destination {
            Destination::DataLayer => "dataLayer",
            Destination::Beacon(url) if fetched::host(url).is_empty() => continue,
            Destination::Beacon(url) => url,
        };
        advice.push(Problem::new("exempt-limits", place.clone(), other, ""));
    }
    for word in looks_back(rules) {
        advice.push(Problem::new("exempt-limits", place.clone(), word, ""));
    }
}

/// What remembers from page to page which surfaces a visitor was shown, and what came of them. That one was
/// closed is remembered because the visitor wants that.
fn looks_back(rules: &Rules) -> Vec<&'static str> {
    let lasts = |caps: &[Cap]| caps.iter().any(|cap| cap.per != Per::Page);
    let mut words = Vec::new();
    let mut note = |yes: bool, word| {
        if yes && !words.contains(&word) {
            words.push(word);
        }
    };
    let all = &rules.surfaces;
    note(all.gap_ms > 0.0, "gap");
    note(lasts(&all.caps), "frequency");
    for experience in &rules.experiences {
        note(lasts(&experience.rest.caps), "frequency");
        note(experience.rest.until.is_some(), "until");
    }
    words
}

/// Where a member of the file stands, or else the file.
fn place(env: &Env, text: &str, member: &str) -> Place {
    let mut reader = Reader::new(env, text);
    let mut place = reader.place();
    let _ = reader.object(&mut |reader, key| {
        if key == member {
            reader.peek();
            place = reader.place();
        }
        reader.skip();
    });
    place
}

/// Visits every element of a top-level array.
pub(super) fn part(env: &Env, text: &str, wanted: &str, each: &mut dyn FnMut(&mut Reader<'_>)) {
    let mut reader = Reader::new(env, text);
    let _ = reader.object(&mut |reader, key| {
        if key == wanted && reader.peek() == Kind::List {
            let _ = reader.array(&mut *each);
        } else {
            reader.skip();
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::vec::Vec;

    #[test]
    fn markup_and_selectors_are_looked_at_where_they_stand_and_nowhere_else() {
        let text = r##"{"omotenashi":1,"slots":{"a":"h1["},"goals":{"g":{"click":">a"},"h":{"event":"<script>"}},
            "attributes":{"html":{}},"experiences":[{"id":"a","who":{"html":"<script>"},
            "when":{"click":"a,","event":"a["},"show":[{"at":"a","text":"<script>","value":{"html":"<script>","select":"["}},
            {"select":"//div","insert":{"after":"<script>"}}, {"select":"p","move":{"before":"]"}},
            {"surface":"modal","html":{"en":"<style>","ja":"<b>"}}]}]}"##;
        let found = check(&Env::native(), text, Language::Japanese);
        let advice = found
            .iter()
            .filter(|one| matches!(one.code, "selector" | "html-removed"));
        let places: Vec<&str> = advice.map(|one| &*one.pointer).collect();
        let expected = [
            "/slots/a",
            "/goals/g/click",
            "/experiences/0/when/click",
            "/experiences/0/show/1/select",
            "/experiences/0/show/1/insert/after",
            "/experiences/0/show/2/move/before",
            "/experiences/0/show/3/html/en",
        ];
        assert_eq!(places, expected);
    }

    #[test]
    fn a_percentage_below_one_was_meant_as_a_part() {
        let text = r#"{"omotenashi":1,"holdouts":{"all":{"percent":0.1}},"goals":{"g":{"event":"g"}},
            "flags":{"f":{"default":{"percent":0.5},"rules":[{"value":{"percent":0.5},"percent":0.5}]}},"experiences":[
            {"id":"a","measure":{"primary":"g"},"ramp":[{"from":"2026-01-01","percent":0.05},{"from":"2026-02-01","percent":1}],
            "when":{"view":"h1","percent":0.5},"show":[{"surface":"toast","text":"x"}]},
            {"id":"b","when":{"scroll":0.6},"show":[{"surface":"toast","text":"x"}]},
            {"id":"c","when":{"scroll":"60%"},"show":[{"surface":"toast","text":"x"}]}]}"#;
        let found = check(&Env::native(), text, Language::English);
        let said: Vec<_> = found
            .iter()
            .map(|finding| (finding.code, finding.pointer.as_str()))
            .collect();
        let expected = [
            ("percent-fraction", "/holdouts/all/percent"),
            ("percent-fraction", "/flags/f/rules/0/percent"),
            ("percent-fraction", "/experiences/0/ramp/0/percent"),
            ("percent-fraction", "/experiences/0/when/percent"),
            ("percent-fraction", "/experiences/1/when/scroll"),
            ("selector", "/experiences/2/when/scroll"),
        ];
        assert_eq!(said, expected);
        assert!(found[5].message.ends_with("a number: 60, without quotes"));
    }

    #[test]
    fn an_address_is_compared_with_what_browsers_write() {
        let text = r#"{"omotenashi":1,"attributes":{"a":{}},"audiences":{"new":{"page.path":{"$glob":"/新着/*"},"a":"新着"},
            "old":{"$did":{"event":"page_view","with":{"page_path":"/é"}}}},"experiences":[]}"#;
        let found = check(&Env::native(), text, Language::English);
        let said: Vec<_> = found
            .iter()
            .map(|finding| (finding.pointer.as_str(), finding.help.as_str()))
            .collect();
        let expected = [
            (
                "/audiences/new/page.path/$glob",
                "write `/%E6%96%B0%E7%9D%80/*`",
            ),
            ("/audiences/old/$did/with/page_path", "write `/%C3%A9`"),
        ];
        assert_eq!(said, expected);
    }
}
