// How the panel looks: the page's own type, its colours where the page names them.
//
// Owns: one style sheet. In: the variables that surfaces take as well (`--om-…`). Out: CSS. Must not: reach outside.

export const style = `
:host { all: initial; }
dialog { box-sizing: border-box; width: min(36rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); padding: 0; border: 0; outline: 1px solid transparent; border-radius: var(--om-radius, 12px); font: var(--om-font, 16px/1.6 sans-serif); color: var(--om-color, #1c1b1a); background: var(--om-background, #fff); color-scheme: light dark; overflow: auto; }
dialog::backdrop { background: rgb(0 0 0 / .5); }
@media (prefers-color-scheme: dark) { dialog { color: var(--om-color, #f1efec); background: var(--om-background, #232221); } }
main { padding: 1.5rem; }
h2 { margin: 0 2.5rem .5rem 0; font-size: 1.25rem; line-height: 1.35; }
h3 { margin: 1.25rem 0 .25rem; font-size: 1rem; }
p { margin: .5rem 0; }
dl { display: grid; grid-template-columns: minmax(8rem, 2fr) 3fr; gap: .25rem 1rem; margin: 0; }
dt { opacity: .8; } dd { margin: 0; overflow-wrap: anywhere; }
dd dl { grid-template-columns: fit-content(45%) 1fr; } dd ul { margin: 0; padding: 0; } li { margin: 0; list-style: none; } li + li { margin-top: .5rem; }
footer { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem; }
button { font: inherit; color: inherit; background: none; border: 1px solid; border-radius: 8px; padding: .5rem 1rem; min-height: 44px; cursor: pointer; }
button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
.x { position: absolute; inset-block-start: .5rem; inset-inline-end: .5rem; border: 0; min-width: 44px; padding: 0; }
.danger { border-color: transparent; color: #fff; background: #b3261e; }
[role=status]:not(:empty) { margin-top: 1rem; padding: .5rem .75rem; border: 1px solid; border-radius: 8px; }
@media (max-width: 30rem) { dl, dd dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } dd dl { padding-inline-start: .75rem; } }
`;
