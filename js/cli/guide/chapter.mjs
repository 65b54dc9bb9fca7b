// The chapters of the guide.
//
// Owns: what each is about, an example that can be played as it is, and which parts of the schema it lists. In: nothing. Out:
// data. Must not: say what a member means; that is the schema's.

import { events } from "./event.mjs";
import { examples } from "./example.mjs";
import { keeping } from "./keeping.mjs";

/** `{{path:format|fallback}}`: how it is written, what it writes, the same in Japanese, where it is written otherwise there. */
const formats = [
  ["{{user.name|friend}}", "the value, or *friend* where there is none", "値。なければ「お客様」", undefined, "{{user.name|お客様}}"],
  ["{{cart.value:number 1}}", "1,234.5", "1,234.5"],
  ["{{user.discount:percent}}", "20%, where it is 0.2", "0.2 なら 20%"],
  ["{{cart.value:money JPY}}", "¥4,800", "￥4,800"],
  ["{{user.since:date long}}", "December 1, 2026; short, medium, long, full", "2026年12月1日（short、medium、long、full）"],
  ["{{user.since:ago}}", "3 days ago, tomorrow", "3 日前、明日"],
  ["{{cart.count:plural 0=nothing; one=# thing; other=# things}}", "2 things", "2点、0 なら「なし」（日本語では other だけ）", undefined, "{{cart.count:plural 0=なし; other=#点}}"],
];

const three = ([name, en, ja, more, own = name]) => ({ cells: [{ en: `\`${name}\``, ja: `\`${own}\`` }, { en, ja }, more === undefined ? undefined : more && `\`${more.replaceAll(", ", "`, `")}\``] });

