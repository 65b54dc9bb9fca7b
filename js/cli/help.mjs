// What each command does, in its own words.
//
// Owns: the help texts. In: a command's name. Out: text. Must not: parse.

import { chapters } from "./guide/chapter.mjs";

/** The first page. */
export const overview = `omotenashi: client-side personalization

  omotenashi check  rules.json               what is wrong with the rules, in plain sentences
  omotenashi bundle rules.json -o dir        one script with the rules inside, and its tag
  omotenashi rules  rules.json -o rules.js   the rules as a script beside omotenashi.js
  omotenashi stub   rules.json               the inline script of the asynchronous delivery
  omotenashi data   rules.json               what is kept about a visitor and what is sent, as a page
  omotenashi guide  [chapter]                how to write rules: every member, operator and event, with examples

omotenashi COMMAND --help says more. Output to paste or save goes to stdout, everything else to stderr.
Exit codes: 0 done; 1 something is wrong with the rules, 2 with the call, 3 with this program (OMOTENASHI_DEBUG=1
shows where).`;

const texts = {
  check: `omotenashi check rules.json [--lang ja|en] [--json]

Reads the rules as a visitor's browser would, and reports everything that is wrong, with its place.
  --lang   language of the sentences (otherwise that of your terminal)
  --json   the problems as JSON, for editors and CI
The exit code is 1 when there is an error; with warnings alone it is 0.`,
  data: `omotenashi data rules.json [--lang ja|en] [--json]

Prints what these rules keep about a visitor, for which rule, why, how long and how much, and what is sent to whom:
Markdown for a privacy page. With --lang ja it has the form that Japan's rule on external transmission asks for.
Rules with errors get no page: what is wrong now might be kept or sent once it is corrected.
  --lang   language of the page (otherwise that of your terminal)
  --json   the rows as JSON`,
  guide: `omotenashi guide [chapter] [--lang ja|en]

Explains how to write rules, as Markdown: every member of a rules file, every attribute, operator, event and format,
and in each chapter an example that works as it is. The last chapter, \`site\`, is about publishing, changing and
removing them. Without a chapter, prints all of it.
  chapters  ${chapters.map(({ name }) => name).join(", ")}
  --lang    language (otherwise that of your terminal)`,
  bundle: `omotenashi bundle rules.json -o dir [--name omotenashi] [--url /] [--facts "#id"] [--lang ja|en]

Writes dir/omotenashi.XXXXXXXX.js, the rules and everything that plays them in one script named after
its content, and prints the tag to paste into <head>. It may be cached for ever: leave it in place for as long as
pages that name it may be cached (\`omotenashi guide site\` says more).
The file is public, so names, notes, drafts and ended experiences are left out of it.
The rules are read here, so that no page has to, and the script needs no reader; it keeps one only where there are
hundreds of rules, or dates without a timezone.
Rules that do not ask about the past are played by a smaller build; those without surfaces, moments, caps, flags,
redirects and moves, by a still smaller one.
  --name   first part of the file's name
  --url    where dir is served, for the tag
  --facts  the element that holds what the server knows, for the tag
  --lang   language of the sentences where the rules have errors (otherwise that of your terminal)
The hash in the tag lets browsers refuse a script that was changed on its way.
Beside it are omotenashi.XXXXXXXX.preview.js, omotenashi.debug.js and omotenashi.server.js, for ?om-preview and
?om-debug: no visitor loads them. There is also omotenashi.surface.js, unless the rules bring it along: pages load it if
their markup says data-om-hydrate or they listen for layout shifts.`,
  rules: `omotenashi rules rules.json -o rules.js [--lang ja|en]

Writes the rules as a script to be loaded right after omotenashi.js, for sites that edit rules apart:
  <script src="/omotenashi.js"></script>
  <script src="/rules.js"></script>
  --lang   language of the sentences where the rules have errors (otherwise that of your terminal)`,
  stub: `omotenashi stub rules.json [--timeout 1500] [--nonce x] [--src /omotenashi.js] [--rules /rules.json]

Prints the tags of the asynchronous delivery: an inline script, which hides what the rules may change
until it has been changed or the time is up, and the async script after it. Rules with errors get no tags.
  --timeout  milliseconds after which everything is shown as it is
  --nonce    the nonce of your content security policy; without it, allow the printed hash
  --src      where omotenashi.js is served
  --rules    where the rules are; that file is public as it stands, with the names, notes and drafts that \`bundle\` and
             \`rules\` leave out`,
};

/** The help of one command; the overview for what is none. */
export const helpFor = (name) => (Object.hasOwn(texts, name) ? texts[name] : overview);
