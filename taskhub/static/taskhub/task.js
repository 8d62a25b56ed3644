"use strict";

// A task's page works without this. With it, waiting is shown, a form is not sent twice, and
// what was typed is not lost by leaving.

const SENT = "sent";

// On the document, for forms come and go while one looks.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.state === SENT) {
    event.preventDefault();
    return;
  }
  form.dataset.state = SENT;
  const note = form.dataset.busy;
  if (!note) return;
  const busy = document.createElement("p");
  busy.className = "busy";
  busy.setAttribute("role", "status");
  form.append(busy);
  busy.textContent = note;
});

// The browser may bring the page back as it was when it was left.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll(`form[data-state=${SENT}]`)) {
    delete form.dataset.state;
    form.querySelector(".busy")?.remove();
  }
});

const changed = (field) =>
  field.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio])") &&
  field.value !== field.defaultValue;

window.addEventListener("beforeunload", (event) => {
  // What one form sends is safe; what was typed into another would be gone.
  const left = [...document.querySelectorAll("form[method=post]")].filter(
    (form) => form.dataset.state !== SENT,
  );
  if (left.some((form) => [...form.elements].some(changed))) event.preventDefault();
});