/** `name`, `title`, what it is about, an example, and tables: each of a part of the schema, or of rows. */
export const chapters = [
  {
    name: "file",
    title: { en: "The rules file", ja: "ルールファイル" },
    about: {
      en: "One JSON file says what is shown to whom. Everything except `omotenashi` may be left out. `npx omotenashi check rules.json` tells you what is wrong with it, and `bundle` makes the script for your pages.",
      ja: "一つの JSON ファイルに、誰に何を見せるかを書きます。`omotenashi` のほかは省けます。`npx omotenashi check rules.json` が間違いを知らせ、`bundle` がページに置くスクリプトを作ります。",
    },
    tables: [{ of: [], shallow: true }],
  },
  {
    name: "experiences",
    title: { en: "Experiences, tests and splits", ja: "施策、A/Bテスト、振り分け" },
    about: {
      en: "An experience shows something to the visitors who meet its conditions: the same to all (`show`), or one of several `variants`, which `split` chooses for each visitor and which they keep. Visitors who are left over, or get the variant `original`, see the page as it is. Where experiences compete for an element, `priority` decides; the first in the file wins a tie.",
      ja: "施策は、条件に合う人に何かを見せます。全員に同じもの（`show`）か、`split` で訪問者ごとに選ばれて変わらない `variants` のどれかです。残りの人と `original` は元のページを見ます。同じ要素を争うときは `priority` で決まります。",
    },
    tables: [{ of: ["$defs", "experience"] }],
  },
  {
    name: "conditions",
    title: { en: "Conditions", ja: "条件" },
    about: {
      en: "A condition names attributes and what they must be: a plain value, or operators. Everything in it must hold. A missing value fails every test except `$ne`, `$nin`, `$nini`, `$notInGroup`, `$not`, `$exists: false`, `$type: \"missing\"` and `null` itself (plain, or in `$eq`, `$in` or `$type`), and counts as version 0; a value that is not known yet makes a condition neither true nor false, and nothing is shown.",
      ja: "条件には、属性と、その値（または演算子）を書きます。中に書いたものはすべて成り立つ必要があります。値のない属性は、`$ne`、`$nin`、`$nini`、`$notInGroup`、`$not`、`$exists: false`、`$type: \"missing\"`、`null`（そのまま、または `$eq`、`$in`、`$type` の中）のほかでは成り立ちません（バージョンとしては 0 です）。まだ分からない値があるときは、成り立つとも成り立たないともせず、何も見せません。",
    },
    tables: [
      { title: { en: "What joins conditions", ja: "条件をつなぐもの" }, of: ["$defs", "condition"], only: /^\$/ },
      { title: { en: "Operators", ja: "演算子" }, of: ["$defs", "tests", "then"], shallow: true },
    ],
  },
  {
    name: "attributes",
    title: { en: "Attributes", ja: "属性" },
    about: {
      en: "These need no declaration. What only the site knows has to be declared in `attributes`, and the site has to tell it; `user.…` is told by `identify`. A date that is told also gives an anniversary, such as `anniversary.user.birthday`.",
      ja: "次の属性は宣言なしで使えます。サイトだけが知る値は、`attributes` で宣言し、サイトから渡します。`user.…` は `identify` で伝えます。日付を伝えると、`anniversary.user.birthday` も使えます。",
    },
    tables: [
      { of: ["$defs", "condition"], only: /^[^$]/ },
      { title: { en: "`attributes`, each", ja: "`attributes` のそれぞれ" }, of: ["properties", "attributes", "additionalProperties"] },
      { title: { en: "`stages`, each: a condition, or", ja: "`stages` のそれぞれ：条件、または" }, of: ["$defs", "stage", "then"] },
      { title: { en: "`rfm`", ja: "`rfm`" }, of: ["properties", "rfm"] },
    ],
  },
  {
    name: "past",
    title: { en: "What was done before", ja: "これまでの行動" },
    about: {
      en: "`$did` asks what this visitor has done, on this device and with their consent. Events are those that the site tracks (`purchase`, `add_to_cart`, or any other name), and those below, which are observed without code from the site. Without any statistic it asks for at least one event.",
      ja: "`$did` は、訪問者がこの端末で、同意の後にしてきたことを調べます。イベントは、サイトが track で伝えるもの（`purchase`、`add_to_cart` など）と、下の表の自動で記録されるものです。集計を書かなければ「一度でも」という意味です。",
    },
    tables: [
      { of: ["$defs", "did"] },
      { title: { en: "`within`: a duration, a word, or", ja: "`within`：期間、言葉、または" }, of: ["$defs", "within", "then", "else"] },
      { title: { en: "or", ja: "または" }, of: ["$defs", "within", "then", "then"] },
      { title: { en: "Events that are observed by themselves", ja: "自動で記録されるイベント" }, rows: events.map(three), head: ["event", "when", "properties"] },
      { title: { en: "Interests", ja: "興味" }, of: ["$defs", "interest"] },
    ],
  },
  {
    name: "changes",
    title: { en: "What is shown", ja: "見せるもの" },
    about: {
      en: "`show` is a list of changes: each names its target, by `select` or by a slot (`at`), and what becomes of it. HTML in a rule is sanitised; when an experience ends, the page is put back as it was.",
      ja: "`show` は変更の配列です。対象を `select` かスロット（`at`）で示し、どう変えるかを書きます。書いた HTML は安全なものだけが使われます。表示が終われば、ページは元に戻ります。",
    },
    tables: [{ of: ["$defs", "show", "items"] }],
  },
  {
    name: "texts",
    title: { en: "Texts with values", ja: "値を差し込んだテキスト" },
    about: {
      en: "`{{path:format|fallback}}` in any text becomes the value of an attribute, formatted for the language of the page.",
      ja: "テキストの中の `{{属性:書式|代わり}}` は属性の値になり、ページの言語の書き方で表されます。",
    },
    tables: [{ rows: formats.map(three), head: ["written", "becomes"] }],
  },
  {
    name: "surfaces",
    title: { en: "Surfaces: when, and how often", ja: "表示枠：いつ、何回まで" },
    about: {
      en: "A change with `surface` draws a box of our own, which works with keyboard and screen reader. `when` says at which moment it appears; without it, it appears at once. A page view shows only one surface of each kind; `frequency`, `dismissed`, `until` and, for all surfaces together, `surfaces` say how much is enough.",
      ja: "`surface` のある変更は、キーボードでもスクリーンリーダーでも使える表示枠を出します。`when` は出すきっかけで、なければすぐに出ます。一つのページに出る表示枠は、種類ごとに一つだけです。`frequency`、`dismissed`、`until` と、全体の `surfaces` で出しすぎを防ぎます。",
    },
    tables: [
      { title: { en: "`when`", ja: "`when`" }, of: ["$defs", "when"] },
      { title: { en: "`frequency`", ja: "`frequency`" }, of: ["$defs", "frequency", "else"] },
      { title: { en: "`surfaces`", ja: "`surfaces`" }, of: ["$defs", "surfaces"] },
    ],
  },
  {
    name: "flags",
    title: { en: "Flags", ja: "フラグ" },
    about: {
      en: "A flag is a value for the page's own code, `omotenashi.value(\"new-checkout\", false)`: the first of its rules that applies gives the value. Besides the members below, a rule may have those members of an experience that say for whom it is.",
      ja: "フラグは、ページのコードが `omotenashi.value(\"new-checkout\", false)` で使う値です。当てはまる最初のルールが値を決めます。ルールには、下の表のほかに、施策と同じ「誰に」の項目を書けます。",
    },
    tables: [
      { of: ["$defs", "flag"] },
      { title: { en: "A rule", ja: "ルール" }, of: ["$defs", "rule"], only: /^(value|values|percent)$/ },
    ],
  },
  {
    name: "measuring",
    title: { en: "Goals and destinations", ja: "ゴールと送信先" },
    about: {
      en: "Once the visitor has consented to measurement, the `destinations` are told what was shown and which goals were reached afterwards. An exposure counts only when the variant has really been shown. `npx omotenashi data rules.json` prints what is kept and sent, for your privacy page.",
      ja: "計測に同意があると、何を見せ、その後にどのゴールに達したかを `destinations` に伝えます。実際に見せたときだけ数えます。`npx omotenashi data rules.json` は、何を保存し何を送るかを、プライバシーのページのために出力します。",
    },
    tables: [
      { title: { en: "`goals`, each", ja: "`goals` のそれぞれ" }, of: ["properties", "goals", "additionalProperties"] },
      { title: { en: "`destinations`, each", ja: "`destinations` のそれぞれ" }, of: ["properties", "destinations", "items"] },
      { title: { en: "`holdouts`, each", ja: "`holdouts` のそれぞれ" }, of: ["properties", "holdouts", "additionalProperties"] },
      { title: { en: "`observe`", ja: "`observe`" }, of: ["properties", "observe"] },
    ],
  },
  {
    name: "consent",
    title: { en: "Consent, and what is kept", ja: "同意と保存" },
    about: {
      en: "There are three purposes: `personalization` (remembering this visitor), `measurement` (sending what was shown) and `sharing`. Until there is an answer, nothing is stored and nothing is sent. The strictest answer wins.",
      ja: "目的は三つ：`personalization`（この訪問者を覚える）、`measurement`（見せたものを送る）、`sharing`（共有）。答えがあるまで、何も保存せず、何も送りません。最も厳しい答えが優先されます。",
    },
    tables: [
      { title: { en: "`consent`", ja: "`consent`" }, of: ["properties", "consent"] },
      { title: { en: "`retention`", ja: "`retention`" }, of: ["properties", "retention"] },
      { title: { en: "`cookie`", ja: "`cookie`" }, of: ["properties", "cookie"] },
    ],
  },
  {
    name: "site",
    title: { en: "On a site: publishing, changing, removing", ja: "サイトでの公開、変更、取りやめ" },
    about: {
      en: "Visitors' browsers hold what earlier rules have kept, and pages may come from a cache with an old script. The rules below switch everything off: pages are as they were written, nothing more is kept or sent, and only what has expired is erased.",
      ja: "訪問者のブラウザーには以前のルールで保存したものが残り、ページはキャッシュから当時のスクリプトとともに来ることがあります。下のルールはすべてを止めます。ページは元のままで、新たな保存も送信もなく、期間の過ぎたものだけが消えます。",
    },
    tables: keeping.map((part) => ({ ...part, head: ["does", "follows"] })),
  },
].map((chapter) => ({ ...chapter, example: { en: examples.en[chapter.name], ja: examples.ja[chapter.name] } }));
