// What is shown, when, and how often.
//
// Owns: entries of a `show` list. In: nothing. Out: definitions. Must not: know for whom.

import { anything, closed, duration, list, localized, map, number, text, word, yesOrNo } from "./part.mjs";

const content = ["text", "html", "link"];
const token = { type: "string", pattern: "^[^\\t\\n\\f\\r ]+$" };
/** `null` takes away. */
const named = map({ anyOf: [localized, { type: "null" }] });

const changes = {
  text: [localized, "Replaces the content by text."],
  html: [localized, "Replaces the content by HTML, made safe. In a surface, buttons and links may have data-om-track (with data-om-props), data-om-copy, data-om-close."],
  attribute: [named, "Sets attributes; null removes one."],
  style: [named, "Sets style properties; null removes one."],
  link: [localized, "Where a link leads."],
  class: closed({ add: list(token), remove: list(token) }),
  image: closed({ src: localized, alt: localized, srcset: localized, sizes: localized }, ["src"]),
  video: closed({ src: localized, poster: localized }),
  insert: closed({ before: localized, after: localized, first: localized, last: localized }),
  move: closed({ before: text, after: text, first: text, last: text }),
  swap: text,
  hide: yesOrNo,
  remove: yesOrNo,
  css: [text, "A style sheet for the page."],
  reserve: [text, "The least height of the target, a CSS length: kept free from the decision on."],
  value: [anything, "For the page's own code."],
  redirect: { if: { type: "object" }, then: closed({ to: text, keepQuery: yesOrNo }, ["to"]), else: text },
};

/** These concern the whole page and need no target. */
const whole = ["css", "value", "redirect"];
const has = (names) => ({ anyOf: names.map((name) => ({ required: [name] })) });

const entry = closed(
  {
    at: [text, "A slot by its name."],
    select: [text, "A CSS selector."],
    ...changes,
    surface: word("modal", "bar", "banner", "slide-in", "toast", "card", "spotlight"),
    template: [text, "Selector of a <template> of the page."],
    label: [localized, "Its name for screen readers."],
  },
  [],
  {
    if: { required: ["surface"] },
    then: {
      allOf: [
        has([...content, "template"]),
        { if: { properties: { surface: word("card", "spotlight") } }, then: has(["at", "select", ...whole]) },
      ],
    },
    else: { allOf: [has(["at", "select", ...whole]), has(Object.keys(changes))] },
  },
);

export const definitions = {
  show: list(entry),
  when: closed(
    {
      ...Object.fromEntries(["after", "active", "idle", "for"].map((name) => [name, duration])),
      ...Object.fromEntries(["appear", "view", "click", "hover", "focus", "abandon", "event"].map((name) => [name, text])),
      exit: yesOrNo,
      return: yesOrNo,
      scroll: number,
      count: number,
    },
    [],
    { description: "The moment a surface appears: the first of these that comes." },
  ),
  frequency: closed({ atMost: number, per: duration }, ["atMost"]),
};
