"use strict";

// Moving cards by drag, by Shift and arrows, and by their menu. A card moves at once; when the
// server refuses, it goes back and a sentence says so. Without this script the menu is a page.

const board = document.getElementById("board");
const words = board.dataset;
const token = document.querySelector("#token input").value;

const columns = () => [...board.querySelectorAll(".column")];
const columnOf = (card) => card.closest(".column");
const listOf = (column) => column.querySelector(".cards");
const cardsIn = (column) => [...column.querySelectorAll(".task")];
const titleOf = (card) => card.querySelector("a").textContent;
const nameOf = (column) => column.querySelector("h2 > span").textContent;

function sayPlace(card) {
  const column = columnOf(card);
  const place = cardsIn(column).indexOf(card) + 1;
  const count = column.querySelector("[data-count]").textContent;
  say(filled(words.moved, { title: titleOf(card), column: nameOf(column), place, count }));
}

// Where cards are

function placeOf(card) {
  return { list: card.parentElement, next: card.nextElementSibling };
}

function recount(column, change) {
  const count = column.querySelector("[data-count]");
  count.textContent = Number(count.textContent) + change;
}

function put(card, list, next) {
  const from = columnOf(card);
  const focused = card.contains(document.activeElement) ? document.activeElement : null;
  // Below the last card there may be the way to more of them.
  const below = next?.parentElement === list ? next : list.querySelector(".more");
  list.insertBefore(card, below);
  const to = columnOf(card);
  if (from !== to) {
    recount(from, -1);
    recount(to, 1);
  }
  focused?.focus();
}

// What the server is told. A card that moves again while it is being saved is saved once
// more afterwards, at the place it has then.

const saving = new Map();

function keep(card, home) {
  const running = saving.get(card);
  if (running) {
    running.again = true;
    return;
  }
  saving.set(card, { home, again: true });
  save(card);
}

async function save(card) {
  const state = saving.get(card);
  card.classList.add("saving");
  let refusal = "";
  while (state.again && !refusal) {
    state.again = false;
    const sent = placeOf(card);
    refusal = await send(card);
    if (!refusal) state.home = sent;
  }
  saving.delete(card);
  card.classList.remove("saving");
  if (refusal) {
    put(card, state.home.list, state.home.next);
    say(`${refusal} ${filled(words.refused, { title: titleOf(card) })}`, true);
  } else {
    sayPlace(card);
  }
}

async function send(card) {
  const body = new URLSearchParams({ status: columnOf(card).dataset.status });
  const above = card.previousElementSibling;
  const below = card.nextElementSibling;
  if (above) body.set("after", above.id.slice(1));
  else if (below?.matches(".task")) body.set("before", below.id.slice(1));
  try {
    const headers = { "X-Requested-With": "fetch", "X-CSRFToken": token };
    const address = `/tasks/${card.id.slice(1)}/move`;
    const answer = await fetch(address, { method: "POST", headers, body, redirect: "manual" });
    if (answer.ok) return "";
    if (answer.type === "opaqueredirect") return words.signedOut;
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    return told.said ?? words.failed;
  } catch {
    return words.offline;
  }
}

function moveTo(card, list, next) {
  const home = placeOf(card);
  if (list === home.list && (next === card || next === home.next)) {
    say(words.edge);
    return;
  }
  put(card, list, next);
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
  keep(card, home);
}

function moveBy(card, step) {
  const cards = cardsIn(columnOf(card));
  const target = cards.indexOf(card) + step;
  if (target < 0 || target >= cards.length) say(words.edge);
  else moveTo(card, card.parentElement, step < 0 ? cards[target] : cards[target].nextElementSibling);
}

function moveAcross(card, step) {
  const all = columns();
  const column = all[all.indexOf(columnOf(card)) + step];
  if (column) moveTo(card, listOf(column), listOf(column).firstElementChild);
  else say(words.edge);
}

// By keys

const STEPS = {
  ArrowUp: (card) => moveBy(card, -1),
  ArrowDown: (card) => moveBy(card, 1),
  ArrowLeft: (card) => moveAcross(card, -1),
  ArrowRight: (card) => moveAcross(card, 1),
};

