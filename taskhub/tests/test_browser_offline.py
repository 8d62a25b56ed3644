"""The network or the server goes away while somebody is at a browser."""

import re
import time

import pytest

from taskhub.testing.browser import Visitor, site

pytestmark = pytest.mark.processes
REACHES = "fetch('/healthz', {cache: 'no-store'}).then(() => true, () => false)"
READY = "navigator.serviceWorker.ready.then((found) => found.active.state)"


@pytest.fixture
def window(visitor):
    window = visitor()
    window.sign_up()
    installed(window)
    return window


def installed(window):
    """Wait for the worker to be there, and for the socket, so that nothing is left half-open."""
    window.page.evaluate(READY)
    live(window)


def live(window):
    window.page.locator("#live[data-state=live]").wait_for()


def heading(window):
    return window.page.get_by_role("heading", level=1).inner_text()


def cut(window, path):
    """Ask for a path without a network, which the worker is told of a moment later."""
    context = window.page.context
    context.set_offline(True)
    end = time.monotonic() + 30
    while any(worker.evaluate(REACHES) for worker in context.service_workers):
        assert time.monotonic() < end
    window.go(path)


def test_page_of_ours_shows_without_network_and_goes_on_by_itself(window):
    cut(window, "/account/profile?from=here")
    assert heading(window) == "TaskHub is out of reach"
    assert window.path == "/account/profile?from=here"
    window.check_access()
    window.page.context.set_offline(False)
    window.page.get_by_role("heading", name="Profile").wait_for()
    assert window.path == "/account/profile?from=here"
    live(window)


def test_trying_again_by_hand_stays_until_it_works(window):
    cut(window, "/account/profile")
    window.page.get_by_role("link", name="Try again").click()
    assert heading(window) == "TaskHub is out of reach"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_fits_a_small_phone_and_has_its_looks(window, scheme):
    window.page.set_viewport_size({"width": 320, "height": 640})
    window.page.emulate_media(color_scheme=scheme)
    cut(window, "/boards/")
    window.check_width()
    ground = window.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(246, 246, 243)", "dark": "rgb(21, 23, 28)"}[scheme]
    assert window.page.evaluate("document.querySelector('.brand img').naturalWidth") > 0


def test_page_speaks_russian(visitor):
    window = visitor(locale="ru-RU")
    window.sign_up()
    installed(window)
    cut(window, "/boards/")
    assert heading(window) == "TaskHub недоступен"


def test_nothing_of_anybody_is_kept(window):
    window.go("/boards/")
    live(window)
    kept = window.page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys()) {
            for (const each of await (await caches.open(name)).keys()) found.push(each.url);
          }
          return found;
        }"""
    )
    paths = [address.removeprefix(window.address) for address in kept]
    assert all(path == "/offline/en" or path.startswith("/static/") for path in paths)


@pytest.mark.parametrize("path", ["/api/v2/boards/", "/admin/", "/healthz", "/media/none.png"])
def test_other_addresses_are_left_to_the_browser(window, path):
    window.page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        window.go(path)


def test_forms_are_never_answered_by_it(window):
    window.go("/account/profile")
    live(window)
    window.page.fill("[name=about]", "Likes trees.")
    window.page.context.set_offline(True)
    window.page.locator("form[action='/account/profile'] button").click()
    window.page.wait_for_url(re.compile("^chrome-error:"))


def test_server_that_stops_and_comes_back(browser, tmp_path):
    with site(tmp_path) as server:
        window = Visitor(browser.new_page(locale="en-GB"), f"http://127.0.0.1:{server.port}")
        window.sign_up()
        installed(window)
    window.go("/account/profile")
    assert heading(window) == "TaskHub is out of reach"
    with site(tmp_path, PORT=str(server.port)):
        window.page.get_by_role("heading", name="Profile").wait_for(timeout=60_000)
        window.page.context.close()


def test_worker_makes_way_for_a_new_one(window):
    before = window.page.evaluate("caches.keys()")
    window.page.evaluate(
        """async () => {
          await navigator.serviceWorker.register("/offline-worker.js?language=ru");
          const changed = (found) => found.active?.scriptURL.endsWith("language=ru");
          while (!changed(await navigator.serviceWorker.ready)) {
            await new Promise((done) => setTimeout(done, 50));
          }
          while ((await caches.keys()).length !== 1) {
            await new Promise((done) => setTimeout(done, 50));
          }
        }"""
    )
    assert window.page.evaluate("caches.keys()") != before
