// Words for whoever looks at a page from behind: English, and Japanese where the browser speaks it.
//
// Owns: the choice of the language. In: both texts. Out: one. Must not: follow the page: its visitors may speak another.

export const language = /^ja\b/i.test(navigator.language) ? "ja" : "en";

export const say = (english, japanese) => (language === "ja" ? japanese : english);

const reasons = {
  applied: ["It applies.", "適用されています。"],
  problem: ["Something in it is wrong, so it alone is switched off.", "記述に誤りがあるため、この施策だけ止まっています。"],
  status: ["It is a draft, or has ended.", "下書きか、終了しています。"],
  schedule: ["Its time has not come yet, or is over.", "期間の外です。"],
  language: ["It is for pages in another language.", "別の言語のページのためのものです。"],
  needs: ["A fact that it needs is not there.", "必要な情報がありません。"],
  where: ["It is for other pages.", "このページのためのものではありません。"],
  who: ["It is for other visitors.", "この訪問者のためのものではありません。"],
  unknown: ["It depends on something that may not be known before consent.", "同意があるまで分からない情報が条件にあります。"],
  frequency: ["It has been shown often enough.", "表示回数の上限に達しています。"],
  goal: ["The goal that ends it is reached.", "終了条件のゴールに達しました。"],
  dismissed: ["The visitor has closed it, and it stays away for a while.", "訪問者が閉じたため、しばらく出ません。"],
  cancelled: ["An event has called its moment off.", "イベントによって取りやめになりました。"],
  slot: ["Its moment came, but another surface had its place on this page.", "きっかけは起きましたが、その場所はほかの表示枠が使いました。"],
  pressure: ["Its moment came, but enough surfaces had been shown.", "きっかけは起きましたが、表示枠の回数が上限に達していました。"],
  gap: ["Its moment came too soon after another surface.", "きっかけは起きましたが、前の表示枠からの間隔が足りませんでした。"],
  consent: ["It is an experiment, and nobody enters one without consent.", "A/Bテストです。同意がなければ参加しません。"],
  storage: ["It is an experiment, and this browser stores nothing.", "A/Bテストです。このブラウザーには何も保存できないため、参加しません。"],
  holdout: ["The visitor is held out of everything, for comparison.", "比較のため、施策全体から外れている訪問者です。"],
  forced: ["The variant is forced; nobody is counted.", "バリアントが指定されています。計測はしません。"],
  blocked: ["The visitor took part in a version that is closed.", "終了したバージョンに参加した訪問者です。"],
  filter: ["The visitor is in another range of the exclusion group.", "別の排他グループの訪問者です。"],
  "no-id": ["There is nothing to hash.", "振り分けに使う値がありません。"],
  split: ["The visitor is in the part that sees the page as it is.", "元のページを見る側に振り分けられました。"],
  "next-page": ["It will apply on the next page.", "次のページから適用されます。"],
  late: ["The script came too late for this page.", "スクリプトの到着が間に合いませんでした。"],
  bot: ["The visitor is a program.", "プログラムによるアクセスです。"],
  off: ["Everything is switched off in the rules.", "ルールで全体が停止されています。"],
  waiting: ["Nothing has been decided yet; a flag is decided when the page asks for it.", "まだ判定していません。フラグは、ページが値を読むときに判定します。"],
};

/** A reason of `explain` in a sentence. One that is not known is shown as it is. */
export const sayReason = (reason) => (Object.hasOwn(reasons, reason) ? say(...reasons[reason]) : reason);
