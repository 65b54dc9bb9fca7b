//! Decisions in words, in both languages.

use super::Language;
use super::nearness::Miss;
use crate::engine::condition::Known;
use crate::engine::decide::{Context, Reason};
use crate::engine::json::Writer;
use alloc::string::String;

/// Each reason in English and Japanese.
const fn words(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Applied => ("it applies", "適用されます"),
        Reason::Problem => ("something in it is wrong", "記述に誤りがあります"),
        Reason::Status => ("it is a draft, or has ended", "下書きか、終了しています"),
        Reason::Schedule => ("its time has not come, or is over", "期間の外です"),
        Reason::Language => ("the page has another language", "ページの言語が対象外です"),
        Reason::Needs => (
            "a fact that it needs is not there",
            "必要な情報がありません",
        ),
        Reason::Where => ("it is for other pages", "対象のページではありません"),
        Reason::Who => ("it is for other visitors", "対象の訪問者ではありません"),
        Reason::Unknown => (
            "it depends on what nobody may know yet",
            "まだ知ることのできない情報が条件にあります",
        ),
        Reason::Frequency
        | Reason::Consent
        | Reason::Storage
        | Reason::Goal
        | Reason::Dismissed
        | Reason::Cancelled
        | Reason::Slot
        | Reason::Pressure
        | Reason::Gap => held_back(reason),
        Reason::Holdout => (
            "the visitor is held out of the programme",
            "訪問者は比較用に施策全体から外れています",
        ),
        Reason::Forced => (
            "the variant is forced, and nobody is counted",
            "バリアントが指定されています（計測はしません）",
        ),
        Reason::Blocked => (
            "the visitor took part in a version that is closed",
            "終了したバージョンに参加した訪問者です",
        ),
        Reason::Filter => (
            "the visitor is in another part of the exclusion group",
            "訪問者は別の排他グループにいます",
        ),
        Reason::NoId => ("there is nothing to hash", "振り分けに使う値がありません"),
        Reason::Split => (
            "the visitor is in the part that sees the page as it is",
            "元のページを見る側に振り分けられました",
        ),
        Reason::NextPage => (
            "it will apply on the next page",
            "次のページから適用されます",
        ),
        Reason::Late => (
            "the script came too late for this page",
            "スクリプトの到着が間に合いませんでした",
        ),
        Reason::Bot => ("the visitor is a program", "プログラムによるアクセスです"),
        Reason::Off => ("everything is switched off", "全体が停止されています"),
        Reason::Waiting => ("nothing was decided yet", "まだ判定していません"),
    }
}

/// Those of what is for this visitor, and is held back all the same.
const fn held_back(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Frequency => ("it was shown often enough", "表示回数の上限に達しています"),
        Reason::Consent => (
            "the visitor has not agreed to take part",
            "訪問者の同意がありません",
        ),
        Reason::Storage => (
            "the browser stores nothing, so the visitor would enter anew on each page",
            "ブラウザーに保存できないため、参加しません",
        ),
        Reason::Goal => (
            "the goal that ends it is reached",
            "終了条件のゴールに達しています",
        ),
        Reason::Dismissed => ("the visitor has closed it", "訪問者が閉じました"),
        Reason::Cancelled => (
            "an event has called it off",
            "イベントにより取りやめになりました",
        ),
        Reason::Slot => (
            "another surface has its place on this page",
            "このページでは別の表示枠がその場所を使っています",
        ),
        Reason::Pressure => (
            "enough surfaces were shown",
            "表示枠全体の表示回数の上限に達しています",
        ),
        _ => (
            "it is too soon after another surface",
            "ほかの表示枠からの間隔が足りません",
        ),
    }
}

pub(super) fn sentence(
    language: Language,
    reason: Reason,
    misses: &[Miss],
    context: &Context<'_>,
) -> String {
    // What only waits to be known could be met; of an audience with a problem nothing is ever known.
    let (english, japanese) = if reason == Reason::Unknown && misses.is_empty() {
        (
            "an audience that it asks for is wrong",
            "参照しているオーディエンスに誤りがあります",
        )
    } else {
        words(reason)
    };
    let [body, open, stop, close] = match language {
        Language::English => [english, ": ", ", ", ""],
        Language::Japanese => [japanese, "（", "、", "）"],
    };
    let mut out = String::from(body);
    let mut before = open;
    for miss in misses {
        if let Some(subject) = subject(miss, context) {
            out.push_str(before);
            seen(&mut out, language, subject, context);
            before = stop;
        }
    }
    if before == stop {
        out.push_str(close);
    }
    out
}

/// What a miss is about.
fn subject(miss: &Miss, context: &Context<'_>) -> Option<usize> {
    match miss {
        Miss::Clause { index, .. } => {
            let clause = context.rules.conditions.clauses.get(*index)?;
            Some(clause.subject)
        }
        Miss::Need(subject) => Some(*subject),
        Miss::Rule { .. } => None,
    }
}

/// What was seen of a subject.
fn seen(out: &mut String, language: Language, subject: usize, context: &Context<'_>) {
    out.push('`');
    out.push_str(context.rules.name(subject));
    out.push('`');
    let known = context.evaluation.known.get(subject);
    let [is, missing, unknown] = match language {
        Language::English => [" is ", " is missing", " is unknown"],
        Language::Japanese => [" は ", " がありません", " は不明です"],
    };
    match known {
        Some(Known::Is(value)) => {
            let mut writer = Writer::new(context.evaluation.env);
            writer.value(value);
            out.push_str(is);
            out.push_str(&writer.finish());
        }
        Some(Known::Missing) => out.push_str(missing),
        _ => out.push_str(unknown),
    }
}
