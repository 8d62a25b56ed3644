"""Where contracts are served: each under its base, all of them on the root.

contracts/README.md, "Where each contract is served". Under a base a wrong slash is forgiven
and an unknown path answered in the contract's format; on the root paths are slash-exact, and
a wrong slash is the contract's own 404.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import Resolver404, URLPattern, URLResolver, include, path, re_path, resolve

from taskhub.rest.dialect import DialectView, shown_by, unknown_path
from taskhub.rest.schema import ContractInfo, DocsView, SchemaView


@dataclass(frozen=True, eq=False)  # compared and cached by identity
class Contract:
    """A document as it is served: `routes` are its paths, verbatim, in its order.

    `sockets` are those paths of it where only a WebSocket is answered (`taskhub.asgi`).
    """

    info: ContractInfo
    dialect: type[DialectView]
    routes: Sequence[tuple[str, type[DialectView]]]
    sockets: Sequence[str] = ()

    @property
    def name(self) -> str:
        """The first segment of its base URL, and what the request log calls it."""
        return self.info.name

    def patterns(self) -> list[URLPattern]:
        """The documented paths, exact."""
        return [path(route, view.as_view()) for route, view in self.routes]

    def other_slash(self) -> list[URLPattern]:
        """The same paths with the slash the other way."""
        return [path(_other(route), view.as_view()) for route, view in self.routes]


def mount(contract: Contract) -> list[URLPattern | URLResolver]:
    """The contract under its base, with its schema and its documentation."""
    base = contract.info.base
    served = contract.patterns() + contract.other_slash()
    for route, page in (
        ("schema/", SchemaView.as_view(contract=contract)),
        ("docs/", DocsView.as_view(contract=contract)),
    ):
        view = shown_by(page, contract.dialect).as_view()
        served += [path(route, view, name=f"{contract.name}-{route[:-1]}"), path(route[:-1], view)]
    unknown = unknown_path(contract.dialect).as_view()
    # One resolver a base: whoever asks for another base is past it with one comparison.
    inside = include([*served, re_path("", unknown)])
    return [path(base, inside), path(base.rstrip("/"), unknown)]


def mount_on_root(contracts: Iterable[Contract]) -> list[URLPattern]:
    """All contracts, verbatim; of two that document one path the first answers."""
    contracts = list(contracts)
    exact = [pattern for contract in contracts for pattern in contract.patterns()]
    return exact + [pattern for contract in contracts for pattern in _unserved(contract)]


def _unserved(contract: Contract) -> list[URLPattern]:
    """The contract's own 404 for its paths with a wrong slash, and without a socket."""
    unknown = unknown_path(contract.dialect).as_view()
    routes = [_other(route) for route, _ in contract.routes]
    sockets = [each for route in contract.sockets for each in (route, _other(route))]
    return [path(route, unknown) for route in routes + sockets]


def view_at(address: str) -> type[DialectView] | None:
    """The view of a contract's that answers at this path; None where none does."""
    try:
        found = resolve(address).func
    except Resolver404:
        return None
    view = getattr(found, "cls", None)
    return view if isinstance(view, type) and issubclass(view, DialectView) else None


def _other(route: str) -> str:
    return route[:-1] if route.endswith("/") else f"{route}/"
