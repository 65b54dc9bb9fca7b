// Random experiences for an application, and random visitors of it.
//
// Owns: the dice, what may be changed, what a visitor does. In: a seed, an application on a host. Out: what the
// page is in the end, and what went wrong. Must not: judge.

import { dice } from "../schema/document.mjs";
import { human, rulesOf, rulesTag, tag } from "../e2e/host.mjs";

/** Everything but the tools by which a visitor acts, and what holds them. */
const targets = [
  "#center h1", "#center p", ".hero", ".hero img", ".counter", "#docs", "#docs h2", "#docs ul", "#docs li a", "#social p", "#social li", ".ticks",
  "#list h1", "#list .state", "#list .state b", "#list ul", "#list li", "#list .name", "#list em", "#list .tag", "#list .done", ".many", ".more", "aside", ".raw",
  "#form h1", "#form label", "#form label b", ".hint", "output", "#clock", "footer", "footer small",
];

// A class that we have removed and the page has dropped since cannot be told from one that it wants: none such here.
// Nor is one of several elements of a block put elsewhere: Svelte takes such a block away from its first to its last
// node, wherever the first is.
const places = targets.filter((target) => !/many|more/.test(target));

const makers = {
  text: ({ pick }) => pick(["New", "{{page.path}}", ""]),
  html: ({ pick }) => pick(["<b>New</b>", "one <i>two</i> three", '<p class="name">New</p>', ""]),
  attribute: ({ pick }) => pick([{ title: "New" }, { title: null }, { "data-om": "1", id: "om" }]),
  class: ({ pick }) => pick([{ add: ["om"] }, { add: ["om", "on"], remove: ["item"] }, { remove: ["list", "hint"] }]),
  style: ({ pick }) => pick([{ color: "red" }, { color: null, "--om": "1px" }]),
  insert: ({ pick, below }) => ({ [pick(["before", "after", "first", "last"])]: `<s class="om-${below(1e9)}">${pick(["New", "<b>a</b>b"])}</s>` }),
  move: ({ pick }) => ({ [pick(["before", "after", "first", "last"])]: pick(places) }),
  swap: ({ pick }) => pick(places),
  hide: () => true,
  remove: () => true,
};

/** Experiences that change the application, the same for the same seed. */
function experiencesOf(random) {
  const { below, pick } = random;
  const change = () => {
    const kind = pick(Object.keys(makers));
    return { select: pick(/move|swap/.test(kind) ? places : targets), [kind]: makers[kind](random) };
  };
  return Array.from({ length: 5 }, (_, n) => ({
    id: `e${n}`,
    ...(below(3) ? {} : { where: { "page.path": pick(["/", "/list", "/form"]) } }),
    show: Array.from({ length: 1 + below(4) }, change),
  }));
}

const tools = ["home", "list", "form", "tick", "add", "insert", "drop", "turn", "check", "only", "reset", "name", "kind", "yes", "send", "away", "back"];

/** So many things that a visitor tries to do. */
const deedsOf = ({ pick, below }, count) => Array.from({ length: count }, () => [pick(tools), below(3)]);

/** Runs in the page: does what can be done of it. */
export async function act(deeds) {
  const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const ways = { home: "/", list: "/list", form: "/form", away: "/list" };
  /** A framework may take its time to go to another page, and to show it. */
  const arrived = async (path) => {
    const isThere = () => {
      const page = { "/list": "#list", "/form": "#form" }[location.pathname] ?? "#center";
      return (!path || location.pathname === path) && document.querySelector(page);
    };
    for (let i = 0; i < 300 && (i < 1 || !isThere()); i++) await settled();
  };
  /** As a visitor would, through the element's own property and an event. */
  const write = (element, value) => {
    const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value");
    set.call(element, value);
    element.dispatchEvent(new Event(element.localName === "select" ? "change" : "input", { bubbles: true }));
  };
  let depth = 0;
  for (const [tool, number] of deeds) {
    const before = location.href;
    const element = document.querySelector(`[data-do="${tool}"]`);
    // There is nothing before the first page; without this, the visitor would leave.
    if (tool === "back" && depth) {
      depth -= 2;
      await new Promise((done) => {
        addEventListener("popstate", done, { once: true });
        history.back();
      });
    } else if (element?.name === "kind") write(element, "ab"[number % 2]);
    else if (element?.name === "name") write(element, ["", "Kim", "花子"][number]);
    else element?.click();
    await arrived(element && ways[tool]);
    if (location.href !== before) depth++;
  }
}

/**
 * Lets a visitor with our script act, then stops it; then one without. `open(path, head)` gives a page; one that a server
 * has made names what is to `hydrate`, and when it is `ready`. Gives for both what the page is in the end, and its errors.
 */
export async function compare(host, open, seed, count, { hydrate, ready } = {}) {
  const random = dice(seed);
  const experiences = experiencesOf(random);
  const deeds = deedsOf(random, count);
  const seen = {};
  for (const who of ["with", "without"]) {
    const head = who === "with" ? human + rulesTag(rulesOf(experiences, { hydrate })) + tag : "";
    for (const path of ["/", "/list", "/form"]) host.files.set(path, await open(path, head));
    const failures = [];
    const page = await host.visit("/list", (page) =>
      page.on("console", (line) => line.type() === "error" && failures.push(line.text())),
    );
    await page.waitForSelector("[data-do=tick]");
    if (ready) await page.waitForFunction(ready);
    await page.evaluate(act, deeds);
    const doubled = await page.evaluate(countDoubled);
    const faults = await page.evaluate(() => heard.filter(({ kind }) => kind === "fault"));
    const changed = await page.evaluate(() => document.body.outerHTML);
    await page.evaluate(() => window.omotenashi?.stop());
    const html = await page.evaluate(() => `${location.pathname} ${document.body.outerHTML}`);
    seen[who] = { html, errors: [...page.errors, ...failures], doubled, faults, changed };
    await page.context().close();
  }
  return { experiences, deeds, ...seen };
}

/** Runs in the page: insertions that stand twice beside each other. */
const countDoubled = () =>
  [...document.querySelectorAll("[class^=om-]")].filter((one) => one.nextElementSibling?.className === one.className).length;
