// wasm-bindgen-test in Chromium.
//
// Owns: the way from a test's wasm to its result: the runner serves a page, our own browser opens it. In: the
// name of a Rust test target. Out: `{ code, out }` with the runner's lines. Must not: let Chromium talk to the
// runner itself: a browser keeps connections open for later, the runner's small server waits for each of them,
// and now and then the two wait for each other for ever (seen as "Loading scripts…", by chromedriver and without).

import { spawn } from "node:child_process";
import { get } from "node:http";
import { launch } from "./browser.mjs";
import { helper, root } from "./place.mjs";
import { Stop, run, step } from "./step.mjs";

const cargo = ["test", "--locked", "-p", "omotenashi", "--target", "wasm32-unknown-unknown", "--no-run", "--message-format=json"];
const limit_ms = 120_000;

/** Compiles a test target and gives the path of its wasm. */
async function compile(name) {
  const { out } = await run("cargo", [...cargo, "--test", name]);
  const lines = out.split("\n").filter((line) => line.startsWith("{"));
  const built = lines.map((line) => JSON.parse(line)).find(({ target, executable }) => executable && target?.name === name);
  if (!built) throw new Stop(`cargo built no test called ${name}`);
  return built.executable;
}

/** Starts the runner as a server of a page, and gives the page's address. */
function serve(wasm) {
  const env = { ...process.env, NO_HEADLESS: "1", WASM_BINDGEN_TEST_ADDRESS: "127.0.0.1:0" };
  const runner = spawn(helper("test-runner"), [wasm], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const address = new Promise((found, failed) => {
    const listen = (text) => {
      said += text;
      const [url] = /http:\/\/[\d.]+:\d+/.exec(said) ?? [];
      if (url) found(url);
    };
    runner.stdout.on("data", listen);
    runner.stderr.on("data", listen);
    runner.on("error", failed);
    runner.on("close", () => failed(new Stop(`the test runner ended before it served a page:\n${said}`)));
  });
  return { runner, address };
}

/** One answer of the runner, over a connection that ends with it. */
function fetchAlone(url) {
  return new Promise((answered, failed) => {
    get(url, { agent: false }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => answered({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    }).on("error", failed);
  });
}

/** Opens the page and waits for the line that ends a run. */
async function read(url) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const lines = [];
    page.on("pageerror", (error) => lines.push(`${error}`));
    await page.route("**/*", async (route) => {
      const url = route.request().url();
      const answer = await fetchAlone(url);
      // A script that is not there, and the page waits for ever: every file of js/door has its lines in tests/browser/room.rs.
      if (answer.status >= 400) lines.push(`${answer.status}: ${url}`);
      await route.fulfill(answer);
    });
    await page.goto(url);
    const output = page.locator("#output");
    const ended = () => /test result: .*/.test(document.querySelector("#output")?.textContent ?? "");
    const done = await page.waitForFunction(ended, null, { timeout: limit_ms }).then(() => true, () => false);
    const out = [await output.textContent(), ...lines, ...(done ? [] : ["no result in two minutes"])].join("\n");
    return { code: /test result: ok\./.test(out) ? 0 : 1, out };
  } finally {
    await browser.close();
  }
}

/** Runs one test target in Chromium. */
export async function testInChromium(name) {
  const wasm = await step(`compiling for Chromium: ${name}`, () => compile(name));
  return step(`wasm in Chromium: ${name}`, async () => {
    const { runner, address } = serve(wasm);
    try {
      const result = await read(await address);
      if (result.code) console.error(result.out.trimEnd());
      return result;
    } finally {
      runner.kill();
    }
  });
}
