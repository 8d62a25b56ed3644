"use strict";

// What others change appears while one looks. One socket says that something happened; the
// page is then read anew as its viewer, and only what differs is put in place. What somebody
// types into, has opened or is dragging stays as it is until they are done.
{
  const LONGEST_WAIT = 15_000;
  const SILENCE = 25_000;
  const LASTING = 5_000;
  const KEPT_FOR = 600_000;
  const BAD_CURSOR = 4400;
  const SIGNED_OUT = 4401;

  const place = document.getElementById("live");
  const words = place.dataset;
  const main = document.getElementById("main");
  const path = location.pathname;
  const board = Number(path.match(/^\/boards\/(\d+)\/$/)?.[1]);
  const task = Number(path.match(/^\/tasks\/(\d+)\/(?:history)?$/)?.[1]);
  const figures = path === "/statistics/";
  const list = figures || ["/", "/boards/", "/tasks/"].includes(path);
  // What answers a form stays: it holds what was sent and why it was not taken.
  const settings = /^\/boards\/\d+\/settings$/.test(path);
  const refreshes = !("still" in words) && Boolean(board || task || list || settings);

  // Figures of whole weeks look at all tasks, and need not keep up with every second.
  const soon = figures ? 3_000 : 150;

  // The state of the connection

  function show(state) {
    if (place.dataset.state === state) return;
    // That all is well from the start is nothing to be told aloud.
    if (place.dataset.state) place.removeAttribute("aria-live");
    place.dataset.state = state;
    place.textContent = words[state];
    if (state === "signedOut") {
      const link = document.createElement("a");
      link.href = `${words.signIn}?next=${encodeURIComponent(path + location.search)}`;
      link.textContent = words.again;
      place.append(" ", link);
    }
  }

  // The socket

  let socket = null;
  let cursor = remembered();
  let tries = 0;
  let retry;
  let watch;
  let over = false;
  let known = Boolean(cursor);

  function remembered() {
    try {
      const [owner, told, at] = JSON.parse(sessionStorage.getItem("live"));
      return owner === words.owner && Date.now() - at < KEPT_FOR ? told : "";
    } catch {
      return "";
    }
  }

  function remember(told) {
    cursor = told;
    try {
      sessionStorage.setItem("live", JSON.stringify([words.owner, told, Date.now()]));
    } catch {
      // Without storage the page is read once more after it has opened.
    }
  }

  function connect() {
    clearTimeout(retry);
    leave();
    const address = new URL("/api/v2/events/stream", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    if (cursor) address.searchParams.set("after", cursor);
    const own = new WebSocket(address, "taskhub");
    socket = own;
    let opened = Infinity;
    own.onopen = () => {
      opened = performance.now();
      show("live");
      if (!known) wish();
      known = true;
      listen();
    };
    own.onmessage = (message) => {
      listen();
      heard(JSON.parse(message.data));
    };
    own.onclose = (event) => {
      if (own !== socket) return;
      leave();
      if (performance.now() - opened > LASTING) tries = 0;
      if (event.code === BAD_CURSOR) remember("");
      if (event.code === SIGNED_OUT) signedOut();
      else later();
    };
  }

  function leave() {
    clearTimeout(watch);
    const left = socket;
    socket = null;
    // Browsers complain of one that is closed before it has opened.
    if (left?.readyState === WebSocket.CONNECTING) left.onopen = () => left.close();
    else left?.close();
  }

  // Browsers keep a socket whose other end is gone; an answer shows that it is not.
  function listen() {
    clearTimeout(watch);
    watch = setTimeout(() => {
      socket?.send('{"type": "ping"}');
      watch = setTimeout(() => {
        leave();
        later();
      }, SILENCE / 2);
    }, SILENCE);
  }

  function later() {
    show(navigator.onLine ? "reconnecting" : "offline");
    clearTimeout(retry);
    // After a break all is read anew.
    known = false;
    const longest = Math.min(LONGEST_WAIT, 500 * 2 ** tries);
    tries += 1;
    retry = setTimeout(again, longest * (0.5 + Math.random() / 2));
  }

  // A browser does not tell a refused socket from a server that is gone; a page does.
  async function again() {
    if (over) return;
    try {
      if (await read(path + location.search)) connect();
    } catch {
      later();
    }
  }

  function signedOut() {
    over = true;
    clearTimeout(retry);
    leave();
    show("signedOut");
  }

  function heard(event) {
    if (event.id) remember(event.id);
    if (event.type === "resync" || concerns(event)) wish();
    // Many pages show it, and nobody waits for it: they need not all ask at once.
    if (event.type === "changed" && shows(event.about)) setTimeout(wish, Math.random() * 1000);
  }

  function shows(about) {
    return (
      about.some((each) => each !== "boards") ||
      path.startsWith("/boards/") ||
      main.querySelector('a[href^="/boards/"]') !== null
    );
  }

  function concerns(event) {
    if (!event.task) return false;
    const told = event.data?.task;
    return (
      list ||
      event.task === task ||
      told?.parent_id === (task || undefined) ||
      told?.board_id === (board || undefined) ||
      main.querySelector(`#t${event.task}, a[href^="/tasks/${event.task}/"]`) !== null
    );
  }

  // Reading the page anew

  let wished;
  let reading = false;
  let once = false;
  let wait = soon;
  const held = new Map();
  const changes = new MutationObserver(() => {});

  function wish() {
    if (!refreshes || over) return;
    once = reading;
    wished ??= setTimeout(refresh, wait + Math.random() * 100);
  }

  const busy = () =>
    document.hidden ||
    document.querySelector(".task.dragged, .task.saving, dialog[open], form[data-state=sent]");

  async function refresh() {
    wished = undefined;
    if (reading || over) return;
    if (busy()) {
      put_off();
      return;
    }
    reading = true;
    once = false;
    const begun = performance.now();
    changes.takeRecords();
    changes.observe(main, { childList: true, subtree: true });
    try {
      const fresh = await read(path + location.search);
      if (!fresh) return;
      await more(fresh);
      // What the viewer has moved meanwhile is not in it.
      if (busy() || changes.takeRecords().length) once = true;
      else apply(fresh);
    } catch {
      // The socket notices as well when the server is gone, and asks again when it is back.
      once = socket !== null;
    } finally {
      changes.disconnect();
      reading = false;
      // Who has little to give is asked less often.
      wait = Math.max(soon, 2 * (performance.now() - begun));
      if (once) wish();
    }
  }

  let timer;

  function put_off() {
    clearTimeout(timer);
    timer = setTimeout(wish, 500);
  }

  // What is not there any more, or not for this viewer, has a page that says so.
  async function read(address, kind = "live") {
    const answer = await fetch(address, {
      headers: { "X-Requested-With": kind },
      redirect: "manual",
      cache: "no-store",
    });
    if (answer.type === "opaqueredirect") {
      signedOut();
      return null;
    }
    if (!answer.ok && ![403, 404].includes(answer.status)) throw new Error(answer.statusText);
    const text = await answer.text();
    const fresh = new DOMParser().parseFromString(text, "text/html");
    if (kind === "live" && answer.ok && !fresh.getElementById("live")) {
      signedOut();
      return null;
    }
    return fresh;
  }

  // Of a long column as much as is shown.
  async function more(fresh) {
    for (const cards of fresh.querySelectorAll("#board .cards")) {
      const shown = document.getElementById(cards.id)?.querySelectorAll(".task").length ?? 0;
      let link = cards.querySelector(".more a");
      while (link && cards.querySelectorAll(".task").length < shown) {
        const next = await read(link.getAttribute("href"), "fetch");
        if (!next) return;
        link.closest(".more").replaceWith(...next.body.children);
        link = cards.querySelector(".more a");
      }
    }
  }

  // Putting in place what differs

  const SKIPPED = ".messages, #token, [name=csrfmiddlewaretoken]";
  const KEPT = new Set(["open", "hidden", "draggable"]);
  const FIELDS = "input:not([type=hidden]), select, textarea";
  let owners;
  let wanted;
  let active;

  // What a section is named by is an element of its own.
  function keyOf(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const name = node.id || node.getAttribute("aria-labelledby");
    return name ? `${node.nodeName} ${name}` : "";
  }

  // In a chart className is no text.
  const classOf = (node) => node.getAttribute("class");

  const keyed = (root) =>
    new Map(
      [...root.querySelectorAll("[id], [aria-labelledby]")].map((each) => [keyOf(each), each]),
    );

  function changed(field) {
    if (["hidden", "submit", "button", "fieldset"].includes(field.type)) return false;
    if (field.type === "checkbox" || field.type === "radio") {
      return field.checked !== field.defaultChecked;
    }
    if (!field.options) return field.value !== field.defaultValue;
    const first = field.multiple || field.querySelector("[selected]") ? null : field.options[0];
    return [...field.options].some(
      (option) => option.selected !== (option.defaultSelected || option === first),
    );
  }

  const focusIn = (node) => node.contains(document.activeElement);

  function isHeld(node) {
    if (node.matches("details[open]")) return node.querySelector("form") !== null;
    if (!node.matches("form")) return false;
    if (focusIn(node) && document.activeElement.matches(FIELDS)) return true;
    return [...node.elements].some(changed);
  }

  const isTaken = (node) =>
    focusIn(node) || [node, ...node.querySelectorAll("form, details")].some(isHeld);

  function apply(fresh) {
    held.clear();
    owners = keyed(main);
    const now = fresh.getElementById("main");
    wanted = keyed(now);
    active = document.activeElement;
    document.title = fresh.title;
    morph(main, now);
    if (active !== document.body && active.isConnected && document.activeElement !== active) {
      active.focus({ preventScroll: true });
    }
    document.dispatchEvent(new Event("live:shown"));
    look();
  }

  // What was held back is asked for again as soon as it is free.
  let looking;

  function look() {
    clearTimeout(looking);
    if (!held.size) return;
    const free = [...held].some(([node, test]) => !node.isConnected || !test(node));
    if (free) wish();
    else looking = setTimeout(look, 1000);
  }

  function morph(old, fresh) {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    if (old.matches(SKIPPED)) return;
    if (isHeld(old)) {
      held.set(old, isHeld);
      return;
    }
    for (const { name } of [...old.attributes]) {
      if (!KEPT.has(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (!KEPT.has(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    children(old, fresh);
    // Nobody has changed it, or it would be held; so it shows what it starts from.
    if (old.matches("input[type=checkbox], input[type=radio]")) old.checked = old.defaultChecked;
    else if (old.matches("textarea, input:not([type=hidden], [type=file])")) {
      if (old.value !== old.defaultValue) old.value = old.defaultValue;
    } else if (old.matches("select")) {
      for (const each of old.options) each.selected = each.defaultSelected;
      if (!old.multiple && old.selectedIndex < 0) old.selectedIndex = 0;
    }
  }

  function children(old, fresh) {
    // Blanks between the items of a list are nothing to keep in step.
    const items = old.nodeName === "UL";
    const after = (node) => (items ? node.nextElementSibling : node.nextSibling);
    let next = items ? old.firstElementChild : old.firstChild;
    for (const child of [...(items ? fresh.children : fresh.childNodes)]) {
      const match = matching(child, next);
      if (!match || match.contains(old)) {
        const made = old.insertBefore(document.importNode(child), next);
        // Parts of it may be here already, in another place.
        children(made, child);
        continue;
      }
      if (match === next) next = after(next);
      else if (match.parentNode === old && match.contains(active)) {
        // What has the focus stays; the others make way.
        while (next !== match) {
          const passed = next;
          next = after(next);
          match.after(passed);
        }
        next = after(match);
      } else old.insertBefore(match, next);
      morph(match, child);
    }
    while (next) {
      const gone = next;
      next = after(next);
      remove(gone);
    }
  }

  function matching(child, next) {
    const key = keyOf(child);
    if (key) return owners.get(key) ?? null;
    if (child.nodeType !== Node.ELEMENT_NODE) {
      return next?.nodeType === child.nodeType ? next : null;
    }
    for (let each = next; each; each = each.nextSibling) {
      if (each.nodeName === child.nodeName && classOf(each) === classOf(child) && !keyOf(each)) {
        return each;
      }
    }
    return null;
  }

  function remove(node) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      // What belongs elsewhere is fetched from here.
      if (wanted.has(keyOf(node))) return;
      if (isTaken(node)) {
        held.set(node, isTaken);
        return;
      }
    }
    node.remove();
  }

  // Begin, and go on

  window.addEventListener("online", () => {
    if (over) return;
    tries = 0;
    later();
  });
  window.addEventListener("offline", () => {
    if (over) return;
    leave();
    later();
  });
  document.addEventListener("focusout", () => setTimeout(look));
  document.addEventListener("live:wish", wish);
  window.addEventListener("pagehide", () => {
    clearTimeout(retry);
    leave();
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted || over) return;
    known = false;
    again();
  });
  connect();
}
