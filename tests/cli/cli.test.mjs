// The command line: what it writes, and how it says no.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import vm from "node:vm";
import { dist } from "../../js/build/place.mjs";
import { nearest } from "../../js/cli/nearest.mjs";
import { omotenashi, rules, save, scratch } from "./program.mjs";

/** What `bundle` has written, without what lies beside it for previews. */
const bundles = (folder) => readdirSync(folder).filter((name) => /\.[\da-f]{8}\.js$/.test(name));

/** What a script pushes on `window.omotenashi`. */
function pushed(script) {
  const window = {};
  vm.runInNewContext(script, { window });
  return JSON.parse(window.omotenashi[0][1]);
}

test("bundle: one script, named after its content, with a tag whose hash is right", () => {
  const folder = scratch();
  const { code, out } = omotenashi(folder, "bundle", save(folder, rules), "-o", "out", "--url", "/js", "--facts", "#f");
  assert.equal(code, 0);
  const [name] = bundles(join(folder, "out"));
  assert.match(name, /^omotenashi\.[0-9a-f]{8}\.js$/);
  const script = readFileSync(join(folder, "out", name));
  const hash = createHash("sha384").update(script).digest("base64");
  assert.equal(
    out,
    `<script src="/js/${name}" integrity="sha384-${hash}" crossorigin="anonymous" data-facts="#f"></script>\n`,
  );
  assert.deepEqual([...script.subarray(0, 3)], [0xef, 0xbb, 0xbf], "begins with a byte-order mark");
  // What comes with a preview reads the rules itself.
  const preview = readFileSync(join(folder, "out", name.replace(/js$/, "preview.js")), "utf8");
  assert.deepEqual(pushed(preview.split("\n")[1]).experiences.map(({ id }) => id), ["hello"]);
  assert.ok(preview.endsWith(readFileSync(join(dist, "omotenashi.js"), "utf8").replace("\uFEFF", "")));
});

test("bundle: rules that show a surface bring along what draws it, and others do not", () => {
  const painter = readFileSync(join(dist, "omotenashi.surface.js"), "utf8").trim();
  for (const surface of [true, false]) {
    const folder = scratch();
    const show = [surface ? { surface: "bar", html: "x" } : { select: "h1", text: "x" }];
    save(folder, { omotenashi: 1, experiences: [{ id: "a", show }] });
    assert.equal(omotenashi(folder, "bundle", "rules.json", "-o", "out").code, 0);
    const [name] = bundles(join(folder, "out"));
    assert.equal(readFileSync(join(folder, "out", name), "utf8").includes(painter), surface);
  }
});

test("bundle: rules that name a signal bring along what hears it; what the browser says by itself needs nothing", () => {
  const ear = readFileSync(join(dist, "omotenashi.consent.js"), "utf8").trim();
  for (const [signals, needed] of [[["gpc", "dnt"], false], [["gpc", "tcf"], true], [undefined, false]]) {
    const folder = scratch();
    save(folder, { omotenashi: 1, consent: { signals }, experiences: [] });
    assert.equal(omotenashi(folder, "bundle", "rules.json", "-o", "out").code, 0);
    const [name] = bundles(join(folder, "out"));
    assert.equal(readFileSync(join(folder, "out", name), "utf8").includes(ear), needed);
  }
});

test("bundle: rules that name an event which comes by itself bring along what observes it, and others do not", () => {
  const collector = readFileSync(join(dist, "omotenashi.observe.js"), "utf8").trim();
  const one = (goal, more = {}) => ({ omotenashi: 1, goals: { g: goal }, experiences: [], ...more });
  for (const [rules, needed] of [
    [one({ event: "rage_click" }), true],
    [one({ event: "purchase" }), false],
    [one({ click: "#b" }), false],
    [one({ event: "purchase" }, { observe: { dataLayer: true } }), true],
    [one({ event: "purchase" }, { observe: { dataLayer: false } }), false],
    [one({ event: "x" }, { audiences: { a: { $did: { event: "file_download" } } } }), true],
  ]) {
    const folder = scratch();
    save(folder, rules);
    assert.equal(omotenashi(folder, "bundle", "rules.json", "-o", "out").code, 0);
    const [name] = bundles(join(folder, "out"));
    assert.equal(readFileSync(join(folder, "out", name), "utf8").includes(collector), needed, JSON.stringify(rules));
  }
});

