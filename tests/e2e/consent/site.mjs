// Pages with a real consent banner, and a witness of what a browser keeps and asks for.
//
// Owns: the pages, with us and without, and the reading of every storage. In: a banner, rules. Out: visits. Must
// not: assert, or ask us what we have stored.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../../js/build/place.mjs";
import { openHost, tell } from "../host.mjs";

const packaged = (path) => readFileSync(join(root, "node_modules", path));

/** A script of `page/` with the packages it is made of. */
async function made(name) {
  const entryPoints = [join(root, `tests/e2e/consent/page/${name}.js`)];
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, format: "iife", logLevel: "error" });
  return outputFiles[0].text;
}

/** The IAB's stub as a script, since it comes as a function. */
const stub = () => `(() => { const module = {}; ${packaged("@iabtechlabtcf/stub/lib/stub.js")}; module.exports(); })()`;

/** The least that may stand in for a GPP manager that is still to come; the standard says what it answers. */
const gppStub = `(() => {
  const queue = [], events = [];
  const ping = () => ({ gppVersion: "1.1", cmpStatus: "stub", cmpDisplayStatus: "hidden", signalStatus: "not ready",
    supportedAPIs: [], cmpId: 0, sectionList: [], applicableSections: [], gppString: "", parsedSections: {} });
  window.__gpp = (command, callback, parameter) => {
    if (!command) return queue;
    if (command === "events") return events;
    if (command === "ping") return callback(ping(), true);
    if (command !== "addEventListener") return queue.push([command, callback, parameter]);
    const id = events.push({ id: events.length, callback, parameter }) - 1;
    callback({ eventName: "listenerRegistered", listenerId: id, data: true, pingData: ping() }, true);
  };
})()`;

const vanilla = `CookieConsent.run({ hideFromBots: false, categories: { necessary: { enabled: true, readOnly: true }, functionality: {}, analytics: {}, ads: {} },
  language: { default: "en", translations: { en: { consentModal: { title: "?", acceptAllBtn: "all", acceptNecessaryBtn: "none", showPreferencesBtn: "some" },
    preferencesModal: { title: "?", acceptAllBtn: "all", acceptNecessaryBtn: "none", savePreferencesBtn: "save", closeIconLabel: "close",
      sections: ["functionality", "analytics", "ads"].map((name) => ({ title: name, description: name, linkedCategory: name })) } } } } })`;

const klaro = `window.klaroConfig = { acceptAll: true, lang: "en", services: [
  { name: "memory", title: "memory", purposes: ["functional"] }, { name: "counter", title: "counter", purposes: ["analytics"] },
  { name: "partner", title: "partner", purposes: ["advertising"] }] }`;

const osano = `addEventListener("DOMContentLoaded", () => cookieconsent.initialise({ type: "opt-in", revokable: true, animateRevokable: false }))`;

/** What stands in the page for each banner; `src` may come late or not at all. */
const heads = {
  vanilla: ['<link rel="stylesheet" href="/vanilla.css">', '<script src="/vanilla.js" defer></script>', '<script src="/vanilla-run.js" defer></script>'],
  klaro: ['<script src="/klaro-config.js"></script>', '<script src="/klaro.js" defer data-config="klaroConfig"></script>'],
  osano: ['<link rel="stylesheet" href="/osano.css">', '<script src="/osano.js"></script>', '<script src="/osano-run.js"></script>'],
  c15t: ['<script src="/c15t.js" defer></script>'],
  tcf: ['<script src="/tcf-stub.js"></script>', '<script src="/tcf.js" defer></script>'],
  gpp: ['<script src="/gpp-stub.js"></script>', '<script src="/gpp.js" defer></script>'],
};

async function files() {
  return {
    "/vanilla.css": { body: packaged("vanilla-cookieconsent/dist/cookieconsent.css"), type: "text/css" },
    "/vanilla.js": packaged("vanilla-cookieconsent/dist/cookieconsent.umd.js"),
    "/vanilla-run.js": vanilla,
    "/klaro.js": packaged("klaro/dist/klaro.js"),
    "/klaro-config.js": klaro,
    "/osano.css": { body: packaged("cookieconsent/build/cookieconsent.min.css"), type: "text/css" },
    "/osano.js": packaged("cookieconsent/build/cookieconsent.min.js"),
    "/osano-run.js": osano,
    "/c15t.js": await made("c15t"),
    "/tcf-stub.js": stub(),
    "/tcf.js": await made("tcf"),
    "/gpp-stub.js": gppStub,
    "/gpp.js": await made("gpp"),
  };
}

