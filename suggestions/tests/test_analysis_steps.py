"""Which steps the planner reads out of a text, and which lists it leaves alone."""

import pytest

from suggestions.analysis import TaskText
from suggestions.planner.reading import read


def steps(description: str, title: str = "A task") -> list[str]:
    return [step.title for step in read(TaskText(title, description), "", "").todo]


@pytest.mark.parametrize(
    "description",
    [
        "- [ ] pack boxes\n- [ ] call movers\n- [ ] return keys",
        "* pack boxes;\n* call movers;\n* return keys.",
        "1. pack boxes\n2. call movers\n3. return keys",
        "1) Pack boxes\n2) Call movers\n3) Return keys",
        "☐ pack boxes\n☐ call movers\n☐ return keys",
        "Step 1: pack boxes\nStep 2: call movers\nStep 3: return keys",
        "1) pack boxes 2) call movers 3) return keys",
        "To do: 1. pack boxes, 2. call movers, 3. return keys",
        "First pack boxes, then call movers and finally return keys.",
        "Pack boxes. Call movers. Return keys.",
        "We need to pack boxes, call movers and return keys.",
        "Please pack boxes. Then call movers. After that, return keys!",
        "- **pack boxes**\n- [call movers](https://example.com)\n- `return keys`",
        "- pack boxes\r\n- call movers\r\n- return keys",
    ],
)
def test_each_way_of_listing_steps_is_read(description):
    assert steps(description) == ["Pack boxes", "Call movers", "Return keys"]


@pytest.mark.parametrize(
    "description",
    [
        "- [ ] собрать вещи\n- [ ] вызвать машину\n- [ ] сдать ключи",
        "• собрать вещи;\n• вызвать машину;\n• сдать ключи.",
        "Шаг 1. Собрать вещи\nШаг 2. Вызвать машину\nШаг 3. Сдать ключи",
        "Сначала собрать вещи, затем вызвать машину и, наконец, сдать ключи.",
        "Нужно собрать вещи, вызвать машину и сдать ключи.",
        "Собрать вещи. Вызвать машину. Сдать ключи.",
    ],
)
def test_each_way_of_listing_steps_in_russian_is_read(description):
    assert steps(description) == ["Собрать вещи", "Вызвать машину", "Сдать ключи"]


def test_russian_verbs_may_stand_last_or_be_imperatives():
    assert steps("Старые лыжи отдать, банки выбросить.") == [
        "Старые лыжи отдать",
        "Банки выбросить",
    ]
    assert steps("Соберите вещи. Вызовите машину.") == ["Соберите вещи", "Вызовите машину"]


@pytest.mark.parametrize(
    "description",
    [
        "Steps to reproduce:\n1. Open the page\n2. Click save",
        "Acceptance criteria:\n- Add a row\n- Remove a row",
        "## Out of scope\n- Build an app\n- Write a manual",
        "Environment:\n- Firefox 120\n- Windows 11",
        "The form has these fields:\n- name\n- street",
        "Open the page, click Save. Nothing happens.",
        "Критерии приёмки:\n- остаток обновляется\n- история за три года",
        "Как воспроизвести:\n1. Открыть страницу\n2. Нажать кнопку",
        "Искать по словам, показывать три строки.",
        "Test coverage is low. Design work was started.",
        "Mail, push and text messages share one function. Release notes are missing.",
        "```\n- make build\n- make install\n```",
        "What should we do? Which one is it?",
    ],
)
def test_other_lists_and_sentences_are_no_steps(description):
    assert steps(description) == []


def test_ticked_steps_are_left_out():
    assert steps("- [x] design\n- [X] build\n- [ ] release\n- [ ] announce") == [
        "Release",
        "Announce",
    ]


def test_all_ticked_asks_to_close():
    reading = read(TaskText("Release", "- [x] build\n- [x] publish"), "", "")
    assert len(reading.steps) == 2
    assert reading.todo == []


def test_what_is_nested_below_a_step_describes_it():
    reading = read(TaskText("x", "- [ ] build\n  - for Linux\n  - for Windows\n- [ ] ship"), "", "")
    assert reading.todo[0].notes == "- for Linux\n- for Windows"


def test_boxes_below_group_names_are_the_steps():
    text = "- Backend\n  - [ ] Add endpoint\n- Frontend\n  - [ ] Build page"
    assert steps(text) == ["Add endpoint", "Build page"]


def test_the_same_step_twice_is_one():
    assert steps("- [ ] Write tests\n- [ ] write tests.\n- [ ] Deploy") == ["Write tests", "Deploy"]


def test_a_sequence_goes_on_below_a_list():
    assert steps("1. Build\n2. Upload\n\nThen tell the team.") == [
        "Build",
        "Upload",
        "Tell the team",
    ]


def test_optional_steps_are_known():
    reading = read(TaskText("x", "- [ ] build\n- [ ] write a blog post (optional)"), "", "")
    assert [step.optional for step in reading.todo] == [False, True]
