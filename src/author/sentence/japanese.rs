//! 日本語の文。場所の後ろに続けて読めるように、短く言い切る。

use super::written::is_calculation;
use super::{Sentence, fixed};
use crate::author::{cookie::domain_in, moot, region::code};
use crate::engine::change::encode;
use alloc::format;
use alloc::string::{String, ToString};

/// 語を補わなくてよい文。
const FIXED: [(&str, &str); 34] = [
    ("json-value", "ここには値が必要です"),
    (
        "json-key",
        "二重引用符で囲んだ名前が必要です（直前のカンマが余分かもしれません）",
    ),
    ("json-colon", "名前と値のあいだに `:` が必要です"),
    ("json-comma", "`,` または閉じ括弧が必要です"),
    (
        "json-string",
        "文字列が閉じられていません（途中で改行はできません）",
    ),
    ("json-escape", "`\\` の後ろが正しくありません"),
    ("json-number", "JSON の数値として読めません"),
    ("json-end", "ファイルの終わりの後ろに余分な文字があります"),
    ("json-depth", "入れ子が深すぎます（48段まで）"),
    (
        "file-version",
        "ルールファイルの形式のバージョンが不明です。`\"omotenashi\": 1` と書いてください",
    ),
    (
        "audience-order",
        "オーディエンスは、自分より前に書かれたものだけを参照できます",
    ),
    ("circle", "参照をたどると自分自身に戻ってしまいます"),
    (
        "cap-range",
        "1 未満では一度も表示されず、100 を超える上限に達することはありません",
    ),
    ("pair", "要素がちょうど二つの配列が必要です"),
    ("days", "1〜3660 の整数（日数）を書いてください"),
    (
        "range",
        "0 から 1 までの二つの数を、小さい順に書いてください（例：[0, 0.5]）",
    ),
    ("hash-version", "ハッシュのバージョンは 1 か 2 です"),
    (
        "ramp-falls",
        "段階は日時の順に並べます。割合を途中で下げることはできません",
    ),
    (
        "value-or-values",
        "ルールには `value` か `values` のどちらか一方を書きます",
    ),
    ("too-large", "ファイルが大きすぎます（8 MB まで）"),
    ("too-many", "施策が多すぎます（20,000件まで）"),
    ("too-long", "文字列が長すぎます（65,536バイトまで）"),
    (
        "regex-slow",
        "繰り返しの中に繰り返しがあり、文字列によっては照合に非常に時間がかかる正規表現です",
    ),
    (
        "regex-subset",
        "先読み・後方参照・途中のフラグなど、ブラウザーによって動きが異なる正規表現は使えません",
    ),
    ("regex-syntax", "正規表現として読めません"),
    ("template-open", "`{{` が `}}` で閉じられていません"),
    ("split-total", "割合の合計が 100% を超えています"),
    (
        "split-fraction",
        "割合はパーセントで書きますが、合計が 1 以下です",
    ),
    (
        "show-and-variants",
        "`show` と `variants` は同時に使えません",
    ),
    ("class-token", "クラス名は空にできず、空白も含められません"),
    ("no-measure", "このA/Bテストの成果を測るゴールがありません"),
    (
        "goal-twice",
        "`click` もあるため、このイベントは数えられません",
    ),
    (
        "schedule-order",
        "終了が開始より前のため、一度も実行されません",
    ),
    ("percent-fraction", "1% に足りません"),
];

