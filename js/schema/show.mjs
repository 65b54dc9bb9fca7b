// What is shown, when, and how often.
//
// Owns: entries of a `show` list. In: nothing. Out: definitions. Must not: know for whom.

import { anything, closed, duration, list, localized, map, number, ref, text, word, yesOrNo } from "./part.mjs";

const content = ["text", "html", "link"];
const token = { type: "string", pattern: "^[^\\t\\n\\f\\r ]+$" };
/** `null` takes away. */
const named = map({ anyOf: [localized, { type: "null" }] });

const changes = {
  text: [localized, "Replaces the content by text: one text, or one for each language, { \"ja\": …, \"en\": … }, of which the first is used where none fits. {{path:format|fallback}} is the value of an attribute; formats are number 1, percent, money JPY, date long, ago, plural one=# thing; other=# things. Nothing is calculated here: the site has to tell the result."],
  html: [localized, "Replaces the content by sanitised HTML. In a surface, buttons and links may have data-om-track (with data-om-props), data-om-copy, data-om-close."],
  attribute: [named, "Sets attributes; null removes one."],
  style: [named, "Sets style properties; null removes one."],
  link: [localized, "Where a link leads."],
  class: [closed({ add: [list(token), "Class names to add."], remove: [list(token), "Class names to remove."] }), "Adds and removes class names."],
  image: [closed({ src: [localized, "Its address."], alt: [localized, "What it shows, in words, for people who cannot see it."], srcset: [localized, "Addresses by width or density."], sizes: [localized, "How wide it is shown."] }, ["src"]), "Sets the picture of the target, an img."],
  video: [closed({ src: [localized, "Its address."], poster: [localized, "The picture before it plays."] }), "Sets the source of the target, a video."],
  insert: [closed({ before: [localized, "Before it."], after: [localized, "After it."], first: [localized, "As its first child."], last: [localized, "As its last child."] }), "Inserts sanitised HTML before or after the target, or as its first or last child."],
  move: [closed({ before: [text, "Before it."], after: [text, "After it."], first: [text, "As its first child."], last: [text, "As its last child."] }), "Moves the target beside or into another element, named by a selector or a slot."],
  swap: [text, "Swaps the target with another element, named by a selector or a slot."],
  hide: [yesOrNo, "Hides the target; the space it took closes."],
  remove: [yesOrNo, "Removes the target from the page."],
  css: [text, "A style sheet for the page."],
  reserve: [text, "Minimum height of the target, a CSS length: the space is kept free from the decision on."],
  value: [anything, "A value for the page's own code."],
  redirect: [
    { if: { type: "object" }, then: closed({ to: [text, "The address."], keepQuery: [yesOrNo, "Whether the page's own parameters are kept; true by default."] }, ["to"]), else: text },
    "Redirects to this address: on the site itself, or at an origin in `redirects`.",
  ],
};

/** These concern the whole page and need no target. */
const whole = ["css", "value", "redirect"];
const has = (names) => ({ anyOf: names.map((name) => ({ required: [name] })) });

const entry = closed(
  {
    at: [text, "The name of a slot."],
    select: [text, "A CSS selector."],
    ...changes,
    surface: [
      word("modal", "bar", "banner", "slide-in", "toast", "card", "spotlight"),
      "A box of our own, one in each list: modal over the page, bar at its top, banner at its bottom, slide-in in a corner, toast for a moment, card after the target, spotlight on it.",
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
    atMost: [number, "At most so many times, 1 to 100…"],
    per: [{ anyOf: [word("page", "visit", "ever"), duration] }, "…in this time; ever by default."],
  },
  ["atMost"],
);

export const definitions = {
  show: list(entry),
  when: closed(
    {
      after: [duration, "This long after the decision."],
      active: [duration, "Once the page has been visible for this long."],
      idle: [duration, "This long without any activity of the visitor."],
      scroll: [{ anyOf: [number, text] }, "A percentage of the page, such as 60, or the selector of an element."],
      appear: [text, "Selector of an element that appears in the page."],
      view: [text, "Selector of an element that comes into view."],
      click: [text, "Selector of an element."],
      hover: [text, "Selector of an element."],
      focus: [text, "Selector of an element."],
      abandon: [text, "Selector of a form that was begun and left."],
      exit: [yesOrNo, "The visitor is about to leave."],
      return: [yesOrNo, "The visitor comes back from another tab."],
      navigate: [yesOrNo, "The visitor came here without a page load, in a single-page application."],
      event: [text, "The site tracks this event; this is how the page itself can show a surface."],
      shown: [text, "The surface of this experience appears."],
      clicked: [text, "Something in the surface of this experience is clicked."],
      closed: [text, "The visitor closes the surface of this experience."],
      for: [duration, "How long view, hover, focus and abandon must last."],
      percent: [{ type: "number", exclusiveMinimum: 0, maximum: 100 }, "What percentage of the element in `view` must be seen; 50 by default."],
      count: [number, "How many times the event must come."],
      delay: [duration, "How long after its moment the surface appears."],
      every: [yesOrNo, "Whether it may come again on the same page."],
      cancelOn: [list(text), "Events that cancel it on this page, if they come before it is shown."],
    },
    [],
    {
      description:
        "When a surface appears: at the first of these moments. What must hold as well belongs in `who`: for scrolled to 60 % and active for 30 s, write \"scroll\": 60 here and \"visit.secondsActive\": { \"$gte\": 30 } there.",
    },
  ),
  frequency: { if: { type: "array" }, then: list(cap, { minItems: 1 }), else: cap },
  surfaces: closed(
    {
      gap: [duration, "Minimum time from the opening of one surface to that of the next, across pages too. A surface whose moment comes earlier is not shown."],
      frequency: [ref("frequency"), "How many surfaces may be shown."],
      dismissed: [duration, "How long a surface that was closed stays away."],
    },
    [],
    { description: "Limits on all surfaces together." },
  ),
};
