// Owns: the page about the shop and what it remembers, and the pages for what is not there.

import { html } from "./html.mjs";

/** About the shop, and its privacy notice. */
export function about(page) {
  const { say } = page;
  return {
    title: say("店のこと", "About us"),
    body: html`<section class="narrow prose"><h1>${say("店のこと", "About us")}</h1>
    <p>${say("はなみせは、おもてなしの見本のために建てた小さな店です。棚の絵はすべて、この店のために描きました。", "HANAMISE is a small shop built to demonstrate Omotenashi. Every picture on its shelves was drawn for it.")}</p>
    <h2 id="privacy">${say("覚えること、覚えないこと", "What is remembered, and what is not")}</h2>
    <p>${say("お返事をいただくまで、この端末に保存されるものは0バイトです。Cookie もありません。", "Until you answer the banner, nothing is stored on this device: zero bytes, no cookie.")}</p>
    <dl class="purposes">
      <dt>${say("おもてなし", "Personalization")}</dt><dd>${say("ご覧になった棚と、お越しの回数を、この端末の中だけに覚えます。次のページを選ぶために使います。", "Which shelves you looked at and how often you came, kept on this device only, to choose what the next page shows.")}</dd>
      <dt>${say("計測", "Measurement")}</dt><dd>${say("どの見せ方をお見せし、その後どうなったかだけを、この店のサーバーに送ります。お客さまを表す番号は付けません。", "What we showed and what came of it is sent to this shop’s own server, without any number that stands for you.")}</dd>
      <dt>${say("共有", "Sharing")}</dt><dd>${say("よその会社には何も渡していません。「はい」でも、いまのところ何も起きません。", "We hand nothing to other companies. Saying yes changes nothing today.")}</dd>
    </dl>
    <p>${say("お返事そのものは、次からお尋ねしないために、一つの Cookie に半年だけ置きます。", "Your answer itself is kept in one cookie for six months, so that we need not ask again.")}</p>
    <p>${say("カートやログインのあいだだけ、店のサーバーが一つの Cookie で買いものを見分けます。閉じれば消えます。", "While you have a cart or are signed in, the shop’s server knows your basket by one cookie, gone when you close the browser.")}</p>
    <p><button type="button" class="button quiet" data-cc="show-preferencesModal">${say("同意の設定をひらく", "Open the consent settings")}</button></p></section>`,
  };
}

/** A page that is not there, or may not be had. */
export function missing(page, status) {
  const { say, link } = page;
  const [ja, en] = { 403: ["こちらからは、お受けできません", "We cannot take this from there"], 413: ["大きすぎて、戸口を通りません", "Too large for our door"] }[status] ?? (
    status === 404 ? ["この棚は、見あたりません", "There is no such shelf"] : ["うまく聞きとれませんでした", "We did not quite catch that"]);
  return {
    title: say(ja, en),
    body: html`<section class="narrow thanks"><img src="/art/scene/evening.svg" alt="" width="960" height="720"><p class="hero-kicker">${status}</p><h1>${say(ja, en)}</h1>
      <p>${say("売り切れたか、番地が変わったのかもしれません。", "It may have sold out, or moved down the street.")}</p>
      <p><a class="button" href="${link("/")}">${say("入口にもどる", "Back to the entrance")}</a></p></section>`,
  };
}
