// Leaving for another address.
//
// Owns: what the visitor sees until then: nothing, but not for long. In: an address that Rust has allowed. Out: the
// navigation, in this page's place. Must not: leave before what happened has been reported.

/** A page that has not come by then will not. */
const patience = 2000;

/** The order to leave. While nobody sees this page, its exposure is not counted: so it waits. */
export const leave_for =
  ({ listen_to }, { add_css, note_back }) =>
  (page, way, name, url) => {
    const go = () => {
      const lift = add_css(":root{visibility:hidden!important}");
      // Where a site sends no referrer, the next page could not know that a redirect has led to it.
      const meta = document.createElement("meta");
      meta.name = "referrer";
      meta.content = "strict-origin-when-cross-origin";
      document.documentElement.append(meta);
      note_back(meta, () => meta.remove());
      setTimeout(lift, patience);
      location.replace(url);
    };
    // Empty: the visitor is there already. A browser may spell an address otherwise than rules do.
    const bare = (address) => new URL(address, document.baseURI).href.split("#")[0];
    if (!url || bare(url) === bare(location)) return way >= 0;
    document.prerendering ? listen_to(document, "prerenderingchange", go) : go();
    return true;
  };