pub(super) fn message(s: &Sentence<'_>) -> String {
    let Sentence { word, expected, .. } = s;
    let body = match s.code {
        "type" => format!(
            "{}が必要ですが、{}が書かれています",
            kind(expected),
            kind(word)
        ),
        "missing-field" => missing(word, expected),
        "unknown-variant" if *expected == "variant-asked" => {
            format!("その施策に `{word}` というバリアントはありません")
        }
        "unknown-field" => format!("{}`{word}` という項目はありません", place(expected)),
        "unknown-word" if word.is_empty() => {
            format!("{}値が空です", place(expected).replace("に ", "の"))
        }
        "unknown-word" => format!("`{word}` という語は使えません"),
        "unknown-timezone" => {
            format!("`{word}` というタイムゾーンはありません（例：`Asia/Tokyo`）")
        }
        "address-letters" => {
            format!(
                "`{word}` のままでは、どの URL にも一致しません。ブラウザーはこの文字を別の形で書きます"
            )
        }
        "duplicate-key" => format!("`{word}` が同じ場所に二度書かれています"),
        "range" if *expected == "percentage" => {
            "0 から 100 までの割合を書いてください（`from` は `to` 以下）".to_string()
        }
        "unknown-signal" => format!("`{word}` という同意シグナルはありません"),
        "unknown-attribute" => format!("`{word}` という属性はありません"),
        "unknown-format" => format!("`{word}` という書式はありません"),
        "format-detail" => detail(word, expected),
        "unknown-operator" => format!("`{word}` という演算子はありません"),
        "unknown-audience" => format!("`{word}` というオーディエンスは定義されていません"),
        "unknown-list" => format!("`{word}` というリストは定義されていません"),
        "unknown-flag" => format!("`{word}` というフラグは定義されていません"),
        "unknown-experience" => format!("`{word}` という施策は定義されていません"),
        "unknown-goal" => format!("`{word}` というゴールは定義されていません"),
        "unknown-slot" => format!("`{word}` というスロットは定義されていません"),
        "unknown-surface" => format!("`{word}` という表示枠はありません"),
        "unknown-variant" => format!("`split` にある `{word}` というバリアントは存在しません"),
        "duration" => format!("`{word}` は期間として読めません（例：`30m`、`2h`、`7d`）"),
        "period" => format!(
            "`{word}` は数える期間ではありません。`page`、`visit`、`ever` か、`7d` のような期間を書いてください"
        ),
        "date" => {
            format!("`{word}` は日付として読めません（例：`2026-12-01`、`2026-12-01T09:30`）")
        }
        "split-negative" => format!("`{word}` の割合が 0 より小さくなっています"),
        "split-without" => format!("`split` にバリアント `{word}` の割合がありません"),
        "name-taken" => format!("`{word}` という名前はすでに使われています"),
        "duplicate-id" => format!("`{word}` という施策が二つあります"),
        code => advised(word, expected, code).unwrap_or_else(|| fixed(&FIXED, code)),
    };
    match s.meant {
        Some(meant) => format!("{body}。`{meant}` のことですか？"),
        None => body,
    }
}

/// このままでも動くが、見直したほうがよいもの。
fn advised(word: &str, expected: &str, code: &str) -> Option<String> {
    Some(match code {
        "public-code" => {
            format!("`{word}` はクーポンコードのようですが、このファイルは誰でも読めます")
        }
        "third-party-image" => {
            format!("画像が他のサイト `{word}` から読み込まれ、そのサイトに訪問が伝わります")
        }
        "exempt-limits" => format!("同意モード `exempt` では `{word}` を使えません"),
        "url-scheme" => format!("`{word}` は安全に開ける URL ではありません"),
        "html-removed" if word.starts_with('<') => {
            format!("`{word}` は安全のため取り除かれ、表示されません")
        }
        "html-removed" => format!("属性 `{word}` は安全のため取り除かれます"),
        "attribute-refused" => format!("属性 `{word}` は変更できません。元のままになります"),
        "selector" => no_selector(word, expected),
        "never" if expected == "one-of" => "この属性が配列になることはありません".to_string(),
        "never" if expected == "between" => "この二つの間には何もありません".to_string(),
        "never" => format!("この属性が `{word}` になることはありません"),
        "nobody" if expected == "list" => {
            format!("誰にも当てはまりません。`{word}` の配列が空です")
        }
        "nobody" => {
            format!("誰にも当てはまりません。`{word}` がこのすべてを同時に満たすことはありません")
        }
        "region-code" => format!(
            "`{word}` は通常の地域コードではありません。大文字と小文字、ハイフンも区別されます"
        ),
        "language-tag" => format!("`{word}` という言語のページはありません"),
        "retention" => format!("`retention` により、これは {word} で忘れられます"),
        "no-effect" => no_effect(word, expected),
        "event-slip" => format!("イベント名 `{word}` によく似た名前があります"),
        "cookie-domain" if expected == "cookie-www" => format!(
            "識別子を共有するのは `{word}` とその下のホストだけです。`shop.{}` とは共有されません",
            domain_in(word)
        ),
        "cookie-domain" if expected == "cookie-name" => {
            format!("`{word}` は Cookie の名前に使えません。ブラウザーは Cookie を受け付けません")
        }
        "cookie-domain" => {
            format!("`{word}` はドメインではありません。ブラウザーは Cookie を受け付けません")
        }
        _ => return None,
    })
}

