"use strict";

// What a key does, and what the palette offers: both as the page's registry says.
{
  const { groups, words } = registry;
  const LAPSE = 1000;
  const ITEMS = ".task, .more, .task-table tbody tr, .rows > li";
  const TYPING =
    "input:not([type=checkbox], [type=button], [type=submit]), select, textarea, [contenteditable]";

  const commands = groups.flatMap(([, rows]) =>
    rows.map(([label, also, name, keys = [], needs = "", address = undefined]) => {
      return { label, also, name, keys, needs, address };
    }),
  );
  const main = document.getElementById("main");
  const off = document.documentElement.dataset.shortcuts === "off";
  const me = document.getElementById("find");

  // The server; what stands against it is thrown as a sentence

  async function ask(address, options = {}) {
    let answer;
    const headers = { "X-Requested-With": "fetch" };
    if (options.body) {
      headers["X-CSRFToken"] = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
    }
    try {
      answer = await fetch(address, { headers, redirect: "manual", ...options });
    } catch (error) {
      throw error.name === "AbortError" ? error : new Error(words.offline);
    }
    if (answer.type === "opaqueredirect") throw new Error(words.signedOut);
    const json = answer.headers.get("Content-Type")?.includes("json");
    const told = json ? await answer.json() : {};
    if (!answer.ok || !json) throw new Error(told.said ?? words.failed);
    return told;
  }

  async function send(address, values) {
    try {
      const told = await ask(address, { method: "POST", body: new URLSearchParams(values) });
      say(told.said);
      document.dispatchEvent(new Event("live:wish"));
    } catch (error) {
      say(error.message, true);
    }
  }

  // What has the focus

  const itemOf = (node) => node?.closest?.(ITEMS) ?? null;
  const linkIn = (item) => item.querySelector("th a[href], a[href], button");
  const groupOf = (item) => item.closest(".column, section, table") ?? main;
  const focused = () => itemOf(document.activeElement);

  function step(across, by) {
    const items = [...main.querySelectorAll(ITEMS)].filter(
      (each) => linkIn(each) && !each.closest("details:not([open])"),
    );
    if (!items.length) return false;
    const now = focused();
    const at = now && groupOf(now);
    const beside = items.filter((each) => groupOf(each) === at);
    let next = items[0];
    if (now && across) {
      const all = [...new Set(items.map(groupOf))];
      const there = items.filter((each) => groupOf(each) === all[all.indexOf(at) + by]);
      next = there[Math.min(beside.indexOf(now), there.length - 1)];
    } else if (now) {
      // Down a column stays in it; a list goes on in the next.
      const line = now.closest(".column") ? beside : items;
      next = line[line.indexOf(now) + by];
    }
    if (next) linkIn(next).focus();
    else say(words.edge);
    return true;
  }

  // The task that a command is about: the one with the focus, else the page's own
  function subject() {
    const path = focused()?.querySelector("a[href^='/tasks/']")?.pathname ?? location.pathname;
    return path.match(/^\/tasks\/(\d+)\//)?.[1];
  }

  const titleOf = () =>
    (focused()?.querySelector("a[href^='/tasks/']") ?? main.querySelector("h1")).textContent;

  // Fields that a key leads to; Escape leads back

  let origin = null;

  function reveal(place, whole = false) {
    if (!place) return false;
    const details = place.closest("details");
    if (details) details.open = true;
    const field = place.matches(TYPING) ? place : place.querySelector("input:not([type=hidden])");
    origin = document.activeElement;
    field.focus();
    if (whole) field.select();
    return true;
  }

  function leave(field) {
    const back = origin?.isConnected && origin !== document.body && origin !== field;
    if (back) origin.focus();
    else field.blur();
    origin = null;
  }

  // Choices for one field of a task

  const chosen = ([value, label], now, then) => {
    return { value, label, kind: value === now ? "✓" : "", run: () => then(value) };
  };

  function pick(field, label, address = "quick", key = field) {
    const id = subject();
    const from = `/tasks/${id}/quick?field=${field}`;
    const save = (value) => send(`/tasks/${id}/${address}`, { [key]: value });
    const read = async (more = "", signal = undefined) => {
      const { choices, value } = await ask(from + more, { signal });
      return choices.map((each) => chosen(each, value, save));
    };
    const options = read();
    const dialog = palette.choose({
      title: `${label}: ${titleOf()}`,
      headed: true,
      hint: words.filter,
      options,
      more: field === "assignee" && ((text, signal) => read(`&q=${encodeURIComponent(text)}`, signal)),
    });
    options.catch((error) => {
      dialog.close();
      say(error.message, true);
    });
  }

  function move({ label }) {
    const item = focused();
    if (!item?.matches("#board .task")) pick("status", label, "move");
    else if (item.querySelector(".mv")) item.querySelector(".mv").click();
    else say(words.refused);
  }

  function edit() {
    const id = subject();
    if (location.pathname !== `/tasks/${id}/`) location.assign(`/tasks/${id}/#id_title`);
    else if (!reveal(document.getElementById("id_title"))) say(words.refused);
  }

  function add() {
    const column = focused()?.closest(".column") ?? main.querySelector(".column");
    const field = column?.querySelector(".add") ?? document.getElementById("new-task");
    if (!reveal(field)) location.assign("/tasks/#new-task");
  }

  // Colours are kept with the other preferences

  async function paint(theme) {
    const { language } = me.dataset;
    const body = { language, theme, ...(off ? {} : { shortcuts: "on" }) };
    const root = document.documentElement;
    try {
      await ask("/account/preferences", { method: "POST", body: new URLSearchParams(body) });
      if (theme) root.dataset.theme = theme;
      else delete root.dataset.theme;
      document.querySelector("meta[name=color-scheme]").content = theme || "light dark";
    } catch (error) {
      say(error.message, true);
    }
  }

  // What each command does

  const DEEDS = {
    palette: showAll,
    search: () => reveal(main.querySelector("form[role=search]"), true) || showAll(),
    new: add,
    help: () => palette.help(off),
    down: () => step(false, 1),
    up: () => step(false, -1),
    left: () => step(true, -1),
    right: () => step(true, 1),
    move,
    status: ({ label }) => pick("status", label),
    priority: ({ label }) => pick("priority", label),
    assignee: ({ label }) => pick("assignee", label),
    mine: () => send(`/tasks/${subject()}/quick`, { assignee: me.dataset.person }),
    edit,
    "theme light": () => paint("light"),
    "theme dark": () => paint("dark"),
    theme: () => paint(""),
    "sign-out": () => document.querySelector("form[action='/account/sign-out']")?.requestSubmit(),
  };

  function run(command) {
    if (command.needs === "task" && !subject()) say(words.choose);
    else if (command.name !== "go") return DEEDS[command.name]?.(command) !== false;
    else location.assign(command.address);
    return true;
  }

  // The palette

  const boards = (rows) =>
    rows.map(([id, label]) => ({ label, kind: words.board, address: `/boards/${id}/` }));
  const tasks = (rows) =>
    rows.map(([id, label, done]) => {
      const kind = `${words.task} #${id}${done ? ` · ${words.done}` : ""}`;
      return { label, kind, address: `/tasks/${id}/` };
    });

  function offered() {
    const fine = commands.filter(({ needs }) => !needs || (needs === "task" && subject()));
    const about = (command) => command.needs === "task";
    const sorted = [...fine.filter(about), ...fine.filter((command) => !about(command))];
    return sorted.map((command) => ({
      ...command,
      keys: off || !command.keys.length ? null : command.keys,
      run: () => run(command),
    }));
  }

  function showAll() {
    const own = offered();
    // One's boards stand below what has keys.
    const at = own.findLastIndex(({ keys }) => keys) + 1;
    const places = ask("/tasks/find").then((found) => own.toSpliced(at, 0, ...boards(found.boards)));
    palette.choose({
      title: words.title,
      hint: words.hint,
      first: own,
      options: places,
      more: async (text, signal) => {
        const found = await ask(`/tasks/find?q=${encodeURIComponent(text)}`, { signal });
        return [...tasks(found.tasks), ...boards(found.boards)];
      },
    });
  }

  // Which key it is. By its letter; on a layout without Latin letters by its place.

  function keyOf({ key, code }) {
    if (code === "Slash" && ".,".includes(key)) return key === "." ? "/" : "?";
    if (key.length > 1) return key;
    const foreign = /\p{L}/u.test(key) && !/\p{Script=Latin}/u.test(key);
    return (foreign && code.startsWith("Key") ? code.slice(3) : key).toLowerCase();
  }

  const byKeys = new Map(commands.flatMap((each) => each.keys.map((keys) => [keys, each])));
  const beginnings = new Set([...byKeys.keys()].map((keys) => keys.split(" ")[0]));
  let begun = "";
  let since = 0;

  // The command that a key completes, alone or after the one before it
  function meant(key) {
    const now = performance.now();
    const both = begun && now - since < LAPSE ? byKeys.get(`${begun} ${key}`) : undefined;
    const command = both ?? byKeys.get(key);
    begun = !command && beginnings.has(key) ? key : "";
    since = now;
    return command;
  }

  function opensPalette(event, key) {
    const held = palette.apple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    return held && !event.altKey && !event.shiftKey && key === "k";
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || !event.key) return;
    const key = keyOf(event);
    if (opensPalette(event, key)) {
      event.preventDefault();
      const shown = document.querySelector("dialog.palette[open]");
      if (shown) shown.close();
      else showAll();
      return;
    }
    const typing = event.target.closest?.(TYPING);
    const dialog = document.querySelector("dialog[open]");
    if (typing && key === "Escape" && origin && !dialog) leave(typing);
    const others = event.ctrlKey || event.metaKey || event.altKey;
    if (off || typing || dialog || others || ["Shift", "Escape", "Enter"].includes(key)) return;
    // With Shift only what cannot be written without it, like ? and on some layouts /.
    if (event.shiftKey && /^[a-z]$|../.test(key)) return;
    // Arrows go on scrolling until a card or a row has the focus.
    if (key.startsWith("Arrow") && !focused()) return;
    const command = meant(key);
    if (!command || (event.repeat && command.needs !== "focus")) return;
    if (run(command)) event.preventDefault();
  });

  // The ways in for a pointer

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.target.closest("#find")) showAll();
    if (!event.target.closest("a[data-help]")) return;
    event.preventDefault();
    palette.help(off);
  });
  me.hidden = false;

  // What an address leads to is a field: of anything else the browser would take the focus away.
  function arrive() {
    if (location.hash === "#id_title" || location.hash === "#new-task") {
      reveal(document.querySelector(location.hash));
    }
  }

  window.addEventListener("hashchange", arrive);
  arrive();
}
