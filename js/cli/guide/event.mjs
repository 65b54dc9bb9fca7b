// The events that come without code from the site, for the guide.
//
// Owns: one sentence for each, in both languages. In: nothing. Out: rows. Must not: say more than src/engine/rules/observe.rs,
// which a test holds it against.

/** Name · when it comes · the same in Japanese · its properties. */
export const events = [
  ["page_view", "A page is opened, or gone to in a single-page application.", "ページを開いた、またはシングルページアプリの中で移った。", "page_path, page_location, page_title"],
  ["view_search_results", "The address holds a term that was searched for on the site.", "URL にサイト内検索の語がある。", "search_term"],
  ["back_and_forth", "The visitor is back on a page that was left at most 10 s ago.", "10秒以内に離れたページに戻った。", "page_path"],
  ["click", "A click on a link to another host.", "ほかのホストへのリンクをクリックした。", "link_url, link_domain, outbound"],
  ["file_download", "A click on a link to a file.", "ファイルへのリンクをクリックした。", "file_name, file_extension, link_url"],
  ["element_click", "A click on what can be clicked, or in an element of a slot.", "クリックできるもの、またはスロットの要素をクリックした。", "slot, element_tag, element_role, link_url"],
  ["rage_click", "The third click on one spot within a second.", "同じ所を1秒以内に3回クリックした。", "slot, element_tag, element_role"],
  ["dead_click", "A click after which nothing happens.", "クリックしても何も起こらなかった。", "slot, element_tag, element_role"],
  ["hesitation", "The pointer keeps moving on one clickable thing for 3 s, without pressing.", "クリックできるものの上で、押さずにポインターを3秒動かし続けた。", "slot, element_tag, element_role"],
  ["element_view", "An element of a slot has been seen for 1, 5, 10, 30, 60 s.", "スロットの要素が 1、5、10、30、60秒見られた。", "slot, seconds"],
  ["user_engagement", "The page has been seen for 10, 30, 60, 180 s, while the visitor was active.", "操作しながらページを 10、30、60、180秒見た。", "engagement_time_msec, seconds"],
  ["scroll", "90 percent of the page have been scrolled to.", "ページの 90% までスクロールした。", "percent_scrolled"],
  ["scroll_depth", "25, 50, 75, 100 percent of the page have been scrolled to.", "ページの 25、50、75、100% までスクロールした。", "percent_scrolled"],
  ["inactivity", "Nothing has been done for 30 s.", "30秒間、操作がなかった。", "seconds"],
  ["exit_intent", "The visitor is about to leave.", "訪問者が離れようとした。", ""],
  ["form_start", "A form gets its first input.", "フォームへの入力を始めた。", "form_id, form_name, form_destination, slot"],
  ["form_submit", "A form is sent.", "フォームを送信した。", "form_id, form_name, form_destination, slot"],
  ["form_abandon", "A form was begun and not sent.", "入力を始めたフォームを送らずに離れた。", "form_id, form_name, form_destination, slot"],
  ["video_start", "A video is played.", "動画を再生した。", "video_url, video_duration, slot"],
  ["audio_start", "A sound is played.", "音声を再生した。", "video_url, video_duration, slot"],
  ["video_progress", "10, 25, 50, 75 percent of a video or sound have been played.", "10、25、50、75% まで再生した。", "video_url, video_percent"],
  ["video_complete", "A video or sound has ended.", "最後まで再生した。", "video_url"],
  ["exception", "An error happens: in a script, a file or a field, or a message on the page says so.", "エラーが起きた（スクリプト、ファイル、入力欄、エラーの表示）。", "kind, fatal"],
  ["copy", "Something is copied (what it is, is not read).", "何かをコピーした（内容は見ません）。", "slot, element_tag, element_role"],
];