/// ここに書いても働かないもの。
fn no_effect(word: &str, expected: &str) -> String {
    match expected {
        "no-surface" => {
            format!(
                "`{word}` は表示枠のための項目です。この施策に表示枠はなく、変更はすぐに行われます"
            )
        }
        "no-moment" => format!("`{word}` は、ここにあるきっかけには効きません"),
        "no-property" => format!("`{word}` というスタイルのプロパティはありません"),
        "no-inside" => format!("`<{word}>` の中身は誰にも見えません"),
        "no-place" => {
            "この表示枠は誰にも見えません。複数あるときは、最後のものだけが表示されます".to_string()
        }
        _ => format!("`{word}` はシャドウルートの中 (`>>>`) を指せません"),
    }
}

/// 何がどこにないか。
fn missing(word: &str, expected: &str) -> String {
    match (word, expected) {
        ("at", "show") => "変更には、対象を示す `select` か `at` が必要です".to_string(),
        ("text", "show") => "`text` や `html` などがなく、何も変わりません".to_string(),
        ("show", "experience") => "施策には `show` か `variants` が必要です".to_string(),
        ("split", "experience") => "`variants` のある施策には `split` が必要です".to_string(),
        ("event", "goal-fields") => "ゴールには `event` か `click` が必要です".to_string(),
        ("html", "surface") => "この表示枠には中身がありません".to_string(),
        _ => format!("{}`{word}` がありません", place(expected)),
    }
}

/// ブラウザーがセレクターとして読めない理由。
fn no_selector(word: &str, expected: &str) -> String {
    match expected {
        "selector-open" => {
            format!("CSS セレクターとして読めません。`{word}` が閉じられていません")
        }
        "selector-percent" => {
            format!("CSS セレクターとして読めません。割合は引用符を付けずに数値で書きます：{word}")
        }
        "selector-end" => "CSS セレクターが途中で終わっています".to_string(),
        "selector-pseudo" => {
            format!("`:{word}` は jQuery 独自の書き方で、ブラウザーでは使えません")
        }
        _ => format!("CSS セレクターとして読めません。`{word}` はここに書けません"),
    }
}

/// 書式の名前に続く部分の、どこが違うか。
fn detail(word: &str, expected: &str) -> String {
    match expected {
        "currency" if word.is_empty() => "`money` には `JPY` のような通貨が必要です".to_string(),
        "currency" => {
            format!("`money` には `JPY` のような通貨が必要です（`{word}` と書かれています）")
        }
        "places" => format!("小数点以下の桁数（0 から 20）が必要です（`{word}` と書かれています）"),
        "nothing" => format!("`ago` の後には何も書けません（`{word}` と書かれています）"),
        "plural" if word.is_empty() => "`plural` には `other` の文が必要です".to_string(),
        "plural" => format!("`{word}` は複数形の種類でも数でもありません"),
        _ => format!("`{word}` という日付の長さはありません"),
    }
}

