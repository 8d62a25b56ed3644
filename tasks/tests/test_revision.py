"""The stamp moves with everything that answers about tasks show, and with nothing else."""

import datetime
from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts import services as accounts
from accounts import sessions
from accounts.models import Session, User
from comments import services as comments
from suggestions import services as suggestions
from suggestions.models import Suggestion
from taskhub.testing.factories import make_board, make_task, make_user
from taskhub.testing.race import race
from tasks import events, triggers
from tasks.models import Board, Event, Revision, TaskStatus
from tasks.revision import counted, stamp
from tasks.services import boards, many, moves, statuses, tasks, undo


def now():
    """The stamp, asked beside a query of one row."""
    rows = TaskStatus.objects.order_by("id").annotate(stamp=stamp())
    return rows.values_list("stamp", flat=True)[0]


@pytest.fixture
def hub(db, person, task):
    """Ids of nothing in particular: people of every role and a task are there."""
    for name in ("author", "superuser", "outsider", "marked"):
        person(name)
    return task


def doings(person, task):
    """Everything that can be done, as (what it is, how); each from where the one before left it."""
    author, root, other = person("author"), person("superuser"), person("outsider")
    said = {}

    def comment():
        said["comment"] = comments.create_comment(actor=author, task=task, text="x")

    def analyse():
        _, said["made"] = suggestions.analyse_task(actor=author, task=task)

    def status():
        said["status"] = statuses.create_status(actor=root, name="Waiting")

    def with_status(**changes):
        statuses.update_status(actor=root, status=said["status"], changes=changes)

    update = partial(tasks.update_task, actor=author, task=task)
    own = {"actor": person("owner"), "board": task.board}
    return {
        "create": lambda: tasks.create_task(actor=author, title="New"),
        "title": lambda: update(changes={"title": "Other"}),
        "undo": lambda: undo.undo_last_change(actor=author, task=task),
        "mark": lambda: update(changes={"marked": [other]}),
        "unmark": lambda: update(changes={"marked": []}),
        "assign": lambda: update(changes={"assignee": other}),
        "visibility": lambda: update(changes={"visibility": "team"}),
        "no longer": lambda: update(changes={"visibility": "participants"}),
        "complete": lambda: tasks.set_completed(actor=author, task=task, completed=True),
        "many": lambda: many.change_tasks(
            actor=author, task_ids=[task.pk], changes={"priority": "Low"}
        ),
        "comment": comment,
        "edit comment": lambda: comments.update_comment(
            actor=author, comment=said["comment"], text="y"
        ),
        "delete comment": lambda: comments.delete_comment(actor=author, comment=said["comment"]),
        "analyse": analyse,
        "dismiss": lambda: suggestions.dismiss_suggestion(actor=author, suggestion=said["made"][0]),
        "delete suggestion": lambda: suggestions.delete_suggestion(
            actor=root, suggestion=said["made"][0]
        ),
        "analyse again": analyse,
        "accept": lambda: suggestions.accept_suggestion(actor=author, suggestion=said["made"][0]),
        "open board": lambda: boards.update_board(**own, changes={"is_private": False}),
        "close board": lambda: boards.update_board(**own, changes={"is_private": True}),
        "member": lambda: boards.add_member(**own, user=other),
        "no member": lambda: boards.remove_member(**own, user=other),
        "move": lambda: moves.move_task(
            actor=author, task=task, status=TaskStatus.objects.first_of("InProgress")
        ),
        "place": lambda: moves.move_task(
            actor=author, task=task, status=TaskStatus.objects.first_of("InProgress"),
            before=tasks.create_task(
                actor=person("owner"), title="Neighbour", board=task.board,
                status=TaskStatus.objects.first_of("InProgress"),
            ),
        ),
        "delete board": lambda: boards.delete_board(**own),
        "status of a task": lambda: (status(), update(changes={"status": said["status"]})),
        "status' name": lambda: with_status(name="Parked"),
        "status' slug": lambda: with_status(slug="parked"),
        "status' place": lambda: with_status(position=7),
        "status' side": lambda: with_status(category="Done"),
        "delete status": lambda: statuses.delete_status(
            actor=root, status=said["status"], move_to=TaskStatus.objects.first_of("ToDo")
        ),
        "user name": lambda: accounts.update_user(
            actor=author, user=author, changes={"username": "somebody"}
        ),
        "name": lambda: accounts.update_user(
            actor=author, user=author, changes={"first_name": "Some"}
        ),
        "about": lambda: accounts.update_user(actor=author, user=author, changes={"about": "x"}),
        "delete person": lambda: accounts.delete_user(actor=root, user=person("assignee")),
        "delete": lambda: tasks.delete_task(actor=author, task=task),
    }  # fmt: skip


def test_every_service_that_changes_an_answer_moves_it(hub, person):
    seen = [now()]
    for what, do in doings(person, hub).items():
        do()
        assert now() not in seen, what
        seen.append(now())


def test_what_shows_in_no_answer_leaves_it(hub, person):
    author, before = person("author"), now()
    sessions.open_session(user=author, door="test", refreshable=False)
    accounts.note_visit(author)
    accounts.set_preferences(actor=author, user=author, language="ru", theme="", shortcuts=True)
    accounts.set_superuser(actor=person("superuser"), user=author, is_superuser=True, is_staff=True)
    author.save()
    make_user("new")
    board = make_board(author, members=[])
    boards.update_board(actor=author, board=board, changes={"name": "Other"})
    boards.add_favourite(actor=author, board_id=board.pk)
    tasks.update_task(actor=author, task=hub, changes={"title": hub.title})
    assert now() == before


