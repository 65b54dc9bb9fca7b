// Banners that many sites host themselves.
//
// Owns: where each keeps its answer, and how it tells of a change. In: their published objects and events. Out:
// letters. Must not: take what a banner says before a choice for an answer, or read what it has stored other than
// through its own API.

/** What banners commonly call the purposes, each by its own name first. The rules may name another. */
const names = [
  ["personalization", "functional", "functionality", "preferences"],
  ["measurement", "analytics", "statistics", "performance"],
  ["sharing", "marketing", "advertising", "ads", "targeting"],
];

/** A yes where one of the names is accepted. Whoever does not ask for a purpose has no yes for it. */
const letters = (purposes, is_accepted) =>
  names
    .map((known) => {
      const own = purposes?.[known[0]];
      return (own ? [own] : known).some(is_accepted) ? "g" : "d";
    })
    .join("");

/** vanilla-cookieconsent 3. Its module leaves no global; its events reach the window. */
export function vanilla({ await: meet, listen, purposes, say }) {
  let answered;
  const read = (accepted) => {
    if (!accepted) return;
    answered = true;
    say(letters(purposes, (name) => accepted.includes(name)));
  };
  for (const type of ["cc:onConsent", "cc:onChange"]) listen(window, type, ({ detail }) => read(detail?.cookie?.categories));
  listen(window, "cc:onModalShow", ({ detail }) => detail?.modalName === "consentModal" && !answered && say("ppp"));
  meet(
    () => window.CookieConsent,
    (banner) => !answered && banner.validConsent() && read(banner.getUserPreferences().acceptedCategories),
  );
}

/** klaro: a name is that of a service, or of what services are for. Before a choice it answers no for each. */
export function klaro({ attempt, await: meet, end, purposes, say }) {
  meet(
    () => window.klaro.getManager(),
    (manager) => {
      const is_accepted = (name) => {
        const services = manager.config.services.filter((one) => one.name === name || one.purposes?.includes(name));
        return services.length > 0 && services.every((one) => manager.savedConsents[one.name]);
      };
      const read = () => say(manager.confirmed ? letters(purposes, is_accepted) : "ppp");
      // Until they are saved, `consents` are switches that somebody plays with.
      const watcher = { update: (_, kind) => kind !== "consents" && attempt(read) };
      manager.watch(watcher);
      end(() => manager.unwatch(watcher));
      read();
    },
  );
}

/** One answer for everything; who only closes the notice of an opt-out has said nothing. */
const answers = { allow: "ggg", deny: "ddd", dismiss: "---" };

/** Osano cookieconsent 3: it tells only the page that made it, so its own functions are listened at. */
export function osano({ await: meet, end, say }) {
  meet(
    () => window.cookieconsent?.Popup && window.cookieconsent,
    ({ Popup: { prototype }, utils }) => {
      for (const name of ["initialise", "setStatus", "clearStatus"]) {
        const own = prototype[name];
        const heard = function (...values) {
          const answer = own.apply(this, values);
          say(answers[this.getStatus()] ?? "ppp");
          return answer;
        };
        prototype[name] = heard;
        end(() => prototype[name] === heard && (prototype[name] = own));
      }
      const status = answers[utils.getCookie("cookieconsent_status")];
      if (status) say(status);
    },
  );
}

/** c15t 2: its store is there for every page. Where nobody need be asked, its model says so. */
export function c15t({ attempt, await: meet, end, purposes, say }) {
  meet(
    () => window.c15tStore?.getState() && window.c15tStore,
    (store) => {
      const read = ({ consentInfo, consents, model }) => {
        if (consentInfo) say(letters(purposes, (name) => consents[name]));
        else say(/^opt-out$/.test(model) ? "---" : "ppp");
      };
      const isSame = (now, before) => ["consentInfo", "consents", "model"].every((key) => now[key] === before[key]);
      end(store.subscribe((now, before) => isSame(now, before) || attempt(() => read(now))));
      read(store.getState());
    },
  );
}
