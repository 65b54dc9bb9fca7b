// Owns: the demo shop as one HTTP server: which address is answered by what.
// In: a port, a folder for data, the folder of the built SDK. Out: `{ address, close, … }`.
// Must not: need anything from npm but vanilla-cookieconsent, whose files it serves.

import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { redirect, send, sendFile, sendJson, sendNothing, sendPage, tagOf } from "./http/answer.mjs";
import { createBackstage, sendSettings } from "./http/backstage.mjs";
import { readForm, Refusal, refuseForeign } from "./http/body.mjs";
import { createCollector } from "./http/collector.mjs";
import { createSessions } from "./http/session.mjs";
import { createStatic } from "./http/static.mjs";
import { draw } from "./art/art.mjs";
import { sum } from "./site/basket.mjs";
import { createCatalogue } from "./site/catalogue.mjs";
import { layout } from "./site/layout.mjs";
import { createPage, splitPath } from "./site/page.mjs";
import { missing } from "./site/about.mjs";
import { pageAt } from "./site/pages.mjs";
import * as actions from "./site/actions.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));

/** The folder of a package, or null where it is not installed. */
function packageFolder(name) {
  try {
    return dirname(createRequire(import.meta.url).resolve(name));
  } catch {
    return null;
  }
}

function mounts(sdkDir) {
  const vendor = packageFolder("vanilla-cookieconsent");
  return [
    ["/assets/", join(HERE, "assets")],
    ["/drawer/", join(HERE, "drawer")],
    ["/sdk/", sdkDir],
    ...(vendor ? [["/vendor/", vendor]] : []),
  ];
}

/** The shop's months begin where it stands, as those of its rules do, wherever the server is. */
const calendar = new Intl.DateTimeFormat("en", { month: "numeric", timeZone: "Asia/Tokyo" });

/** Everything the pages and actions share. */
function createSite({ dataDir, sdkDir, rulesFile, bot }) {
  const files = createStatic(mounts(sdkDir));
  const sessions = createSessions();
  const catalogue = createCatalogue(join(HERE, "data", "products.json"));
  const monthOf = (session) => Number(calendar.format(Date.now() + (session?.clockOffset ?? 0)));
  const backstage = createBackstage({ rulesFile, sessions, catalogue, monthOf, hasAuthor: () => files.has("/sdk/author.mjs") });
  const settingsOf = (session) => new URLSearchParams({
    ...(session?.clockOffset ? { clockOffset: session.clockOffset } : {}),
    ...(bot === undefined ? {} : { bot }),
  }).toString();
  return {
    files,
    sessions,
    catalogue,
    backstage,
    collector: createCollector(dataDir),
    pin: files.pin,
    hasSdk: () => files.has("/sdk/omotenashi.js"),
    rulesFor: backstage.rulesFor,
    basketOf: (session) => sum(session, catalogue, monthOf(session)),
    factsFor: ({ session }) => (session?.user ? { user: session.user } : {}),
    settingsPath: (session) => settingsOf(session) && `/backstage/settings.js?${settingsOf(session)}`,
  };
}

/** Addresses that are not pages: `"METHOD path"` → answer. */
function services(site) {
  const { collector, backstage } = site;
  return {
    "POST /collect": (req, res) => collector.receive(req, res),
    "GET /collect": (req, res) => collector.refuse(req, res),
    "GET /collect/recent": (req, res, url) => collector.show(req, res, url),
    "GET /backstage/rules": (req, res) => backstage.sendRules(req, res),
    "GET /backstage/state": (req, res) => backstage.sendState(req, res),
    "POST /backstage/rules": (req, res) => backstage.takeRules(req, res),
    "POST /backstage/become": (req, res) => backstage.become(req, res),
    "GET /backstage/settings.js": (req, res, url) => sendSettings(req, res, url),
    "GET /favicon.ico": (req, res) => sendNothing(req, res),
  };
}

function answerPicture(req, res, url, site) {
  const body = draw(url.pathname, site.catalogue);
  if (!body) return false;
  sendFile(req, res, { type: "image/svg+xml; charset=utf-8", body, tag: tagOf(body), pinned: false });
  return true;
}

