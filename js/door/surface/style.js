// How surfaces look.
//
// Owns: one style sheet. In: nothing. Out: its text. Must not: name anything outside the shadow root.
//
// Sites restyle it by variables on `:root`: `--om-background`, `--om-color`, `--om-font`, `--om-width`, `--om-radius`,
// `--om-backdrop`, `--om-button`, `--om-button-color`. System colours follow the visitor's dark mode, logical properties
// follow the direction of the page, and the browser's own style of a dialog keeps it inside small screens. Where a screen
// has something cut out of its sides, or of its top and no header stands there, there is a border: the closing button keeps
// away from it, too.
// Where the visitor forces colours, shadows go and a transparent outline is drawn. A site that names a background alone
// has text on it that can be read in the dark too: black or white, which `calc` makes of its lightness. A browser that
// cannot has the system's. `all` takes the language of the page away from letters and line breaks as well (WebKit and
// Chrome keep it in a property): it comes back. Sites hide elements that are not defined yet, as ours never is: it is seen nevertheless.

export const style = `:host{all:initial;-webkit-locale:inherit;display:block!important;visibility:visible!important;opacity:1!important;color-scheme:light dark}
@media print{:host{display:none!important}}
dialog,section{box-sizing:border-box;border:0;outline:1px solid transparent;padding-block:1.5em;padding-inline:1.5em 3.5em;background:var(--om-background,Canvas);--om-ink:var(--om-color,oklch(from var(--om-background,Canvas) calc((.65 - l)*99) 0 0/1));color:var(--om-ink);font:var(--om-font,1em/1.7 system-ui,sans-serif);line-break:strict;overflow-wrap:anywhere;text-align:start}
:lang(ja){font-feature-settings:"palt";word-break:auto-phrase}
dialog{width:var(--om-width,30em);max-width:calc(100vw - 2em);max-height:calc(100vh - 2em);border-radius:var(--om-radius,.75em)}
dialog::backdrop{background:var(--om-backdrop,#0008)}
.bar,.banner{padding-block:.75em;max-height:50vh;overflow:auto;border:solid transparent;border-width:0 env(safe-area-inset-right,0) 0 env(safe-area-inset-left,0)}
.bar{position:relative;width:100%;border-top-width:max(0px,env(safe-area-inset-top,0px) - var(--om-above,0px));border-bottom:1px solid color-mix(in srgb,currentColor 25%,transparent)}
.banner{position:fixed;inset:auto 0 0;z-index:2147483646;padding-block-end:max(.75em,env(safe-area-inset-bottom));box-shadow:0 0 1em #0004}
.slide-in,.toast{position:fixed;z-index:2147483646;inset-block-end:max(1em + var(--om-free,0px),env(safe-area-inset-bottom));max-width:calc(100vw - 2em);max-height:70vh;overflow:auto;border-radius:var(--om-radius,.75em);box-shadow:0 0 1.5em #0005;border:1px solid color-mix(in srgb,currentColor 25%,transparent)}
.slide-in{width:var(--om-width,24em);inset-inline-end:max(1em,env(safe-area-inset-left),env(safe-area-inset-right))}
.toast{padding-block:.75em;width:max-content;inset-inline:0;margin-inline:auto}
@media(max-width:60em) and (min-height:30em){.toast{margin-block-end:var(--om-corner,0);max-height:min(70vh,100vh - 3em - var(--om-free,0px) - var(--om-corner,0px))}}
.card{position:relative;margin-block:1em;border-radius:var(--om-radius,.75em);border:1px solid color-mix(in srgb,currentColor 25%,transparent)}
.spotlight{width:var(--om-width,22em);position:fixed}
.spotlight::backdrop{background:none;border-radius:var(--om-radius,.75em);outline:3px solid Highlight;box-shadow:0 0 0 200vmax var(--om-backdrop,#0008)}
h1,h2,h3,h4,h5,h6{font-size:1.25em;line-height:1.4;margin:0 0 .5em}
p{margin:0 0 .75em}p:last-of-type{margin-block-end:0}
a{color:inherit}
button,a.button{font:inherit;cursor:pointer}
button:not(.x),a.button{display:inline-block;margin:.25em .5em .25em 0;padding:.5em 1.25em;border:1px solid currentColor;border-radius:var(--om-radius,.5em);background:var(--om-button,ButtonFace);color:var(--om-button-color,oklch(from var(--om-button,ButtonFace) calc((.65 - l)*99) 0 0/1));text-decoration:none}
:focus-visible{outline:3px solid;outline-color:var(--om-ink);outline-offset:2px}
.x{position:absolute;top:.25em;inset-inline-end:.25em;width:44px;height:44px;border:0;background:none;color:inherit}
.copied{margin-inline-start:.5em}
pre{white-space:pre-wrap}
img,svg,video,iframe,input,textarea{box-sizing:border-box;max-width:100%}
img,video{height:auto}
@media (prefers-reduced-motion:no-preference){
dialog,.slide-in,.toast,.banner{animation:om .25s ease-out}
@keyframes om{from{opacity:0;translate:0 1em}}}`;
