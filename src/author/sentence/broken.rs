//! Why JSON is broken, where what is found there tells.

use crate::author::syntax::Sign;
use crate::server::Language;
use alloc::format;
use alloc::string::{String, ToString};

/// The sentence of a sign.
pub(super) fn syntax(sign: Sign, language: Language) -> String {
    let (english, japanese) = match sign {
        Sign::Nothing => ("the file is empty", "ファイルが空です"),
        Sign::End => ("the file ends here", "ファイルがここで終わっています"),
        Sign::Comment => (
            "JSON has no comments; an experience may have a `note`",
            "JSON にコメントは書けません。施策には `note` を書けます",
        ),
        Sign::Quote => (
            "names and texts are written in straight double quotes: \"",
            "名前と文字列は半角の二重引用符 \" で囲みます",
        ),
        Sign::Comma => (
            "there may be a comma too many before this",
            "直前のカンマが余分かもしれません",
        ),
        Sign::Bracket => (
            "a bracket of the other kind is still open, or this one is one too many",
            "別の種類の括弧が閉じられていないか、この括弧が余分です",
        ),
        Sign::Inner => (
            "a quotation mark inside a text is written \\\"",
            "文字列の中の引用符は \\\" と書きます",
        ),
        Sign::Word => (
            "a text is written in double quotes; yes and no are true and false, a number is 5 or 0.5",
            "文字列は半角の二重引用符で囲みます。はい・いいえは true と false、数値は 5 や 0.5 と書きます",
        ),
        Sign::Unit => (
            "a number has no unit: 50 for 50%; a duration is a text: \"7d\"",
            "数値に単位は付けません。50% は 50、期間は文字列で \"7d\" と書きます",
        ),
        Sign::Begin => (
            "a rules file is JSON and begins with {",
            "ルールファイルは JSON で、{ で始まります",
        ),
        Sign::Control => (
            "a tab in a text is written \\t, a line break \\n",
            "文字列の中のタブは \\t、改行は \\n と書きます",
        ),
        Sign::Space => (
            "there is a kind of space here that JSON does not allow",
            "JSON で使えない空白があります（全角の空白など）",
        ),
        Sign::Wide(wide, plain) => {
            return match language {
                Language::English => format!("`{wide}` is full-width; JSON needs `{plain}`"),
                Language::Japanese => {
                    format!("`{wide}` は全角です。半角の `{plain}` を使ってください")
                }
            };
        }
    };
    let said = match language {
        Language::English => english,
        Language::Japanese => japanese,
    };
    said.to_string()
}
