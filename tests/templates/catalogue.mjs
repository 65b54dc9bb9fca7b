// Site templates that no one here wrote, from npm, and what is personalised in each.
//
// Owns: the list. In: installed packages. Out: for each template its folder, its page, and the targets of
// five kinds of change. Must not: hold anything the template's own author did not put there.

/** What every template shows in each place, and how it was before is the template's own business. */
export const shown = {
  text: "Welcome back, friend — お帰りなさい",
  html: 'Ready for <strong class="om-strong">spring</strong>? <a href="#about">See what is new</a>',
  image: { src: "/gift.svg", alt: "A gift" },
  attribute: { title: "Only for you", href: "#offer" },
};

/** `at` names the targets: `text`, `html`, `image`, `attribute`, and `class` with its tokens. */
export const templates = [
  {
    name: "startbootstrap-agency",
    folder: "startbootstrap-agency/dist",
    at: {
      text: ".masthead-heading",
      html: ".masthead-subheading",
      image: "#portfolio .portfolio-item img",
      attribute: ".masthead .btn",
      // The template's own script puts classes on this element as one scrolls.
      class: { select: "#mainNav", add: ["shadow-lg", "bg-dark"], remove: ["navbar-dark"] },
    },
  },
  {
    name: "startbootstrap-creative",
    folder: "startbootstrap-creative/dist",
    at: {
      text: ".masthead h1",
      html: ".masthead p",
      image: "#portfolio .portfolio-box img",
      attribute: ".masthead .btn",
      class: { select: ".masthead .btn", add: ["btn-light"], remove: ["btn-primary"] },
    },
  },
  {
    name: "startbootstrap-freelancer",
    folder: "startbootstrap-freelancer/dist",
    at: {
      text: ".masthead-heading",
      html: ".masthead-subheading",
      image: ".masthead-avatar",
      attribute: "#mainNav .navbar-brand",
      class: { select: ".masthead", add: ["bg-secondary"], remove: ["bg-primary"] },
    },
  },
  {
    name: "startbootstrap-resume",
    folder: "startbootstrap-resume/dist",
    at: {
      text: "#about h1",
      html: "#about .lead",
      image: ".img-profile",
      attribute: "#about .subheading a",
      class: { select: "#sideNav", add: ["bg-dark"], remove: ["bg-primary"] },
    },
  },
  {
    name: "startbootstrap-new-age",
    folder: "startbootstrap-new-age/dist",
    at: {
      text: ".masthead h1",
      html: ".masthead .lead",
      image: ".masthead .app-badge",
      attribute: "#mainNav .navbar-brand",
      class: { select: "#mainNav", add: ["bg-dark"], remove: ["navbar-light"] },
    },
  },
  {
    name: "material-kit",
    folder: "material-kit",
    // Slides by a timer of its own: no comparison can hold it still.
    restless: ".carousel",
    at: {
      text: ".brand h1",
      html: ".brand h3",
      image: "img[src*='avatar.jpg']",
      attribute: "#sectionsNav .navbar-brand",
      class: { select: ".main", add: ["om-flat"], remove: ["main-raised"] },
    },
  },
];

/** The rules for one template: every kind of change, for every visitor, before any consent. */
export function toRules({ name, at }) {
  const { select, add, remove } = at.class;
  const changes = [
    { at: "text", text: { en: "Welcome back, {{user.name|friend}} — お帰りなさい", ja: "お帰りなさい" } },
    { at: "html", html: shown.html },
    { at: "image", image: shown.image },
    { at: "attribute", attribute: shown.attribute },
    { select, class: { add, remove } },
  ];
  const { class: _, ...slots } = at;
  return {
    omotenashi: 1,
    site: name,
    consent: { mode: "opt-in" },
    slots,
    experiences: [
      { id: "page", show: changes },
      { id: "news", show: [{ surface: "bar", html: "<p>Free delivery until Sunday. <a href='#about'>How?</a></p>" }] },
      { id: "gift", show: [{ surface: "modal", html: "<h2>A gift for you</h2><p>10 % off your first order.</p>" }] },
    ],
    destinations: [{ to: "beacon", url: "/collect" }],
  };
}
