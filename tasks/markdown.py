"""Markdown as people write it, to HTML that cannot do harm; what is stored stays as sent."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# Quotes and links of a comment, no more: no pictures (they would tell another host who
# reads), no headings above those of the page, nothing that could be pressed or played.
_TAGS = frozenset(
    "a blockquote br code del em h3 h4 h5 h6 hr li ol p pre s strong".split()
    + "table tbody td th thead tr ul".split()
)
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
_SCHEMES = {"http", "https", "mailto"}
# The page has a heading of its own, and its sections have theirs.
_HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6"}

_parser = MarkdownIt("js-default", {"breaks": True, "html": False, "linkify": False})


def _lower_headings(state: object) -> None:
    for token in state.tokens:  # type: ignore[attr-defined]
        token.tag = _HEADINGS.get(token.tag, token.tag)


_parser.core.ruler.push("lower_headings", _lower_headings)


def to_html(text: str) -> SafeString:
    """The text as HTML that may stand in any page."""
    return cleaned(_parser.render(text))


def cleaned(rendered: str) -> SafeString:
    """Of this HTML what may stand in any page."""
    clean = nh3.clean(
        rendered,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)  # noqa: S308 - cleaned by an allow-list in the line above
