"use strict";

// What every page has on top of plain HTML; each page also works without it.

const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const focused = menu.contains(document.activeElement);
    menu.open = false;
    if (focused) menu.querySelector("summary").focus();
  }
});

// What a page says aloud to who is signed in: one sentence at a time, shown for a while

const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

const say = (() => {
  const SECONDS_SHOWN = 6;
  const said = document.getElementById("said");
  let silence;

  return (text, refused = false) => {
    said.textContent = text;
    said.classList.toggle("refused", refused);
    clearTimeout(silence);
    silence = setTimeout(() => {
      said.textContent = "";
    }, SECONDS_SHOWN * 1000);
  };
})();

// A picture is shown before it is sent. As a data URL: the policy allows no others.
for (const input of document.querySelectorAll("input[data-preview]")) {
  input.addEventListener("change", () => {
    const place = document.getElementById(input.dataset.preview);
    const [file] = input.files;
    if (!place || !file || !input.accept.split(",").includes(file.type)) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const picture = document.createElement("img");
      picture.className = "avatar large";
      picture.alt = "";
      picture.src = reader.result;
      place.replaceChildren(picture);
    });
    reader.readAsDataURL(file);
  });
}

// Browsers let a page write to the clipboard on https and on the own machine only.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const text = document.getElementById(button.dataset.copy).textContent;
    const label = button.innerHTML;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.innerHTML = label; }, 2000);
    });
  }
}

// Shows a page of ours where the network or the server is away. Browsers have it on https and on
// the own machine only; where it is not to be had, they show their own.
if ("serviceWorker" in navigator) {
  window.addEventListener("load", () => {
    const language = document.documentElement.lang;
    navigator.serviceWorker.register(`/offline-worker.js?language=${language}`).catch(() => {});
  });
}
