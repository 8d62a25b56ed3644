"use strict";

// Choosing all tasks of a list at once, and how many are chosen. Works without it, one by one.
{
  const find = (id) => document.getElementById(id);
  const boxes = () => [...document.querySelectorAll("#bulk input[name=task]")];

  // The table may have come, gone or changed since.
  function count() {
    const all = find("all");
    if (!all) return;
    const chosen = boxes().filter((box) => box.checked).length;
    all.hidden = false;
    all.checked = chosen === boxes().length;
    all.indeterminate = chosen > 0 && !all.checked;
    find("chosen").textContent = chosen ? `(${chosen})` : "";
    if (chosen) find("change").open = true;
  }

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.id === "all") for (const each of boxes()) each.checked = box.checked;
    if (box.id === "all" || box.matches("#bulk input[name=task]")) count();
  });
  document.addEventListener("live:shown", count);
  // The browser may bring a page back with its ticks.
  window.addEventListener("pageshow", count);
  count();
}