const preference = '<button id="preferences" data-cc="show-preferencesModal">cookies</button>';

/** A page; `ours` is the tag that brings us, or nothing. The banner comes before us, or behind. */
const page = (banner, ours, { late } = {}) => {
  const parts = [...(banner ? heads[banner] : [])];
  const human = '<script>window.omotenashi=Object.assign([],{settings:{bot:false}})</script>';
  const head = late ? [human, ours, ...parts] : [...parts, human, ours];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title>${head.join("")}</head><body><h1>Old</h1><p>Old</p>${preference}</body></html>`;
};

/** What the rules of these pages do: something to remember, something to measure, something to send. */
export const rules = (consent) => ({
  omotenashi: 1,
  site: "t",
  consent,
  attributes: { region: { type: "string", from: "facts" } },
  goals: { cart: { event: "add_to_cart" } },
  experiences: [
    { id: "plain", show: [{ select: "h1", text: "New" }] },
    { id: "ab", variants: { b: { show: [{ select: "p", text: "B" }] } }, split: { original: 50, b: 50 }, measure: { primary: "cart" } },
  ],
  destinations: [{ to: "beacon", url: "/collect" }],
});

const tag = '<script src="/omotenashi.js" data-rules="/rules.json" async></script>';

/** Everything a browser keeps for a page, as `where name`. */
async function kept(page) {
  const cookies = (await page.context().cookies()).map(({ name }) => `cookie ${name}`);
  const rest = await page.evaluate(async () => [
    ...Object.keys(localStorage).map((key) => `local ${key}`),
    ...Object.keys(sessionStorage).map((key) => `session ${key}`),
    ...(await indexedDB.databases()).map(({ name }) => `database ${name}`),
    ...(await caches.keys()).map((name) => `cache ${name}`),
  ]);
  return [...cookies, ...rest].sort();
}

/** A visitor: pages, tabs, everything asked for, everything kept. */
async function guest(site, options) {
  const context = await site.browser.newContext(options);
  const asked = [];
  const errors = [];
  context.on("request", (request) => {
    if (!request.isNavigationRequest()) asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  context.setDefaultTimeout(15_000);
  const open = async (path) => {
    const page = await context.newPage();
    tell(page);
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(site.url + path);
    return page;
  };
  return { context, asked, errors, open, kept };
}

/** Opens the site; `serve` puts a banner's page at `/with`, and the same without us at `/bare`. */
export async function openConsentSite(options) {
  const site = await openHost(options);
  for (const [path, body] of Object.entries(await files())) site.files.set(path, body);
  return {
    ...site,
    serve(banner, consent, { ours = tag, late, facts } = {}) {
      site.files.set("/rules.json", JSON.stringify(rules(consent)));
      const told = facts ? `<script type="application/json" id="facts">${JSON.stringify(facts)}</script>` : "";
      const script = facts ? ours.replace("data-rules", 'data-facts="#facts" data-rules') : ours;
      site.files.set("/with", page(banner, told + script, { late }));
      site.files.set("/bare", page(banner, "", { late }));
    },
    invite: (options) => guest(site, options),
  };
}

/** What we say holds, and who decided. */
export const consentOf = (page) => page.evaluate(() => omotenashi.consent?.() ?? null);

/** Waits for states given as three letters, `g`ranted, `d`enied or `p`ending, decided by these. */
export async function holds(page, letters, ...by) {
  await page.waitForFunction(
    ([letters, by]) => {
      const states = window.omotenashi?.consent?.call && omotenashi.explain && omotenashi.consent();
      if (!states) return false;
      const names = ["personalization", "measurement", "sharing"];
      return names.map((name) => states[name][0]).join("") === letters && by.every((one, i) => states.decidedBy[names[i]] === one);
    },
    [letters, by.length === 1 ? [by[0], by[0], by[0]] : by],
  ).catch(async (error) => {
    throw new Error(`expected ${letters} by ${by}, got ${JSON.stringify(await consentOf(page))}: ${error.message}`);
  });
}
