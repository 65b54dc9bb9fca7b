// What the panel says, in English and Japanese.
//
// Owns: its words. In: a language tag. Out: texts. Must not: know what is kept.

const english = {
  title: "What this site remembers of you",
  where: (bytes) => `It is kept in this browser only: ${bytes} bytes.`,
  nothing: "Nothing is kept about you in this browser.",
  consent: "What you agreed to",
  kept: "What is kept",
  purposes: { personalization: "Remembering you, to choose what you see", measurement: "Counting what was shown and what came of it", sharing: "Handing over to others" },
  states: { granted: "agreed", denied: "refused", pending: "not answered" },
  names: {
    visitor: "Name of this browser (random)",
    visit: "Visits",
    pages: "Pages of this visit",
    lastSeen: "Last seen",
    user: "What you told the site",
    experiences: "What you were shown",
    cart: "Cart",
    since: "Since",
    variant: "Variant",
    value: "Worth",
    count: "Things",
    id: "Name",
  },
  save: "Save as a file",
  erase: "Erase everything",
  sure: "All of it is erased from this browser. This cannot be undone.",
  yes: "Erase",
  no: "Keep it",
  erased: "Everything was erased.",
  close: "Close",
};

const japanese = {
  title: "このサイトが覚えていること",
  where: (bytes) => `このブラウザの中にだけ保存されています（${bytes}バイト）。`,
  nothing: "このブラウザには、あなたについて何も保存されていません。",
  consent: "同意の状況",
  kept: "保存されている内容",
  purposes: { personalization: "内容を選ぶために覚えておくこと", measurement: "表示した内容とその結果を数えること", sharing: "ほかの事業者へ渡すこと" },
  states: { granted: "同意", denied: "拒否", pending: "未回答" },
  names: {
    visitor: "このブラウザの識別子（無作為）",
    visit: "訪問回数",
    pages: "今回の訪問で見たページ数",
    lastSeen: "最後の操作",
    user: "サイトに伝えた内容",
    experiences: "表示された内容",
    cart: "カート",
    since: "いつから",
    variant: "種類",
    value: "金額",
    count: "点数",
    id: "名前",
  },
  save: "ファイルに保存する",
  erase: "すべて消去する",
  sure: "このブラウザからすべて消去します。元に戻すことはできません。",
  yes: "消去する",
  no: "やめる",
  erased: "すべて消去しました。",
  close: "閉じる",
};

/** The words for a page's language. */
export const wordsFor = (tag) => (/^ja\b/i.test(tag) ? japanese : english);
