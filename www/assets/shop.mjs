// Owns: the shop's own behaviour in the browser: forms without a reload, and telling the SDK what happened.
// In: `#shop-event` of the page, answers to forms. Out: `omotenashi.push(["track", …])`.
// Must not: store anything; the shop works without this file.

const om = (window.omotenashi ||= []);
const english = document.documentElement.lang === "en";

/** Tells the SDK an event as `[name, properties]`; queued while the SDK is not there. */
const tell = (name, properties) => om.push(["track", name, properties]);

function tellThePage() {
  const block = document.getElementById("shop-event");
  if (block) tell(...JSON.parse(block.textContent));
}

function say(text, link, linkText) {
  const toast = document.getElementById("toast");
  toast.textContent = text;
  if (!link) return;
  const a = document.createElement("a");
  a.href = link;
  a.textContent = linkText;
  toast.append(a);
}

async function post(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
  });
  if (!answer.ok) throw new Error(`the shop answered ${answer.status}`);
  return answer.json();
}

function afterAdding({ count }) {
  document.querySelector("[data-cart-count]").textContent = count;
  if (english) say("In your cart.", "/en/cart", "See the cart");
  else say("カートに入れました。", "/cart", "カートを見る");
}

async function submit(event) {
  const form = event.target.closest("form[data-track]");
  if (!form) return;
  event.preventDefault();
  try {
    const result = await post(form);
    if (result.event) tell(form.dataset.track, result.event);
    if (form.dataset.track === "add_to_cart") afterAdding(result);
    else location.reload();
  } catch {
    // The plain form still works: the browser shows whatever the server says.
    form.submit();
  }
}

document.addEventListener("submit", submit);
tellThePage();
