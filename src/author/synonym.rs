//! Words that other tools use for what has another name here.
//!
//! Owns: one table, and `japanese` another. In: a word, and the list it should be from. Out: our word. Must not: hold a
//! word that is spelled like ours; `nearest` finds those.

mod japanese;

use super::kana::usual;
use crate::engine::condition::CONNECTIVES;
use crate::engine::json::Value;
use alloc::format;
use alloc::string::{String, ToString};

/// By list: ours, and those of others, in small letters without `-`, `_`, `.` and `$`.
const OTHERS: &[(&str, &[(&str, &str)])] = &[
    (
        "file",
        &[
            (
                "experiences",
                "rules campaigns personalizations tests offers items",
            ),
            ("audiences", "segments groups"),
            ("omotenashi", "version"),
            ("timezone", "tz zone"),
            ("flags", "features"),
            ("stages", "journey funnel"),
            ("lists", "savedgroups"),
        ],
    ),
    (
        "experience",
        &[
            (
                "who",
                "audience audiences audienceids segment segments condition conditions targeting target if",
            ),
            ("where", "page pages url urls path on"),
            ("show", "changes action actions content message then do"),
            ("variants", "variations arms treatments"),
            (
                "split",
                "weights weight traffic trafficallocation percenttraffic allocation ratio percent percentage",
            ),
            ("measure", "goal goals metric metrics"),
            ("when", "trigger triggers event moment"),
            (
                "schedule",
                "start end from to dates startdate enddate period",
            ),
            ("status", "enabled active state"),
            ("frequency", "cap caps limit limits"),
            ("ramp", "rollout coverage"),
            ("name", "title label"),
            ("note", "description comment"),
            ("languages", "locale locales"),
            ("group", "namespace exclusion"),
            ("id", "key slug"),
            ("hashBy", "hashattribute bucketby"),
        ],
    ),
    (
        "flag-rule",
        &[
            (
                "who",
                "audience audiences segment segments condition conditions targeting target if",
            ),
            ("value", "force then"),
            ("values", "variations variants arms"),
            ("split", "weights weight traffic allocation ratio"),
            ("percent", "coverage rollout percentage"),
        ],
    ),
    (
        "flag",
        &[
            ("default", "defaultvalue fallback value"),
            ("rules", "targeting overrides"),
        ],
    ),
    (
        "stage",
        &[
            ("enter", "entry start when if who"),
            ("leave", "exit end until"),
        ],
    ),
    (
        "purpose",
        &[
            (
                "personalization",
                "functional functionality preferences personalisation",
            ),
            ("measurement", "analytics statistics performance"),
            ("sharing", "marketing advertising ads targeting"),
        ],
    ),
    (
        "attribute-type",
        &[
            ("string", "text enum str char varchar"),
            ("number", "int integer float double numeric decimal"),
            ("boolean", "bool yesno flag"),
            ("date", "datetime timestamp day time"),
            ("list", "array set tags"),
        ],
    ),
    (
        "ramp",
        &[
            ("from", "start begin since date at"),
            ("percent", "percentage traffic coverage share"),
        ],
    ),
    (
        "measure",
        &[
            ("primary", "goal main metric kpi"),
            ("guard", "guards guardrail guardrails secondary"),
        ],
    ),
    (
        "show",
        &[
            ("select", "target element cssselector query"),
            ("at", "place position slot"),
            ("text", "content textcontent innertext message title body"),
            ("html", "innerhtml markup"),
            ("attribute", "attr attrs"),
            ("image", "img src picture"),
            ("link", "href url"),
            ("redirect", "goto location"),
            (
                "surface",
                "modal bar banner toast popup popover dialog overlay card spotlight notification type kind",
            ),
            ("remove", "delete"),
            ("hide", "hidden display"),
            ("css", "stylesheet"),
            ("insert", "append prepend add"),
        ],
    ),
    (
        "surface-kind",
        &[
            ("modal", "popup dialog lightbox overlay popover"),
            ("toast", "notification snackbar message"),
            ("bar", "strip topbar ribbon header"),
            ("slide-in", "drawer"),
            ("spotlight", "tooltip tour hint"),
        ],
    ),
    (
        "device-type",
        &[
            ("mobile", "phone smartphone sp handy"),
            ("desktop", "pc computer laptop"),
        ],
    ),
    (
        "visitor-kind",
        &[
            ("new", "first firsttime"),
            ("returning", "old repeat known"),
        ],
    ),
    (
        "language",
        &[
            ("ja", "jp jpn japan japanese nihongo 日本語"),
            ("en", "us eng english 英語"),
            ("zh", "cn chi chinese mandarin 中国語 中文"),
            ("ko", "korean 한국어 韓国語"),
            ("fr", "french francais français"),
            ("de", "ger german deutsch"),
            ("es", "spanish español"),
            ("pt", "portuguese português"),
            ("cs", "cz czech"),
            ("el", "greek"),
            ("da", "dk danish"),
            ("sv", "swedish"),
            ("vi", "vn vietnamese"),
        ],
    ),
    (
        "status",
        &[
            ("live", "active running on published enabled started"),
            ("draft", "paused off disabled inactive"),
            ("ended", "stopped done archived completed closed expired"),
        ],
    ),
    (
        "schedule",
        &[
            ("from", "start begin since startat startdate starts"),
            ("to", "end until stop endat enddate ends"),
        ],
    ),
    (
        "destination",
        &[("to", "type kind name"), ("url", "endpoint href address")],
    ),
    (
        "destination-kind",
        &[
            ("dataLayer", "gtm ga4 google googletagmanager analytics"),
            ("beacon", "http fetch webhook post url endpoint"),
        ],
    ),
    (
        "when",
        &[
            ("exit", "leave exitintent mouseleave mouseout"),
            ("active", "time seconds timeonpage"),
            ("idle", "inactive inactivity"),
            ("view", "visible inview"),
            ("event", "custom track"),
            ("delay", "wait"),
            ("hover", "mouseover mouseenter"),
            ("abandon", "form"),
        ],
    ),
    (
        "$did",
        &[
            ("event", "name type action"),
            ("within", "window period in during"),
            ("with", "filter filters props properties where params"),
            ("then", "followedby before next"),
            ("of", "property field key"),
            ("average", "avg mean"),
            ("sum", "total"),
            ("count", "number"),
        ],
    ),
    (
        "goal-fields",
        &[
            ("event", "name track"),
            ("click", "select selector element"),
        ],
    ),
    ("image", &[("src", "url href")]),
    ("redirect", &[("to", "url href")]),
    (
        "frequency",
        &[
            ("atMost", "max limit times count"),
            ("per", "within period every"),
        ],
    ),
    (
        "consent",
        &[("byRegion", "regions region country"), ("mode", "default")],
    ),
    (
        "operator",
        &[
            ("$eq", "= == === equals equal is"),
            ("$ne", "!= !== <> notequals isnot"),
            ("$gt", "> greaterthan more above after"),
            ("$gte", ">= ≥ ≧ atleast greaterthanorequal min minimum"),
            ("$lt", "< lessthan less below before"),
            ("$lte", "<= ≤ ≦ atmost lessthanorequal max maximum"),
            ("$in", "oneof anyof any"),
            ("$nin", "noneof none notin"),
            ("$contains", "includes has"),
            ("$regex", "matches match pattern"),
            ("$glob", "like wildcard"),
            ("$startsWith", "prefix beginswith"),
            ("$endsWith", "suffix"),
            ("$between", "range"),
        ],
    ),
    (
        "attribute",
        &[
            ("campaign.source", "utmsource source"),
            ("campaign.medium", "utmmedium medium"),
            ("campaign.name", "utmcampaign campaign"),
            ("campaign.term", "utmterm"),
            ("campaign.content", "utmcontent"),
            ("page.url", "url"),
            ("page.path", "path pathname urlpath"),
            ("page.host", "host hostname domain"),
            ("page.title", "title"),
            ("page.language", "pagelang htmllang pagelocale"),
            ("referrer.host", "referrer referer"),
            ("device.type", "device devicetype mobile ismobile"),
            ("device.language", "language lang locale"),
            ("visitor.new", "new isnew newvisitor"),
            (
                "visitor.kind",
                "returning isreturning returningvisitor repeat visitortype visitorreturning visitreturning",
            ),
            (
                "visit.number",
                "visits visitcount sessions sessioncount sessionnumber",
            ),
            ("visit.pages", "pageviews pages pagecount"),
            ("cart.value", "cart carttotal basket"),
            ("time.hour", "hour"),
            ("time.weekday", "weekday dayofweek timedow timedayofweek"),
            ("time.month", "month"),
            ("time.date", "date today"),
            ("visitor.stage", "stage"),
            ("visitor.daysInStage", "daysinstage stagedays timeinstage"),
        ],
    ),
];

