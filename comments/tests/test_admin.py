"""Comments in the admin."""

import pytest

from comments import services
from comments.models import Comment
from taskhub.errors import NotAllowed
from taskhub.testing.admin import make_admin
from taskhub.testing.factories import make_comment, make_task, make_user
from tasks.models import Event

pytestmark = pytest.mark.django_db

COMMENTS = "comments/comment/"


@pytest.fixture
def boss():
    return make_admin()


@pytest.fixture
def comment():
    task = make_task(make_user("writer"), "Dig")
    return make_comment(task, task.author, "Well begun")


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_for_any_number(boss, rows, django_assert_num_queries):
    for _ in range(rows):
        task = make_task(make_user())
        make_comment(task, make_user())
    # Signing in takes three; the count and the page of rows.
    with django_assert_num_queries(5):
        assert len(boss.get(COMMENTS).context["cl"].result_list) == rows


@pytest.mark.parametrize("term", ["begun", "writer", "dig"])
def test_a_comment_is_found(boss, comment, term):
    assert list(boss.get(COMMENTS, q=term).context["cl"].result_list) == [comment]


def test_a_comment_is_added_to_any_task_with_its_event(boss):
    task = make_task(make_user())
    assert boss.submit(f"{COMMENTS}add/", task=task.pk, text="Please stop").status_code == 302
    comment = Comment.objects.get()
    assert (comment.author, comment.task) == (boss.user, task)
    event = Event.objects.get()
    assert (event.type, event.actor) == ("comment_created", boss.user)


def test_a_comment_is_redacted_with_its_event(boss, comment):
    boss.submit(f"{COMMENTS}{comment.pk}/change/", text="(removed)\r\nby us")
    comment.refresh_from_db()
    assert (comment.text, comment.author.username) == ("(removed)\nby us", "writer")
    event = Event.objects.get()
    assert (event.type, event.actor) == ("comment_updated", boss.user)


@pytest.mark.parametrize("text", ["", " ", "x" * 10_001, "a\0b"])
def test_a_bad_text_is_refused_in_the_form(boss, comment, text):
    answer = boss.submit(f"{COMMENTS}{comment.pk}/change/", text=text)
    assert "text" in answer.context["adminform"].form.errors
    assert not Event.objects.exists()


@pytest.mark.parametrize("how", ["page", "list"])
def test_a_comment_is_deleted_with_its_event(boss, comment, how):
    if how == "page":
        boss.post(f"{COMMENTS}{comment.pk}/delete/", post="yes")
    else:
        boss.choose(COMMENTS, "delete_selected", comment, post="yes")
    assert not Comment.objects.exists()
    event = Event.objects.get()
    assert (event.type, event.actor) == ("comment_deleted", boss.user)


def test_somebodys_words_are_escaped(boss, comment):
    Comment.objects.update(text="<script>alert(1)</script>")
    for page in (COMMENTS, f"{COMMENTS}{comment.pk}/change/", f"{COMMENTS}{comment.pk}/delete/"):
        assert "<script>alert" not in boss.get(page).content.decode()


def test_moderating_takes_a_superuser(comment):
    for call in (
        lambda: services.create_comment(
            actor=comment.author, task=comment.task, text="x", moderating=True
        ),
        lambda: services.update_comment(
            actor=comment.author, comment=comment, text="x", moderating=True
        ),
        lambda: services.delete_comment(actor=comment.author, comment=comment, moderating=True),
    ):
        with pytest.raises(NotAllowed):
            call()
