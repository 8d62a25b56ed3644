"""What a sign-in was made with, in a few words, from what it said of itself."""

# Looked for in this order: most browsers also name those they descend from.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("YaBrowser/", "Yandex Browser"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_LONGEST = 60


def describe(user_agent: str) -> tuple[str, str]:
    """(program, system), either empty where the text does not tell.

    A program that is no browser of ours to know is called what it calls itself.
    """
    browser = _first(_BROWSERS, user_agent)
    if not browser:
        return user_agent.partition(" ")[0][:_LONGEST], ""
    return browser, _first(_SYSTEMS, user_agent)


def _first(words: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for word, name in words if word in text), "")
