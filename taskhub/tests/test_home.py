"""/: what a person finds who has just come in."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts import services
from accounts.models import User
from comments.services import create_comment
from taskhub.home import lateness
from taskhub.testing.factories import make_board, make_task, make_user
from tasks.models import Category, Visibility
from tasks.services.tasks import create_task, delete_task, update_task

TODAY = datetime.date(2026, 5, 20)


@pytest.fixture
def ann(db):
    return make_user("ann", password="tall oak tree")


@pytest.fixture
def browser(ann):
    client = Client()
    client.force_login(ann)
    return client


def section(page, name):
    """The text of one section."""
    return page.text.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]


def day(offset):
    return timezone.localdate() + datetime.timedelta(days=offset)


def last_visit(user, **ago):
    User.objects.filter(pk=user.pk).update(visited_at=timezone.now() - datetime.timedelta(**ago))


def test_stranger_is_told_what_this_is_without_a_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/")
    assert page.status_code == 200
    for link in ("/account/sign-up", "/account/sign-in", "/account/api"):
        assert f'href="{link}"' in page.text


def test_who_has_nothing_is_shown_three_things_to_do(browser):
    page = browser.get("/").text
    assert "Welcome, Ann Example!" in page
    assert page.partition('<ol class="steps')[2].count("<h2>") == 3


def test_they_are_shown_in_a_hub_where_only_others_are_busy(browser):
    board = make_board(make_user("bob"), is_private=False)
    make_task(make_user("eve"), board=board)
    assert "Three things to do first" in browser.get("/").text


class TestDue:
    def test_own_and_given_tasks_with_a_near_date_are_listed_by_it(self, browser, ann):
        bob = make_user("bob")
        make_task(ann, "Second", due_date=day(2))
        make_task(bob, "First", due_date=day(-3), assignee=ann)
        make_task(ann, "Today", due_date=day(0))
        text = section(browser.get("/"), "due")
        assert text.index("First") < text.index("Today") < text.index("Second")
        assert text.count("Late:") == text.count("Due today") == 1

    @pytest.mark.parametrize(
        "fields",
        [{"due_date": day(8)}, {}, {"due_date": day(1), "category": Category.DONE}],
    )
    def test_far_undated_and_done_ones_are_not(self, browser, ann, fields):
        make_task(ann, "Something", **fields)
        assert "Something" not in section(browser.get("/"), "due")

    def test_nor_are_those_of_others(self, browser, ann):
        make_task(ann)
        board = make_board(make_user("bob"), members=[ann])
        make_task(make_user("eve"), "Theirs", board=board, due_date=day(0))
        assert "Theirs" not in section(browser.get("/"), "due")

    @pytest.mark.parametrize(
        ("offset", "said"), [(-1, "late"), (0, "today"), (1, "soon"), (7, "soon"), (8, "")]
    )
    def test_lateness_is_told_by_the_day(self, offset, said):
        assert lateness(TODAY + datetime.timedelta(days=offset), TODAY) == said


class TestWaiting:
    def test_given_and_open_tasks_are_listed_the_pressing_first(self, browser, ann):
        bob = make_user("bob")
        make_task(bob, "Slow", assignee=ann, priority="Low")
        make_task(bob, "Quick", assignee=ann, priority="High")
        make_task(bob, "Over", assignee=ann, category=Category.DONE)
        make_task(ann, "Own")
        text = section(browser.get("/"), "waiting")
        assert text.index("Quick") < text.index("Slow")
        assert "Over" not in text
        assert "Own" not in text

    def test_titles_are_escaped(self, browser, ann):
        make_task(ann, "<script>alert(1)</script>", assignee=ann, due_date=day(0))
        assert "<script>alert" not in browser.get("/").text


class TestNews:
    def test_what_others_did_since_the_last_visit_is_told(self, browser, ann):
        bob = make_user("bob")
        task = create_task(actor=bob, title="Plan", assignee=ann)
        last_visit(ann, hours=1)
        update_task(actor=bob, task=task, changes={"priority": "High"})
        create_comment(actor=bob, task=task, text="Soon, please")
        text = section(browser.get("/"), "news")
        assert "Bob Example commented" in text
        assert "Priority: Medium → High" in text

    def test_own_deeds_old_ones_and_hidden_tasks_are_not(self, browser, ann):
        bob = make_user("bob")
        create_task(actor=bob, title="Old", assignee=ann)
        User.objects.filter(pk=ann.pk).update(created_at=timezone.now())
        create_task(actor=ann, title="Own")
        create_task(actor=bob, title="Hidden")
        gone = create_task(actor=bob, title="Gone", assignee=ann)
        delete_task(actor=bob, task=gone)
        text = section(browser.get("/"), "news")
        assert not any(title in text for title in ("Old", "Own", "Hidden", "Gone"))

    def test_news_stay_for_the_visit_and_go_with_it(self, browser, ann, monkeypatch):
        make_task(ann)
        last_visit(ann, hours=1)
        create_task(actor=make_user("bob"), title="Plan", visibility=Visibility.TEAM)
        for _ in range(2):
            assert "Plan" in section(browser.get("/"), "news")
        now = timezone.now() + datetime.timedelta(hours=1)
        monkeypatch.setattr(services.timezone, "now", lambda: now)
        assert "Plan" not in section(browser.get("/"), "news")

    def test_next_visit_begins_where_the_last_ended(self, ann):
        last_visit(ann, hours=2)
        ann.refresh_from_db()
        ended = ann.visited_at
        assert services.note_visit(ann) == ended

    def test_look_within_a_minute_costs_nothing(self, ann, django_assert_num_queries):
        services.note_visit(ann)
        with django_assert_num_queries(0):
            services.note_visit(ann)


def test_page_costs_the_same_for_one_task_and_for_fifty(
    browser, ann, django_assert_max_num_queries
):
    bob = make_user("bob")
    browser.get("/")
    for number in range(50):
        create_task(actor=bob, title=f"Plan {number}", assignee=ann, due_date=day(1))
    # The cookie's session, the user, our session; anything at all; due; waiting; news, its
    # people, statuses and titles; the messages come with the session.
    with django_assert_max_num_queries(12):
        browser.get("/")
