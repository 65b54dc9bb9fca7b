// Owns: the sentence of every reason the SDK can give, in both languages.
// In: `omotenashi.explain(id)` and how the experience stands among the others. Out: one sentence.

import { say } from "./guide.mjs";

const SENTENCES = {
  applied: ["条件に合ったので、出しています。", "It fits this visitor, so it shows."],
  problem: ["書き方に間違いがあるので、この施策だけ止めています。", "Something in this rule is wrong, so it alone is switched off."],
  status: ["下書きか、終わったものです。", "It is a draft, or over."],
  schedule: ["時期がまだか、もう過ぎました。", "Its time has not come, or is past."],
  language: ["このページの言葉のためのものではありません。", "It is for pages in another language."],
  needs: ["必要な情報を、店のサーバーがまだ知りません（ログイン前など）。", "It needs a fact the shop does not know yet, such as who is signed in."],
  where: ["このページのためのものではありません。", "It is for other pages."],
  who: ["このお客さまのためのものではありません。", "It is for other visitors."],
  unknown: ["「はい」をいただくまで、知ることのできない条件です。", "It depends on something nobody may know before a yes."],
  frequency: ["もう十分にお見せしました。", "It has been shown often enough."],
  goal: ["目的がかなったので、もう出しません。", "Its goal is reached, so it is over for this visitor."],
  dismissed: ["お客さまが閉じたので、しばらく出しません。", "The visitor has closed it, so it stays away for a while."],
  cancelled: ["別の出来事があったので、出すのをやめました。", "Something else happened that calls it off."],
  slot: ["このページでは、その場所をほかのものが使いました。", "Something else had its place on this page."],
  pressure: ["いろいろなものを、もう十分にお見せしました。", "Enough has been shown already, of all kinds together."],
  gap: ["前のものからまだ間がないので、出しませんでした。", "It came too soon after something else."],
  consent: ["A/Bテストです。「はい」がなければ参加しません。", "It is an experiment, and nobody enters one without consent."],
  storage: ["A/Bテストです。このブラウザーは何も残せないので、参加しません。", "It is an experiment, and this browser stores nothing, so the visitor would enter anew on each page."],
  forced: ["試しに選んだものです（数えません）。", "It was chosen by hand, and nobody is counted."],
  blocked: ["終わった版に参加したお客さまです。", "This visitor took part in a version that is over."],
  filter: ["別の施策の組のお客さまです。", "This visitor belongs to the group of another rule."],
  holdout: ["比べるため、何もお見せしない組のお客さまです。", "This visitor is held out of everything, for comparison."],
  "no-id": ["組を分けるための番号がありません。", "There is nothing to draw lots with."],
  split: ["くじで、元のままを見る側になりました（数えません）。", "By lot this visitor sees the page as it is, and is not counted."],
  "next-page": ["いま条件に合いました。次のページから出します。", "It has just become true; it shows from the next page on."],
  late: ["スクリプトが遅すぎたので、何も変えません。", "The script came too late to change anything."],
  bot: ["人ではないお客さまなので、元のままです。", "The visitor is a program, so the page stays as it is."],
  off: ["すべて止めてあります。", "Everything is switched off."],
  waiting: ["出す機会を待っています。", "It is waiting for its moment."],
};

/** What an attribute or an event is called when one speaks of it. */
const SUBJECTS = {
  "visit.first": ["はじめてのお越しか", "whether this is a first visit"],
  "visit.number": ["お越しの回数", "the number of visits"],
  "view_item": ["この棚を見た回数", "how often that shelf was looked at"],
  "user.tier": ["会員の種類", "the kind of membership"],
  "user.birthMonth": ["お誕生月", "the birth month"],
  "campaign.name": ["どの広告から来たか", "which ad led here"],
  "cart.value": ["カートの中身", "what is in the cart"],
  "page.path": ["いまいるページ", "the page one is on"],
};

/** What a decision hangs on. */
function because(at) {
  const subject = say(...(SUBJECTS[at] ?? [at, at]));
  return say(`（見たのは「${subject}」）`, ` It looked at ${subject}.`);
}

/** Why an experience that fits is not to be seen just now: its moment, or one of higher priority in its place. */
function standing(told, { when, yielded, places }) {
  // In its variant, and yet held back: by its own caps, by the visitor, or by what else was shown.
  if (told.reason !== "applied") return say(...(SENTENCES[told.reason] ?? [told.reason, told.reason]));
  if (told.variant === "original") return say("くじで「元のまま」の側になりました。同じように数えます。", "By lot this visitor sees the original, counted like any other.");
  if (places > 0 && yielded === places) return say("条件には合いますが、場所を優先度の高い施策にゆずっています。", "It fits, but rules of higher priority have its places.");
  if (yielded > 0) return say("条件に合いました。場所の一部は、優先度の高い施策にゆずっています。", "It fits; rules of higher priority have some of its places.");
  if (when?.exit) return say("条件に合いました。帰りかけたときに出ます。", "It fits, and shows when the visitor is about to leave.");
  if (when?.after) return say("条件に合いました。少し待ってから出ます。", "It fits, and shows after a moment.");
  return say(...SENTENCES.applied);
}

/** Why, in one sentence. `told` is the SDK's explanation; an unknown reason is shown as it is. */
export function sentence(told, standingOf) {
  if (!told) return say("この施策は、まだ読まれていません。", "This rule has not been read.");
  if (told.applied) return standing(told, standingOf);
  const known = SENTENCES[told.reason];
  return (known ? say(...known) : told.reason) + (told.at ? because(told.at) : "");
}