board.addEventListener("keydown", (event) => {
  const others = event.ctrlKey || event.altKey || event.metaKey;
  const card = event.target.closest(".task[data-m]");
  if (!event.shiftKey || others || !card || !(event.key in STEPS)) return;
  event.preventDefault();
  STEPS[event.key](card);
});

// By dragging

let dragged = null;
let start = null;

function takeHold(root) {
  for (const card of root.querySelectorAll(".task[data-m]")) {
    card.draggable = true;
    // Else the browser drags the address of the link, not the card.
    for (const link of card.querySelectorAll("a")) link.draggable = false;
  }
}

function letGo() {
  dragged?.classList.remove("dragged");
  for (const column of columns()) column.classList.remove("target");
  dragged = null;
}

board.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.(".task[data-m]");
  if (!card) return;
  dragged = card;
  start = placeOf(card);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", titleOf(card));
  // After the browser has made its picture of the card.
  requestAnimationFrame(() => card.classList.add("dragged"));
});

board.addEventListener("dragover", (event) => {
  const column = dragged && event.target.closest(".column");
  if (!column) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
  for (const each of columns()) each.classList.toggle("target", each === column);
  const below = cardsIn(column).find((card) => {
    const box = card.getBoundingClientRect();
    return card !== dragged && event.clientY < box.top + box.height / 2;
  });
  const next = below ?? listOf(column).querySelector(".more");
  if (dragged.parentElement !== listOf(column) || dragged.nextElementSibling !== next) {
    put(dragged, listOf(column), next);
  }
});

board.addEventListener("drop", (event) => {
  if (!dragged) return;
  event.preventDefault();
  const card = dragged;
  letGo();
  const now = placeOf(card);
  if (now.list !== start.list || now.next !== start.next) keep(card, start);
});

board.addEventListener("dragend", () => {
  if (!dragged) return;
  // Given up: it was never dropped.
  const card = dragged;
  letGo();
  put(card, start.list, start.next);
});

// By the card's menu

function menuFor(card) {
  const dialog = document.createElement("dialog");
  dialog.className = "move-menu";
  const heading = document.createElement("h2");
  heading.id = "move-menu-heading";
  heading.textContent = filled(words.menu, { title: titleOf(card) });
  dialog.setAttribute("aria-labelledby", heading.id);
  const choices = document.createElement("div");
  dialog.append(heading, choices);
  const offer = (text, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "secondary";
    button.textContent = text;
    button.addEventListener("click", () => {
      dialog.close();
      act?.();
    });
    choices.append(button);
  };
  for (const column of columns()) {
    if (column === columnOf(card)) continue;
    const list = listOf(column);
    const text = filled(words.to, { column: nameOf(column) });
    offer(text, () => moveTo(card, list, list.firstElementChild));
  }
  offer(words.up, () => moveBy(card, -1));
  offer(words.down, () => moveBy(card, 1));
  offer(words.close);
  return dialog;
}

board.addEventListener("click", (event) => {
  const link = event.target.closest(".mv");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const card = link.closest(".task");
  const back = card.contains(document.activeElement) ? document.activeElement : link;
  const dialog = menuFor(card);
  dialog.addEventListener("close", () => {
    dialog.remove();
    back.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
});

// The rest of a column

async function showMore(link) {
  const place = link.closest(".more");
  try {
    const answer = await fetch(link.href, {
      headers: { "X-Requested-With": "fetch" },
      redirect: "manual",
    });
    if (!answer.ok) throw new Error(answer.statusText);
    const brought = document.createElement("template");
    brought.innerHTML = await answer.text();
    const cards = [...brought.content.children].filter(
      (card) => !card.id || !document.getElementById(card.id),
    );
    place.replaceWith(...cards);
    takeHold(board);
    cards[0]?.querySelector("a").focus();
  } catch {
    say(words.offline, true);
  }
}

board.addEventListener("click", (event) => {
  const link = event.target.closest(".more a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  showMore(link);
});

takeHold(board);
document.addEventListener("live:shown", () => takeHold(board));
