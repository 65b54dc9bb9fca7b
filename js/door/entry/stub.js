// The inline stub of the asynchronous delivery: hides what may change until it has, or until its time is up.
//
// Owns: the hiding. In: selectors and milliseconds, which the command line writes in place of the two names. Out:
// `reveal` on the queue; `late`, if the time was up first. Must not: depend on anything else of ours.
/* global OMOTENASHI_HIDE, OMOTENASHI_MS */

(function (queue) {
  // Pasted twice, it hides once: nobody would lift the first hiding. Whoever is here already needs none.
  if (queue.reveal || queue.explain) return;
  // A constructed style sheet needs no nonce under a content security policy, and leaves no node behind.
  var sheet = new CSSStyleSheet();
  sheet.replaceSync(OMOTENASHI_HIDE + "{visibility:hidden!important}");
  document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
  var timer = setTimeout(function () {
    window.omotenashi.late = true;
    queue.reveal();
  }, OMOTENASHI_MS);
  queue.reveal = function () {
    clearTimeout(timer);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(function (other) {
      return other !== sheet;
    });
  };
})((window.omotenashi = window.omotenashi || []));
