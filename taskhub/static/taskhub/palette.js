"use strict";

// Choosing from a list by typing: the command palette, and the choices for a field of a task.
// Also the help. What is to be done by which key, and all words, is the page's JSON.

const registry = JSON.parse(document.getElementById("shortcuts").textContent);

const palette = (() => {
  const { words, shown } = registry;
  const WAIT = 200;
  const MOST = 60;
  const ENOUGH_TO_GUESS = 3;

  function made(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  // Keys as they are written on them, in one element

  const apple = /^(Mac|iP)/.test(navigator.platform);

  function written(keys) {
    const place = made("span", { class: "keys" });
    keys.forEach((each, number) => {
      if (number) place.append(` ${words.or} `);
      const parts = each.replace("+", " ").split(" ");
      for (const part of parts) {
        const text = part === "Control" && apple ? "⌘" : (shown[part] ?? part);
        place.append(part === parts[0] ? "" : " ", made("kbd", {}, text));
      }
    });
    return place;
  }

  // A dialog goes when it is closed; the browser gives the focus back to where it was.

  function show(dialog) {
    const field = document.activeElement;
    const caret = [field.selectionStart, field.selectionEnd];
    dialog.addEventListener("close", () => {
      dialog.remove();
      // Chromium gives the focus back, but now and then not the place in the text.
      if (typeof caret[0] === "number" && field === document.activeElement) {
        field.setSelectionRange(...caret);
      }
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  // What fits what was typed: 0 begins with it, 1 has words that do, 2 holds all its words,
  // 3 holds its letters in their order; null does not fit.

  function fit(option, text) {
    const label = option.label.toLowerCase();
    const all = `${label} ${option.also ?? ""}`.toLowerCase();
    if (label.startsWith(text)) return 0;
    const parts = text.split(/\s+/);
    if (parts.every((part) => ` ${all}`.includes(` ${part}`))) return 1;
    if (parts.every((part) => all.includes(part))) return 2;
    if (text.length < ENOUGH_TO_GUESS) return null;
    let from = 0;
    for (const letter of text.replaceAll(" ", "")) {
      from = label.indexOf(letter, from) + 1;
      if (!from) return null;
    }
    return 3;
  }

  function fitting(options, text) {
    if (!text) return [options, []];
    const rated = options.map((option) => [fit(option, text), option]);
    const [good, poor] = [[], []];
    for (const [rate, option] of rated.sort((a, b) => a[0] - b[0])) {
      if (rate !== null) (rate === 3 ? poor : good).push(option);
    }
    return [good, poor];
  }

  // The list: `options` promises objects with a label and what to `run`, or an
  // `address`; `first` are those to start with; `more(text, signal)` brings further ones for what was typed, or throws what to say.

  function choose({ title, headed, hint, first = [], options, more }) {
    const list = made("ul", { role: "listbox", id: "palette-list", "aria-label": title });
    const input = made("input", {
      role: "combobox",
      type: "text",
      "aria-label": title,
      "aria-controls": list.id,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      placeholder: hint,
      autocomplete: "off",
      spellcheck: "false",
      maxlength: "200",
    });
    const state = made("p", { class: "quiet", role: "status" });
    const dialog = made("dialog", { class: "palette", "aria-label": title }, input, list, state);
    if (headed) dialog.prepend(made("h2", {}, title));
    let local = first;
    let found = [];
    let listed = [];
    let active = null;
    let loading = true;
    let asked = null;
    let timer;
    let trouble = "";

    const typed = () => input.value.trim().toLowerCase();

    function activate(option, scroll = true) {
      active = option ?? null;
      for (const [number, each] of listed.entries()) {
        list.children[number].setAttribute("aria-selected", each === active);
      }
      const place = list.children[listed.indexOf(active)];
      if (place) input.setAttribute("aria-activedescendant", place.id);
      else input.removeAttribute("aria-activedescendant");
      if (scroll) place?.scrollIntoView({ block: "nearest" });
    }

    function item(option, number) {
      const place = made("li", { role: "option", id: `palette-${number}` });
      place.append(made("span", { class: "label" }, option.label));
      if (option.kind) place.append(made("span", { class: "quiet" }, option.kind));
      if (option.keys) place.append(written(option.keys.slice(0, 1)));
      return place;
    }

    function render(keep) {
      const [good, poor] = fitting(local, typed());
      const known = new Map();
      for (const option of [...good, ...found, ...poor]) {
        const key = option.address ?? option.value ?? option.label;
        if (!known.has(key)) known.set(key, option);
      }
      listed = [...known.values()].slice(0, MOST);
      list.replaceChildren(...listed.map(item));
      list.hidden = !listed.length;
      input.setAttribute("aria-expanded", String(listed.length > 0));
      // What is about to be taken stays so when more is found.
      activate(keep && listed.includes(active) ? active : listed[0]);
      const count = words.found.replace("%(count)s", listed.length);
      const now = loading || asked ? words.searching : listed.length ? count : words.none;
      state.textContent = trouble || now;
    }

    async function look() {
      const text = input.value.trim();
      const own = (asked = new AbortController());
      try {
        const answer = await more(text, own.signal);
        if (own !== asked) return;
        found = answer;
        trouble = "";
      } catch (error) {
        if (own !== asked) return;
        trouble = error.message;
      }
      asked = null;
      render(true);
    }

    function changed() {
      clearTimeout(timer);
      asked?.abort();
      asked = null;
      found = [];
      trouble = "";
      if (more && typed()) {
        asked = new AbortController();
        timer = setTimeout(look, WAIT);
      }
      render(false);
    }

    function take(option) {
      if (!option) return;
      dialog.close();
      if (option.address) location.assign(option.address);
      else option.run();
    }

    const ways = {
      ArrowDown: (at) => listed[(at + 1) % listed.length],
      ArrowUp: (at) => listed.at(at - 1),
      Home: () => listed[0],
      End: () => listed.at(-1),
    };

    input.addEventListener("input", changed);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Enter") take(active);
      else if (!event.shiftKey && ways[event.key]) activate(ways[event.key](listed.indexOf(active)));
      else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const place = event.target.closest("[role=option]");
      if (place) take(listed[[...list.children].indexOf(place)]);
    });
    dialog.addEventListener("close", () => {
      clearTimeout(timer);
      asked?.abort();
      asked = null;
    });
    show(dialog);
    Promise.resolve(options)
      .then(
        (brought) => {
          local = brought;
        },
        (error) => {
          trouble = error.message;
        },
      )
      .finally(() => {
        loading = false;
        render(true);
      });
    render(false);
    return dialog;
  }

  // The help: all that has keys

  function help(off) {
    const close = made("button", { type: "button", class: "secondary" }, words.close);
    const heading = made("h2", { id: "palette-help" }, words.help);
    const dialog = made("dialog", { class: "palette help", "aria-labelledby": heading.id });
    dialog.append(made("div", { class: "head" }, heading, close));
    if (off) dialog.append(made("p", { class: "message" }, words.off));
    const groups = made("div", { class: "grid" });
    for (const [name, commands] of registry.groups) {
      if (!name) continue;
      const rows = commands.map(([label, , , keys]) =>
        made("div", {}, made("dt", {}, label), made("dd", {}, written(keys))),
      );
      groups.append(made("section", {}, made("h3", {}, name), made("dl", { class: "keys" }, ...rows)));
    }
    dialog.append(groups);
    close.addEventListener("click", () => dialog.close());
    show(dialog);
  }

  return { apple, choose, help };
})();
