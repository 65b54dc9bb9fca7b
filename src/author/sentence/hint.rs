//! What to write instead, where that can be told from what was written.
//!
//! Owns: these sentences, in both languages. In: a [`Sentence`]. Out: one more; nothing where a list of the possible
//! words has to suffice. Must not: guess where two things may have been meant.

use super::Sentence;
use crate::author::rewrite::{date, duration};
use crate::engine::condition::CONNECTIVES;
use crate::engine::time::parse_date;
use crate::engine::words::{self, Words};
use crate::server::Language;
use alloc::format;
use alloc::string::{String, ToString};

/// English and Japanese.
type Pair = (&'static str, &'static str);

/// Members of a goal that would have to be tracked.
const GOAL: Pair = (
    "a goal is an event or a click; for a page that was reached, let that page track an event: omotenashi.push([\"track\", \"thanks\"])",
    "ゴールはイベントかクリックです。ページへの到達は、そのページで知らせます：omotenashi.push([\"track\", \"thanks\"])",
);
const COMMENT: Pair = (
    "JSON has no comments; an experience may have a `note`",
    "JSON にコメントは書けません。施策には `note` を書けます",
);
const SLOT: Pair = (
    "a CSS selector belongs in `select`; `at` is a name from `slots`",
    "CSS セレクターは `select` に書きます。`at` は `slots` で付けた名前です",
);
const AUDIENCE: Pair = (
    "an audience is a condition itself: { \"visit.number\": { \"$gte\": 3 } }",
    "オーディエンスには条件をそのまま書きます：{ \"visit.number\": { \"$gte\": 3 } }",
);
const NOT_DONE: Pair = (
    "for what was not done, write { \"$not\": { \"$did\": { … } } }",
    "していないことは { \"$not\": { \"$did\": { … } } } と書きます",
);
const ZONE: Pair = (
    "the zone is the `timezone` of the file, or follows the time: 2026-12-01T10:00+09:00",
    "タイムゾーンはファイルの `timezone` に書くか、時刻の後ろに付けます：2026-12-01T10:00+09:00",
);
const AT_ONCE: Pair = (
    "without `when` a surface is shown at once",
    "`when` がなければ、すぐに表示されます",
);
const FIRST_OF: Pair = (
    "the first of these moments counts; what must hold as well belongs in `who`",
    "書いたきっかけのうち、最初に起きたもので表示されます。同時に満たすべき条件は `who` に書きます",
);
const CONDITION: Pair = (
    "what must hold is a condition, and belongs in `who` or `where`",
    "満たすべき条件は `who` か `where` に書きます",
);
const ENDS: Pair = (
    "a date belongs in \"schedule\": { \"to\": … }",
    "日付は \"schedule\": { \"to\": … } に書きます",
);
const REGIONS: Pair = (
    "regions belong in `modes`: { \"from\": \"country\", \"modes\": { \"US\": \"opt-out\" } }",
    "地域は `modes` に書きます：{ \"from\": \"country\", \"modes\": { \"US\": \"opt-out\" } }",
);
const HOURS: Pair = (
    "hours and weekdays are conditions: \"who\": { \"siteTime.hour\": { \"$gte\": 18 } }",
    "時刻や曜日は条件として書きます：\"who\": { \"siteTime.hour\": { \"$gte\": 18 } }",
);
const ALL_OF: Pair = (
    "everything in `with` must hold; for one of several values, write { \"$in\": [ … ] }",
    "`with` に書いたものはすべて満たす必要があります。いずれかの値なら { \"$in\": [ … ] } と書きます",
);
const SHARES: Pair = (
    "shares belong in `split`, beside `variants`: { \"original\": 50, \"short\": 50 }",
    "割合は `variants` と並べて `split` に書きます：{ \"original\": 50, \"short\": 50 }",
);
const MIDNIGHT: Pair = (
    "for the end of a day, write that day without a time, or 00:00 of the next",
    "その日の終わりまでは、時刻なしの日付か、翌日の 00:00 で書きます",
);

