// A panel in which visitors see, take away and erase what is kept of them. It is a file of its own, loaded by those
// pages that offer it: `<script src="/omotenashi.privacy.js" defer></script>` and any `<button data-om-privacy>`.
//
// Owns: one dialog at a time. In: the API object, the page's language. Out: `omotenashiPrivacy(om)`, which opens it. Must
// not: keep anything, or decide on consent: that is the banner's.

import { readKept, sizeOf } from "../door/kept.js";
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
  const states = om.consent() ?? {};
  const rows = purposes.filter((purpose) => states[purpose]).map((purpose) => [say.purposes[purpose], say.states[states[purpose]]]);
  return rows.length ? [make("h3", say.consent), lines(Object.fromEntries(rows), say)] : [];
}

/** All that the panel shows, for what is kept now. */
function content(om, say, redraw) {
  const bytes = sizeOf(readKept() ?? []);
  const profile = bytes ? om.profile() : null;
  if (!profile?.visitor) return [make("p", say.nothing), ...agreed(om, say)];
  // As it is stored, it is for other devices, and in the file.
  const { data, ...readable } = profile;
  const erase = () =>
    redraw(make("p", say.sure), make("footer", button(say.yes, () => (om.forget(), redraw()), "danger"), button(say.no, () => redraw(null))));
  return [
    make("p", say.where(new Intl.NumberFormat(say.tag).format(bytes))),
    ...agreed(om, say),
    make("h3", say.kept),
    lines(readable, say),
    make("footer", button(say.save, () => save(profile)), button(say.erase, erase, "danger")),
  ];
}

/** Opens the panel; what had the focus gets it back when it closes. */
function openPrivacy(om = window.omotenashi) {
  if (!om?.profile || document.querySelector("omotenashi-privacy")) return;
  const tag = document.documentElement.lang || navigator.language;
  const say = { ...wordsFor(tag), tag };
  const host = document.createElement("omotenashi-privacy");
  host.lang = wordsFor(tag) === wordsFor("ja") ? "ja" : "en";
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
  const asked = event.target.closest?.("[data-om-privacy]");
  if (!asked) return;
  event.preventDefault();
  openPrivacy();
});
