//! The same in Japanese, for those who write rules in it.

/// By list: ours, and what people write who know no English word for it.
pub(super) const WORDS: &[(&str, &[(&str, &str)])] = &[
    (
        "file",
        &[
            ("experiences", "施策 体験 キャンペーン"),
            ("audiences", "オーディエンス セグメント"),
            ("attributes", "属性"),
            ("site", "サイト サイト名"),
            ("timezone", "タイムゾーン"),
            ("slots", "スロット"),
            ("goals", "ゴール 目標 コンバージョン"),
            ("flags", "フラグ"),
            ("stages", "ステージ"),
            ("lists", "リスト"),
            ("consent", "同意"),
            ("destinations", "送信先"),
        ],
    ),
    (
        "experience",
        &[
            ("who", "誰に 対象 条件 ターゲット オーディエンス セグメント"),
            ("where", "どこで ページ"),
            ("show", "表示 変更 内容"),
            ("variants", "バリアント パターン"),
            ("split", "割合 配分 振り分け"),
            ("measure", "成果 ゴール 目標"),
            ("when", "いつ きっかけ トリガー"),
            ("schedule", "期間 開始 終了"),
            ("status", "状態 ステータス"),
            ("frequency", "回数 頻度"),
            ("name", "名前 名称"),
            ("note", "メモ 備考 説明"),
            ("languages", "言語"),
            ("priority", "優先度 優先順位"),
        ],
    ),
    (
        "show",
        &[
            ("select", "セレクター セレクタ 要素 対象"),
            ("at", "スロット"),
            ("text", "テキスト 文字 文言"),
            ("image", "画像"),
            ("link", "リンク"),
            ("surface", "表示枠 ポップアップ モーダル バナー トースト"),
        ],
    ),
    (
        "surface-kind",
        &[
            ("modal", "モーダル ポップアップ ダイアログ"),
            ("bar", "バー"),
            ("banner", "バナー"),
            ("slide-in", "スライドイン"),
            ("toast", "トースト"),
            ("card", "カード"),
            ("spotlight", "スポットライト"),
        ],
    ),
    (
        "device-type",
        &[
            ("mobile", "スマホ スマートフォン モバイル 携帯"),
            ("tablet", "タブレット"),
            ("desktop", "パソコン デスクトップ"),
        ],
    ),
    (
        "visitor-kind",
        &[
            ("new", "新規 初回"),
            ("returning", "再訪 再訪問 リピーター リピート"),
        ],
    ),
    (
        "attribute-type",
        &[
            ("string", "文字列 文字 テキスト"),
            ("number", "数値 数字 数"),
            ("boolean", "真偽値"),
            ("date", "日付 日時"),
            ("list", "リスト 配列"),
        ],
    ),
    (
        "status",
        &[
            ("live", "公開 公開中 実行中 有効"),
            ("draft", "下書き 停止 無効"),
            ("ended", "終了"),
        ],
    ),
    (
        "schedule",
        &[("from", "開始 開始日"), ("to", "終了 終了日")],
    ),
    (
        "consent-mode",
        &[("opt-in", "オプトイン"), ("opt-out", "オプトアウト")],
    ),
    ("destination-kind", &[("dataLayer", "データレイヤー")]),
    (
        "variant-name",
        &[("original", "元 元のまま オリジナル 現状")],
    ),
    (
        "operator",
        &[
            ("$eq", "等しい 一致 完全一致"),
            ("$ne", "等しくない 以外"),
            ("$gt", "より大きい 超 超える"),
            ("$gte", "以上"),
            ("$lt", "未満 より小さい"),
            ("$lte", "以下"),
            ("$in", "いずれか どれか"),
            ("$contains", "含む 部分一致"),
            ("$startsWith", "始まる で始まる から始まる 前方一致"),
            ("$endsWith", "終わる で終わる 後方一致"),
            ("$regex", "正規表現"),
        ],
    ),
];
