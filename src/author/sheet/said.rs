//! The words of a data sheet, in the languages of those who must answer for it.
//!
//! Owns: every sentence. In: what there is to be said. Out: text. Must not: promise what the runtime does not keep.

use crate::server::Language;
use alloc::format;
use alloc::string::String;

/// Two texts of one meaning.
pub(super) struct Said(pub(super) &'static str, pub(super) &'static str);

impl Said {
    pub(super) const fn by(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.0,
            Language::Japanese => self.1,
        }
    }
}

/// A text, and behind it what it is about: a colon in full width has its space inside.
pub(super) fn behind(text: &str, detail: &str) -> String {
    let space = if text.ends_with('：') || detail.is_empty() {
        ""
    } else {
        " "
    };
    format!("{text}{space}{detail}")
}

/// A text, and behind it a name in brackets.
pub(super) fn bracketed(text: &str, name: &str, language: Language) -> String {
    match language {
        Language::English => format!("{text} (`{name}`)"),
        Language::Japanese => format!("{text}（`{name}`）"),
    }
}

/// The answer, where a no may be kept in one of these modes, or in none; and it is noted where the signals had none.
pub(super) const fn answer(keeps_no: [bool; 2], hears: bool) -> &'static Said {
    match keeps_no {
        [false, false] => &ANSWER,
        _ if hears => &ANSWER_NO_AND_NONE,
        _ => &ANSWER_AND_NO,
    }
}

const ANSWER: Said = Said(
    "the visitor's own answer to the question of consent",
    "同意についての、訪問者ご本人の回答",
);
const ANSWER_AND_NO: Said = Said(
    "the visitor's own answer to the question of consent; a no is kept longer, since silence would mean yes",
    "同意についての、訪問者ご本人の回答（拒否の回答は、この期間を過ぎても守るために保存されます）",
);
const ANSWER_NO_AND_NONE: Said = Said(
    "the visitor's own answer to the question of consent, or a note that there was none to be heard; a no and this note are kept longer, since silence would mean yes",
    "同意についての、訪問者ご本人の回答、または回答がなかったことの記録（拒否の回答とこの記録は、この期間を過ぎても保存されます）",
);
pub(super) const IDENTITY: Said = Said(
    "a random id for this browser, made in it and known to nobody else",
    "このブラウザーに付けたランダムな識別子（ブラウザーの中で作られ、ほかの誰にも知られません）",
);
/// Where a cookie carries it.
pub(super) const SHARED_IDENTITY: Said = Said(
    "a random id for this browser, made in it",
    "このブラウザーに付けたランダムな識別子（ブラウザーの中で作られます）",
);
pub(super) const COOKIE: Said = Said(
    "in a cookie: the same random id, for all hosts of",
    "Cookie に入れる同じ識別子（次のドメインのすべてのホストで共有）：",
);
pub(super) const VISITS: Said = Said(
    "the number of visits, when the last one and the one before it began and ended, and the number of pages in this visit",
    "訪問回数、前回とその前の訪問の開始と終了の日時、今回の訪問で見たページ数",
);
pub(super) const ATTRIBUTE: Said = Said("the value of", "次の値：");
/// What is ready-made, or leads an interest.
pub(super) const READY: Said = Said(
    "when the events happened that this is computed from, and what of them it is computed from:",
    "次の値を計算するための、行動の日時と必要な内容：",
);
pub(super) const CART: Said = Said(
    "what the cart is worth, how much is in it and when that last changed, for",
    "カートの金額、点数、最後に変わった日時。使う値：",
);
pub(super) const BEHAVIOUR: Said = Said(
    "when this happened, and the details that the rule asks for:",
    "次の行動の日時と、ルールが必要とする内容：",
);
pub(super) const STAGE: Said = Said(
    "which stage of the journey the visitor is in, and since when",
    "訪問者がどのステージにいるか、いつからそのステージにいるか",
);
pub(super) const AHEAD: Said = Said(
    "for rules not yet written: when these events happened last, and everything in them:",
    "今後のルールのための、次の行動の記録（直近の日時と、行動に付いた内容のすべて）：",
);
pub(super) const ENTRY: Said = Said(
    "which variant was shown, when it was first shown, qualified for and last closed, and which goals (orders, clicks) were reached afterwards, how often and with what value in all",
    "表示した内容、最初に表示した日時、条件を満たした日時、最後に閉じた日時、その後に達成したゴール（購入、クリックなど）とその回数と金額の合計",
);
/// Where something else than the visitor id is hashed.
pub(super) const WHOSE: Said = Said(
    "a hash that tells apart the people who share this device, made from",
    "表示した相手を見分けるためのハッシュ値（同じ端末を使う別の人と区別するため）。もとになる値：",
);
pub(super) const PRESSURE: Said = Said(
    "when surfaces were shown, so that there are not too many, and which goals have ended them",
    "表示が多くなりすぎないようにするための表示日時と、表示を終える条件となるゴールの達成",
);
pub(super) const ORDERS: Said = Said(
    "hashes of the last order numbers, so that no order counts twice; a new number is kept as it is until its hash replaces it",
    "直近の注文番号のハッシュ値（二重に数えないため）。新しい番号は、まとめられるまではそのまま保存されます",
);
pub(super) const OUTBOX: Said = Said(
    "events that no destination has taken yet",
    "まだ送信先に届いていない記録",
);

