// Slow phones.
//
// Owns: the conditions a page is loaded under. In: a Playwright page. Out: nothing. Must not: invent
// numbers: these are the presets of Chromium's own developer tools.

/** DevTools' "Slow 4G" (before 2024: "Fast 3G"): 1.6 Mbit/s down, 750 kbit/s up, 150 ms, as it applies them. */
const slow4G = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: ((1.6 * 1000 * 1000) / 8) * 0.9,
  uploadThroughput: ((750 * 1000) / 8) * 0.9,
};

/** As the machine is, and as a phone of little money is: by name, in the order of the tables. */
export const conditions = {
  unthrottled: null,
  "CPU ×4, Slow 4G": { rate: 4, network: slow4G },
};

/** Puts a page under a condition; gives the CDP session, which must stay open. */
export async function throttle(page, condition) {
  const session = await page.context().newCDPSession(page);
  if (!condition) return session;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", condition.network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: condition.rate });
  return session;
}
