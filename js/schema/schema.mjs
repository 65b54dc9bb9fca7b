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
  mode: [mode, "What holds before anybody has said anything."],
  byRegion: [
    closed({ from: [text, "The attribute that holds the region."], modes: [map(mode), "A mode for each region, such as US or US-CA."] }, ["from"]),
    "Modes by a region that the server tells.",
  ],
  signals: [
    list(word("google", "gpc", "dnt", "tcf", "gpp", "vanilla-cookieconsent", "klaro", "osano", "c15t")),
    "Who is listened to: name only what the site has, since nothing is granted before all have spoken.",
  ],
  purposes: [
    closed({
      personalization: [text, "Remembering this visitor, to choose what is shown."],
      measurement: [text, "Sending what was shown and what came of it."],
      sharing: [text, "Handing something over to others."],
    }),
    "The banner's own name for each purpose: a category, or a service.",
  ],
  obeyDoNotTrack: [yesOrNo, "Do Not Track is a no to measurement and sharing, and not only advice."],
  onGrant: [
    closed({
      change: [word("now", "next-page"), "Of elements; on the next page unless said."],
      surface: [word("now", "next-page"), "Of surfaces; at once unless said."],
    }),
    "What a yes in the middle of a page changes, and when.",
  ],
});

const goal = closed(
  {
    event: [text, "An event that the site tracks, such as purchase."],
    click: [text, "Selector of an element that is clicked."],
    value: [text, "The property of the event that says what it is worth: a number, in one currency, since nothing is converted. What is given back is no less of it: a refund is a goal of its own."],
    within: [duration, "How long after the first exposure it counts; for ever unless said."],
  },
  [],
  {
    anyOf: [{ required: ["event"] }, { required: ["click"] }],
  },
);

const destination = closed(
  {
    to: [word("dataLayer", "beacon"), "dataLayer: window.dataLayer gets each exposure twice, as experiment_viewed for tag managers and as experience_impression for Google Analytics; no goals, of which these tools have their own. beacon: exposures and goals are posted to `url`."],
    url: [text, "Gets POSTs of { v, site, sent, events, lost }, as text/plain. An event may come twice: count each `id` once. `lost` is how many more could not be kept while nobody took them, at most: a batch that comes again says it again. Answer within 30 s, and not by a redirect, on which most posts lose what they hold. At another origin it has to answer with Access-Control-Allow-Origin: an answer that nobody may read is none, and all is sent again."],
  },
  ["to"],
  { if: { properties: { to: { const: "beacon" } }, required: ["to"] }, then: { required: ["url"] }, else: { properties: { url: false } } },
);

const observe = closed({
  search: [list(text), "Query parameters that hold what was searched for; GA4's unless said."],
  dataLayer: [yesOrNo, "Events of GA4 in window.dataLayer count as if the site had tracked them."],
  keepAhead: [list(text), "Events whose last 40 are kept for rules not yet written."],
  product: [yesOrNo, "The product that a page describes to search engines is viewed: view_item."],
});

const retention = closed({
  default: [duration, "Who was not seen for that long is forgotten, and what is older and not named here; 396 days unless said."],
  events: [map(duration), "Times of these events; a count or sum without `within` goes on while the last is that recent."],
  user: [duration, "What the site told, after the last visit."],
  experiences: [duration, "What became of an experience, after the last time."],
});

const declaration = closed({
  type: [word("string", "number", "boolean", "date", "list"), "What it is; for people and tools."],
  from: [word("facts"), "The page's server tells it, in the facts."],
});

const journey = {
  enter: [ref("condition"), "Who enters this stage: they stay in it until `leave` holds or a stage further on is entered."],
  leave: [ref("condition"), "Who leaves it, and does not enter it meanwhile."],
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
      timezone: [text, "IANA time zone, such as Asia/Tokyo: of dates without one, and of siteTime.hour and its kin."],
      off: [yesOrNo, "Switches everything off."],
      consent: [consent, "How a visitor's yes and no is heard."],
      slots: [map(text), "Selectors by name."],
      attributes: [map(declaration), "Attributes that the site tells: in the JSON of data-facts, { \"user\": { \"tier\": \"gold\" } }, or, those of user., by identify."],
      audiences: [map(ref("condition")), "Conditions by name."],
      stages: [
        map(ref("stage")),
        "Stages by name: conditions, of which the first that holds is visitor.stage; or, where one has `enter`, a journey from its beginning, of which the furthest counts.",
      ],
      interests: [map(ref("interest")), "Interests by name, for interest.<name>.top and interest.<name>.share."],
      rfm: [closed({ recency: [list(number), "Days since the last order, falling."], frequency: [list(number), "Orders, rising."], monetary: [list(number), "What was spent, rising."] }), "Thresholds of the scores rfm.recency (days), rfm.frequency (orders) and rfm.monetary (spend)."],
      lists: [map({ type: "array" }), "Lists of values by name, for $inGroup."],
      goals: [map(goal), "What the site wants to happen."],
      holdouts: [
        map(closed({ percent: [{ type: "number", minimum: 0, maximum: 100 }, "How many visitors."], until: date }, ["percent"])),
        "So many percent of the visitors see the pages as they are, whatever else applies; they are not counted.",
      ],
      surfaces: ref("surfaces"),
      experiences: [list(ref("experience"), { maxItems: 20000 }), "What is shown to whom."],
      flags: [map(ref("flag")), "Values for the page's own code."],
      queryOverride: [yesOrNo, "A query parameter with the id of an experience picks its variant."],
      destinations: [list(destination), "Who is told what was shown and what came of it."],
      redirects: [list(text), "Other origins that redirects may lead to."],
      hydrate: [text, "Selector of what a framework takes over from the server: changes inside wait until it has."],
      observe: [observe, "What is looked at besides what the site tracks."],
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
