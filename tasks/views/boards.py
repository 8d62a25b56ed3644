"""The pages of boards: all of one's boards, one of them, its columns and its settings."""

from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rows import Person, read_people, shown_name
from taskhub.errors import DomainError, Invalid
from tasks import policy
from tasks.cards import columns_of, rest_of_column
from tasks.errors import BoardNotFound, StatusNotFound
from tasks.forms import BoardForm, FilterForm, TitleForm, as_id, status_of
from tasks.models import Board, Favourite, Task, TaskStatus
from tasks.rows import StatusRow
from tasks.services import boards
from tasks.services.tasks import create_task
from tasks.views.base import Page

#: Boards on one page, and people that a search for members finds.
BOARDS = 100
FOUND = 10


class BoardPage(Page):
    """A page of one board, which whoever asks may see."""

    def board(self, pk: int) -> Board:
        """The board with its owner, and `is_favourite`; one statement."""
        mine = Favourite.objects.filter(user=self.user, board=OuterRef("pk"))
        seen = Board.objects.visible_to(self.user).select_related("owner")
        found = seen.annotate(is_favourite=Exists(mine)).filter(pk=pk).first()
        if found is None:
            raise BoardNotFound
        return found

    def filter_query(self) -> str:
        """The filter as it stands in URLs, without what is empty."""
        names = ("q", "person", "priority", "due")
        given = {name: self.request.GET.get(name, "") for name in names}
        return urlencode({name: value for name, value in given.items() if value})

    def way_back(self) -> str:
        """What leads from a card's move back to the board, where the board alone would not do."""
        query = self.filter_query()
        return f"?next={quote(f'{self.board_path}?{query}', safe='')}" if query else ""

    @property
    def board_path(self) -> str:
        """The board's own page."""
        return reverse("tasks:board", args=[self.kwargs["pk"]])


class BoardList(Page):
    """/boards/"""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Their boards, favourites first, and a form for another one."""
        return self.shown(BoardForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """A new board."""
        form = BoardForm(request.POST)
        if form.is_valid():
            try:
                board = boards.create_board(actor=self.user, **form.cleaned_data)
            except Invalid as error:
                form.refuse(error)
            else:
                return HttpResponseRedirect(reverse("tasks:board", args=[board.pk]))
        return self.shown(form, status=422)

    def shown(self, form: BoardForm, status: int = 200) -> HttpResponse:
        """The page; two statements."""
        mine = Favourite.objects.filter(user=self.user, board=OuterRef("pk"))
        worked = Board.objects.worked_by(self.user).filter(pk=OuterRef("pk"))
        seen = Board.objects.visible_to(self.user).select_related("owner")
        seen = seen.annotate(is_favourite=Exists(mine), works=Exists(worked), size=_size())
        ordered = seen.order_by("-is_favourite", "-works", "name", "id")
        page = Paginator(ordered, BOARDS).get_page(as_id(self.request.GET.get("page", "")) or 1)
        groups: dict[str, list[Any]] = {}
        for board in page.object_list:
            groups.setdefault(_group(board), []).append(board)
        context = {"groups": groups.items(), "page": page, "form": form}
        return self.show("tasks/boards.html", context, status)


def _size() -> Coalesce:
    """How many tasks a board has; counted for those alone that are shown."""
    tasks = Task.objects.filter(board=OuterRef("pk")).order_by()
    # Not the aggregate, which would group the boards, and count the tasks of all of them.
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Coalesce(Subquery(tasks.values(counted=counted)), 0)


def _group(board: Any) -> str:
    """The heading that the board stands below; reads what the list has annotated."""
    if board.is_favourite:
        return _("Favourites")
    return _("My boards") if board.works else _("Open to everyone")


class BoardDetail(BoardPage):
    """/boards/{id}/"""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The columns; twelve statements at most, whatever is on the board."""
        board, wanted = self.board(pk), self.wanted()
        viewer, ids = self.viewer(board.pk), _people_of(board)
        columns, known = columns_of(board, viewer, wanted, ids)
        chosen = as_id(wanted.person)
        people = [known[each] for each in {*ids, *([chosen] if chosen else [])} if each in known]
        people.sort(key=lambda person: (shown_name(person).casefold(), person.id))
        choices = [(str(person.id), shown_name(person)) for person in people]
        context = {
            "board": board,
            "columns": columns,
            "works": viewer.works,
            "filter": FilterForm(request.GET, people=choices),
            "wanted": wanted,
            "filter_query": self.filter_query(),
            "here": request.get_full_path(),
            "next": self.way_back(),
            "empty": not any(column.count for column in columns),
        }
        return self.show("tasks/board.html", context)


