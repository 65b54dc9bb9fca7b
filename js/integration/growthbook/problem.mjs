// What cannot be carried over, and where it stands in the payload.
//
// Owns: the sentences. In: a code and a place. Out: `{ code, pointer, message }`. Must not: judge what
// the engine judges: `new Engine(rules).problems` does that.

const english = {
  "attribute-taken": "`{}` is an attribute that Omotenashi fills in by itself; rename it",
  change: "this change of the page cannot be made by rules; the experience is a draft until it is replaced",
  circle: "circular prerequisites: the flag is null from this rule on, as in GrowthBook",
  decrypt: "cannot be decrypted with this key",
  "encrypted-json": "decrypted, but not JSON",
  "filters-sticky": "visitors who were in the experiment before stay in it, even when this filter changes",
  "few-variations": "an experiment needs two variations; it is a draft",
  "force-range": "there is no variation `{}`; nobody is in the experiment",
  groups: "`groups` are not carried over: use a saved group",
  "hash-version": "hash version {} is not known; nobody is included",
  manual: "GrowthBook waits for a call before it runs this; here it runs by itself",
  "no-key": "encrypted: a decryptionKey is needed",
  parent: "there is no feature `{}`; its value is taken as null",
  "parent-test": "only `value` of a prerequisite can be tested, got `{}`",
  payload: "there are neither `features` nor `experiments` here; expected an answer of GrowthBook's API",
  pattern: "this pattern cannot be expressed as a condition; nobody matches it",
  script: "rules run no scripts; the experience is a draft until this is replaced",
  tracks: "evaluated elsewhere: what it tracks is not carried over",
  unreadable: "this is not in GrowthBook's form, and is left out",
  url: "`url` is not carried over: use `urlPatterns`",
  value: "the variation is a value, not a change of the page: ask for it with variant()",
  type: "expected {}",
};

const japanese = {
  "attribute-taken": "`{}` は Omotenashi が自動で値を入れる属性です。別の名前にしてください",
  change: "この変更はルールでは行えません。置き換えるまで下書きのままです",
  circle: "前提条件が循環しています。GrowthBook と同じく、このルールから先は null です",
  decrypt: "この鍵では復号できません",
  "encrypted-json": "復号できましたが、JSON ではありません",
  "filters-sticky": "一度参加した人は、このフィルターが変わっても参加したままです",
  "few-variations": "A/Bテストには二つ以上のバリアントが必要です。下書きにしました",
  "force-range": "バリアント `{}` はありません。誰も参加しません",
  groups: "`groups` は引き継がれません。保存グループを使ってください",
  "hash-version": "ハッシュのバージョン {} は不明です。誰も対象になりません",
  manual: "GrowthBook では呼び出しを待ちますが、ここでは自動で実行されます",
  "no-key": "暗号化されています。decryptionKey が必要です",
  parent: "機能（feature）`{}` がありません。値は null とみなします",
  "parent-test": "前提条件で調べられるのは `value` だけです（`{}` と書かれています）",
  payload: "`features` も `experiments` もありません。GrowthBook の API の応答が必要です",
  pattern: "このパターンは条件として書けません。誰にも一致しません",
  script: "ルールはスクリプトを実行しません。置き換えるまで下書きのままです",
  tracks: "別の場所で評価済みです。計測する内容は引き継がれません",
  unreadable: "GrowthBook の書き方ではないため、取り込みませんでした",
  url: "`url` は引き継がれません。`urlPatterns` を使ってください",
  value: "このバリアントはページの変更ではなく値です。variant() で読み取ってください",
  type: "{}が必要です",
};

/** What is expected, as the Japanese sentence has it. */
const shapes = { "an object": "オブジェクト", "an array": "配列", "an experiment": "A/Bテスト" };

const step = (name) => `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** A JSON Pointer of names and numbers. */
export const pointer = (...names) => names.map(step).join("");

/** A list of problems, in one language. */
export class Problems {
  list = [];

  constructor(language) {
    this.sentences = language?.startsWith?.("ja") ? japanese : english;
  }

  /** Adds one; `word` is what the sentence is about. */
  add(code, where, word = "") {
    const said = code === "type" && this.sentences === japanese ? shapes[word] : word;
    this.list.push({ code, pointer: where, message: this.sentences[code].replace("{}", said) });
  }
}