test("bundle: the same rules give the same name, others another", () => {
  const folder = scratch();
  save(folder, rules, "a.json");
  const [first, ...rest] = rules.experiences;
  save(folder, { ...rules, experiences: [{ ...first, note: "a note changes nothing" }, ...rest] }, "b.json");
  save(folder, { ...rules, site: "other" }, "c.json");
  for (const name of ["a", "b", "c"]) assert.equal(omotenashi(folder, "bundle", `${name}.json`, "-o", "out").code, 0);
  assert.equal(bundles(join(folder, "out")).length, 2);
  for (const name of ["omotenashi.debug.js", "omotenashi.server.js", "omotenashi.surface.js"])
    assert.deepEqual(readFileSync(join(folder, "out", name)), readFileSync(join(dist, name)), "previews find it beside");
});

test("bundle and rules: nothing private inside, everything else as it was", () => {
  const folder = scratch();
  save(folder, rules);
  omotenashi(folder, "bundle", "rules.json", "-o", ".");
  omotenashi(folder, "rules", "rules.json", "-o", "rules.js");
  const [bundle] = bundles(folder);
  const script = readFileSync(join(folder, bundle), "utf8");
  assert.doesNotMatch(script, /SECRET|\$schema/);
  assert.ok(script.includes("it's a \\\\ </script> "), "what visitors see is in the picture");
  for (const name of [bundle.replace(/js$/, "preview.js"), "rules.js"]) {
    const text = readFileSync(join(folder, name), "utf8").replace("\uFEFF", "");
    // After the comment that browsers look for in the first.
    const line = text.split("\n").find((one) => !one.startsWith("//"));
    assert.doesNotMatch(line, /SECRET|\$schema|<\/script/, name);
    const found = pushed(line);
    const [hello] = rules.experiences;
    assert.deepEqual(found.experiences.map(({ id }) => id), ["hello"]);
    assert.deepEqual(found.experiences[0].variants.a.show, hello.variants.a.show);
    assert.deepEqual(found.experiences[0].variants.b, hello.variants.b);
    assert.deepEqual(found.audiences, rules.audiences);
  }
});

test("rules and bundle: who asks for what does not run is told so, and flags keep nothing private either", () => {
  const folder = scratch();
  const show = [{ select: "h1", text: "t" }];
  const experiences = [
    { id: "old", name: "SECRET", status: "ended", who: { "page.path": "/SECRET" }, show },
    { id: "1", name: "SECRET", status: "draft", show },
    { id: "gone", status: "ended", show },
    { id: "new", who: { $not: { $variant: { old: "show" } } }, show },
    { id: "newer", when: { shown: "1" }, show: [{ surface: "bar", html: "x" }, { value: { $variant: null } }] },
  ];
  const flags = { f: { default: 0, note: "SECRET", rules: [{ name: "SECRET", note: "SECRET", value: 1 }, { status: "draft", value: 2 }, { schedule: { to: "2020-01-01" }, value: 3 }] } };
  save(folder, { omotenashi: 1, timezone: "UTC", experiences, flags });
  const done = omotenashi(folder, "rules", "rules.json", "-o", "rules.js");
  assert.match(done.err, /3 drafts or finished experiences left out/);
  const script = readFileSync(join(folder, "rules.js"), "utf8").slice(1);
  assert.doesNotMatch(script, /SECRET|gone/);
  const found = pushed(script);
  assert.deepEqual(found.flags, { f: { default: 0, rules: [{ value: 1 }] } });
  assert.deepEqual(found.experiences.slice(0, 2), [{ id: "old", status: "ended", show: [] }, { id: "1", status: "draft", show: [] }]);
  save(folder, found, "again.json");
  assert.equal(omotenashi(folder, "check", "again.json").err, "again.json: no problems\n");
});

test("rules and bundle: variants whose names are numbers keep their order, by which visitors are shared out", () => {
  const folder = scratch();
  const show = '{"show":[{"select":"h1","text":"\\"1\\": \\\\"}]}';
  const rest = `"variants":{"b":${show},"10":${show},"2":${show}},"split":{"original":30,"b":30,"10":20,"2":20}`;
  const text = `{"omotenashi":1,"slots":{"7":"h1"},"experiences":[{"id":"a",${rest}}]}`;
  save(folder, text);
  for (const args of [["rules", "rules.json", "-o", "rules.js"], ["bundle", "rules.json", "-o", "."]]) assert.equal(omotenashi(folder, ...args).code, 0);
  const preview = readdirSync(folder).find((name) => name.includes("preview"));
  for (const name of ["rules.js", preview]) {
    const window = {};
    const script = readFileSync(join(folder, name), "utf8").slice(1).split("\n").find((one) => one.includes('(["rules",'));
    vm.runInNewContext(script, { window });
    assert.equal(window.omotenashi[0][1], text);
  }
});

