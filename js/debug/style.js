// How the badge and the inspector look.
//
// Owns: their style sheets. In: nothing. Out: text. Must not: name anything outside the shadow root.

export const shared = `:host{all:initial;display:block!important;visibility:visible!important;opacity:1!important;color-scheme:light dark;
--ink:#1c212b;--soft:#565e6d;--paper:#fff;--shade:#f4f5f7;--line:#d9dde4;--main:#a83a24;--on-main:#fff;--good:#17633c;--good-paper:#e2f3e8;--bad:#8c2a1a;--bad-paper:#fdebe6;--mark:#a83a24;
font:14px/1.55 system-ui,-apple-system,"Segoe UI","Hiragino Sans","Noto Sans JP",sans-serif;color:var(--ink)}
@media (prefers-color-scheme:dark){:host{--ink:#eceef2;--soft:#a9b1be;--paper:#15181e;--shade:#1f242c;--line:#363d49;--main:#ff9a7d;--on-main:#26100a;--good:#8fdcaf;--good-paper:#16301f;--bad:#ffb4a1;--bad-paper:#3a1c15;--mark:#ff9a7d}}
:host(:lang(ja)){-webkit-locale:"ja";line-break:strict;word-break:auto-phrase}
[hidden],:host([hidden]){display:none!important}
@media print{:host{display:none!important}}
*{box-sizing:border-box}
p,ul,ol,h2,h3,dl,dd,pre,figure{margin:0;padding:0;list-style:none}
button,select,input,a.button{font:inherit;color:inherit}
button,a.button{cursor:pointer;display:inline-flex;align-items:center;justify-content:center;min-height:32px;padding:4px 12px;border:1px solid var(--line);border-radius:8px;background:var(--paper);text-decoration:none;white-space:nowrap}
button:hover,a.button:hover{border-color:var(--soft)}
button.main{background:var(--main);border-color:var(--main);color:var(--on-main);font-weight:600}
a{color:var(--main)}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
small{font-size:12px;color:var(--soft)}`;

export const badgeStyle = `${shared}
.badge{position:fixed;z-index:2147483647;inset:auto auto max(var(--up,12px),env(safe-area-inset-bottom)) 12px;max-width:min(390px,calc(100vw - 24px));padding:12px 14px;background:var(--paper);color:var(--ink);border:1px solid var(--line);border-inline-start:4px solid var(--mark);border-radius:12px;box-shadow:0 1px 2px #0002,0 8px 28px #0003;overflow-wrap:anywhere}
.badge.plain{border-inline-start-width:1px;padding:8px 10px;display:flex;align-items:center;gap:10px}
.badge.plain ul:empty{display:none}
.badge.plain .title{margin:0}
.badge.plain .buttons{margin:0}
.badge.small>:not(.title){display:none}
.title{font-weight:700;display:flex;align-items:center;gap:8px}
.dot{width:9px;height:9px;border-radius:50%;background:var(--mark)}
.note{color:var(--soft);font-size:13px}
ul{margin-block:6px 0}
ul:empty{display:none}
li{padding-block:1px}
.wrong{margin-top:8px;padding:8px 10px;border-radius:8px;background:var(--bad-paper);color:var(--bad)}
.wrong a{color:inherit;font-weight:600}
.fold{margin-inline-start:auto;border:0;background:none;min-height:24px;padding:0 6px}
.badge.plain .fold{display:none}
.buttons{display:flex;flex-wrap:wrap;gap:6px;margin-top:10px}
@media (max-width:480px){.badge:not(.plain,.small){max-width:none;inset-inline:8px}.badge:not(.plain) .buttons>button{flex:1}}`;
