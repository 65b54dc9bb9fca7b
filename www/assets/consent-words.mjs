// Owns: the words of the consent banner, in both languages.

/** Translations as vanilla-cookieconsent wants them. */
export const words = {
  ja: {
    consentModal: {
      title: "覚えてもよろしいですか",
      description: "ご覧になった棚を覚えておくと、次にいらしたときに合ったものをお見せできます。覚えたことはこの端末の中だけに置きます。お返事をいただくまでは、何も保存しません。",
      acceptAllBtn: "はい、どうぞ",
      acceptNecessaryBtn: "いいえ、結構です",
      showPreferencesBtn: "一つずつ選ぶ",
    },
    preferencesModal: {
      title: "同意の設定",
      acceptAllBtn: "すべて「はい」",
      acceptNecessaryBtn: "すべて「いいえ」",
      savePreferencesBtn: "この選び方で保存",
      closeIconLabel: "閉じる",
      sections: [
        { description: "いつでも、ここで変えられます。「いいえ」にすると、この端末に覚えたものをすぐに消します。" },
        { title: "おもてなし", description: "ご覧になった棚とお越しの回数を、この端末の中だけに覚え、次のページを選ぶために使います。", linkedCategory: "personalization" },
        { title: "計測", description: "どの見せ方をお見せし、その後どうなったかを、この店のサーバーに送ります。お客さまを表す番号は付けません。", linkedCategory: "measurement" },
        { title: "共有", description: "よその会社に渡すためのもの。この店では、いまは何も渡していません。", linkedCategory: "sharing" },
      ],
    },
  },
  en: {
    consentModal: {
      title: "May we remember you?",
      description: "If we may remember which shelves you looked at, the next page can fit you better. What we remember stays on this device. Until you answer, nothing is stored.",
      acceptAllBtn: "Yes, please",
      acceptNecessaryBtn: "No, thank you",
      showPreferencesBtn: "Choose one by one",
    },
    preferencesModal: {
      title: "Consent settings",
      acceptAllBtn: "Yes to all",
      acceptNecessaryBtn: "No to all",
      savePreferencesBtn: "Save my choices",
      closeIconLabel: "Close",
      sections: [
        { description: "You can change this here at any time. A no erases at once what this device remembers." },
        { title: "Personalization", description: "Which shelves you looked at and how often you came, kept on this device only, to choose what the next page shows.", linkedCategory: "personalization" },
        { title: "Measurement", description: "What we showed and what came of it is sent to this shop’s own server, without any number that stands for you.", linkedCategory: "measurement" },
        { title: "Sharing", description: "For handing things to other companies. This shop hands over nothing today.", linkedCategory: "sharing" },
      ],
    },
  },
};