/// What somebody meant who wrote a connective without its `$`, or the name of something for that thing.
pub(super) fn named(word: &str, expected: &str, file: &Value) -> Option<String> {
    let members = |part: &str| file.get(part).map_or(&[][..], Value::members);
    match expected {
        "attribute" => {
            let plain = format!("${}", word.to_lowercase());
            let mut known = CONNECTIVES.iter().map(|(name, _)| *name);
            let is_audience = || members("audiences").iter().any(|(name, _)| *name == word);
            known
                .find(|known| *known == plain)
                .or_else(|| is_audience().then_some("$audience"))
                .map(String::from)
        }
        // The event that a goal is about.
        "goal" => {
            let mut goals = members("goals").iter();
            let found = goals.find(|(_, goal)| goal.text_at("event") == Some(word));
            found.map(|(name, _)| name.to_string())
        }
        _ => None,
    }
}

/// What `word` of another tool is called here, in the list `expected`.
pub(super) fn of(word: &str, expected: &str) -> Option<&'static str> {
    let plain = usual(word.trim())
        .to_lowercase()
        .replace(['-', '_', '$', '.'], "");
    let lists = OTHERS.iter().chain(japanese::WORDS);
    let mut pairs = lists
        .filter(|(list, _)| *list == expected)
        .flat_map(|(_, pairs)| *pairs);
    pairs
        .find(|(_, others)| others.split(' ').any(|other| other == plain))
        .map(|(ours, _)| *ours)
}

