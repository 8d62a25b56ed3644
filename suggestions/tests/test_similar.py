"""Which done tasks are found to resemble a task, and what is remembered of them."""

import datetime

import pytest

from suggestions.models import Suggestion
from suggestions.similar import similar_tasks
from taskhub.testing.factories import make_board, make_task, make_user
from tasks.models import Category, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return make_user("ann")


@pytest.fixture
def task(ann):
    return make_task(ann, "Migrate billing database to PostgreSQL")


def done(author, title, **fields):
    return make_task(author, title, category=Category.DONE, **fields)


def titles(actor, task):
    return [similar.title for similar in similar_tasks(actor=actor, task=task)]


def test_a_done_task_with_a_like_title_is_found(ann, task):
    done(ann, "Migrate shop database to PostgreSQL")
    done(ann, "Buy milk")
    assert titles(ann, task) == ["Migrate shop database to PostgreSQL"]


def test_open_tasks_and_the_task_itself_are_not(ann, task):
    make_task(ann, "Migrate shop database to PostgreSQL")
    assert titles(ann, task) == []


def test_only_tasks_the_actor_may_read_are_found(ann, task):
    other = make_user("other")
    done(other, "Migrate billing database to MySQL")
    board = make_board(other, members=[ann])
    done(other, "Migrate billing database to Oracle", board=board)
    assert titles(ann, task) == ["Migrate billing database to Oracle"]


def test_three_at_most_the_most_alike_first(ann, task):
    done(ann, "Migrate database to PostgreSQL")
    for number in range(4):
        done(ann, f"Migrate billing database {number}")
    done(ann, "Migrate billing database to PostgreSQL")
    found = titles(ann, task)
    assert len(found) == 3
    assert found[0] == "Migrate billing database to PostgreSQL"


def test_russian_titles_meet_in_other_cases(ann):
    task = make_task(ann, "Перенести базу клиентов")
    done(ann, "Перенос базы клиентов")
    assert titles(ann, task) == ["Перенос базы клиентов"]


def test_one_common_word_among_many_is_not_enough(ann, task):
    done(ann, "Database of volunteers for the summer fair")
    assert titles(ann, task) == []


@pytest.mark.parametrize("title", ["...", "a b", "🙂"])
def test_a_title_without_words_resembles_nothing(ann, title):
    done(ann, title)
    assert titles(ann, make_task(ann, title)) == []


def test_days_are_counted_from_creation_to_the_last_completion(ann, task):
    found = done(ann, "Migrate billing database")
    for days, pair in ((3, ["ToDo", "Done"]), (5, ["Done", "ToDo"]), (9, ["ToDo", "Done"])):
        Event.objects.create(
            type="task_updated",
            task_id=found.pk,
            payload={"task": {}, "changed": {"category": pair}},
            created_at=found.created_at + datetime.timedelta(days=days),
        )
    assert similar_tasks(actor=ann, task=task)[0].days_to_done == 9


def test_days_are_unknown_without_an_event(ann, task):
    done(ann, "Migrate billing database")
    assert similar_tasks(actor=ann, task=task)[0].days_to_done is None


@pytest.mark.parametrize(
    ("accepted", "told"), [([], None), ([False], False), ([False, True], True)]
)
def test_what_became_of_the_suggestions_is_told(ann, task, accepted, told):
    found = done(ann, "Migrate billing database")
    for each in accepted:
        Suggestion.objects.create(task=found, user=ann, suggestion_text="A plan", accepted=each)
    assert similar_tasks(actor=ann, task=task)[0].suggestion_accepted is told


@pytest.mark.parametrize("count", [1, 50])
def test_five_statements_whatever_the_size(ann, task, count, django_assert_num_queries):
    for number in range(count):
        done(ann, f"Migrate billing database {number}")
    # The newest id; titles within reach; then created, finished and accepted of those found.
    with django_assert_num_queries(5):
        similar_tasks(actor=ann, task=task)
