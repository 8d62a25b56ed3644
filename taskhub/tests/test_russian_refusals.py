"""What services refuse is told to people in their language, and to programs in English."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.services import delete_user
from suggestions.models import Suggestion
from taskhub.testing.factories import make_board, make_comment, make_task, make_user
from tasks.services.tasks import create_task, update_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return make_user("ann")


@pytest.fixture
def idle():
    return make_user("priya", is_active=False)


@pytest.fixture
def task(ann):
    return create_task(actor=ann, title="Отчёт")


@pytest.fixture
def browser(ann):
    client = Client(headers={"Accept-Language": "ru"})
    client.force_login(ann)
    return client


def told(browser, route, /, *args, **data):
    """What the page says that follows on this form."""
    page = browser.post(reverse(route, args=args), data, follow=True).content.decode()
    return re.sub(r"<[^>]*>", " ", page)


def details(task, **changes):
    shown = {"status": task.status_id, "priority": task.priority, "visibility": task.visibility}
    rest = dict.fromkeys(("assignee", "marked", "due_date", "board", "parent"), "")
    given = {**shown, **rest}
    return {**{f"initial-{name}": value for name, value in given.items()}, **given, **changes}


@pytest.mark.parametrize(
    ("part", "sentence"),
    [([], "Выберите хотя бы одну."), (["99"], "Подзадач всего: 1, счёт с 0.")],
)
def test_sub_tasks_that_are_none(browser, task, part, sentence):
    parts = [{"title": "A", "description": "", "priority": "High"}]
    found = Suggestion.objects.create(
        task=task, user=task.author, suggestion_text="x", sub_tasks=parts
    )
    assert sentence in told(browser, "suggestions:accept", found.pk, part=part)


def test_pictures_that_are_none(browser, settings):
    file = SimpleUploadedFile("a.png", b"no picture")
    assert "Загрузите исправную фотографию" in told(browser, "accounts:picture", avatar=file)
    settings.TASKHUB_AVATAR_LIMIT = 5
    file.seek(0)
    assert "наибольший размер в байтах: 5." in told(browser, "accounts:picture", avatar=file)


@pytest.mark.parametrize("field", ["assignee", "marked"])
def test_accounts_that_are_not_active(browser, task, idle, field):
    page = told(browser, "tasks:task", task.pk, **details(task, **{field: "priya"}))
    assert "Учётная запись priya не активна." in page


def test_members_that_are_not_active(browser, ann, idle):
    board = make_board(ann)
    page = told(browser, "tasks:board-members", board.pk, person=idle.pk, wanted="1")
    assert "Учётная запись этого человека не активна." in page


def test_a_task_below_itself(browser, task):
    page = told(browser, "tasks:task", task.pk, **details(task, parent=task.pk))
    assert "Задача не может" in page


def test_a_deleted_person(browser, ann, task):
    gone = make_user("gone")
    board = make_board(gone, is_private=False, members=[ann])
    on_board = make_task(ann, assignee=gone, board=board, marked=[gone])
    update_task(actor=ann, task=task, changes={"marked": [gone]})
    make_comment(on_board, gone)
    delete_user(actor=gone, user=gone)
    pages = [
        reverse("tasks:task", args=[task.pk]),
        reverse("tasks:task", args=[on_board.pk]),
        reverse("tasks:board", args=[board.pk]),
        reverse("tasks:board-settings", args=[board.pk]),
        reverse("tasks:boards"),
        reverse("tasks:task-history", args=[task.pk]),
    ]
    for page in pages:
        shown = browser.get(page).content.decode()
        assert "Deleted User" not in shown, page
        assert "Удалённый пользователь" in shown, page


def test_programs_are_told_in_english_whatever_they_ask_for(v2, zocket, ann, idle, task):
    russian = {"headers": {"Accept-Language": "ru"}}
    sent = v2.as_(ann).patch(f"/tasks/{task.pk}/", {"assignee_id": idle.pk}, **russian)
    assert "The account of priya is not active." in sent.content.decode()
    sent = v2.as_(ann).patch(f"/tasks/{task.pk}/", {"title": "x" * 256}, **russian)
    assert "Ensure this field has no more than 255 characters." in sent.content.decode()
    ann.language = "ru"
    ann.save()
    sent = zocket.as_(make_user()).delete(f"/api/v1/tasks/{make_task(ann, visibility='team').pk}")
    assert sent.json() == {"error": "Not authorized to delete this task"}
