// Owns: the panel "rules": the rules file to be edited on the spot, checked at every keystroke, applied by a reload.
// In: the server's rules of this browser. Out: an edited text for this browser only.

import { el, fill } from "./dom.mjs";
import { fetchRules, say } from "./guide.mjs";
import { check } from "./author.mjs";
import { createLines } from "./lines.mjs";

const PAUSE_MS = 200;

async function save(text) {
  const answer = await fetch("/backstage/rules", { method: "POST", headers: { "content-type": "text/plain;charset=UTF-8" }, body: text });
  if (!answer.ok) throw new Error(say(`店が受け取りませんでした（${answer.status}）`, `the shop refused it (${answer.status})`));
  location.reload();
}

/** A believable slip: an operator with a letter too many. */
const slip = (text) => text.replace('"$gte": 2', '"$gtee": 2');

const isError = (problem) => problem.severity !== "warning" && problem.severity !== "info";

function judge(found) {
  if (found.length === 0) return say("間違いはありません。", "Nothing is wrong.");
  const runs = found.some(isError) ? "" : say("動きます。ただし、", "It runs, but ");
  return runs + say(`${found.length}か所、見てください。`, `${found.length} ${found.length === 1 ? "place needs" : "places need"} a look.`);
}

/** The panel. */
export function createRules() {
  const verdict = el("p", { class: "stage-verdict", role: "status" });
  const problems = el("ul", { role: "list", class: "stage-problems" });
  const lines = createLines({ label: say("ルール（JSON）", "Rules (JSON)"), oninput: later });
  const reset = button(say("元にもどす", "Back to the file"), () => save(""));
  const typo = button(say("わざと間違える", "Make a typo"), makeTypo);
  let timer = 0;
  let loaded = false;
  let built = false;

  function button(name, act, more = "") {
    return el("button", { type: "button", class: `stage-action ${more}`, onclick: () => Promise.resolve(act()).catch((error) => fill(verdict, error.message)) }, name);
  }

  const problem = (each) => el("li", { class: `is-${each.severity ?? "error"}` },
    el("button", { type: "button", class: "stage-jump", onclick: () => lines.jump(each.line) }, say(`${each.line}行目`, `Line ${each.line}`)),
    el("span", {}, each.message, each.help ? el("em", {}, each.help) : null), el("small", {}, [each.pointer, each.code].filter(Boolean).join(" · ")));

  function show({ problems: found, complete }) {
    const plain = complete ? "" : say("（author ビルドがないので、JSON としてだけ確かめました）", " (the author build is not here: only checked as JSON)");
    verdict.textContent = judge(found) + plain;
    verdict.classList.toggle("is-wrong", found.some(isError));
    fill(problems, ...found.map(problem));
    lines.mark(found.filter((each) => each.severity !== "info").map((each) => each.line));
  }

  async function look() {
    try {
      show(await check(lines.text(), built));
    } catch (error) {
      verdict.textContent = say(`確かめられませんでした：${error.message}`, `Could not check: ${error.message}`);
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  }

  async function makeTypo() {
    const text = lines.text();
    lines.set(slip(text) === text ? text.replace('"who"', '"whoo"') : slip(text));
    await look();
    problems.querySelector("button")?.click();
  }

  async function start() {
    if (loaded) return;
    const { text, edited, author } = await fetchRules();
    loaded = true;
    built = author;
    reset.hidden = !edited;
    lines.set(text);
    await look();
  }

  return {
    id: "rules",
    title: say("ルール", "Rules"),
    element: el("div", { class: "stage-rules" },
      el("p", { class: "stage-lead" }, say("書きかえると、このブラウザーだけに効きます。", "Edits count for this browser only.")),
      lines.element, verdict, problems,
      el("div", { class: "stage-actions" }, button(say("このルールで読み直す", "Apply and reload"), () => save(lines.text()), "is-main"), typo, reset)),
    start,
    stop() {
      clearTimeout(timer);
    },
  };
}
