// Owns: what is stored in this browser, what was requested, what was sent: counted live.
// In: storages, PerformanceObserver, the server's view of the cookies. Out: three figures and their parts.
// Must not: count the drawer's own requests as the shop's, or store anything.

import { el, fill } from "./dom.mjs";
import { bytes, say } from "./guide.mjs";

const OWN = /^\/(drawer|backstage)\/|^\/collect\/recent|^\/sdk\/author/;
const EVERY_MS = 1000;
const encoder = new TextEncoder();

const size = (text) => encoder.encode(text).length;

function storageBytes(name) {
  try {
    return Object.entries(window[name]).reduce((sum, [key, value]) => sum + size(key) + size(value), 0);
  } catch {
    return 0;
  }
}

async function otherStorage() {
  const databases = (await indexedDB.databases?.().catch(() => [])) ?? [];
  const stores = await caches?.keys().catch(() => []) ?? [];
  return databases.length + stores.length;
}

const figure = (label) => {
  const number = el("b", {}, "–");
  const detail = el("span", {}, "");
  return { number, detail, element: el("div", { class: "stage-figure" }, number, el("span", { class: "stage-label" }, label), detail) };
};

/** The three figures at the head of the drawer. */
export function createCounters() {
  const stored = figure(say("この端末に保存", "stored here"));
  const requested = figure(say("リクエスト", "requests"));
  const sent = figure(say("送信回数", "event posts"));
  const seen = [];
  let observer = null;
  let timer = 0;

  function count() {
    const shop = seen.filter((path) => !OWN.test(path));
    const posts = shop.filter((path) => path === "/collect").length;
    requested.number.textContent = shop.length + 1;
    const ours = shop.filter((path) => path.startsWith("/sdk/") || path === "/collect").length;
    requested.detail.textContent = say(`うち Omotenashi は ${ours}（舞台裏の分は除く）`, `${ours} by Omotenashi (this drawer’s not counted)`);
    sent.number.textContent = posts;
    sent.detail.textContent = posts === 0 ? say("何も送っていません", "nothing has left") : say("店のサーバーへだけ", "to this shop only");
  }

  function observe(list) {
    for (const entry of list.getEntries()) {
      const url = new URL(entry.name);
      if (url.protocol.startsWith("http")) seen.push(url.pathname);
    }
    count();
  }

  async function measure() {
    const server = await fetch("/backstage/state").then((answer) => answer.json()).catch(() => ({ cookieBytes: 0 }));
    const [local, session, others] = [storageBytes("localStorage"), storageBytes("sessionStorage"), await otherStorage()];
    stored.number.textContent = bytes(local + session + server.cookieBytes);
    fill(stored.detail, `localStorage ${bytes(local)} · session ${bytes(session)} · cookie ${bytes(server.cookieBytes)}${others ? ` · +${others}` : ""}`);
    stored.element.classList.toggle("is-zero", local + session + server.cookieBytes === 0);
  }

  return {
    element: el("div", { class: "stage-figures" }, stored.element, requested.element, sent.element),
    start() {
      if (observer) return;
      observer = new PerformanceObserver(observe);
      observer.observe({ type: "resource", buffered: true });
      count();
      measure();
      timer = setInterval(measure, EVERY_MS);
    },
    stop() {
      observer?.disconnect();
      observer = null;
      seen.length = 0;
      clearInterval(timer);
    },
  };
}
