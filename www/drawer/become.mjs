// Owns: the panel "become": playing another visitor, by public means only: `forget()`, the banner's answer,
// signing in, and a clock moved on. Out: a visit to the home page as that visitor.

import { el, fill } from "./dom.mjs";
import { home, lang, say, sdk } from "./guide.mjs";

const SETTLE_MS = 150;
const settle = () => new Promise((resolve) => setTimeout(resolve, SETTLE_MS));

/** Sends a real form, so that the browser truly navigates: a link to the same page would not. */
function visit(fields) {
  const inputs = Object.entries({ lang, ...fields }).map(([name, value]) => el("input", { type: "hidden", name, value }));
  const form = el("form", { method: "post", action: "/backstage/become", hidden: true }, inputs);
  document.body.append(form);
  form.submit();
}

/** Says yes for the visitor, through the banner, and lets the SDK note this visit. */
async function agree() {
  window.shopConsent?.acceptCategory("all");
  window.shopConsent?.hide();
  await settle();
}

async function forget() {
  sdk()?.forget();
  window.shopConsent?.reset(true);
  await settle();
  // A demonstration's guest leaves nothing behind, whatever else was put there.
  localStorage.clear();
  sessionStorage.clear();
}

function track(name, properties) {
  sdk()?.track(name, properties);
}

async function lookAtShoes() {
  await agree();
  for (let i = 0; i < 3; i += 1) track("view_item", { category: "shoes", value: 12800, currency: "JPY" });
  await settle();
  visit({ stage: "become:shoes" });
}

async function fillCart() {
  await agree();
  const answer = await fetch(`${home}cart`, { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams({ item: "hanpu" }) });
  const { event } = await answer.json();
  if (event) track("add_to_cart", event);
  await settle();
  visit({ stage: "become:cart" });
}

const GUESTS = [
  { id: "new", name: ["新しいお客さま", "A new visitor"], text: ["この端末のものをすべて消して、はじめから。", "Erase everything here and start over."],
    async act() { await forget(); visit({ who: "new", stage: "become:new" }); } },
  { id: "returning", name: ["二度目のお客さま", "A returning visitor"], text: ["「はい」と答えて、翌日また来たことにします。", "Say yes, then come again the next day."],
    async act() { await agree(); visit({ days: 1, stage: "become:returning" }); } },
  { id: "vip", name: ["ゴールド会員", "A gold member"], text: ["佐藤 花さまとしてログイン。同意はそのまま。", "Sign in as Hana Sato. Consent stays as it is."],
    async act() { visit({ guest: "c-1024", stage: "become:vip" }); } },
  { id: "later", name: ["28日後のお客さま", "This visitor, 28 days on"], text: ["時計だけを28日進めて、同じ人のまま。", "The same person; only the clock moves on."],
    async act() { visit({ days: 28, stage: "become:later" }); } },
];

const SCENES = [
  { id: "birthday", name: ["今月お誕生日のお客さま", "One with a birthday this month"], text: ["田中 蓮さまとしてログイン。誕生月は今月。", "Sign in as Ren Tanaka, born in this month."],
    async act({ month }) { visit({ guest: "c-2048", birthMonth: month, stage: "become:birthday" }); } },
  { id: "spring", name: ["春の広告から来る", "Arrive from the spring ad"], text: ["?utm_campaign=spring の約束が、着いたページに。", "?utm_campaign=spring keeps its promise on landing."],
    async act() { location.assign(`${home}?utm_campaign=spring#backstage=become:spring`); } },
  { id: "shoes", name: ["履きものを三度見る", "Look at shoes three times"], text: ["「はい」と答えて、三つ見て、入口にもどります。", "Say yes, look at three, return to the entrance."], act: lookAtShoes },
  { id: "cart", name: ["カートを置いて帰りかける", "Nearly leave a cart behind"], text: ["一つ入れて入口へ。マウスを上の外へ（指なら、すばやく上へ）。", "Put one in, then move the mouse out at the top (by touch: scroll up fast)."], act: fillCart },
];

/** The panel. */
export function createBecome() {
  const now = el("p", { class: "stage-lead" });
  const status = el("p", { class: "stage-done", role: "status" });
  let state = { days: 0, user: null, month: 0 };

  function describe() {
    const who = state.user ? `${state.user.name}${state.user.tier === "gold" ? say("（ゴールド）", " (gold)") : ""}` : say("名のらないお客さま", "nobody signed in");
    const days = state.days > 0 ? say(`、時計は ${state.days} 日先`, `, the clock ${state.days} ${state.days === 1 ? "day" : "days"} ahead`) : "";
    fill(now, say(`いま：${who}${days}。`, `Now: ${who}${days}.`));
  }

  async function become(event, each) {
    event.currentTarget.setAttribute("aria-busy", "true");
    status.textContent = say("お着替え中…", "Changing clothes…");
    try {
      await each.act(state);
    } catch (error) {
      event.target.removeAttribute("aria-busy");
      status.textContent = say(`うまくいきませんでした：${error.message}`, `That did not work: ${error.message}`);
    }
  }

  const card = (each) => el("li", {}, el("button", { type: "button", class: "stage-become", onclick: (event) => become(event, each) },
    el("b", {}, say(...each.name)), el("span", {}, say(...each.text))));

  return {
    id: "become",
    title: say("変身", "Become"),
    element: el("div", {}, status, now,
      el("h3", {}, say("だれかになる", "Be someone")), el("ul", { role: "list", class: "stage-cards" }, GUESTS.map(card)),
      el("h3", {}, say("場面を見る", "Play a scene")), el("ul", { role: "list", class: "stage-cards" }, SCENES.map(card))),
    async start() {
      state = await (await fetch("/backstage/state")).json();
      describe();
    },
    stop() {},
    say(id) {
      const done = [...GUESTS, ...SCENES].find((each) => each.id === id);
      if (done) status.textContent = say(`済みました：${done.name[0]}`, `Done: ${done.name[1]}`);
    },
  };
}
