"use strict";

// The page that stands in for one that could not be reached goes on to it when it can be. At its
// own address it stands in for nothing.
{
  const OFTEN = 5_000;
  const SELDOM = 60_000;
  const again = document.getElementById("again");
  const standsIn = location.pathname !== again.dataset.own;
  let wait = OFTEN;

  async function look() {
    try {
      const answer = await fetch("/healthz", { cache: "no-store" });
      if (answer.ok) {
        location.reload();
        return;
      }
    } catch {
      // Still away.
    }
    wait = Math.min(2 * wait, SELDOM);
    setTimeout(look, wait);
  }

  if (standsIn) {
    window.addEventListener("online", () => location.reload());
    setTimeout(look, wait);
  } else again.href = "/";
}
