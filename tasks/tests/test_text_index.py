"""A search on SQLite finds the same tasks with its index and without, however they came about."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from taskhub import sqlite
from taskhub.testing.factories import make_user
from tasks import search, text_index
from tasks.models import Task, TaskStatus
from tasks.services.tasks import create_task, delete_task, update_task

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="is an index of SQLite's"),
]

# Letters that two cases do not pair, some that become several, and what means something to
# LIKE, to FTS5 or to JSON.
LETTERS = "aAbBсСёЁßẞſsSıİiIσςΣµμΜKkǅΐﬁ%_\\\"'*-^:() \n\u0301😀"
TEXTS = st.text(LETTERS, max_size=12)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["create", "update", "one field", "many", "delete"]),
        TEXTS.filter(str.strip),
        TEXTS,
    ),
    max_size=8,
)
some = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def ann():
    return make_user("ann")


def change(ann, how, title, description):
    """One of the ways in which texts change, by the services and past them."""
    first = Task.objects.order_by("pk").first()
    if how == "create" or first is None:
        create_task(actor=ann, title=title, description=description)
    elif how == "update":
        update_task(actor=ann, task=first, changes={"title": title, "description": description})
    elif how == "one field":
        update_task(actor=ann, task=first, changes={"title": title})
    elif how == "many":
        Task.objects.filter(pk__gt=first.pk).update(description=description)
        status = TaskStatus.objects.first_of("ToDo")
        made = Task(title=title, description=description, author=ann, status=status)
        Task.objects.bulk_create([made, Task(title="x", author=ann, status=status)])
    else:
        delete_task(actor=ann, task=first)


def found(text):
    sieved = bool(search.sieve(text))
    assert sieved == any(len(word) >= 3 for word in search.words(text))
    return set(Task.objects.holding(text).values_list("pk", flat=True))


@some
@given(CHANGES, st.lists(TEXTS, min_size=1, max_size=5))
@example([("create", "MASSE Straße", "")], ["straß", "STRASSE", "ſtraße", "ſſe"])
@example([("create", "ıııİİİ", "µµµ")], ["III", "iii", "İİİ", "ΜΜΜ", "μμμ"])
def test_the_same_with_it_and_without(ann, changes, texts):
    with transaction.atomic():
        for how, title, description in changes:
            change(ann, how, title, description)
        known = [f"{title}{description}"[2:7] for _, title, description in changes]
        for text in [*texts, *known, *(each.swapcase() for each in known)]:
            plain = Task.objects.filter(*search.conditions(text))
            assert found(text) == set(plain.values_list("pk", flat=True))
        transaction.set_rollback(True)


def test_it_is_a_sieve_that_holds_most_back(ann):
    for number in range(10, 40):
        create_task(actor=ann, title=f"Отчёт №{number}", description="quarterly")
    assert len(text_index.candidates(["ОТЧЁТ"], connection)) == 30
    assert len(text_index.candidates(["отчёт", "№17", "Quarter"], connection)) == 1


def test_where_it_holds_little_back_all_texts_are_read(ann, monkeypatch):
    monkeypatch.setattr(text_index, "MOST", 2)
    for title in ("Tea one", "Tea two", "Tea three"):
        create_task(actor=ann, title=title)
    assert text_index.candidates(["tea"], connection) is None
    assert len(text_index.candidates(["two"], connection)) == 1
    assert Task.objects.holding("tea").count() == 3


def test_a_long_search_asks_for_a_bounded_number_of_trigrams():
    assert len(text_index._trigrams(["abcdefghij" * 20, "".join(map(chr, range(97, 400)))])) == 16
    assert text_index._trigrams(["ab", "", "Tea", "teapots"]) == ["TEA", "POT", "OTS"]


def test_what_is_undone_is_not_in_it(ann):
    with transaction.atomic():
        create_task(actor=ann, title="Never")
        transaction.set_rollback(True)
    assert text_index.candidates(["never"], connection) == []


def test_it_is_filled_anew_by_every_migration(ann):
    create_task(actor=ann, title="Before")
    text_index._take_down(connection)
    create_task(actor=ann, title="Meanwhile")
    assert text_index.candidates(["meanwhile"], connection) is None
    assert Task.objects.holding("meanwhile").count() == 1
    text_index.after_migrate(None, "default")
    assert len(text_index.candidates(["before"], connection)) == 1
    assert len(text_index.candidates(["meanwhile"], connection)) == 1


def test_a_python_that_knows_other_capitals_is_noticed(ann, monkeypatch):
    create_task(actor=ann, title="Tea")
    names = {verb: f"{name}x" for verb, name in text_index._NAMES.items()}
    monkeypatch.setattr(text_index, "_NAMES", names)
    assert text_index.candidates(["tea"], connection) is None
    text_index.after_migrate(None, "default")
    assert text_index._present(connection) == list(names.values())
    assert len(text_index.candidates(["tea"], connection)) == 1


def test_without_trigrams_texts_are_read_and_written(ann, monkeypatch):
    monkeypatch.setattr(text_index, "_TABLE", text_index._TABLE.replace("trigram", "missing"))
    assert not text_index.is_possible(connection)
    text_index._take_down(connection)
    text_index.after_migrate(None, "default")
    assert text_index._present(connection) == []
    create_task(actor=ann, title="Tea")
    assert Task.objects.holding("tea").count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_comes_and_goes_with_its_migration(ann):
    create_task(actor=ann, title="Tea")
    try:
        call_command("migrate", "tasks", "0010", verbosity=0)
        assert not {name for name in _things() if name.startswith(text_index.TABLE)}
        assert Task.objects.holding("tea").count() == 1
        create_task(actor=ann, title="Tea again")
    finally:
        call_command("migrate", verbosity=0)
    assert len(text_index.candidates(["tea"], connection)) == 2


def test_a_program_that_does_not_know_it_cannot_make_it_wrong(ann):
    task = create_task(actor=ann, title="Tea")
    connection.connection.create_function("taskhub_text", 2, None)
    try:
        with pytest.raises(DatabaseError), transaction.atomic():
            Task.objects.filter(pk=task.pk).update(title="Coffee")
    finally:
        sqlite.register(connection.connection)


def _things():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master")
        return [name for (name,) in cursor.fetchall()]
