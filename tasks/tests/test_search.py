import pytest

from taskhub.testing.factories import make_task, make_user
from tasks.models import Task
from tasks.search import MOST_WORDS, words


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("отчёт", True),
        ("ОТЧЁТ", True),
        ("отч MARCH", True),
        ("отчёт april", False),
        ("100%", True),
        ("1_0%", False),
        ("   ", True),
        ("", True),
        ("\\", False),
        ("nul\0", False),
    ],
)
def test_every_word_is_somewhere_in_any_case(ann, text, found):
    make_task(ann, "Отчёт на 100%", description="Due in\nMarch")
    assert Task.objects.holding(text).exists() is found


def test_what_is_looked_for_is_bounded():
    assert len(words("a b c d e f g h i j k")) == MOST_WORDS
    assert len(words("x" * 5000)[0]) == 200
    assert words("same same") == ["same"]
