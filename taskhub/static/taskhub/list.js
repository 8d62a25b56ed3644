"use strict";

// Choosing all tasks of a list at once, and how many are chosen. Works without it, one by one.

const form = document.getElementById("bulk");
const all = document.getElementById("all");

function boxes() {
  return [...form.querySelectorAll("input[name=task]")];
}

function count() {
  const chosen = boxes().filter((box) => box.checked).length;
  all.checked = chosen === boxes().length;
  all.indeterminate = chosen > 0 && !all.checked;
  document.getElementById("chosen").textContent = chosen ? `(${chosen})` : "";
}

if (form) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    count();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "task") count();
  });
  document.addEventListener("live:shown", () => {
    if (form.isConnected) count();
  });
  count();
}
