// A panel in which visitors see, take away and erase what is kept of them. It is a file of its own, loaded by those
// pages that offer it: `<script src="/omotenashi.privacy.js" defer></script>` and any `<button data-om-privacy>`.
//
// Owns: one dialog at a time. In: the API object, the page's language. Out: `omotenashiPrivacy(om)`, which opens it. Must
// not: keep anything, or decide on consent: that is the banner's.

import { eraseKept, isCookie, readKept, sizeOf } from "../door/kept.js";
import { lines, make } from "./rows.js";
import { style } from "./style.js";
import { wordsFor } from "./words.js";

const purposes = ["personalization", "measurement", "sharing"];

function button(label, act, className = "") {
  const made = make("button", label);
  made.type = "button";
  made.className = className;
  made.addEventListener("click", act);
  return made;
}

/** Gives the profile to the visitor as a file. */
function save(profile) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(profile, null, 2)], { type: "application/json" }));
  link.download = "omotenashi.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The states of consent in words. */
function agreed(om, say) {
  const states = om.consent?.() ?? {};
  const rows = purposes.filter((purpose) => states[purpose]).map((purpose) => [say.purposes[purpose], say.states[states[purpose]]]);
  return rows.length ? [make("h3", say.consent), lines(Object.fromEntries(rows), say)] : [];
}

const isProfile = ([key]) => /\.profile(~|$)/.test(key);

/** What has no place in the profile, by its key: the answer about consent, what waits to be sent; all, where nobody can read it. */
function readRest(kept, isRead) {
  const rest = isRead ? kept.filter((one) => !isProfile(one)) : kept;
  return Object.fromEntries(rest.map(([key, text]) => [key, isProfile([key]) ? text : parse(text)]));
}

/** The answer about consent without what was said above: until when it holds. */
const withoutAnswer = (key, value) => (/\.consent$/.test(key) && value?.until ? { until: value.until } : value);

/** What was stored as a value. Those that wait to be sent have their text inside. */
function parse(text) {
  try {
    const value = JSON.parse(text, (_, inner) => (typeof inner === "string" && /^[[{]/.test(inner) ? parse(inner) : inner));
    return typeof value === "object" ? value : text;
  } catch {
    return text;
  }
}

/** Erases, also where an instance that has ended, or never began, does not hear of it. One that lives leaves a no where silence would be a yes. */
function forget(om) {
  om.forget?.();
  const is_no = ([key, text]) => om.consent?.() && /\.consent$/.test(key) && text.includes('"denied"');
  for (const one of readKept() ?? []) if (!is_no(one)) eraseKept(one[0]);
}

/** All that the panel shows, for what is kept now. */
function content(om, say, redraw) {
  const kept = readKept() ?? [];
  if (!kept.length) return [make("p", say.nothing), ...agreed(om, say)];
  const found = om.profile?.();
  const profile = found?.visitor ? found : {};
  // As it is stored, it is for other devices, and in the file.
  const { data, cart, ...readable } = profile;
  const rest = readRest(kept, data);
  const answers = agreed(om, say);
  const more = Object.entries(rest).map(([key, value]) => [key, answers.length ? withoutAnswer(key, value) : value]);
  const erase = () =>
    redraw(make("p", say.sure), make("footer", button(say.yes, () => (forget(om), redraw()), "danger"), button(say.no, () => redraw(null))));
  return [
    make("p", say.where(new Intl.NumberFormat(say.tag).format(sizeOf(kept)), kept.some(([key]) => isCookie(key)))),
    ...answers,
    make("h3", say.kept),
    lines({ ...readable, cart: cart?.count || cart?.value ? cart : null, ...Object.fromEntries(more) }, say),
    make("footer", button(say.save, () => save({ ...profile, kept: rest })), button(say.erase, erase, "danger")),
  ];
}

/** The language of the page, or else the browser's; some write it with an underscore, or not as one. */
function readTag() {
  try {
    return Intl.getCanonicalLocales(document.documentElement.lang.replace("_", "-"))[0] ?? navigator.language;
  } catch {
    return navigator.language;
  }
}

/** Opens the panel; what had the focus gets it back when it closes. */
function openPrivacy(om = window.omotenashi) {
  // Without even the queue the page starts the module, which hands its own in: nobody else could make it forget.
  if (!om || document.querySelector("omotenashi-privacy")) return;
  const tag = readTag();
  // Numbers and dates are written as the words are.
  const say = { ...wordsFor(tag), tag: /^(en|ja)(-|$)/.test(tag) ? tag : "en" };
  const host = document.createElement("omotenashi-privacy");
  host.lang = wordsFor(tag) === wordsFor("ja") ? "ja" : "en";
  // Both are written so, whatever the page is.
  host.dir = "ltr";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const dialog = make("dialog");
  const title = make("h2", say.title);
  title.id = "title";
  title.tabIndex = -1;
  dialog.setAttribute("aria-labelledby", "title");
  const place = make("div");
  const status = make("p");
  status.setAttribute("role", "status");
  const close = button("✕", () => dialog.close(), "x");
  close.setAttribute("aria-label", say.close);

  /** Without children, all was erased; with null, as it was; else a question, whose safe answer has the focus. */
  const redraw = (...children) => {
    const asks = children[0];
    place.replaceChildren(...(asks ? children : content(om, say, redraw)));
    status.textContent = children.length ? "" : say.erased;
    (asks ? place.querySelector("button:last-child") : title).focus();
  };
  dialog.append(make("main", title, place, status), close);
  dialog.addEventListener("close", () => host.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  root.append(dialog);
  document.body.append(host);
  dialog.showModal();
  redraw(null);
}

window.omotenashiPrivacy = openPrivacy;
document.addEventListener("click", (event) => {
  // Inside a surface of ours as well.
  const asked = event.composedPath()[0].closest?.("[data-om-privacy]");
  if (!asked) return;
  event.preventDefault();
  openPrivacy();
});
