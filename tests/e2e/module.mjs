// A blank page with the module loaded, for tests that call it as a developer would.
//
// Owns: the page and its host, gone when the test ends. In: more files for the host. Out: `window.start`
// in the page, the page, its errors. Must not: assert.

import { openHost } from "./host.mjs";

const blank = '<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><body></body>';

/** Opens the page; `files` are the host's. */
export async function openModule(t, files = {}) {
  const host = await openHost();
  t.after(host.close);
  host.files.set("/", blank);
  for (const [path, file] of Object.entries(files)) host.files.set(path, file);
  const { page, errors, go } = await host.invite();
  await go("/");
  await page.evaluate(async () => {
    const { start } = await import("/omotenashi.mjs");
    // Tests are bots; this visitor says that it is not.
    window.start = (settings) => start({ bot: false, ...settings });
  });
  return { host, page, errors };
}