/// 効果のないものの代わりに何を書くか。
fn instead(s: &Sentence<'_>) -> String {
    match s.expected {
        "no-surface" => "この項目を消すか、`surface` を表示してください".to_string(),
        "no-moment" => format!("{} と組み合わせて使います", moot::beside(s.word).join("、")),
        "no-property" => format!("`{}` と書いてください", moot::property(s.word)),
        "no-inside" if s.word == "img" => "画像は `image` で変えます".to_string(),
        "no-inside" if s.word == "input" => {
            "書かれている文字は `attribute` の `value` か `placeholder` です".to_string()
        }
        "no-place" => "表示枠ごとに施策を分けてください".to_string(),
        _ => String::new(),
    }
}

/// ブラウザーが受け付けない Cookie の代わりに何を書くか。
fn domain(s: &Sentence<'_>) -> String {
    match s.expected {
        "cookie-address" | "cookie-www" => format!("`{}` と書いてください", domain_in(s.word)),
        "cookie-dot" => "ドメインには `example.com` のようにドットがあります".to_string(),
        "cookie-name" => "`site` を、`;` と `=` のない名前にしてください".to_string(),
        _ => "`example.com` か `xn--….jp` のように、`*` や空白などを付けずに書いてください"
            .to_string(),
    }
}

pub(super) fn help(s: &Sentence<'_>) -> String {
    match s.code {
        "cookie-domain" => domain(s),
        "split-fraction" => "半分なら 0.5 ではなく 50 と書きます".to_string(),
        "split-total" => {
            "合計が 100 以下になるように減らしてください。残りの人は元のページを見て、集計には入りません".to_string()
        }
        "split-without" => "誰にも見せないなら 0 と書きます".to_string(),
        "public-code" => "サーバーから渡してください。誰に知られてもよいコードなら、このままでも構いません".to_string(),
        "third-party-image" => "画像を自分のサイトに置いてください".to_string(),
        "address-letters" => format!("`{}` と書いてください", encode(s.word)),
        "duplicate-key" => "一方を消してください。残すと片方は無視されることがあります".to_string(),
        "goal-twice" => "二つのゴールに分けてください".to_string(),
        "event-slip" => "サイトがこの名前で送っているなら、このままで構いません".to_string(),
        "no-measure" => {
            "`\"measure\": { \"primary\": … }` を加えると結果を比べられます".to_string()
        }
        "exempt-limits" => "`opt-in` にするか、これを外してください。同意が免除されるのは、振り分け、一つの識別子、サイト自身への匿名の表示記録だけです".to_string(),
        "missing-field" if s.expected == "surface" => {
            "表示枠には `html`、`text`、`template` のどれかが必要です".to_string()
        }
        "attribute-refused" if s.word.eq_ignore_ascii_case("style") => {
            "プロパティごとに書いてください：\"style\": { \"color\": \"crimson\" }".to_string()
        }
        "html-removed" if s.word == "style" => {
            "サイト側の `class` を付けるか、`css` の変更を加えてください".to_string()
        }
        "type" | "missing-field" | "unknown-field" | "unknown-attribute" if s.example.is_some() => {
            format!("例：{}", s.example.unwrap_or_default())
        }
        "language-tag" if s.word.contains('_') => format!("`{}` と書きます", s.word.replace('_', "-")),
        "language-tag" => "<html lang> と同じ書き方です：ja、en、pt-BR".to_string(),
        "region-code" => format!("`{}` と書きます（サイト側がこの表記のまま伝える場合を除く）", code(s.word)),
        "percent-fraction" => "60% なら 0.6 ではなく 60 と書きます".to_string(),
        "never" => nature(s),
        "nobody" if s.expected.is_empty() => {
            "範囲は小さい方から大きい方へ書きます。どちらかでよいものは { \"$or\": [ … ] } に書きます".to_string()
        }
        "nobody" => String::new(),
        "retention" => format!("`retention` で期間を延ばすか、ここに {} と書いてください", s.word),
        "no-effect" => instead(s),
        "unknown-attribute" if is_calculation(s.word) => {
            "ここでは計算できません。計算した値はサイトから渡してください".to_string()
        }
        "unknown-attribute" if s.meant.is_none() => format!(
            "サイトから渡す値は、先に宣言します：\"attributes\": {{ \"{0}\": {{ \"from\": \"facts\" }} }}。URL のパラメーターなら `page.query.{0}` です",
            s.word
        ),
        "unknown-field" if s.expected == "schedule" => {
            "時刻と曜日は条件として書きます：\"who\": { \"siteTime.hour\": { \"$gte\": 18 } }".to_string()
        }
        "type" | "missing-field" => String::new(),
        _ if s.meant.is_none() && !s.known.is_empty() && s.known.len() < 45 => {
            format!("ここで使えるもの：{}", s.known.join("、"))
        }
        _ => String::new(),
    }
}

