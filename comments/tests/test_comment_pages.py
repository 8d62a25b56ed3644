import pytest
from django.test import Client
from django.urls import reverse

from comments.models import Comment
from taskhub.testing.factories import ROLES, make_comment

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def send(user, name, pk, **data):
    return signed_in(user).post(reverse(f"comments:{name}", args=[pk]), data)


def task_page(user, task, **query):
    return signed_in(user).get(reverse("tasks:task", args=[task.pk]), query).content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_the_task_comments(person, task, role):
    response = send(person(role), "comments", task.pk, text="Hello **you**")
    if role == "outsider":
        assert response.status_code == 404
        assert not Comment.objects.exists()
        return
    made = Comment.objects.get()
    assert response.url == f"/tasks/{task.pk}/#comment-{made.pk}"
    assert "Hello <strong>you</strong>" in task_page(person(role), task)


def test_one_edits_and_deletes_ones_own(person, task):
    comment = make_comment(task, person("marked"))
    assert send(person("author"), "edit", comment.pk, text="Mine now").status_code == 403
    assert send(person("author"), "delete", comment.pk).status_code == 403
    assert send(person("outsider"), "edit", comment.pk, text="Mine now").status_code == 404
    assert send(person("outsider"), "delete", comment.pk).status_code == 404
    assert send(person("marked"), "edit", comment.pk, text="a\r\nb").status_code == 302
    comment.refresh_from_db()
    assert comment.text == "a\nb"
    assert f"/comments/{comment.pk}/edit" in task_page(person("marked"), task)
    assert f"/comments/{comment.pk}/edit" not in task_page(person("author"), task)
    send(person("marked"), "delete", comment.pk)
    assert not Comment.objects.exists()


def test_who_lost_sight_of_the_task_changes_nothing(person, task):
    comment = make_comment(task, person("marked"))
    task.marked_users.clear()
    assert send(person("marked"), "edit", comment.pk, text="Late").status_code == 404


def test_what_is_said_does_no_harm(person, task):
    make_comment(task, person("author"), HOSTILE)
    shown = task_page(person("author"), task)
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


@pytest.mark.parametrize("text", ["", " \n ", "x" * 10_001])
def test_what_cannot_be_a_comment_is_shown_again_and_not_lost(person, task, text):
    response = send(person("author"), "comments", task.pk, text=text)
    assert response.status_code == 422
    assert text.strip() in response.content.decode()
    assert not Comment.objects.exists()


def test_the_latest_are_shown_and_all_when_asked(person, task):
    for number in range(40):
        make_comment(task, person("author"), f"Remark {number:02}")
    shown = task_page(person("author"), task)
    assert "Remark 09" not in shown
    assert shown.index("Remark 10") < shown.index("Remark 39")
    assert "Show 10 earlier comments" in shown
    assert "Remark 00" in task_page(person("author"), task, comments="all")


def test_cross_site_forms_are_refused(person, task):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("author"))
    address = reverse("comments:comments", args=[task.pk])
    assert client.post(address, {"text": "Hello"}).status_code == 403
    assert client.get(address).status_code == 405