pub(super) const EXPOSURE: Said = Said(
    "exposure: which variant of which experience, in which version, was shown, when, and whether all of it could be shown",
    "表示の記録：どの施策（とその版）のどの内容を、いつ表示したか、すべて表示できたか",
);
/// As tag managers get it.
pub(super) const EXPOSURE_NAMED: Said = Said(
    "exposure: which variant of which experience was shown",
    "表示の記録：どの施策のどの内容を表示したか",
);
pub(super) const GOAL: Said = Said(
    "goal: which goal was reached and when, its value, how long after which variant of which experience, in which version, was shown, whether for the first time, and the total before it",
    "ゴールの記録：購入などのどのゴールが、いつ、どの施策（とその版）のどの内容の表示からどれだけ後に達成されたか、はじめてかどうか、その金額、それまでの合計",
);
/// What comes with both.
pub(super) const POST: Said = Said(
    "with each post of them: the name of the site, a random number for each record, when it is sent, how many were lost; and as with every request the browser's IP address, what the browser says about itself, and which page it comes from, as far as the site's referrer policy tells",
    "上の記録とともに：サイトの名前、記録ごとのランダムな番号、送信日時、失われた記録の数。通信に伴う情報：IP アドレス、ブラウザーの種類など、送信元のページ（サイトのリファラーポリシーの範囲）",
);
pub(super) const PICTURE: Said = Said(
    "the request for a picture: the browser's IP address, what the browser says about itself, and which site it comes from",
    "画像の取得に伴う情報：IP アドレス、ブラウザーの種類、どのサイトで表示されたかなど",
);
/// What a rule fills into the address of a picture.
pub(super) const FILLED: Said = Said(
    "in the address of a picture, the value of",
    "画像のアドレスに含まれる次の値：",
);

pub(super) const COOKIE_SENT: Said = Said(
    "the cookie with the random id of this browser, which browsers send with every request",
    "ランダムな識別子の Cookie（ブラウザーが、通信のたびに自動的に送ります）",
);
pub(super) const ALL_HOSTS: Said = Said("all hosts of", "次のドメインのすべてのホスト：");

pub(super) const TO_PAGE: Said = Said(
    "the page's own dataLayer (what happens from there depends on the site's tag manager)",
    "このページの dataLayer（その先は、サイトのタグマネージャーの設定によります）",
);
pub(super) const TO_SITE: Said = Said("this site", "当サイト");

pub(super) const WHY_ANSWER: Said = Said("to respect it", "訪問者の回答に従うため");
pub(super) const WHY_CHOOSE: Said = Said(
    "to choose what this visitor is shown",
    "訪問者に合わせた内容を選ぶため",
);
pub(super) const WHY_SHARE: Said = Said(
    "to recognise this visitor on all of them",
    "どのホストでも同じ訪問者と分かるようにするため",
);
pub(super) const WHY_MEASURE: Said = Said(
    "to learn which variant serves visitors better",
    "どの内容がより役に立つかを調べるため",
);
pub(super) const WHY_PICTURE: Said = Said(
    "to show the picture, which some rules do without consent",
    "画像を表示するため（同意がなくても表示されるものがあります）",
);

