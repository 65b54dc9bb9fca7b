// What is shown, when, and how often.
//
// Owns: entries of a `show` list. In: nothing. Out: definitions. Must not: know for whom.

import { anything, closed, duration, list, localized, map, number, ref, text, word, yesOrNo } from "./part.mjs";

const content = ["text", "html", "link"];
const token = { type: "string", pattern: "^[^\\t\\n\\f\\r ]+$" };
/** `null` takes away. */
const named = map({ anyOf: [localized, { type: "null" }] });

const changes = {
  text: [localized, "Replaces the content by text: one, or one by language, { \"ja\": …, \"en\": … }, the first where none fits. {{path:format|fallback}} is the value of an attribute; formats are number 1, percent, money JPY, date long, ago, plural one=# thing; other=# things. Nothing is calculated: what the site calculates, it tells."],
  html: [localized, "Replaces the content by HTML, made safe. In a surface, buttons and links may have data-om-track (with data-om-props), data-om-copy, data-om-close."],
  attribute: [named, "Sets attributes; null removes one."],
  style: [named, "Sets style properties; null removes one."],
  link: [localized, "Where a link leads."],
  class: [closed({ add: [list(token), "Class names to add."], remove: [list(token), "Class names to remove."] }), "Adds and removes class names."],
  image: [closed({ src: [localized, "Its address."], alt: [localized, "What it shows, for those who do not see it."], srcset: [localized, "Addresses by width or density."], sizes: [localized, "How wide it is shown."] }, ["src"]), "Sets the picture of the target, an img."],
  video: [closed({ src: [localized, "Its address."], poster: [localized, "The picture before it plays."] }), "Sets the film of the target, a video."],
  insert: [closed({ before: [localized, "Before it."], after: [localized, "After it."], first: [localized, "As its first child."], last: [localized, "As its last child."] }), "HTML, made safe, before or after the target, or as the first or last inside."],
  move: [closed({ before: [text, "Before it."], after: [text, "After it."], first: [text, "As its first child."], last: [text, "As its last child."] }), "Moves the target to a side of another element: a selector, or a slot by its name."],
  swap: [text, "The target and this element change places: a selector, or a slot by its name."],
  hide: [yesOrNo, "Hides the target; its place closes."],
  remove: [yesOrNo, "Takes the target out of the page."],
  css: [text, "A style sheet for the page."],
  reserve: [text, "The least height of the target, a CSS length: kept free from the decision on."],
  value: [anything, "For the page's own code."],
  redirect: [
    { if: { type: "object" }, then: closed({ to: [text, "The address."], keepQuery: [yesOrNo, "The page's own parameters go along; so unless said."] }, ["to"]), else: text },
    "Leads to this address instead: of the site itself, or of an origin in `redirects`.",
  ],
};

/** These concern the whole page and need no target. */
const whole = ["css", "value", "redirect"];
const has = (names) => ({ anyOf: names.map((name) => ({ required: [name] })) });

const entry = closed(
  {
    at: [text, "A slot by its name."],
    select: [text, "A CSS selector."],
    ...changes,
    surface: [
      word("modal", "bar", "banner", "slide-in", "toast", "card", "spotlight"),
      "A box of our own, one in a list: over the page, a bar at its top, a banner at its end, in a corner, for a moment, behind the target, or at it.",
    ],
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

const cap = closed(
  {
    atMost: [number, "So many times, 1 to 100…"],
    per: [{ anyOf: [word("page", "visit", "ever"), duration] }, "…in this time; ever unless said."],
  },
  ["atMost"],
);

export const definitions = {
  show: list(entry),
  when: closed(
    {
      after: [duration, "So long after the decision."],
      active: [duration, "So long on the page while it is seen."],
      idle: [duration, "So long without a sign of the visitor."],
      scroll: [{ anyOf: [number, text] }, "A percentage of the page, such as 60, or the selector of an element."],
      appear: [text, "Selector of an element that comes."],
      view: [text, "Selector of an element that is seen."],
      click: [text, "Selector of an element."],
      hover: [text, "Selector of an element."],
      focus: [text, "Selector of an element."],
      abandon: [text, "Selector of a form that was begun and left."],
      exit: [yesOrNo, "The visitor is about to leave."],
      return: [yesOrNo, "The visitor comes back from another tab."],
      navigate: [yesOrNo, "The site has led here without loading a page."],
      event: [text, "The site tracks this event: so it shows a surface by hand."],
      shown: [text, "The surface of this experience appears."],
      clicked: [text, "Something in the surface of this experience is clicked."],
      closed: [text, "The visitor closes the surface of this experience."],
      for: [duration, "How long view, hover, focus and abandon must last."],
      percent: [{ type: "number", exclusiveMinimum: 0, maximum: 100 }, "How much of `view` must be seen; 50 unless said."],
      count: [number, "How many times the event must come."],
      delay: [duration, "How long after its moment it appears."],
      every: [yesOrNo, "It may come again on the same page."],
      cancelOn: [list(text), "Events that call it off on this page, before it is shown."],
    },
    [],
    {
      description:
        "The moment a surface appears: the first of these that comes. What must hold as well stands in `who`: scrolled to 60 and active for 30 s is \"scroll\": 60 here and \"visit.secondsActive\": { \"$gte\": 30 } there.",
    },
  ),
  frequency: { if: { type: "array" }, then: list(cap, { minItems: 1 }), else: cap },
  surfaces: closed(
    {
      gap: [duration, "At least so long between the beginnings of two surfaces, also from page to page. One whose moment comes too early is left out."],
      frequency: [ref("frequency"), "How many surfaces may be shown."],
      dismissed: [duration, "How long one that was closed stays away."],
    },
    [],
    { description: "What holds for all surfaces together." },
  ),
};
