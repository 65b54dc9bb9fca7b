// The recipes of js/integration/consent/README.md, as they stand there, with the events that each banner publishes.
// The banners themselves come from their makers' servers, so their published shapes stand in for them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "../../../js/build/place.mjs";
import { holds, openConsentSite } from "./site.mjs";

const text = readFileSync(join(root, "js/integration/consent/README.md"), "utf8");
const recipe = (name) => new RegExp(`### ${name}\\n[^#]*?\`\`\`js\\n([^]*?)\`\`\``).exec(text)[1];

/** What each banner does when it has loaded, and when a visitor allows measuring alone; both run in the page. */
const banners = {
  OneTrust: [
    () => {
      window.OneTrust = { IsAlertBoxClosed: () => false };
      dispatchEvent(new CustomEvent("OneTrustGroupsUpdated", { detail: ["C0001"] }));
    },
    () => {
      OneTrust.IsAlertBoxClosed = () => true;
      dispatchEvent(new CustomEvent("OneTrustGroupsUpdated", { detail: ["C0001", "C0002"] }));
    },
  ],
  Cookiebot: [
    () => {
      window.Cookiebot = { consent: { method: "implied", preferences: true, statistics: true, marketing: true } };
      dispatchEvent(new Event("CookiebotOnAccept"));
    },
    () => {
      Cookiebot.consent = { method: "explicit", preferences: false, statistics: true, marketing: false };
      dispatchEvent(new Event("CookiebotOnAccept"));
    },
  ],
  Usercentrics: [
    () => dispatchEvent(new CustomEvent("UC_CONSENT", { detail: { consent: { type: "IMPLICIT" }, categories: { functional: { state: "ALL_ACCEPTED" } } } })),
    () => {
      const categories = { functional: { state: "SOME_ACCEPTED" }, analytics: { state: "ALL_ACCEPTED" }, marketing: { state: "ALL_DENIED" } };
      dispatchEvent(new CustomEvent("UC_CONSENT", { detail: { consent: { type: "EXPLICIT" }, categories } }));
    },
  ],
  Didomi: [
    () => {
      let waits = true;
      window.Didomi = {
        shouldUserStatusBeCollected: () => waits,
        getCurrentUserStatus: () => ({ purposes: { measure_content_performance: { id: "measure_content_performance", enabled: !waits } } }),
        choose: () => (waits = false),
      };
      didomiOnReady.forEach((act) => act(Didomi));
    },
    () => {
      Didomi.choose();
      didomiEventListeners.filter(({ event }) => event === "consent.changed").forEach(({ listener }) => listener());
    },
  ],
};

let site;
before(async () => (site = await openConsentSite()));
after(() => site.close());

for (const [name, [load, choose]] of Object.entries(banners))
  test(`${name}: nothing before a choice, and the choice as it is made`, async () => {
    site.serve(null, {});
    const guest = await site.invite();
    const page = await guest.open("/with");
    await holds(page, "ppp", "mode");
    await page.addScriptTag({ content: recipe(name) });
    await page.evaluate(load);
    await holds(page, "ppp", "mode");
    await page.evaluate(choose);
    await holds(page, "dgd", "manual");
    assert.deepEqual(guest.errors, []);
    await guest.context.close();
  });