class ColumnDetail(BoardPage):
    """/boards/{id}/columns/{status}/"""

    def get(self, request: HttpRequest, pk: int, status: int) -> HttpResponse:
        """The next portion of a column: a page, or for a script just its cards."""
        board = self.board(pk)
        found = TaskStatus.objects.filter(pk=status).values_list(*StatusRow._fields).first()
        if found is None:
            raise StatusNotFound
        after = as_id(request.GET.get("after", ""))
        viewer = self.viewer(board.pk)
        column = rest_of_column(board, StatusRow._make(found), viewer, self.wanted(), after)
        context = {
            "board": board,
            "column": column,
            "filter_query": self.filter_query(),
            "next": self.way_back(),
        }
        return self.show("tasks/_cards.html" if self.by_script else "tasks/column.html", context)


class BoardTasks(BoardPage):
    """/boards/{id}/tasks"""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A new task at the top of a column."""
        board, form = self.board(pk), TitleForm(request.POST)
        here = reverse("tasks:board", args=[pk])
        status = status_of(request.POST.get("status", ""))
        if status is None:
            raise StatusNotFound
        if not form.is_valid():
            self.say(" ".join(map(str, form.errors["title"])), level=messages.ERROR)
            return self.back(here)
        try:
            task = create_task(
                actor=self.user, title=form.cleaned_data["title"], status=status, board=board
            )
        except DomainError as error:
            self.say_refused(error)
            return self.back(here)
        self.say(_("“%(title)s” was added.") % {"title": task.title})
        return self.back(here)


class BoardFavourite(BoardPage):
    """/boards/{id}/favourite"""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Marks the board, or takes the mark away."""
        change = (
            boards.add_favourite if request.POST.get("wanted") == "1" else boards.remove_favourite
        )
        change(actor=self.user, board_id=pk)
        return self.back(reverse("tasks:boards"))


class BoardSettings(BoardPage):
    """/boards/{id}/settings"""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What the board is called, who reads it, who its members are."""
        board = self.board(pk)
        names = ("name", "description", "is_private")
        return self.shown(board, BoardForm({name: getattr(board, name) for name in names}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Changes name, description, or who may read it."""
        board, form = self.board(pk), BoardForm(request.POST)
        if form.is_valid():
            try:
                boards.update_board(actor=self.user, board=board, changes=form.cleaned_data)
            except Invalid as error:
                form.refuse(error)
            else:
                self.say(_("The board was changed."))
                return HttpResponseRedirect(request.path)
        return self.shown(board, form, status=422)

    def shown(self, board: Board, form: BoardForm, status: int = 200) -> HttpResponse:
        """The page."""
        members = read_people(board.members.order_by("first_name", "username"))
        text = self.request.GET.get("person", "").strip()[:150]
        owns = policy.may_change_board(self.user, board)
        known = {person.id for person in members} | {board.owner_id}
        context: dict[str, Any] = {
            "board": board,
            "form": form,
            "owns": owns,
            "member": any(person.id == self.user.pk for person in members),
            "members": members,
            "owner": Person.of(board.owner),
            "text": text,
            "found": _search(text, known) if text and owns else [],
        }
        return self.show("tasks/board_settings.html", context, status)


class BoardMembers(BoardPage):
    """/boards/{id}/members"""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A person becomes a member, or is none any more; who leaves goes to their boards."""
        board = self.board(pk)
        user = User.objects.existing().filter(pk=as_id(request.POST.get("person", "")) or 0).first()
        removing = request.POST.get("wanted") == "0"
        leaving = removing and user is not None and user.pk == self.user.pk
        here = reverse("tasks:board-settings", args=[pk])
        if user is None:
            self.say(_("There is no such person."), level=messages.ERROR)
            return HttpResponseRedirect(here)
        try:
            change = boards.remove_member if removing else boards.add_member
            change(actor=self.user, board=board, user=user)
        except Invalid as error:
            self.say_refused(error)
            return HttpResponseRedirect(here)
        if leaving:
            self.say(_("You have left “%(board)s”.") % {"board": board.name})
            return HttpResponseRedirect(reverse("tasks:boards"))
        told = _("%(person)s was removed.") if removing else _("%(person)s is a member now.")
        self.say(told % {"person": shown_name(Person.of(user))})
        return HttpResponseRedirect(here)


class BoardDelete(BoardPage):
    """/boards/{id}/delete"""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The board goes, its tasks stay."""
        board = self.board(pk)
        boards.delete_board(actor=self.user, board=board)
        self.say(_("“%(board)s” was deleted. Its tasks stay.") % {"board": board.name})
        return HttpResponseRedirect(reverse("tasks:boards"))


def _people_of(board: Board) -> set[int]:
    """Owner and members; one statement."""
    return {board.owner_id, *board.members.values_list("pk", flat=True)[:200]}


def _search(text: str, known: set[int]) -> list[Person]:
    """People who may sign in and whose name holds the text, but for those known already."""
    users = User.objects.active()
    found = users.name_containing(text) | users.username_containing(text)
    return read_people(found.exclude(pk__in=known).order_by("username_key")[:FOUND])
