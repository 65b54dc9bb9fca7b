// Owns: the sentence of every reason the SDK can give, in both languages.

import { say } from "./guide.mjs";

const SENTENCES = {
  applied: ["条件に合ったので、出しています。", "It fits this visitor, so it shows."],
  problem: ["規則に間違いがあるので、これだけ止めています。", "Something in this rule is wrong, so it alone is switched off."],
  status: ["下書きか、終わったものです。", "It is a draft, or over."],
  schedule: ["時期がまだか、もう過ぎました。", "Its time has not come, or is past."],
  language: ["このページの言葉のためのものではありません。", "It is for pages in another language."],
  needs: ["要る事実を、店のサーバーが知りません（ログイン前など）。", "It needs a fact the shop does not know yet, such as who is signed in."],
  where: ["このページのためのものではありません。", "It is for other pages."],
  who: ["このお客さまのためのものではありません。", "It is for other visitors."],
  unknown: ["「はい」をいただくまで、知ることのできない条件です。", "It depends on something nobody may know before a yes."],
  frequency: ["もう十分にお見せしました。", "It has been shown often enough."],
  consent: ["実験です。「はい」がなければ参加しません。", "It is an experiment, and nobody enters one without a yes."],
  holdout: ["比べるため、何もお見せしない組のお客さまです。", "This visitor is held out of everything, for comparison."],
  "no-id": ["組を分けるための番号がありません。", "There is nothing to draw lots with."],
  split: ["くじで、元のままを見る側になりました（数えません）。", "By lot this visitor sees the page as it is, and is not counted."],
  "next-page": ["いま条件に合いました。次のページから出します。", "It has just become true; it shows from the next page on."],
  late: ["スクリプトが遅すぎたので、何も変えません。", "The script came too late to change anything."],
  bot: ["人ではないお客さまなので、元のままです。", "The visitor is a program, so the page stays as it is."],
  off: ["すべて止めてあります。", "Everything is switched off."],
  waiting: ["出す機会を待っています。", "It is waiting for its moment."],
};

/** The sentence of a reason; an unknown one is shown as it is. */
export function sentence(reason) {
  const known = SENTENCES[reason];
  return known ? say(...known) : reason ?? "";
}
