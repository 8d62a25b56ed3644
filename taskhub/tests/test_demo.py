"""`manage.py demo` (README.md)."""

from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.utils import timezone
from PIL import Image

from accounts import avatars
from accounts.models import User
from accounts.services import check_credentials
from comments.models import Comment
from suggestions.models import Suggestion
from taskhub import sample
from taskhub.sample.portraits import SIDE
from tasks.models import Board, Category, Event, Favourite, Task, TaskStatus


def demo() -> str:
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


def counts() -> list[int]:
    models = (User, Task, Comment, Suggestion, Favourite, Event)
    return [model.objects.count() for model in models]


def test_everybody_it_names_can_sign_in_as_it_says(db):
    said = demo()
    assert sample.PASSWORD in said
    for person in sample.PEOPLE:
        assert person.email in said
        user = check_credentials(email=person.email, password=sample.PASSWORD, peer=None)
        assert Task.objects.visible_to(user).exists()
        assert not user.is_superuser


def test_a_second_time_adds_nothing(db):
    demo()
    before = counts()
    assert all(before)
    assert "0 sample tasks added" in demo()
    assert counts() == before


def test_what_it_makes_is_in_the_log_like_all_else(db):
    demo()
    assert set(Event.objects.values_list("type", flat=True)) == {
        "task_created",
        "comment_created",
        "suggestion_created",
        "suggestion_accepted",
    }


def test_one_suggestion_is_begun_with(db):
    demo()
    (begun,) = Suggestion.objects.filter(accepted=True)
    (step,) = Task.objects.filter(parent=begun.task)
    assert step.title == begun.sub_tasks[0]["title"] == "Сравнить трёх провайдеров"
    assert step.board == begun.task.board


def test_production_has_no_sample_people(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        demo()
    assert not User.objects.exists()


def test_somebody_who_left_is_not_brought_back(db):
    demo()
    User.objects.filter(email="boris@example.com").update(is_active=False)
    Task.objects.all().delete()
    with pytest.raises(CommandError, match="does not fit"):
        demo()


def test_the_first_board_has_work_in_every_column(db):
    demo()
    board = Board.objects.order_by("id").first()
    columns = TaskStatus.objects.filter(tasks__board=board).annotate(cards=Count("tasks"))
    cards = dict(columns.values_list("category", "cards"))
    assert {name: 4 <= count <= 7 for name, count in cards.items()} == dict.fromkeys(
        Category.values, True
    )


def test_tasks_are_late_due_today_and_due_soon(db):
    demo()
    today = timezone.localdate()
    dues = set(Task.objects.completed(False).values_list("due_date", flat=True)) - {None}
    assert today in dues
    assert min(dues) < today < max(dues)


def test_some_sub_tasks_are_done_and_some_are_not(db):
    demo()
    first = Task.objects.order_by("id").first()
    done = set(Task.objects.filter(parent=first).values_list("status__category", flat=True))
    assert done == set(Category.values)


def test_people_have_their_language_and_most_a_picture(db):
    demo()
    people = {person.email: person for person in User.objects.all()}
    for wanted in sample.PEOPLE:
        person = people[wanted.email]
        assert person.language == wanted.language
        assert bool(person.avatar) == bool(wanted.colours)
        if person.avatar:
            assert Image.open(BytesIO(avatars.read(person.avatar))).size == (SIDE, SIDE)


def test_what_the_sample_speaks_of_is_in_it():
    people = {person.name for person in sample.PEOPLE}
    boards = {board.name: {board.owner, *board.members} for board in sample.BOARDS}
    for board in sample.BOARDS:
        assert {board.owner, *board.members, *board.fans} <= people
    for task in sample.TASKS:
        named = {task.assignee, *task.marked, *(said.by for said in task.comments)} - {""}
        assert {task.author, *named} <= people
        # Who puts a task on a board works on it.
        assert task.author in boards.get(task.board, people)
