// Forms: begun, sent, left.
//
// Owns: how far each form has come. In: that something was entered, sent or left. Out: events. Must not: read a field,
// not even its length.

/** A form that is not gone back to for so long, in milliseconds, is left. */
const patience = 30000;

const formOf = (event) => {
  const [target] = event.composedPath();
  // A field called `form` or `closest` stands in the place of a form's own.
  return target instanceof HTMLFormElement ? target : (target.form ?? target.closest?.("form"));
};

const attribute = (form, name) => form.getAttribute(name) ?? undefined;

/** The path outwards from the form that an event is about. */
function pathOf(event, form) {
  const path = event.composedPath();
  return path.includes(form) ? path.slice(path.indexOf(form)) : [form];
}

function follow({ attempt, later, listen, slot, tell, turned }) {
  let forms = new Map();
  const say = (name, form) => {
    const action = attribute(form, "action");
    const url = attempt(() => new URL(action ?? location.href, document.baseURI));
    const isAddress = /^http/.test(url?.protocol);
    tell(name, {
      form_id: attribute(form, "id"),
      form_name: attribute(form, "name"),
      form_destination: isAddress ? url.origin + url.pathname : undefined,
      slot: slot(forms.get(form).path),
    });
  };
  const leave = (form) => {
    const state = forms.get(form);
    if (state.sent || state.left) return;
    state.left = true;
    say("form_abandon", form);
  };
  const leaveAll = () => [...forms.keys()].forEach(leave);
  const stop = (form) => forms.get(form)?.stop?.();
  const begin = (event) => {
    const form = event.isTrusted && formOf(event);
    if (!form || forms.has(form)) return;
    forms.set(form, { path: pathOf(event, form) });
    say("form_start", form);
  };
  // Also what page code sends, of which no submit tells: what is in it is not looked at.
  const sent = (event) => {
    const form = formOf(event);
    const isSubmit = event.type === "submit";
    if (isSubmit && !forms.has(form)) forms.set(form, { path: pathOf(event, form) });
    if (!forms.has(form)) return;
    forms.get(form).sent = true;
    stop(form);
    if (isSubmit) say("form_submit", form);
  };
  const out = (event) => {
    const form = formOf(event);
    const state = forms.get(form);
    if (!state) return;
    stop(form);
    state.stop = later(patience, () => leave(form));
  };
  const capture = { capture: true };
  for (const type of ["input", "change"]) listen(document, type, begin, capture);
  for (const type of ["submit", "formdata"]) listen(document, type, sent, capture);
  listen(document, "focusout", out, capture);
  listen(document, "focusin", (event) => stop(formOf(event)), capture);
  // Before the first file stores what happened for the last time.
  listen(window, "pagehide", leaveAll, capture);
  turned(() => {
    leaveAll();
    forms.forEach((state) => state.stop?.());
    forms = new Map();
  });
}

export const form = [[["form_start", "form_submit", "form_abandon"], follow]];
