// The two frameworks of the IAB.
//
// Owns: the meaning of TC data and of the US sections of GPP. In: `__tcfapi`, `__gpp`, which may come late. Out:
// letters. Must not: take what is shown, loading or about to change for an answer.
// Sources: IAB Tech Lab, "Transparency & Consent Framework: CMP API v2.2" and "Global Privacy Protocol: CMP API";
// policy 5 of the former (TCF 2.3) changes nothing that is read here.

/**
 * What a self-hosted site may do for each purpose. Storage is 1; a profile for content and choosing by it
 * 5 and 6; measuring content or audiences 8 or 9; a profile for advertising and choosing by it 3 and 4.
 */
const allowed = ({ 1: store, 3: profileAds, 4: chooseAds, 5: profile, 6: choose, 8: content, 9: audience }) => [
  store && profile && choose,
  store && (content || audience),
  store && profileAds && chooseAds,
];

/** The Transparency & Consent Framework 2.2 and 2.3: the publisher's own consents, since nobody else is here. */
export function tcf({ attempt, await: meet, end, say }) {
  let answered;
  const read = ({ eventStatus, gdprApplies, publisher, tcString }) => {
    // Where the law does not apply there are no purposes, and nothing to say.
    if (gdprApplies === false) say("---");
    else if (/^(tcloaded|useractioncomplete)$/.test(eventStatus) && tcString) {
      answered = true;
      say(allowed(publisher?.consents ?? {}).map((yes) => (yes ? "g" : "d")).join(""));
    } else if (eventStatus === "cmpuishown" && !answered) say("ppp");
  };
  meet(
    () => window.__tcfapi,
    () => {
      let id;
      // A listener's number may be 0, and comes with what is told.
      window.__tcfapi("addEventListener", 2, (data, sound) => {
        id = data?.listenerId ?? id;
        if (sound) attempt(() => read(data));
      });
      end(() => attempt(() => window.__tcfapi("removeEventListener", 2, () => {}, id)));
    },
  );
}

/** Fields of the US sections that mean: do not hand this on. 1 is an opt-out, 2 is none, 0 does not apply. */
const optOuts = ["SaleOptOut", "SharingOptOut", "TargetedAdvertisingOptOut"];

/** Whether a section, in one piece or in segments, holds an opt-out. `OptOutSale` is of the older US Privacy string. */
function isOut(section) {
  const fields = Object.assign({}, ...[section].flat());
  return fields.Gpc === true || fields.OptOutSale === "Y" || optOuts.some((name) => fields[name] === 1);
}

/**
 * The Global Privacy Platform: the opt-outs of the US sections, which speak of sharing alone. Who has not opted
 * out has not said yes: then the mode decides. What is said before the signal is ready may still change.
 */
export function gpp({ attempt, await: meet, end, say }) {
  const read = ({ signalStatus, applicableSections, parsedSections }) => {
    if (signalStatus !== "ready") return;
    const american = Object.entries(parsedSections ?? {}).filter(([name]) => name.startsWith("us"));
    const applies = applicableSections?.some((id) => id > 5);
    say(applies && american.some(([, section]) => isOut(section)) ? "--d" : "---");
  };
  meet(
    () => window.__gpp,
    () => {
      let id;
      window.__gpp("addEventListener", (event) => {
        id = event?.listenerId ?? id;
        if (event?.pingData) attempt(() => read(event.pingData));
      });
      end(() => attempt(() => window.__gpp("removeEventListener", () => {}, id)));
    },
  );
}
