// The JSON Schema (2020-12) of a rules file, for editors and for machines that write rules.
//
// Owns: the whole file. In: nothing. Out: one object, written to dist/schema.json. Must not: refuse
// what the reader (src/engine/rules) accepts. What a schema cannot say, the reader says: names that
// are used and nowhere declared, days that no calendar has, sums, orders, regular expressions.

import { definitions as conditions } from "./condition.mjs";
import { definitions as experiences } from "./experience.mjs";
import { closed, date, duration, list, map, number, ref, text, word, yesOrNo } from "./part.mjs";
import { definitions as shows } from "./show.mjs";

const mode = word("opt-in", "opt-out", "exempt");

const consent = closed({
  mode: [mode, "What holds where nobody has anything to say."],
  byRegion: [
    closed({ from: [text, "The attribute that holds the region."], modes: [map(mode), "The mode of each region, such as US or US-CA."] }, ["from"]),
    "A mode for each region, which the server tells.",
  ],
  signals: [
    list(word("google", "gpc", "dnt", "tcf", "gpp", "vanilla-cookieconsent", "klaro", "osano", "c15t")),
    "Which consent signals are listened to. Name only those that the site has: nothing is granted before all of them have answered.",
  ],
  purposes: [
    closed({
      personalization: [text, "Remembering this visitor, to choose what is shown."],
      measurement: [text, "Sending what was shown and what came of it."],
      sharing: [text, "Handing data over to others."],
    }),
    "The banner's own name for each purpose: a category, or a service.",
  ],
  obeyDoNotTrack: [yesOrNo, "Whether Do Not Track is a no to measurement and sharing, and not only advice."],
  onGrant: [
    closed({
      change: [word("now", "next-page"), "When elements change: on the next page by default."],
      surface: [word("now", "next-page"), "When surfaces appear: at once by default."],
    }),
    "When a yes in the middle of a page takes effect.",
  ],
});

const goal = closed(
  {
    event: [text, "An event that the site tracks, such as purchase."],
    click: [text, "Selector of an element that is clicked."],
    value: [text, "The property of the event that says what it is worth: a number, always in one currency, since nothing is converted. A refund is not subtracted: make it a goal of its own."],
    within: [duration, "How long after the first exposure it counts; without limit by default."],
  },
  [],
  {
    anyOf: [{ required: ["event"] }, { required: ["click"] }],
  },
);

const destination = closed(
  {
    to: [word("dataLayer", "beacon"), "dataLayer: window.dataLayer gets each exposure twice, as experiment_viewed for tag managers and as experience_impression for Google Analytics, but no goals, since these tools have their own. beacon: exposures and goals are posted to `url`."],
    url: [text, "Gets POSTs of { v, site, sent, events, lost }, as text/plain. An event may come twice: count each `id` once. `lost` is how many more events, at most, were lost because nobody took them; a batch that is sent again repeats it. Answer within 30 s, and not by a redirect, which makes most posts lose their content. At another origin, answer with Access-Control-Allow-Origin: an answer that may not be read counts as none, and everything is sent again."],
  },
  ["to"],
  { if: { properties: { to: { const: "beacon" } }, required: ["to"] }, then: { required: ["url"] }, else: { properties: { url: false } } },
);

const observe = closed({
  search: [list(text), "Query parameters that hold the search term; GA4's by default."],
  dataLayer: [yesOrNo, "Whether GA4's events in window.dataLayer count as if the site had tracked them."],
  keepAhead: [list(text), "Events of which the last 40 are kept, for rules not yet written."],
  product: [yesOrNo, "Whether the product that a page describes to search engines counts as viewed (view_item)."],
});

const retention = closed({
  default: [duration, "A visitor who stays away for this long is forgotten, and so is anything older that is not named here; 396 days by default."],
  events: [map(duration), "How long these events are kept; a count or sum without `within` goes on as long as the last event is that recent."],
  user: [duration, "How long after the last visit the attributes told by the site are kept."],
  experiences: [duration, "How long the outcome of an experience is kept after it last changed."],
});

const declaration = closed({
  type: [word("string", "number", "boolean", "date", "list"), "Its type, for people and tools."],
  from: [word("facts"), "The page's server tells it, in the facts."],
});

const journey = {
  enter: [ref("condition"), "Who enters this stage. They stay in it until `leave` holds or a later stage is entered."],
  leave: [ref("condition"), "Who leaves it; nobody enters it while this holds."],
};

const stage = {
  if: { type: "object", anyOf: [{ required: ["enter"] }, { required: ["leave"] }] },
  then: closed(journey, ["enter"]),
  else: { ...ref("condition"), properties: closed(journey).properties },
};

export const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Omotenashi rules",
  ...closed(
    {
      $schema: [text, "Where editors find this description."],
      omotenashi: [{ const: 1 }, "Version of the format."],
      site: [text, "Name of the site."],
      timezone: [text, "IANA time zone, such as Asia/Tokyo, for dates that have none and for siteTime.hour and the like."],
      off: [yesOrNo, "Switches everything off."],
      consent: [consent, "Where a visitor's yes or no comes from, and what holds without one."],
      slots: [map(text), "Selectors by name."],
      attributes: [map(declaration), "Attributes that the site tells: in the JSON of data-facts, { \"user\": { \"tier\": \"gold\" } }, or, where they begin with user., by identify."],
      audiences: [map(ref("condition")), "Conditions by name."],
      stages: [
        map(ref("stage")),
        "Stages by name. As conditions: visitor.stage is the first that holds. Where one has `enter`: the stages of a journey, in order, and the furthest one reached counts.",
      ],
      interests: [map(ref("interest")), "Interests by name, for interest.<name>.top and interest.<name>.share."],
      rfm: [closed({ recency: [list(number), "Days since the last order, falling."], frequency: [list(number), "Orders, rising."], monetary: [list(number), "What was spent, rising."] }), "Thresholds of the scores rfm.recency (days), rfm.frequency (orders) and rfm.monetary (spend)."],
      lists: [map({ type: "array" }), "Lists of values by name, for $inGroup."],
      goals: [map(goal), "What the site wants to happen."],
      holdouts: [
        map(closed({ percent: [{ type: "number", minimum: 0, maximum: 100 }, "Percentage of the visitors."], until: date }, ["percent"])),
        "This share of the visitors sees the pages as they are, whatever else applies; they are not counted.",
      ],
      surfaces: ref("surfaces"),
      experiences: [list(ref("experience"), { maxItems: 20000 }), "What is shown to whom."],
      flags: [map(ref("flag")), "Values for the page's own code."],
      queryOverride: [yesOrNo, "Whether a query parameter named like the id of an experience picks its variant."],
      destinations: [list(destination), "Where reports of what was shown and what came of it are sent."],
      redirects: [list(text), "Other origins that redirects may lead to."],
      hydrate: [text, "Selector of the server-rendered part that a framework hydrates: changes inside wait until it has."],
      observe: [observe, "What is observed besides the events that the site tracks."],
      retention: [retention, "How long things are kept."],
      cookie: [
        closed({ domain: [text, "Domain of the site's hosts, such as example.com."] }, ["domain"]),
        "A cookie with the visitor's id, while personalization is granted: one visitor on all hosts of the domain.",
      ],
    },
    ["omotenashi"],
  ),
  $defs: { stage, ...conditions, ...experiences, ...shows },
};