/// The heads of the printed tables, and what stands around them.
pub(super) const TITLE: Said = Said("What is kept and sent", "保存・送信される情報");
pub(super) const STORED: Said = Said(
    "Kept in the visitor's own browser",
    "訪問者のブラウザーに保存される情報",
);
pub(super) const STORED_HEAD: Said = Said(
    "| what | under | purpose | for | at most, days | at most, bytes |",
    "| 保存される情報 | 保存先 | 利用目的 | 使うルール | 最長（日） | 最大（バイト） |",
);
pub(super) const BOUND: Said = Said(
    "All of it together takes no more than 32 KB: when there is no room left, the oldest goes first. Only where many tabs add much at the same moment may it take more, until their parts are merged. Under keys that begin with the same name and `~`, each tab keeps what it has to add until that is merged.",
    "すべてを合わせて 32 KB までです（超えるときは古いものから消えます。多くのタブが同時に多くを追加したときだけ、まとめられるまでの間これを超えることがあります）。同じ名前に「~」が続くキーには、各タブの追加分が、まとめられるまでの間だけ保存されます。",
);
/// What the days count from.
pub(super) const DAYS: Said = Said(
    "Days count from the last visit; for the answer and a cookie, from when they are set; for what was done and the outcome of an experience, from the last time. The outcome of experiences and goals that are no longer in the rules is kept just as long. Whatever is over is erased on the next page with these rules that the visitor opens: whoever never comes back keeps it in the browser, where nobody reads it. A dash stands for events that are kept until they are delivered, and for bytes that depend on what the site tells.",
    "日数は最後の訪問から数えます。回答と Cookie は設定された日から、できごとと施策の結果は最後にあった日から数えます。ルールからなくなった施策や目標の結果も、同じ期間保存されます。期間を過ぎたものは、訪問者がこのルールのあるページを次に開いたときに消去されます（二度と訪れない訪問者のブラウザーには残りますが、誰にも読まれません）。「–」は、送信できるまで保存される記録と、サイトが伝える内容によって大きさが変わるものを表します。",
);
/// For rules that do nothing.
pub(super) const IDLE: Said = Said(
    "These rules are off, or show and measure nothing: nothing more is kept, and nothing is sent. What earlier rules have kept is erased when its time is over, after a no, or by the site.",
    "これらのルールは停止中か、何も表示も計測もしません。新たに保存・送信されるものはありません。以前のルールが保存したものは、期間が過ぎたとき、同意が取り消されたとき、またはサイトが消去したときに消えます。",
);
pub(super) const SENT: Said = Said("Sent", "外部へ送信される情報");
pub(super) const SENT_HEAD: Said = Said(
    "| information sent | to | purpose |",
    "| 送信される情報 | 送信先 | 利用目的 |",
);
pub(super) const NOTHING: Said = Said("Nothing.", "ありません。");
pub(super) const BEFORE: [Said; 4] = [
    Said(
        "None of this happens before the visitor has agreed to the purpose, and all of it is erased when they change their mind.",
        "いずれも、利用目的への同意があるまで行いません。同意が取り消されたときは、すべて消去します。",
    ),
    Said(
        "This happens until the visitor objects; then all of it is erased.",
        "訪問者が拒否するまで行います。拒否されたときは、すべて消去します。",
    ),
    Said(
        "Only what regulators exempt is done without consent, until the visitor objects; then all of it is erased.",
        "同意なしに行うのは、規制上同意が不要とされる範囲に限ります。訪問者が拒否したときは、すべて消去します。",
    ),
    Said(
        "Whether this happens only after a yes, or until a no, depends on the visitor's region; where that is not known, nothing happens before a yes. All of it is erased after a no.",
        "同意を得てから行うか、拒否されるまで行うかは、訪問者の地域によります。地域が分からないときは、同意があるまで行いません。拒否されたときは、すべて消去します。",
    ),
];