/// 決してその値にならない属性の、本来の値。
fn nature(s: &Sentence<'_>) -> String {
    match s.expected {
        "number" => "数値です。大小は { \"$gte\": 1000 } のように比べます".to_string(),
        "hour" => "0 から 23 までの数値です".to_string(),
        "minute" => "0 から 59 までの数値です".to_string(),
        "weekday" => "月曜日の 1 から日曜日の 7 までの数値です".to_string(),
        "day" => "1 から 31 までの数値です".to_string(),
        "month" => "1 から 12 までの数値です".to_string(),
        "yes-no" => "true か false です（引用符は付けません）".to_string(),
        "path" => "パスは / で始まり、? や # より前までです。パターンは { \"$glob\": \"/item/*\" } と書きます".to_string(),
        "url" => "URL 全体は https:// で始まります。ホストより後ろは `page.path` です".to_string(),
        "host" => "ホストは小文字で、https:// やパスを付けずに書きます：www.example.com".to_string(),
        "hash" => "# より後ろの部分です（# は付けません）".to_string(),
        "date" => "日付は 2026-12-01 のように書きます".to_string(),
        "items" => "配列です。中にあるものは { \"$in\": [\"sku-1\"] } と書いて調べます".to_string(),
        "one-of" => "いくつかのうちの一つは { \"$in\": [\"mobile\", \"tablet\"] } と書きます".to_string(),
        "between" => "小さいほうを先に書きます。深夜をまたぐなら：\"$or\": [{ \"time.hour\": { \"$gte\": 22 } }, { \"time.hour\": { \"$lt\": 5 } }]".to_string(),
        _ if s.meant.is_some() => String::new(),
        _ => format!("ここで使えるもの：{}", s.known.join("、")),
    }
}

fn kind(name: &str) -> &str {
    match name {
        "string" => "文字列",
        "number" => "数値",
        "boolean" => "真偽値（true か false）",
        "array" => "配列",
        "object" => "オブジェクト",
        "nothing" => "空",
        other => other,
    }
}

fn place(expected: &str) -> String {
    match expected {
        "file" => "ルールファイルに ".to_string(),
        "experience" => "施策に ".to_string(),
        "show" => "変更に ".to_string(),
        "goal-fields" => "ゴールに ".to_string(),
        "json" | "" => String::new(),
        "destination-kind" => "`to` に ".to_string(),
        "destination" => "送信先に ".to_string(),
        "ramp" => "`ramp` の段階に ".to_string(),
        "flag" => "フラグに ".to_string(),
        "flag-rule" => "フラグのルールに ".to_string(),
        "filter" => "フィルターに ".to_string(),
        "interest" => "興味の定義に ".to_string(),
        "stage" => "ステージに ".to_string(),
        "holdout" => "ホールドアウトに ".to_string(),
        "declaration" => "属性の宣言に ".to_string(),
        other => format!("`{}` に ", other.trim_end_matches("-fields")),
    }
}
