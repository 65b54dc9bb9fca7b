// Owns: reading what a browser posts, up to a limit, and refusing what another site posts.
// In: a request. Out: text or form fields. Must not: trust a length header.

/** A request the shop will not serve; `status` says why. */
export class Refusal extends Error {
  constructor(status) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/** The body as text, at most `maxBytes` of it. */
export async function readText(req, maxBytes) {
  const chunks = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > maxBytes) throw new Refusal(413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The fields of a posted form. */
export async function readForm(req) {
  return new URLSearchParams(await readText(req, 16_384));
}

/** Refuses a post that another origin's page started. */
export function refuseForeign(req) {
  const origin = req.headers.origin;
  if (!origin || origin === "null" ? req.headers["sec-fetch-site"] === "cross-site" : hostOf(origin) !== req.headers.host) {
    throw new Refusal(403);
  }
}

function hostOf(origin) {
  try {
    return new URL(origin).host;
  } catch {
    return "";
  }
}
