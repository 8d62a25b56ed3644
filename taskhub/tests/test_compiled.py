"""Queries that are compiled once and run many times."""

from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, DateTimeField, UUIDField
from django.db.transaction import TransactionManagementError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Session, User
from comments.models import Comment
from suggestions.models import Suggestion
from taskhub import compiled
from taskhub.compiled import (
    SHORT,
    Compiled,
    CompiledDelete,
    CompiledInsert,
    CompiledRemoval,
    CompiledUpdate,
    Numbers,
    Slot,
    Texts,
    number,
)
from taskhub.testing.factories import make_board, make_task, make_user
from taskhub.testing.race import race
from tasks.models import Event, Task
from tasks.rows import ME, Reading, is_as_found, marks_of, read_rows, read_rows_and_statuses

THEN = datetime(2030, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


@pytest.fixture
def session(db):
    return Session.objects.create(user=make_user("ann"), door="test", expires_at=THEN)


def by_id():
    found = Session.objects.filter(pk=Slot("id", UUIDField()), door="test")
    return found.values_list("id", "expires_at", "user__is_active", "ended_at", "door")


def test_rows_are_the_same_as_the_querysets(session):
    usual = Session.objects.values_list("id", "expires_at", "user__is_active", "ended_at", "door")
    query = Compiled(by_id)
    for _ in range(2):
        assert query.rows(id=session.pk) == list(usual)
    assert query.rows(id=uuid4()) == []


def test_query_is_built_once_and_asked_each_time(session, django_assert_num_queries):
    built = []
    query = Compiled(lambda: built.append(1) or by_id())
    query.rows(id=session.pk)
    with django_assert_num_queries(2):
        query.rows(id=session.pk)
        query.rows(id=session.pk)
    assert built == [1]


def test_values_are_values_and_never_sql(session):
    named = User.objects.filter(username=Slot("name", CharField())).values_list("pk")
    query = Compiled(lambda: named)
    assert query.rows(name="ann") == [(session.user_id,)]
    assert query.rows(name="' OR 1=1 --") == []


def test_instants_are_compared_to_the_microsecond(session):
    later = Session.objects.filter(expires_at__gt=Slot("now", DateTimeField())).values_list("pk")
    query = Compiled(lambda: later)
    assert query.rows(now=THEN) == []
    assert query.rows(now=THEN.replace(microsecond=678900)) == [(session.pk,)]


def test_missing_value_is_an_error(session):
    with pytest.raises(KeyError):
        Compiled(by_id).rows()


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_query_and_not_the_connection():
    session = Session.objects.create(user=make_user("ann"), door="test", expires_at=THEN)
    query = Compiled(by_id)
    outcomes = race(*[lambda: query.rows(id=session.pk)[0][:2]] * 6)
    assert outcomes == [(session.pk, THEN)] * 6


def test_any_number_of_ids_is_one_statement_and_one_parameter(db):
    people = [make_user() for _ in range(3)]
    query = Compiled(
        lambda: User.objects.filter(pk__among=Numbers("ids")).order_by("pk").values_list("pk")
    )
    assert query.rows(ids=[people[2].pk, people[0].pk]) == [(people[0].pk,), (people[2].pk,)]
    assert query.rows(ids=[]) == []
    assert len(query.rows(ids=range(1, 100_000))) == 3
    assert query.rows(ids=[2**62]) == []


def test_foreign_keys_are_among_ids_too(session):
    query = Compiled(lambda: Session.objects.filter(user__among=Numbers("ids")).values_list("pk"))
    assert query.rows(ids=[session.user_id]) == [(session.pk,)]
    assert query.rows(ids=[session.user_id + 1]) == []


def test_a_part_of_the_rows_and_how_many_there_are(db):
    people = [make_user().pk for _ in range(5)]
    query = Compiled(
        lambda: User.objects.filter(pk__gt=number("least")).order_by("pk").values_list("pk")
    )
    rows = [(pk,) for pk in people]
    assert query.rows(limit=2, least=0) == rows[:2]
    assert query.rows(limit=2, offset=3, least=0) == rows[3:]
    assert query.rows(limit=2, offset=2**62, least=0) == []
    assert query.rows(least=people[1]) == rows[2:]
    assert query.count(least=people[1]) == 3


def test_an_inserted_row_is_the_one_that_saving_makes(db):
    insert = CompiledInsert(Event)
    for payload, audience in (({"a": [1, None, "ü"]}, None), ({}, [1, 2])):
        made = Event(type="t", task_id=7, payload=payload, audience=audience)
        insert.run([made])
        other = Event(type="t", task_id=7, payload=payload, audience=audience)
        other.created_at = made.created_at
        other.save()
        columns = [field.attname for field in Event._meta.concrete_fields if field.name != "id"]
        stored = Event.objects.filter(pk__in=[made.pk, other.pk]).values_list(*columns)
        assert stored[0] == stored[1]
        made.refresh_from_db()
        assert (made.payload, made.audience) == (payload, audience)


@pytest.mark.parametrize("count", [0, 1, 3, 10, 11])
def test_rows_inserted_together_get_their_own_keys(db, count):
    made = [Event(type="t", task_id=number) for number in range(count)]
    insert = CompiledInsert(Event)
    insert.run(made)
    stored = dict(Event.objects.values_list("pk", "task_id"))
    assert stored == {event.pk: event.task_id for event in made}
    assert len(stored) == count


def test_an_update_changes_the_columns_it_is_given_and_no_others(db):
    ann, bob = make_user("ann"), make_user("bob")
    update = CompiledUpdate(lambda: User.objects.filter(pk=number("pk")))
    update.run({"about": "100%s", "visited_at": THEN}, pk=ann.pk)
    update.run({"about": "", "visited_at": None}, pk=bob.pk)
    update.run({"first_name": "Robert"}, pk=bob.pk)
    shown = User.objects.order_by("pk").values_list("about", "visited_at", "first_name")
    assert list(shown) == [("100%s", THEN, "Ann"), ("", None, "Robert")]


@given(data=st.data())
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_compiled_readings_say_what_the_querysets_say(db, data):
    with transaction.atomic():
        people = [make_user() for _ in range(3)]
        anyone = st.sampled_from(people)
        boards = [
            make_board(
                data.draw(anyone),
                is_private=data.draw(st.booleans()),
                members=data.draw(st.lists(anyone, unique_by=id)),
            )
            for _ in range(2)
        ]
        for _ in range(data.draw(st.integers(1, 8))):
            make_task(
                data.draw(anyone),
                assignee=data.draw(st.none() | anyone),
                marked=data.draw(st.lists(anyone, unique_by=id)),
                board=data.draw(st.none() | st.sampled_from(boards)),
                visibility=data.draw(st.sampled_from(["participants", "team"])),
                category=data.draw(st.sampled_from(["ToDo", "Done"])),
            )
        for user in people:
            for choose, reading in READINGS:
                usual = choose(user).newest_first()
                assert reading.rows(me=user.pk) == read_rows(usual)
                assert reading.rows(2, 1, me=user.pk) == read_rows(usual[1:3])
                assert reading.count(me=user.pk) == usual.count()
                told = reading.rows_and_statuses(me=user.pk)
                assert told == read_rows_and_statuses(usual)
                things = list(usual.select_related("status"))
                found = reading.things(me=user.pk)
                assert [list(task.marked_ids) for task in found] == [
                    marks_of(task) for task in things
                ]
                for task in found:
                    assert is_as_found(task)
                    del task.marked_ids, task.found  # the querysets bring no marks
                assert [vars_of(task) for task in found] == [vars_of(task) for task in things]
        transaction.set_rollback(True)


CHOICES = (
    lambda user: Task.objects.visible_to(user),
    lambda user: Task.objects.authored_by(user),
    lambda user: Task.objects.marking(user),
    lambda user: Task.objects.visible_to(user).completed(),
    lambda user: Task.objects.authored_by(user).completed(False),
)
READINGS = [
    (choose, Reading(partial(lambda choose: choose(ME).newest_first(), choose)))
    for choose in CHOICES
]


def vars_of(task):
    own = {name: value for name, value in vars(task).items() if name != "_state"}
    return own, vars(task.status)["name"], task._state.db, task._state.adding


def test_a_removal_takes_what_it_names_and_nothing_else(session):
    other = Session.objects.create(user=session.user, door="test", expires_at=THEN)
    remove = CompiledDelete(lambda: Session.objects.filter(pk=Slot("id", UUIDField())))
    remove.run(id=uuid4())
    assert Session.objects.count() == 2
    remove.run(id=session.pk)
    assert list(Session.objects.all()) == [other]


def test_an_update_says_how_many_rows_it_found(session):
    update = CompiledUpdate(lambda: Session.objects.filter(pk=Slot("id", UUIDField())))
    assert update.run({"door": "other"}, id=session.pk) == 1
    assert update.run({"door": "other"}, id=uuid4()) == 0


def test_a_key_that_is_given_is_kept(session):
    other = Session(user=session.user, door="test", expires_at=THEN)
    other.created_at = other.last_used_at = THEN
    key = other.pk
    CompiledInsert(Session).run([other])
    assert other.pk == key
    assert Session.objects.get(pk=key).created_at == THEN


@pytest.mark.django_db(transaction=True)
def test_statements_run_on_whatever_connection_the_thread_has():
    query = Compiled(lambda: User.objects.values_list("username"))
    make_user("ann")
    assert query.rows() == [("ann",)]
    connection.close()
    assert query.rows() == [("ann",)]


def test_statements_fail_as_djangos_do(db):
    doubled = CompiledInsert(User)
    twin = make_user("ann")
    twin.pk = None
    query = Compiled(lambda: User.objects.values_list("username"))
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            doubled.run([twin])
        assert query.rows() == [("ann",)]
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            query.rows()


def test_statements_are_seen_by_who_listens_in(db):
    seen = []

    def listen(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    query = Compiled(lambda: User.objects.values_list("username"))
    query.rows()
    with connection.execute_wrapper(listen):
        query.rows()
    assert len(seen) == 1


def test_long_results_are_not_kept(db):
    query = Compiled(lambda: User.objects.values_list("username"))
    for place in range(SHORT + 1):
        make_user(f"user{place}")
    assert len(query.rows()) == SHORT + 1
    assert compiled._kept.cursor is None
    assert len(query.rows(limit=2)) == 2


def test_texts_are_found_whatever_stands_in_them(db):
    names = ["ann", 'o"neil', "a,b", "{}", "дарья", "back\\slash"]
    for name in names:
        make_user(name)
    query = Compiled(
        lambda: User.objects.filter(username__among=Texts("names")).values_list("username")
    )
    assert sorted(query.rows(names=[*names, "nobody"])) == sorted((name,) for name in names)
    assert query.rows(names=[]) == []


def test_a_removal_takes_along_what_django_does(db, django_assert_num_queries):
    ann = make_user("ann")
    gone, kept = make_task(ann, "Gone", marked=[ann]), make_task(ann, "Kept", marked=[ann])
    for task in (gone, kept):
        Comment.objects.create(task=task, author=ann, text="Here")
        Suggestion.objects.create(task=task, user=ann, suggestion_text="That", sub_tasks=[])
    child = make_task(ann, "Child", parent=gone)
    removal = CompiledRemoval(Task)
    removal.run(0)
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 5):
        removal.run(gone.pk)
    assert set(Task.objects.values_list("pk", "parent_id")) == {(kept.pk, None), (child.pk, None)}
    for pointing in (Comment, Suggestion, Task.marked_users.through):
        assert [row.task_id for row in pointing.objects.all()] == [kept.pk]


def test_a_removal_of_what_much_hangs_on_is_left_to_django(db):
    with pytest.raises(TypeError, match="has to be removed by Django"):
        CompiledRemoval(User).run(1)
