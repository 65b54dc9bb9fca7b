// What a site owner has to know for as long as visitors come back.
//
// Owns: what follows from publishing, from a change of the rules, and from the end. In: nothing. Out: rows. Must not: promise
// what no test has seen.

const rows = (list) => list.map(([does, follows]) => ({ cells: [does, follows].map(([en, ja]) => ({ en, ja })) }));

export const keeping = [
  {
    title: { en: "Publishing", ja: "公開" },
    rows: rows([
      [
        ["A new bundle", "新しいバンドル"],
        [
          "Its name depends on its content, so it may be cached for ever; the page that names it may not. Leave old bundles in place for as long as a page may come from a cache: a page whose script is gone shows what was written.",
          "ファイル名は内容で決まるので、スクリプトはいつまでもキャッシュできます。それを指すページは別です。ページがキャッシュから来るあいだは、古いバンドルも残してください。スクリプトがないページは元のまま表示されます。",
        ],
      ],
      [
        ["`omotenashi.js` in a new version", "`omotenashi.js` の更新"],
        [
          "Replace every `omotenashi.*.js` beside it as well, and make caches fetch all of them anew. A file of another version may be treated as missing: a `fault` such as `surface-unreachable` says so. What visitors' browsers hold stays.",
          "同じ場所の `omotenashi.*.js` もすべて置き換え、キャッシュを更新してください。バージョンの違うファイルは無いものとして扱われることがあり、`surface-unreachable` などの `fault` で分かります。訪問者のブラウザーに保存したものは残ります。",
        ],
      ],
      [
        ["A CDN that minifies scripts or loads them later", "スクリプトを縮小したり遅らせたりする CDN"],
        [
          "Exclude our scripts. The browser refuses a changed one, because of the hash in the tag; one that is loaded later shows the original page for a moment.",
          "対象から外してください。書き換えられたスクリプトは、タグのハッシュによりブラウザーが拒みます。遅れて読み込むと、元のページが一瞬見えます。",
        ],
      ],
      [
        ["Different rules on some pages, or on cached ones", "一部のページやキャッシュに残る別のルール"],
        [
          "All pages of one `site` share what is kept, and each page keeps only what its own rules ask for: past behaviour, attributes told by `identify` and the cart are lost on a page whose rules do not ask for them. Give all pages the same rules. Experiences and their variants stay.",
          "同じ `site` のページは保存したものを共有し、どのページも自分のルールに必要なものだけを残します。そのページのルールが使わない行動、`identify` の値、カートは、そこで消えます。全ページを同じルールにしてください。施策とその結果は残ります。",
        ],
      ],
      [
        ["Several sites at one origin", "同じオリジンの複数のサイト"],
        ["Each keeps its own data, under the name in `site`: give each site a different one.", "`site` の名前ごとに別々に保存されます。それぞれ別の名前にしてください。"],
      ],
    ]),
  },
  {
    title: { en: "Changing the rules", ja: "ルールの変更" },
    rows: rows([
      [
        ["`site` renamed", "`site` の変更"],
        [
          "Everybody is a new visitor, and is asked for consent again. What is kept under the old name stays there: erase it first, as described below.",
          "全員が新しい訪問者になり、同意も改めて求めます。古い名前で保存したものは残るので、先に下の方法で消してください。",
        ],
      ],
      [
        ["A `variant` renamed, taken out or added, or another `split`", "バリアントの名前・追加・削除、`split` の変更"],
        [
          "Visitors who were counted for a variant keep it; if it is gone, they see another one, while their goals still count for the first. Raise `version` to assign and count everybody anew.",
          "数えられた人はそのバリアントのままです。それがなくなると別のものを見ますが、ゴールは最初のバリアントに数えられ続けます。`version` を上げると、全員を改めて振り分けて数えます。",
        ],
      ],
      [
        ["An `id` used again for something else", "`id` の使い回し"],
        ["It counts as the same experience, with the same caps, dismissals and counted visitors: choose another `id`, or raise `version`.", "同じ施策として扱われ、回数、閉じたこと、数えた人も引き継ぎます。別の `id` にするか、`version` を上げてください。"],
      ],
      [
        ["A goal or a stage renamed", "ゴールやステージの名前の変更"],
        [
          "What was reached under the old name does not count for the new one: an `until` starts again, and so does a journey.",
          "古い名前での達成は、新しい名前には引き継がれません。`until` もステージも初めからになります。",
        ],
      ],
      [
        ["An experience ended or removed", "施策の終了・削除"],
        ["`bundle` leaves it out. Its outcome is kept for as long as `retention` says, and then forgotten.", "`bundle` には入りません。結果は `retention` の期間だけ残り、その後消えます。"],
      ],
      [
        ["A shorter `retention`", "`retention` の短縮"],
        ["It takes effect on each visitor's next page. `check` says which windows and caps look back further.", "訪問者が次にページを開いたときから効きます。それより長い期間や回数制限は `check` が知らせます。"],
      ],
    ]),
  },
  {
    title: { en: "Removing it", ja: "取りやめ" },
    rows: rows([
      [
        ["For now: `\"off\": true` in the rules", "一時的に：ルールに `\"off\": true`"],
        ["Take it out again, and everything goes on with what was kept. Leave the rest of the file as it is.", "外せば、保存したものとともに元に戻ります。ほかの部分はそのままにしてください。"],
      ],
      [
        ["For good: rules that are off, with the same `site` (and `cookie`), and on every page `(window.omotenashi ||= []).push([\"forget\"])` before the script", "完全に：同じ `site`（と `cookie`）で止めたルールと、全ページのスクリプトの前に `(window.omotenashi ||= []).push([\"forget\"])`"],
        [
          "Everything is erased in the browser of every visitor who comes, including the answer about consent. Leave it so for as long as `retention` says, thirteen months by default; then remove the tag and the files. If you remove the tag at once, what is kept stays in the browsers.",
          "来た人のブラウザーから、同意の回答も含めてすべて消えます。`retention` の期間（指定がなければ13か月）続けてから、タグとファイルを外してください。すぐにタグを外すと、保存したものはブラウザーに残ります。",
        ],
      ],
    ]),
  },
];
