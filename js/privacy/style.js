// How the panel looks: the page's own type, its colours where the page names them.
//
// Owns: one style sheet. In: the variables that surfaces take as well (`--om-…`). Out: CSS. Must not: reach outside.
//
// Where the host is Japanese, so are its letters and line breaks: `all` has taken that away as well.
// Text that no site has coloured is black or white, as its background asks; a browser that cannot tell takes the system's.

export const style = `
:host { all: initial !important; color-scheme: light dark !important; }
dialog { box-sizing: border-box; width: min(36em, 100vw - 2em); max-height: calc(100dvh - 2em); padding: 0; border: 0; outline: 1px solid transparent; border-radius: var(--om-radius, 12px); font: var(--om-font, 1em/1.6 sans-serif); background: var(--om-background, Canvas); --ink: var(--om-color, oklch(from var(--om-background, Canvas) calc((.65 - l)*99) 0 0/1)); color: var(--ink); overflow: auto; }
:host(:lang(ja)) { -webkit-locale: "ja" !important; line-break: strict !important; word-break: auto-phrase !important; }
dialog::backdrop { background: #0008; }
main { padding: 1.5em; }
h2 { margin: 0 2em .4em 0; font-size: 1.25em; line-height: 1.35; }
h3 { margin: 1.25em 0 .25em; font-size: 1em; }
p { margin: .5em 0; }
dl { display: grid; grid-template-columns: minmax(8em, 2fr) 3fr; gap: .25em 1em; margin: 0; }
dt { opacity: .8; } dd { margin: 0; overflow-wrap: anywhere; }
dd dl { grid-template-columns: fit-content(45%) 1fr; } dd ul { margin: 0; padding: 0; } li { margin: 0; list-style: none; } li + li { margin-top: .5em; }
footer { display: flex; flex-wrap: wrap; gap: .75em; margin-top: 1.5em; }
button { font: inherit; color: inherit; background: none; border: 1px solid; border-radius: 8px; padding: .5em 1em; min-height: 44px; cursor: pointer; }
:focus-visible { outline: 3px solid; outline-color: var(--ink); outline-offset: 2px; }
.x { position: absolute; inset-block-start: .5em; inset-inline-end: .5em; border: 0; min-width: 44px; padding: 0; }
.danger { border-color: transparent; color: #fff; background: #b3261e; }
[role=status]:not(:empty) { margin-top: 1em; padding: .5em .75em; border: 1px solid; border-radius: 8px; }
@media (max-width: 30em) { dl, dd dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5em; } dd dl { padding-inline-start: .75em; } }
`;
