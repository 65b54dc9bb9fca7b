// The page that is personalised: a shop's home page of ordinary size.
//
// Owns: its HTML, the same for every contestant. In: what goes into <head>. Out: text. Must not: know
// who takes part.

import { recorder } from "./recorder.mjs";

const css = `body{margin:0;font:16px/1.6 sans-serif;color:#222}header,main,footer{max-width:64rem;margin:auto;padding:1rem}
nav a{margin-right:1rem}.hero{padding:4rem 1rem;background:#eef}.hero h1{font-size:2.5rem;margin:0}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1rem}.card{border:1px solid #ccc;padding:1rem}`;

const words = "linen cedar indigo copper paper lantern river stone cotton maple brush kettle ".split(" ");

const card = (index) => {
  const [one, two] = [words[index % 12], words[(index * 5 + 3) % 12]];
  return `<article class="card"><svg viewBox="0 0 40 30" role="img" aria-label="${one}"><rect width="40" height="30" fill="#${(index * 99991 + 4096).toString(16).slice(0, 3)}"/><circle cx="${index % 40}" cy="15" r="9"/></svg>
<h2>${one} and ${two}, No. ${index}</h2><p>A ${one} piece with ${two}, made by hand in batch ${index * 37}. It ages well, and it can be mended in our shop.</p>
<a href="/item/${one}-${index}">Look at it</a> <span>${1200 + index * 130} yen</span></article>`;
};

const cards = (from, count) => Array.from({ length: count }, (_, index) => card(from + index)).join("\n");

/** The page with `head` after its style. The h1 is watched by Element Timing as `hero`. */
export const page = (head) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>HANAMISE</title>
<meta name="viewport" content="width=device-width">
<script>${recorder}</script>
<style>${css}</style>
${head}
</head><body>
<header><nav>${words.slice(0, 8).map((word) => `<a href="/category/${word}">${word}</a>`).join("")}</nav><p class="notice">Open every day from ten.</p></header>
<main><section class="hero"><h1 elementtiming="hero">Good things, made slowly, for every day of the long year.</h1>
<p class="lead">A small shop for things that are used.</p><button class="buy">Buy now</button></section>
<section class="grid">
${cards(1, 36)}
</section></main>
<footer><p>HANAMISE, by the river.</p></footer>
</body></html>`;