test("bundle: so many rules that a reader is smaller come with one, and too many for a picture as well", { timeout: 30_000 }, () => {
  // What is said does not repeat itself, or it would weigh nothing.
  const words = (index) => createHash("sha256").update(`${index}`).digest("hex");
  for (const count of [2000, 12_000]) {
    const folder = scratch();
    const experiences = Array.from({ length: count }, (_, index) => ({ id: `e${index}`, where: { "page.path": `/${words(index)}` }, show: [{ select: "h1", text: words(-index) }] }));
    const { code, err } = omotenashi(folder, "bundle", save(folder, { omotenashi: 1, experiences }), "-o", "out");
    assert.equal(code, 0, err);
    const [name, ...others] = bundles(join(folder, "out"));
    assert.deepEqual(others, []);
    const script = readFileSync(join(folder, "out", name), "utf8");
    assert.ok(script.endsWith(readFileSync(join(dist, "omotenashi.js"), "utf8").replace("\uFEFF", "")), `${count}`);
    assert.equal(readdirSync(join(folder, "out")).some((name) => name.includes("preview")), false);
  }
});

test("bundle: dates of no zone come with a reader, and that is said", () => {
  for (const [timezone, kept] of [[undefined, true], ["Asia/Tokyo", false]]) {
    const folder = scratch();
    const experiences = [{ id: "a", schedule: { from: "2020-01-01" }, show: [{ select: "h1", text: "x" }] }];
    const { code, err } = omotenashi(folder, "bundle", save(folder, { omotenashi: 1, timezone, experiences }), "-o", "out");
    assert.equal(code, 0);
    assert.equal(/"timezone"/.test(err), kept, err);
    const [name] = bundles(join(folder, "out"));
    assert.equal(readFileSync(join(folder, "out", name), "utf8").endsWith(readFileSync(join(dist, "omotenashi.js"), "utf8").slice(1)), kept);
  }
});

test("stub: hides the targets of live experiences only, and allows its own hash", () => {
  const folder = scratch();
  const { code, out, err } = omotenashi(folder, "stub", save(folder, rules), "--timeout", "900");
  assert.equal(code, 0);
  const script = /^<script>(.*?)<\/script>$/m.exec(out)[1];
  assert.match(script, /:is\(h1,\.lead\)/);
  assert.match(script, /\b900\b/);
  assert.doesNotMatch(script, /SECRET|OMOTENASHI_/);
  assert.ok(err.includes(createHash("sha256").update(script).digest("base64")));
  assert.match(out, /<script async src="\/omotenashi\.js" data-rules="\/rules\.json"><\/script>/);
  assert.match(omotenashi(folder, "stub", "rules.json", "--nonce", "n1").out, /^<script nonce="n1">/);
});

test("check: silent about good rules, and says what is wrong with others, in two languages", () => {
  const folder = scratch();
  const fine = { omotenashi: 1, site: "test", experiences: [{ id: "a", show: [{ select: "h1", text: "t" }] }] };
  const good = omotenashi(folder, "check", save(folder, fine, "good.json"));
  assert.equal(good.err, "good.json: no problems\n");
  assert.deepEqual([good.code, good.out], [0, ""]);
  const typo = { ...rules, experiences: [{ id: "a", who: { "page.path": { $globb: "/x" } }, show: [{ select: "h1", text: "t" }] }] };
  const bad = omotenashi(folder, "check", save(folder, typo, "bad.json"));
  assert.equal(bad.code, 1);
  assert.match(bad.out, /^bad\.json:\d+:\d+: error: \/experiences\/0\/who\/page\.path\/\$globb: .*`\$glob`.* \[unknown-operator\]/m);
  assert.match(bad.err, /1 error/);
  const japanese = omotenashi(folder, "check", "bad.json", "--lang", "ja");
  assert.match(japanese.out, /^bad\.json:\d+:\d+: エラー: .*`\$globb` という演算子はありません。`\$glob` のことですか？ \[unknown-operator\]/m);
  assert.match(japanese.err, /^bad\.json: エラー \d件、警告 \d件$/m);
  assert.equal(omotenashi(folder, "check", "good.json", "--lang", "ja").err, "good.json: 問題はありません\n");
  const [first] = JSON.parse(omotenashi(folder, "check", "bad.json", "--json").out);
  assert.equal(first.code, "unknown-operator");
});