def test_what_pages_show_beside_answers_is_counted_too(hub, person):
    author = person("author")

    def moved_by(do):
        before = counted()
        do()
        after = counted()
        return {about for about in after if after[about] != before[about]}

    board = make_board(author, members=[])
    change = partial(boards.update_board, actor=author, board=board)
    assert moved_by(lambda: make_board(author, members=[])) == {"boards"}
    assert moved_by(lambda: change(changes={"name": "Other"})) == {"boards"}
    assert moved_by(lambda: change(changes={"description": "Other"})) == {"boards"}
    assert moved_by(lambda: boards.add_favourite(actor=author, board_id=board.pk)) == {"boards"}
    assert moved_by(lambda: boards.remove_favourite(actor=author, board_id=board.pk)) == {"boards"}
    assert moved_by(lambda: boards.delete_board(actor=author, board=board)) == {"boards"}
    root = person("superuser")
    assert moved_by(lambda: statuses.create_status(actor=root, name="Parked")) == {"statuses"}
    rename = partial(accounts.update_user, actor=author, user=author)
    assert moved_by(lambda: rename(changes={"first_name": "Some"})) == {"people"}
    assert moved_by(lambda: accounts.note_visit(author)) == set()


def test_writes_past_the_services_are_seen_where_they_have_no_events(hub, person):
    seen = {now()}
    User.objects.filter(pk=person("marked").pk).update(avatar="new.webp")
    seen.add(now())
    TaskStatus.objects.update(name="All the same")
    seen.add(now())
    Board.objects.update(owner=person("outsider"))
    seen.add(now())
    Board.members.through.objects.all().delete()
    seen.add(now())
    TaskStatus.objects.filter(tasks=None)[0].delete()
    assert len({*seen, now()}) == 6


def test_a_change_that_is_rolled_back_was_none(hub, person):
    before = now()
    with transaction.atomic():
        User.objects.update(first_name="Nobody")
        assert now() != before
        transaction.set_rollback(True)
    assert now() == before


def test_pruning_the_log_neither_repeats_a_stamp_nor_needs_rows(hub, person):
    empty = now()
    tasks.update_task(actor=person("author"), task=hub, changes={"title": "One"})
    one = now()
    events.prune(timezone.now() + datetime.timedelta(days=1))
    assert not Event.objects.exists()
    pruned = now()
    tasks.update_task(actor=person("author"), task=hub, changes={"title": "Two"})
    events.prune(timezone.now() + datetime.timedelta(days=1))
    assert len({empty, one, pruned, now()}) == 4


def test_a_history_that_runs_again_has_other_stamps(hub, person):
    """As after a backup was played back, which the ids and counts alone would not tell."""
    histories = []
    for title in ("This way", "That way"):
        point = transaction.savepoint()
        User.objects.filter(pk=person("marked").pk).update(first_name=title)
        named = now()
        tasks.update_task(actor=person("author"), task=hub, changes={"title": title})
        histories += [named, now()]
        transaction.savepoint_rollback(point)
    assert len(set(histories)) == 4


def test_a_proof_brings_it_at_no_further_query(hub, person, django_assert_num_queries):
    grant = sessions.open_session(user=person("author"), door="test", refreshable=False)
    proof = sessions.Proof(stamp=stamp)
    with django_assert_num_queries(1):
        session, (found,) = proof.read(grant.access)
    assert (session.pk, session.user, found) == (grant.session.pk, person("author"), now())
    assert Session.objects.get(pk=session.pk).expires_at == session.expires_at


def test_the_triggers_are_those_that_should_be(db):
    assert triggers._present(connection).keys() == triggers._definitions(connection.vendor).keys()


def test_triggers_that_were_lost_are_put_up_again_by_migrating(transactional_db):
    triggers.remove(connection)
    call_command("migrate", verbosity=0)
    assert triggers._present(connection).keys() == triggers._definitions(connection.vendor).keys()


def test_migrating_back_takes_them_down(transactional_db):
    try:
        call_command("migrate", "tasks", "0007", verbosity=0)
        assert not triggers._present(connection)
        make_user("ann")
        User.objects.update(first_name="Still works")
    finally:
        call_command("migrate", verbosity=0)
    User.objects.update(first_name="Counted again")
    assert Revision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_changes_at_once_are_all_counted():
    people = [make_user(f"person{number}") for number in range(4)]
    Revision.objects.all().delete()

    def rename(user):
        for number in range(5):
            accounts.update_user(actor=user, user=user, changes={"first_name": f"A{number}"})

    race(*(partial(rename, user) for user in people))
    task = make_task(people[0])
    assert task.author_id == people[0].pk
    assert Revision.objects.get().value >= 20


def test_suggestions_have_events_of_their_own(hub, person):
    Suggestion.objects.create(task=hub, user=person("author"), suggestion_text="x", sub_tasks=[])
    before = now()
    [made] = Suggestion.objects.filter(task=hub)
    suggestions.dismiss_suggestion(actor=person("author"), suggestion=made)
    assert now() != before
