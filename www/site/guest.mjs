// Owns: signing in and out. There are no passwords: this is a demonstration.
// In: a posted form. Out: the session's user. Must not: keep anything beyond the session.

import { html } from "./html.mjs";

const TIERS = ["regular", "gold"];

/** The user a form describes: one of the demo guests, or a name and a birth month; null for neither. */
export function userFrom(form, catalogue, lang) {
  const guest = catalogue.guest(form.get("guest"));
  if (guest) return { ...guest, name: guest.name[lang] };
  const name = (form.get("name") ?? "").trim().slice(0, 40);
  if (name === "") return null;
  const month = Number.parseInt(form.get("birthMonth") ?? "", 10);
  const tier = TIERS.includes(form.get("tier")) ? form.get("tier") : "regular";
  return { id: `g-${Buffer.from(name).toString("hex").slice(0, 12)}`, name, tier, ...(month >= 1 && month <= 12 ? { birthMonth: month } : {}) };
}

const signedIn = ({ say, link, session }) => html`<section class="narrow"><h1>${say(`${session.user.name}さま`, `Hello, ${session.user.name}`)}</h1>
  <p>${session.user.tier === "gold" ? say("ゴールド会員でいらっしゃいます。いつもありがとうございます。", "You are a gold member. Thank you, as always.") : say("ようこそお越しくださいました。", "It is good to have you here.")}</p>
  <form method="post" action="${link("/sign-out")}"><button class="button quiet">${say("ログアウト", "Sign out")}</button></form></section>`;

/** The page for signing in, or out. */
export function signIn(page) {
  const { say, link, session, shop } = page;
  const title = say("ログイン", "Sign in");
  if (session?.user) return { title: say("あなたのページ", "Your page"), body: signedIn(page) };
  return {
    title,
    body: html`<section class="narrow"><h1>${title}</h1><p class="soft">${say("合言葉はいりません。どなたになりますか。", "No password needed. Who would you like to be?")}</p>
    <form class="guests" method="post" action="${link("/sign-in")}">${shop.catalogue.guests.map((guest) => html`<button class="guest" name="guest" value="${guest.id}"><b>${page.of(guest.name)}</b>
      <span>${guest.tier === "gold" ? say("ゴールド会員", "Gold member") : say("会員", "Member")}・${say(`${guest.birthMonth}月生まれ`, `born in month ${guest.birthMonth}`)}</span></button>`)}</form>
    <form class="form" method="post" action="${link("/sign-in")}"><h2>${say("ご自分のお名前で", "Or as yourself")}</h2>
      <div class="field"><label for="name">${say("お名前", "Name")}</label><input id="name" name="name" required maxlength="40" autocomplete="off"></div>
      <div class="field"><label for="birthMonth">${say("お誕生月", "Birth month")}</label><select id="birthMonth" name="birthMonth"><option value="">—</option>${Array.from({ length: 12 }, (_, i) => html`<option value="${i + 1}">${say(`${i + 1}月`, String(i + 1))}</option>`)}</select></div>
      <button class="button">${title}</button></form></section>`,
  };
}
