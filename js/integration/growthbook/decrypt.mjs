// Payloads that GrowthBook has encrypted.
//
// Owns: AES-CBC by the platform's own WebCrypto. In: `iv.cipher` in base64, a key. Out: text. Must not: guess:
// what does not decrypt is an error.

const members = {
  encryptedFeatures: "features",
  encryptedExperiments: "experiments",
  encryptedSavedGroups: "savedGroups",
  encryptedContextualBandits: "contextualBandits",
};

const bytes = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

/** The plain text. */
async function decrypt(text, key) {
  const secret = await crypto.subtle.importKey("raw", bytes(key), "AES-CBC", false, ["decrypt"]);
  const [iv, cipher] = text.split(".");
  const plain = await crypto.subtle.decrypt({ name: "AES-CBC", iv: bytes(iv) }, secret, bytes(cipher));
  return new TextDecoder("utf-8", { fatal: true }).decode(plain);
}

/** The encrypted members that a payload has, each with the name of what is inside. */
const found = (payload) => Object.entries(members).filter(([name]) => payload[name]);

/** A payload without what nobody has a key for. */
export function locked(payload, problems) {
  const plain = { ...payload };
  for (const [from] of found(payload)) {
    delete plain[from];
    problems.add("no-key", `/${from}`);
  }
  return plain;
}

/** A payload with everything in plain sight; what cannot be decrypted is left out and told. */
export async function opened(payload, key, problems) {
  const plain = { ...payload };
  for (const [from, to] of found(payload)) {
    delete plain[from];
    try {
      const text = await decrypt(payload[from], key);
      plain[to] = parsed(text, `/${from}`, problems) ?? plain[to];
    } catch {
      problems.add("decrypt", `/${from}`);
    }
  }
  return plain;
}

function parsed(text, where, problems) {
  try {
    return JSON.parse(text);
  } catch {
    problems.add("encrypted-json", where);
    return undefined;
  }
}