test("data: what is kept and sent, as a page in two languages and as rows", () => {
  const folder = scratch();
  const asking = { omotenashi: 1, site: "s", experiences: [{ id: "vip", who: { "user.tier": "gold" }, show: [{ select: "h1", text: "t" }] }], destinations: [{ to: "beacon", url: "/c" }] };
  const page = omotenashi(folder, "data", save(folder, asking), "--lang", "en");
  assert.equal(page.code, 0);
  assert.match(page.out, /^\| the value of `user\.tier` \| `omotenashi\.s\.profile` \| .*personalization.* \| `vip` \| 396 \|/m);
  assert.match(omotenashi(folder, "data", "rules.json", "--lang", "ja").out, /^\| 送信される情報 \| 送信先 \| 利用目的 \|$/m);
  const { stored, sent } = JSON.parse(omotenashi(folder, "data", "rules.json", "--json").out);
  assert.deepEqual(stored.filter(({ rules }) => rules.includes("vip")).map(({ what }) => what).length, 2);
  assert.equal(sent.length, 3);
});

test("bundle and rules: nothing is written when there are errors", () => {
  const folder = scratch();
  save(folder, { ...rules, experiences: [{ id: "a", whoo: {}, show: [{ select: "h1", text: "t" }] }] });
  for (const args of [["bundle", "rules.json", "-o", "out"], ["rules", "rules.json", "-o", "out/rules.js"]]) {
    const done = omotenashi(folder, ...args);
    assert.equal(done.code, 1);
    assert.match(done.err, /whoo/);
  }
  assert.deepEqual(readdirSync(folder), ["rules.json"]);
});

const refusals = [
  ["a missing file", ["bundle", "nope.json", "-o", "x"], 2, /^nope\.json: there is no such file$/m],
  ["a folder", ["rules", ".", "-o", "x"], 2, /^\.: this is a folder$/m],
  ["what is not JSON", ["bundle", "comma.json", "-o", "x"], 1, /^comma\.json:2:1: error: expected a name in double quotes .* \[json-key\]$/m],
  ["a file that ends too early, in the language asked for", ["stub", "short.json", "--lang", "ja"], 1, /^short\.json:1:6: エラー: \/a: ここには値が必要です \[json-value\]$/m],
  ["a data sheet of what cannot be read", ["data", "comma.json"], 1, /\[json-key\]/],
  ["a data sheet of what is wrong: more might be sent", ["data", "wrong.json", "--json"], 1, /did you mean `beacon`/],
  ["a stub of what is wrong", ["stub", "wrong.json"], 1, /\/slots: expected an object, got null/],
  ["Shift_JIS", ["check", "sjis.json"], 1, /^sjis\.json:2: this file is not in UTF-8; save it as UTF-8$/m],
  ["Shift_JIS, in the language asked for", ["check", "sjis.json", "--lang", "ja"], 1, /^sjis\.json:2: 文字コードが UTF-8 ではありません。UTF-8 で保存し直してください$/m],
  ["a missing file, in the language asked for", ["data", "nope.json", "--lang", "ja"], 2, /^nope\.json: ファイルがありません$/m],
  ["UTF-16", ["bundle", "utf16.json", "-o", "x"], 1, /^utf16\.json:1: this file is not in UTF-8/m],
  ["an array", ["stub", "array.json"], 1, /expected an object, got an array/],
  ["an unknown command", ["chekc", "a"], 2, /unknown command `chekc`, did you mean `check`\?/],
  ["a wild command", ["frobnicate"], 2, /unknown command `frobnicate`; see omotenashi --help/],
  ["an unknown option", ["bundle", "array.json", "--nmae", "x"], 2, /`--nmae`, did you mean `--name`\?/],
  ["an option without its value", ["bundle", "array.json", "-o"], 2, /argument missing/],
  ["no file", ["check"], 2, /which rules file\?/],
  ["two files", ["check", "a", "b"], 2, /one rules file at a time/],
  ["no place to write to", ["bundle", "array.json"], 2, /where to\?/],
  ["a file in the way", ["rules", "good.json", "-o", "good.json/x.js"], 2, /cannot be written: a (file is|part)/],
  ["to write over the rules", ["rules", "good.json", "-o", "./good.json"], 2, /^\.\/good\.json: cannot be written: these are the rules themselves$/m],
  ["a name with a slash", ["bundle", "good.json", "-o", ".", "--name", "../x"], 2, /--name: expected letters/],
  ["a time that is none", ["stub", "good.json", "--timeout", "soon"], 2, /expected milliseconds/],
  ["a language it does not speak", ["check", "good.json", "--lang", "fr"], 2, /expected en or ja, got "fr"/],
];