/** A form's answer: data for the page's own script, a redirect for everyone else. */
async function act(req, res, url, site) {
  const { lang, path } = splitPath(url.pathname);
  const action = actions.at[path];
  if (!action) throw new Refusal(404);
  const { to, ...result } = await action({ req, res, site, lang, form: await readForm(req) });
  if ((req.headers.accept ?? "").includes("application/json")) return sendJson(req, res, result);
  return redirect(req, res, (lang === "en" ? "/en" : "") + to);
}

function showPage(req, res, url, site) {
  const { lang, path } = splitPath(url.pathname);
  if (url.pathname === "/en") return redirect(req, res, `/en/${url.search}`);
  const page = createPage({ lang, path, url, session: site.sessions.find(req), shop: site });
  const view = pageAt(page);
  if (view?.redirect) return redirect(req, res, page.link(view.redirect));
  return sendPage(req, res, layout(page, view ?? missing(page, 404)), view ? 200 : 404);
}

async function answer(req, res, site) {
  const url = new URL(req.url, "http://shop");
  const reading = req.method === "GET" || req.method === "HEAD";
  if (!reading && req.method !== "POST") throw new Refusal(405);
  if (!reading) refuseForeign(req);
  const service = site.services[`${reading ? "GET" : "POST"} ${url.pathname}`];
  if (service) return service(req, res, url);
  if (!reading) return act(req, res, url, site);
  if (site.files.serve(req, res, url) || answerPicture(req, res, url, site)) return undefined;
  return showPage(req, res, url, site);
}

/** Our own mistake: no view is called, since a view may have made it. */
function failPlainly(req, res, error) {
  console.error(error);
  if (res.headersSent) return res.destroy();
  return send(req, res, { status: 500, type: "text/plain; charset=utf-8", body: "Our mistake. 申し訳ありません。\n" });
}

/** Says what went wrong, as a page where a person asked. */
function refuse(req, res, error, site) {
  const status = error instanceof Refusal ? error.status : error instanceof TypeError || error instanceof URIError ? 400 : 500;
  if (status === 500) return failPlainly(req, res, error);
  if (res.headersSent) return res.destroy();
  if (!(req.headers.accept ?? "").includes("text/html")) return sendNothing(req, res, status);
  const page = createPage({ ...splitPath(req.url.split("?")[0]), url: new URL("http://shop/"), session: null, shop: site });
  return sendPage(req, res, layout(page, missing(page, status)), status);
}

/**
 * Opens the shop. `port` 0 takes any free one. `bot: false` lets a driven browser see what a person sees.
 * Resolves to `{ address, port, eventsFile, close }`.
 */
export async function createShop({
  port = 4173,
  host = "localhost",
  dataDir = join(HERE, ".data"),
  sdkDir = join(HERE, "..", "dist"),
  rulesFile = join(HERE, "rules.json"),
  bot = false,
} = {}) {
  const site = createSite({ dataDir, sdkDir, rulesFile, bot });
  site.services = services(site);
  const server = createServer((req, res) => {
    answer(req, res, site).catch((error) => refuse(req, res, error, site));
  });
  try {
    await new Promise((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  } catch (error) {
    await site.collector.close();
    throw error;
  }
  const address = `http://localhost:${server.address().port}/`;
  async function close() {
    await site.collector.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return { address, port: server.address().port, eventsFile: site.collector.file, close };
}

/** The shop at the port that was asked for, else at the first free one from 4173 on. */
async function open(asked) {
  for (let port = Number(asked ?? 4173); ; port++) {
    try {
      return await createShop({ port });
    } catch (error) {
      if (asked || error.code !== "EADDRINUSE" || port > 4192) throw error;
    }
  }
}

async function main() {
  const asked = process.argv[2] || process.env.PORT;
  if (asked && (!/^\d+$/.test(asked) || asked > 65535)) {
    console.error(`“${asked}” is no port; take a number, as in PORT=4173 npm start`);
    process.exitCode = 1;
    return;
  }
  try {
    const { address } = await open(asked);
    console.log(`The shop is open at ${address}`);
  } catch (error) {
    if (!/^(EADDRINUSE|EACCES)$/.test(error.code)) throw error;
    const { code, port } = error;
    const why = code === "EACCES" ? "may not be opened" : "is taken";
    console.error(`Port ${port} ${why}; choose another: PORT=${(port < 1024 ? 4172 : port) + 1} npm start`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
