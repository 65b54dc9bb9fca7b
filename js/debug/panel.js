// How the inspector looks.
//
// Owns: its style sheet. In: what it shares with the badge. Out: text. Must not: name anything outside the shadow root.

import { shared } from "./style.js";

export const panelStyle = `${shared}
.panel{position:fixed;z-index:2147483647;inset:0 0 0 auto;width:min(440px,100vw);display:flex;flex-direction:column;background:var(--paper);color:var(--ink);border-inline-start:1px solid var(--line);box-shadow:-8px 0 32px #0003;overflow-wrap:anywhere}
header{display:flex;align-items:center;gap:8px;padding:12px 8px 8px 16px}
h2{flex:1;font-size:16px;line-height:1.4}
h2 small{font-weight:400;margin-inline-start:4px}
h3{font-size:14px;margin-bottom:6px}
h3.sub{font-size:12px;font-weight:600;color:var(--soft);margin-bottom:4px}
.close{border:0;background:none;width:40px;height:40px;font-size:16px}
.preview .buttons{margin-top:6px}
.preview button{color:var(--ink)}
.preview{margin:0 16px 8px;padding:8px 12px;border-radius:8px;border-inline-start:4px solid var(--mark);background:var(--shade);font-size:13px}
[role=tablist]{display:flex;gap:2px;padding:0 12px;border-bottom:1px solid var(--line);overflow-x:auto;scrollbar-width:none;flex:none}
[role=tab]{border:0;border-bottom:3px solid transparent;border-radius:0;background:none;min-height:40px;padding:4px 10px;color:var(--soft)}
[role=tab][aria-selected=true]{color:var(--ink);border-color:var(--main);font-weight:600}
[role=tab]:focus-visible,[role=tabpanel]:focus-visible{outline-offset:-3px}
[role=tabpanel]{flex:1;overflow:auto;overscroll-behavior:contain;padding:12px 16px 24px}
.bar{display:flex;flex-wrap:wrap;gap:4px 12px;justify-content:space-between;align-items:center;margin-bottom:10px;font-size:13px}
.count{font-weight:600}
label{display:inline-flex;align-items:center;gap:6px}
input[type=checkbox]{accent-color:var(--main);width:16px;height:16px;margin:0}
.entry{border:1px solid var(--line);border-radius:10px;margin-bottom:8px;background:var(--paper)}
.entry.pointed{border-color:var(--mark);box-shadow:0 0 0 1px var(--mark)}
summary{display:flex;align-items:center;gap:10px;padding:10px 12px;cursor:pointer;border-radius:10px;list-style:none}
summary::-webkit-details-marker{display:none}
summary::before{content:"";flex:none;width:6px;height:6px;border-inline-end:2px solid var(--soft);border-block-end:2px solid var(--soft);transform:rotate(-45deg);transition:transform .15s}
[open]>summary::before{transform:rotate(45deg)}
.name{flex:1;min-width:0}
.name small{display:block}
.chip{flex:none;max-width:45%;padding:1px 9px;border-radius:99px;background:var(--shade);color:var(--soft);font-size:12px;border:1px solid var(--line)}
.chip.yes{background:var(--good-paper);color:var(--good);border-color:transparent;font-weight:600}
.chip.bad{background:var(--bad-paper);color:var(--bad);border-color:transparent}
.entry>.why{padding:0 12px 10px 28px}
.entry>.why:empty{display:none}
.why,.aside{color:var(--soft);font-size:13px}
.body .aside{margin-top:8px}
.part-of>.aside{margin-bottom:6px}
.entry>button{margin:0 12px 10px 28px}
.body{padding:0 12px 12px}
.part-of{padding-top:10px;margin-top:10px;border-top:1px solid var(--line)}
[role=tabpanel]>.part-of:first-child{border:0;margin:0;padding:0}
.choice{display:flex;flex-wrap:wrap;gap:6px}
.choice a.button{white-space:normal}
.choice [aria-current]{border-color:var(--main);color:var(--main);font-weight:600}
.tree,.tree ul{padding:0}
.tree ul{margin-inline-start:7px;padding-inline-start:12px;border-inline-start:1px solid var(--line)}
li{padding-block:1px}
.mark{display:inline-flex;justify-content:center;width:18px;font-weight:700;margin-inline-end:4px}
.mark.yes{color:var(--good)}.mark.no{color:var(--bad)}.mark.unknown{color:var(--soft)}
.seen{color:var(--soft)}
code,pre{font:12px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}
code{background:var(--shade);border-radius:4px;padding:1px 4px}
pre{background:var(--shade);border-radius:8px;padding:8px 10px;overflow:auto;max-height:280px;white-space:pre-wrap;margin-top:6px}
.entry pre{margin:0 12px 12px}
.line{position:relative;height:26px;border-radius:6px;background:var(--shade);border:1px solid var(--line);overflow:hidden}
.part{position:absolute;inset-block:0;padding:2px 6px;font-size:12px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;border-inline-end:1px solid var(--paper);background:color-mix(in srgb,var(--soft) 18%,var(--paper))}
.part.p1{background:color-mix(in srgb,var(--main) 22%,var(--paper))}.part.p2{background:color-mix(in srgb,var(--good) 24%,var(--paper))}.part.p3{background:color-mix(in srgb,var(--soft) 34%,var(--paper))}
.pin{position:absolute;inset-block:0;width:3px;margin-inline-start:-1px;background:var(--ink)}
figcaption{margin-top:2px}
dd.chip{max-width:none;justify-self:end}
dl{display:grid;grid-template-columns:1fr auto;gap:6px 12px;align-items:center}
.row{display:flex;flex-wrap:wrap;align-items:center;gap:4px 10px;padding-block:3px}
.row label{flex:1 1 120px}
select,input:not([type=checkbox]){flex:1 1 150px;min-width:0;max-width:100%;min-height:34px;padding:4px 8px;border:1px solid var(--line);border-radius:8px;background:var(--paper)}
fieldset{border:0;min-width:0;margin:12px 0 0;padding:10px 0 0;border-top:1px solid var(--line)}
legend{float:left;width:100%;font-weight:600;padding:0 0 4px}
legend+*{clear:both}
.buttons{display:flex;flex-wrap:wrap;gap:6px;margin-top:12px}
.event summary{gap:8px;padding:7px 10px}
.event time{font-size:12px;color:var(--soft);font-variant-numeric:tabular-nums}
.brief{flex:1;min-width:0}
.frame{position:fixed;z-index:2147483647;pointer-events:none;border:2px dashed var(--mark);border-radius:4px}
.frame span{position:absolute;inset:auto auto 100% -2px;padding:0 6px;background:var(--mark);color:var(--on-main);font-size:11px;line-height:18px;white-space:nowrap;border-radius:4px 4px 0 0}
.frame.low span{inset:0 auto auto 0;border-radius:0 0 4px}
.frame.active{border-style:solid;box-shadow:0 0 0 4px color-mix(in srgb,var(--mark) 30%,transparent)}
.frame.pick{background:color-mix(in srgb,var(--mark) 14%,transparent)}
.hint{position:fixed;z-index:2147483647;inset:12px auto auto 12px;max-width:calc(100vw - 24px);padding:8px 14px;border-radius:10px;background:var(--ink);color:var(--paper);pointer-events:none}
@media (max-width:640px){.panel{inset:auto 0 0;width:100%;height:62vh;border-inline-start:0;border-top:1px solid var(--line);border-radius:16px 16px 0 0;padding-bottom:env(safe-area-inset-bottom)}}
@media (max-height:420px){.panel{height:100%;overflow:auto;border-radius:0}[role=tabpanel]{flex:none;overflow:visible}}
@media (forced-colors:active){[role=tab]{border-color:Canvas}[role=tab][aria-selected=true]{border-color:Highlight}}
@media (prefers-reduced-motion:reduce){summary::before{transition:none}}`;
