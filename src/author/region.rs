//! Regions that are not written as their codes usually are, so that their mode is for nobody.
//!
//! Owns: what looks like a code of ISO 3166, and how that is written. In: the file. Out: advice. Must not: judge names
//! of the site's own, such as `EU` or `north`.

use crate::engine::Env;
use crate::engine::json::{Kind, Node, Spot, Value};
use crate::engine::problem::Problem;
use alloc::string::String;
use alloc::vec::Vec;

/// Every mode by such a region.
pub(super) fn find(env: &Env, text: &str, file: &Value, found: &mut Vec<Problem>) {
    let root = Node::root(file);
    let consent = root.get("consent");
    let regions = consent.get("byRegion");
    let modes = regions.get("modes");
    for mode in modes.children(Kind::Map) {
        let region = mode.key();
        if code(region) != region {
            let place = mode.place(env, text, Spot::Name);
            found.push(Problem::new("region-code", place, region, ""));
        }
    }
}

/// The code that was meant, `US-CA` by `us_ca`; a name of another make as it is. Britain's is `GB`, whatever it calls
/// itself.
pub(super) fn code(region: &str) -> String {
    let plain = region.trim().replace(['_', ' '], "-").to_ascii_uppercase();
    let (country, part) = plain.split_once('-').unwrap_or((&plain, "0"));
    let is_country = country.len() == 2 && country.bytes().all(|one| one.is_ascii_uppercase());
    let is_part =
        (1..=3).contains(&part.len()) && part.bytes().all(|one| one.is_ascii_alphanumeric());
    if !is_country || !is_part {
        return region.into();
    }
    match plain.strip_prefix("UK") {
        Some(rest) => ["GB", rest].concat(),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::code;
    use crate::author::{Language, check};
    use crate::engine::Env;
    use alloc::format;

    #[test]
    fn codes_are_told_from_names() {
        for (region, meant) in [
            ("US", "US"),
            ("US-CA", "US-CA"),
            ("us-ca", "US-CA"),
            ("us", "US"),
            ("Us_Ca ", "US-CA"),
            ("JP-13", "JP-13"),
            ("jp-13", "JP-13"),
            ("UK", "GB"),
            ("uk-eng", "GB-ENG"),
            ("EU", "EU"),
            ("north", "north"),
            ("eea", "eea"),
            ("us-west-1", "us-west-1"),
            ("関東", "関東"),
            ("", ""),
        ] {
            assert_eq!(code(region), meant, "{region}");
        }
    }

    #[test]
    fn a_region_in_small_letters_is_told_where_it_stands() {
        let told = |region: &str, language| {
            let text = format!(
                r#"{{"omotenashi":1,"attributes":{{"region":{{}}}},"consent":{{"byRegion":{{"from":"region","modes":{{"US":"opt-out","{region}":"opt-in"}}}}}}}}"#
            );
            check(&Env::native(), &text, language)
        };
        assert!(told("US-CA", Language::English).is_empty());
        let found = told("us-ca", Language::English);
        let one = found.first().unwrap();
        assert_eq!(
            (found.len(), one.code, one.severity),
            (1, "region-code", "warning")
        );
        assert_eq!(one.pointer, "/consent/byRegion/modes/us-ca");
        assert!(one.help.contains("`US-CA`"), "{}", one.help);
        let one = &told("uk", Language::Japanese)[0];
        assert!(one.help.contains("`GB`"), "{}", one.help);
    }
}