#[cfg(test)]
mod tests {
    use super::{OTHERS, japanese, of};
    use crate::author::words;
    use crate::engine::json::Value;
    use alloc::string::ToString;

    #[test]
    fn every_word_of_ours_is_one() {
        for (list, pairs) in OTHERS.iter().chain(japanese::WORDS) {
            let known = words::of(list, &Value::Null, "");
            for (ours, others) in *pairs {
                assert!(known.contains(&ours.to_string()), "{list}: {ours}");
                for other in others.split(' ') {
                    assert!(
                        !known.contains(&other.to_string()),
                        "{list}: {other} is one of ours"
                    );
                }
            }
        }
    }

    #[test]
    fn no_word_of_others_means_two_things() {
        for (list, pairs) in OTHERS.iter().chain(japanese::WORDS) {
            for (ours, others) in *pairs {
                for other in others.split(' ') {
                    assert_eq!(of(other, list), Some(*ours), "{list}: {other}");
                }
            }
        }
    }

    #[test]
    fn however_it_is_written() {
        assert_eq!(of("utm_source", "attribute"), Some("campaign.source"));
        assert_eq!(of("exit-intent", "when"), Some("exit"));
        assert_eq!(of("$oneOf", "operator"), Some("$in"));
        assert_eq!(of("utm_source", "when"), None);
        assert_eq!(of("＞＝", "operator"), Some("$gte"));
        assert_eq!(of("ＰＣ", "device-type"), Some("desktop"));
        assert_eq!(of("ｽﾏﾎ", "device-type"), Some("mobile"));
    }
}