const SITE: Pair = (
    "write the site and the slash after it, or more of the path than its first slash, and fill in what follows: `/search/{{page.query.q}}`",
    "サイト名とその後の `/`、またはパスの最初の `/` より先まで書き、その後ろに差し込んでください：`/search/{{page.query.q}}`",
);

/// What is wrong, for the codes whose sentences are only here.
pub(super) fn message(s: &Sentence<'_>, language: Language) -> Option<String> {
    let word = s.word;
    let (english, japanese) = match (s.code, s.expected) {
        ("literal", "literal-bar") => (
            format!("`{word}` does not separate anything in a placeholder"),
            format!("`{word}` は差し込みの区切りになりません"),
        ),
        ("literal", _) => (
            format!("`{word}` is shown as it is"),
            format!("`{word}` はそのまま表示されます"),
        ),
        ("unknown-operator", _) if s.is_known() => (
            format!("`{word}` cannot be used for what is inside a list or an event"),
            format!("`{word}` は、リストの要素やイベントのプロパティには使えません"),
        ),
        ("redirect-origin", "origin") => (
            format!("`{word}` is not an origin: nobody is redirected there"),
            format!("`{word}` はオリジンではないため、誰も移動しません"),
        ),
        ("redirect-origin", "host") => (
            format!("browsers do not write `{word}` like this: nobody is redirected there"),
            format!(
                "`{word}` のままでは、誰も移動しません。ブラウザーはホスト名を別の形で書きます"
            ),
        ),
        ("redirect-origin", _) => (
            format!("only pages of `{word}` itself redirect there: it is not in `redirects`"),
            format!(
                "`{word}` が `redirects` にないため、そのサイト自身のページからしか移動しません"
            ),
        ),
        ("letters", _) => (
            format!(
                "in `{word}`, letters and their marks are separate characters (NFD): it does not equal text that looks the same"
            ),
            format!(
                "`{word}` は、濁点などが別の文字に分かれています（NFD）。見た目が同じ文字とも一致しません"
            ),
        ),
        ("open-address", _) => (
            format!(
                "`{word}` decides to which site this leads: it may be what somebody put into a link to the page"
            ),
            format!(
                "`{word}` によって、どのサイトにつながるかが変わります。この値は、ページへのリンクを作った人が自由に決められます"
            ),
        ),
        ("selector", "selector-element") => (
            format!("no element is called `{word}`"),
            format!("`{word}` という要素はありません"),
        ),
        _ => return None,
    };
    Some(match language {
        Language::English => english,
        Language::Japanese => japanese,
    })
}

/// How to write a placeholder that would be shown as it is, an origin, or a selector.
fn way(s: &Sentence<'_>, language: Language) -> String {
    let word = s.word;
    let (english, japanese) = match s.expected {
        "selector-element" => (
            format!("an id is written `#{word}`, a class `.{word}`; a slot belongs in `at`"),
            format!("id は `#{word}`、クラスは `.{word}` と書きます。スロットは `at` に書きます"),
        ),
        "host" => (
            "write the host in Latin letters, as in `https://xn--….jp`: that is how it is copied from the address bar".to_string(),
            "ホスト名を `https://xn--….jp` の形で書いてください。ブラウザーのアドレスバーからコピーすると、この形になります".to_string(),
        ),
        "literal-single" => (
            format!("write `{{{word}}}`"),
            format!("`{{{word}}}` と書きます"),
        ),
        "origin" => {
            let host = word.split("://").last().unwrap_or_default();
            let host = host.split(['/', '?', '#']).next().unwrap_or_default();
            let scheme = if word.starts_with("http:") { "http" } else { "https" };
            (format!("write `{scheme}://{host}`"), format!("`{scheme}://{host}` と書きます"))
        }
        "" => (
            format!("allow it: \"redirects\": [\"{word}\"]; for your own site, the path is enough"),
            format!("許可するには \"redirects\": [\"{word}\"] と書きます。自サイトならパスだけで書けます"),
        ),
        _ => (
            "write a placeholder in half-width characters, with its fallback as it is to be shown: {{user.name|friend}}".to_string(),
            "差し込みには半角の記号を使い、値がないときの文字をそのまま書きます：{{user.name|お客様}}".to_string(),
        ),
    };
    match language {
        Language::English => english,
        Language::Japanese => japanese,
    }
}