for (const [what, args, code, words] of refusals)
  test(`refuses ${what} in one sentence`, () => {
    const folder = scratch();
    save(folder, rules, "good.json");
    save(folder, '{"a":1,\n}', "comma.json");
    save(folder, '{"a":', "short.json");
    save(folder, "[1]", "array.json");
    save(folder, { omotenashi: 1, slots: null, destinations: [{ to: "becon", url: "/c" }] }, "wrong.json");
    // 花 as Shift_JIS writes it.
    save(folder, Buffer.from([...Buffer.from('{"omotenashi":1,\n"site":"'), 0x89, 0xd4, 0x22, 0x7d]), "sjis.json");
    save(folder, Buffer.from('\uFEFF{"omotenashi":1}', "utf16le"), "utf16.json");
    const done = omotenashi(folder, ...args);
    assert.match(done.err, words);
    assert.equal(done.code, code);
    assert.equal(done.out, "");
    assert.doesNotMatch(done.err, /\n\s+at /, "no stack trace");
  });

test("what cannot be written to stdout is told, and who reads no further hears all the same whether something is wrong", { skip: !existsSync("/dev/full") }, () => {
  const folder = scratch();
  const wrong = Array.from({ length: 3000 }, (_, index) => ({ id: `e${index}`, shw: [] }));
  save(folder, { omotenashi: 1, experiences: wrong });
  const run = (line) => spawnSync("sh", ["-c", line, process.execPath, join(dist, "cli.mjs")], { cwd: folder, encoding: "utf8" });
  const full = run('"$0" "$1" guide > /dev/full');
  assert.deepEqual([full.status, full.stderr], [2, "stdout: cannot be written: the disk is full\n"]);
  const cut = run('{ "$0" "$1" check rules.json; echo $? >&3; } 3>code 2>/dev/null | head -1');
  assert.match(cut.stdout, /^rules\.json:.*\n$/);
  assert.equal(readFileSync(join(folder, "code"), "utf8"), "1\n");
});

test("a name that was meant is found however it was typed, and no other in its stead", () => {
  assert.equal(nearest("ｺﾞｰﾙﾄﾞ会員", ["ゴールド会員"]), "ゴールド会員");
  assert.equal(nearest("ゴールド".normalize("NFD"), ["ゴールド"]), "ゴールド");
  assert.equal(nearest("元", ["赤"]), undefined);
});

test("help says what there is, for each command too", () => {
  const folder = scratch();
  const { out } = omotenashi(folder, "--help");
  for (const name of ["check", "bundle", "rules", "stub", "data", "guide"]) {
    assert.match(out, new RegExp(`omotenashi ${name} `));
    assert.match(omotenashi(folder, name, "--help").out, new RegExp(`^omotenashi ${name} `));
  }
  assert.equal(omotenashi(folder).out, out);
  assert.match(omotenashi(folder, "--version").out, /^\d+\.\d+\.\d+\n$/);
});

test("check: signs that order a terminal about, and lines that order a build server, are shown and not obeyed", () => {
  const folder = scratch();
  save(folder, { omotenashi: 1, "\u001b]0;title\u0007": 1, "x\n::error::y": 1, experiences: [{ id: "a", where: { "page.\u009bpath\r": 1 }, show: [{ select: "h1", text: "x" }] }] });
  for (const [command, ...more] of [["check"], ["check", "--lang", "ja"], ["bundle", "-o", "out"]]) {
    const { code, out, err } = omotenashi(folder, command, "rules.json", ...more);
    assert.equal(code, 1);
    assert.doesNotMatch(out + err, /[^\P{Cc}\n]|^::/mu);
    assert.match(out + err, /unknown|不明|知らない|ありません|未知/);
    assert.match(out + err, /\\u001b\]0;title\\u0007/);
  }
});
