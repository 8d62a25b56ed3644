"use strict";

// Where the network or the server is away, a page of ours says so. That page and its looks are
// all that is kept here; whatever can be had from the server comes from there, always.

const NAME = "{{ name }}";
const PAGE = "{{ page|escapejs }}";
const PARTS = [{% for part in parts %}"{{ part|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
// Programs' addresses, files and the admin have no page of ours to show.
const APART = [{% for pattern in apart %}new RegExp("{{ pattern|escapejs }}"){% if not forloop.last %}, {% endif %}{% endfor %}];
// What a proxy says for a server that is gone; we never do.
const GONE = [502, 504];

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(forget()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (!APART.some((pattern) => pattern.test(pathname.slice(1)))) event.respondWith(page(request));
  } else if (PARTS.includes(pathname)) {
    event.respondWith(fetch(request).catch(() => kept(pathname)));
  }
});

async function keep() {
  const cache = await caches.open(NAME);
  const fetched = [PAGE, ...PARTS].map(
    (path) => new Request(path, { credentials: "omit", cache: "reload" }),
  );
  await cache.addAll(fetched);
}

async function forget() {
  for (const name of await caches.keys()) {
    if (name.startsWith("offline-") && name !== NAME) await caches.delete(name);
  }
}

async function page(request) {
  try {
    const answer = await fetch(request);
    if (!GONE.includes(answer.status)) return answer;
  } catch {
    // Then there is nobody to ask.
  }
  const { body, headers } = await kept(PAGE);
  return new Response(body, { status: 503, headers });
}

async function kept(path) {
  const cache = await caches.open(NAME);
  return (await cache.match(path, { ignoreVary: true })) ?? Response.error();
}