/// What helps; nothing where the list of possible words does.
pub(super) fn of(s: &Sentence<'_>, language: Language) -> Option<String> {
    let say = |pair: Pair| match language {
        Language::English => pair.0.to_string(),
        Language::Japanese => pair.1.to_string(),
    };
    let write = |text: &str| match language {
        Language::English => format!("write `{text}`"),
        Language::Japanese => format!("`{text}` と書きます"),
    };
    match s.code {
        "duration" | "period" => duration(s.word, s.pointer).map(|text| write(&text)),
        "open-address" => Some(say(SITE)),
        "unknown-goal" if parse_date(s.word).is_some() => Some(say(ENDS)),
        "date" if is_hour(s.word) => Some(say(HOURS)),
        "unknown-operator" if is_connective(s.word) => Some(match language {
            _ if s.pointer.contains("/with/") => say(ALL_OF),
            Language::English => format!(
                "`{}` joins whole conditions, and is written beside the attribute",
                s.word
            ),
            Language::Japanese => format!(
                "`{}` は条件どうしをつなぎます。属性と並べて書きます",
                s.word
            ),
        }),
        // The list of all that there are has this one, too.
        "unknown-operator" if s.is_known() => Some(String::new()),
        "date"
            if ["T24:00", " 24:00", "24時"]
                .iter()
                .any(|end| s.word.contains(end)) =>
        {
            Some(say(MIDNIGHT))
        }
        "literal" | "redirect-origin" => Some(way(s, language)),
        "selector" if s.expected == "selector-element" => Some(way(s, language)),
        "never" => never(s.expected, s.known.is_empty()).map(say),
        "date" => date(s.word).map(|text| write(&text)),
        "unknown-slot" if s.word.contains(['#', '.', ' ', '[', '>']) && s.meant.is_none() => {
            Some(say(SLOT))
        }
        "unknown-attribute" => attribute(s, language, &say),
        "unknown-field" => field(s, language, &say),
        _ => None,
    }
}

/// What an attribute is, where it never is what was asked for.
fn never(nature: &str, is_empty: bool) -> Option<Pair> {
    Some(match nature {
        "share" => (
            "a share is from 0 to 1: 0.4 is forty percent",
            "割合は 0 から 1 までです。40% は 0.4 と書きます",
        ),
        "score" => (
            "a score is 1, plus one for each threshold in `rfm` that is reached",
            "スコアは 1 から始まり、`rfm` のしきい値に届くごとに 1 増えます",
        ),
        "stage-name" if is_empty => (
            "stages are declared: \"stages\": { \"buyer\": { \"order.count\": { \"$gte\": 1 } } }",
            "ステージを宣言してください：\"stages\": { \"buyer\": { \"order.count\": { \"$gte\": 1 } } }",
        ),
        "text" => (
            "it is a text; for one of several, write { \"$in\": [\"a\", \"b\"] }",
            "文字列です。いずれか一つは { \"$in\": [\"a\", \"b\"] } と書きます",
        ),
        "moment" => (
            "a date is written 2026-12-01; for a date near today, write { \"$within\": \"7d\" }",
            "日付は 2026-12-01 のように書きます。今日に近いことは { \"$within\": \"7d\" } と書きます",
        ),
        _ => return None,
    })
}

fn is_in(list: &Words, word: &str) -> bool {
    list.list.contains(&word)
}

/// Says into which object a word belongs.
fn belongs(language: Language, word: &str, place: &str) -> String {
    match language {
        Language::English => format!("`{word}` belongs in `{place}`"),
        Language::Japanese => format!("`{word}` は `{place}` の中に書きます"),
    }
}

