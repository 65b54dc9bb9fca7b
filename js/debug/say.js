// Words for whoever looks at a page from behind: English, and Japanese where the browser speaks it.
//
// Owns: the choice of the language. In: both texts. Out: one. Must not: follow the page: its visitors may speak another.

export const language = /^ja\b/i.test(navigator.language) ? "ja" : "en";

export const say = (english, japanese) => (language === "ja" ? japanese : english);

const reasons = {
  applied: ["It applies.", "適用されています。"],
  problem: ["Something in it is wrong, so it alone is switched off.", "記述に誤りがあるため、これだけ止まっています。"],
  status: ["It is a draft, or has ended.", "下書きか、終了しています。"],
  schedule: ["Its time has not come, or is over.", "期間の外です。"],
  language: ["It is for pages in another language.", "別の言語のページのためのものです。"],
  needs: ["A fact that it needs is not there.", "必要な情報がありません。"],
  where: ["It is for other pages.", "このページのためのものではありません。"],
  who: ["It is for other visitors.", "この訪問者のためのものではありません。"],
  unknown: ["It depends on what nobody may know before a yes.", "同意の前には知ることのできない情報によります。"],
  frequency: ["It has been shown often enough.", "表示回数の上限に達しています。"],
  goal: ["The goal that ends it is reached.", "終わりとなるゴールに達しました。"],
  dismissed: ["The visitor has closed it, and it stays away for a while.", "訪問者が閉じたので、しばらく出ません。"],
  cancelled: ["An event has called its moment off.", "イベントによって取りやめになりました。"],
  slot: ["Its moment came, and another surface had its place on this page.", "その瞬間は来ましたが、場所はほかの表示が使いました。"],
  pressure: ["Its moment came, and enough surfaces were shown.", "その瞬間は来ましたが、表示の数が上限です。"],
  gap: ["Its moment came too soon after another surface.", "その瞬間は来ましたが、前の表示から間がありません。"],
  consent: ["It is an experiment, and nobody enters one without a yes.", "実験です。同意がなければ参加しません。"],
  storage: ["It is an experiment, and this browser stores nothing.", "実験です。このブラウザーには何も保存できません。"],
  holdout: ["The visitor is held out of everything, for comparison.", "比較のため、施策全体から外れている訪問者です。"],
  forced: ["The variant is forced; nobody is counted.", "バリアントが指定されています。計測はしません。"],
  blocked: ["The visitor took part in a version that is closed.", "終了した版に参加した訪問者です。"],
  filter: ["The visitor is in another part of the exclusion group.", "別の排他グループの訪問者です。"],
  "no-id": ["There is nothing to hash.", "割り当てに使う値がありません。"],
  split: ["The visitor is in the part that sees the page as it is.", "元のページを見る側に割り当てられました。"],
  "next-page": ["It will apply on the next page.", "次のページから適用されます。"],
  late: ["The script came too late for this page.", "スクリプトの到着が間に合いませんでした。"],
  bot: ["The visitor is a program.", "プログラムによるアクセスです。"],
  off: ["Everything is switched off in the rules.", "ルールで全体が停止されています。"],
  waiting: ["Nothing was decided yet; a flag is when the page asks for it.", "まだ判定していません。フラグは、ページが値を読むときに判定します。"],
};

/** A reason of `explain` in a sentence. One that is not known is shown as it is. */
export const sayReason = (reason) => (Object.hasOwn(reasons, reason) ? say(...reasons[reason]) : reason);
