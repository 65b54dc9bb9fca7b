// Elements for the badge and the inspector.
//
// Owns: their making, and the host they live in. In: names, properties, children. Out: elements. Must not: read markup:
// a policy may forbid it, and values of the page are text.

/** An element. Properties that hold a dash or are not the element's own are attributes; `on` holds listeners. */
export function make(name, { on = {}, ...properties } = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false || value === null) continue;
    if (key.includes("-") || !(key in element)) element.setAttribute(key, value === true ? "" : value);
    else element[key] = value;
  }
  for (const [type, act] of Object.entries(on)) element.addEventListener(type, act);
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** A host beside the body with a style of its own, in which the page's style has no say. */
export function createHost(style, language) {
  const host = document.createElement("omotenashi-debug");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  host.lang = language;
  // Its words are written so, whatever the page is.
  host.dir = "ltr";
  document.documentElement.append(host);
  return { host, root };
}

/** Copies a text; where the browser does not allow it, says so. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** A button that copies what `text()` gives, and says that it has. */
export function copyButton(label, done, failed, text, className) {
  const status = make("span", { role: "status", className: "hidden" });
  const button = make("button", { type: "button", className }, label);
  let timer;
  button.addEventListener("click", async () => {
    const said = (await copy(await text())) ? done : failed;
    button.textContent = said;
    status.textContent = said;
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = label;
      status.textContent = "";
    }, 2500);
  });
  return [button, status];
}