fn attribute(s: &Sentence<'_>, language: Language, say: &dyn Fn(Pair) -> String) -> Option<String> {
    let written = |text: &str| match language {
        Language::English => format!("declare it first: {text}"),
        Language::Japanese => format!("先に宣言します：{text}"),
    };
    if matches!(s.word, "who" | "where") && s.pointer.starts_with("/audiences/") {
        return Some(say(AUDIENCE));
    }
    if is_in(&words::DID, s.word) {
        return Some(belongs(language, s.word, "$did"));
    }
    if s.word == "page.query" {
        return Some(match language {
            Language::English => "add the name of the parameter: `page.query.ref`".to_string(),
            Language::Japanese => "パラメーターの名前まで書きます：`page.query.ref`".to_string(),
        });
    }
    if let Some(date) = s.word.strip_prefix("anniversary.") {
        return Some(written(&format!(
            "\"attributes\": {{ \"{date}\": {{ \"type\": \"date\", \"from\": \"facts\" }} }}"
        )));
    }
    let name = s.word.strip_prefix("interest.")?.split('.').next()?;
    Some(written(&format!(
        "\"interests\": {{ \"{name}\": {{ \"event\": \"view_item\", \"of\": \"item_category\" }} }}"
    )))
}

fn field(s: &Sentence<'_>, language: Language, say: &dyn Fn(Pair) -> String) -> Option<String> {
    let word = s.word;
    Some(match s.expected {
        "file" if is_comment(word) => say(COMMENT),
        "goal-fields" if is_of_page(word) => say(GOAL),
        "byRegion" => say(REGIONS),
        "variant" if is_in(&words::SHOW, word) => belongs(language, word, "show"),
        "variant" if matches!(word, "split" | "weight" | "percent" | "traffic" | "share") => {
            say(SHARES)
        }
        "$did" if word == "not" => say(NOT_DONE),
        "declaration"
            if s.pointer
                .split('/')
                .nth(2)
                .is_some_and(|name| !name.contains('.')) =>
        {
            let whole = s
                .pointer
                .trim_start_matches("/attributes/")
                .replace('/', ".");
            match language {
                Language::English => {
                    format!("write the name of an attribute in one piece: \"{whole}\"")
                }
                Language::Japanese => format!("属性の名前は、つなげて一つに書きます：\"{whole}\""),
            }
        }
        "schedule" if matches!(word, "timezone" | "tz" | "zone") => say(ZONE),
        // The word that was meant says it all.
        "schedule" if s.meant.is_some() => String::new(),
        "experience" if s.meant.is_none() && is_in(&words::SHOW, word) => {
            belongs(language, word, "show")
        }
        "experience" if s.meant.is_none() && is_in(&words::WHEN, word) => {
            belongs(language, word, "when")
        }
        "show" if is_in(&words::EXPERIENCE, word) => match language {
            Language::English => {
                format!("`{word}` belongs to the experience, beside its `show`")
            }
            Language::Japanese => format!("`{word}` は施策の項目です。`show` と並べて書きます"),
        },
        "when" => return moment(word).map(say),
        _ => return None,
    })
}

/// Whether it joins conditions.
fn is_connective(word: &str) -> bool {
    CONNECTIVES.iter().any(|(name, _)| *name == word)
}

/// Whether it is an hour of any day.
fn is_hour(word: &str) -> bool {
    let hour = word
        .split_once(':')
        .is_some_and(|(hour, _)| hour.len() < 3 && hour.parse::<u8>().is_ok());
    hour && !word.contains('-')
}

/// Whether somebody wanted a goal for a page that is reached.
pub(in crate::author) fn is_of_page(word: &str) -> bool {
    matches!(
        word,
        "with" | "url" | "page" | "path" | "page.path" | "page.url"
    )
}

/// What to do instead of a moment that does not exist.
fn moment(word: &str) -> Option<Pair> {
    match word {
        "load" | "pageload" | "pageLoad" | "immediately" | "ready" => Some(AT_ONCE),
        "and" | "or" | "$and" | "$or" | "any" | "all" => Some(FIRST_OF),
        "url" | "page" | "path" => Some(CONDITION),
        _ => word.contains('.').then_some(CONDITION),
    }
}

/// Whether somebody wanted to write a comment.
pub(in crate::author) fn is_comment(word: &str) -> bool {
    let plain = word.trim_start_matches(['_', '$', '/', '#']).to_lowercase();
    matches!(
        &*plain,
        "" | "comment" | "comments" | "note" | "notes" | "description" | "memo" | "メモ"
    )
}
