"""What the built-in planner says about a task."""

import datetime

import pytest

from suggestions.analysis import Analysis, Similar, TaskText, analyse


def titles(analysis: Analysis) -> list[str]:
    return [sub_task["title"] for sub_task in analysis.suggestions[0].sub_tasks]


MIGRATION = TaskText(
    "Migrate database to PostgreSQL 16",
    "About 120 GB. No more than one hour of downtime. Blocked by the storage upgrade.",
)


def test_the_same_task_gets_the_same_answer():
    assert analyse(MIGRATION) == analyse(MIGRATION)


def test_kind_is_named_with_its_reasons():
    text = analyse(MIGRATION).text
    assert "This looks like a migration" in text
    assert "“migrate”" in text


def test_a_plan_speaks_of_the_task_and_says_what_done_means():
    proposal = analyse(TaskText("Add dark mode to the settings page")).suggestions[0]
    assert 4 <= len(proposal.sub_tasks) <= 8
    assert any("dark mode" in sub_task["title"] for sub_task in proposal.sub_tasks)
    assert all(sub_task["description"] for sub_task in proposal.sub_tasks)


def test_priority_follows_the_task_and_is_lower_for_what_may_wait():
    for priority, lower in (("High", "Medium"), ("Medium", "Low"), ("Low", "Low")):
        task = TaskText("Fix crash on start", priority=priority)
        given = [each["priority"] for each in analyse(task).suggestions[0].sub_tasks]
        assert given[0] == priority
        assert given[-1] == lower


def test_limits_and_dependencies_are_found():
    text = analyse(MIGRATION).text
    assert "Blocked by the storage upgrade" in text
    assert "No more than one hour of downtime" in text


def test_dates_and_people_are_found():
    task = TaskText("Prepare a talk", "On 14 March. Ask @petra and Tom for slides.")
    text = analyse(task).text
    assert "14 March" in text
    assert "@petra" in text
    assert "Tom" in text


def test_russian_people_are_named_in_the_nominative():
    assert "Марина; Игорь" in analyse(TaskText("Отчёт", "Цифры у Марины, показать Игорю.")).text


def test_a_due_date_that_the_text_contradicts_is_questioned():
    task = TaskText(
        "Renew the certificate", "Expires on 28 May.", due_date=datetime.date(2025, 6, 1)
    )
    assert "2025-06-01" in analyse(task).text


def test_a_due_date_that_the_text_repeats_is_not_questioned():
    task = TaskText(
        "Renew the certificate", "Expires on 28 May.", due_date=datetime.date(2025, 5, 28)
    )
    assert "2025-05-28" not in analyse(task).text


def test_what_is_missing_is_asked_for():
    assert "How much may it cost?" in analyse(TaskText("Buy laptops for the team")).text
    assert "By when is it needed?" in analyse(TaskText("Buy laptops for the team")).text


def test_what_is_said_is_not_asked_for():
    task = TaskText("Buy laptops for the team", "Budget 3,000, by Friday.")
    assert "How much may it cost?" not in analyse(task).text
    assert "By when" not in analyse(task).text


def test_what_must_not_be_done_is_repeated_and_no_step():
    task = TaskText("Release 2.4", "- [ ] Build\n- [ ] Publish\n- [ ] Do not touch the old API")
    analysis = analyse(task)
    assert titles(analysis) == ["Build", "Publish"]
    assert "Do not touch the old API" in analysis.text


def test_what_a_list_leaves_out_is_pointed_at():
    text = analyse(TaskText("Release 2.4", "1. Build it\n2. Upload it\n3. Test it")).text
    assert "way back" in text
    assert "checking the result" not in text


def test_several_tasks_in_one_title_are_told_apart():
    analysis = analyse(TaskText("Order a cake, book a room and invite the team"))
    assert titles(analysis) == ["Order a cake", "Book a room", "Invite the team"]
    assert "several tasks in one" in analysis.text


@pytest.mark.parametrize("title", ["", "   ", "asdf", "...", "!!!", "Stuff", "漢字", "🙂"])
def test_an_unclear_task_gets_questions_and_no_guess(title):
    analysis = analyse(TaskText(title))
    assert "I cannot tell" in analysis.text
    assert 3 <= len(analysis.suggestions[0].sub_tasks) <= 4


def test_an_unreadable_script_is_admitted():
    assert "I read English and Russian" in analyse(TaskText("データベースを移行する")).text


def test_an_unclear_task_that_names_somebody_begins_with_asking_them():
    assert titles(analyse(TaskText("The thing with Sam")))[0] == "Ask Sam what exactly is meant"


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Исправить ошибку авторизации", "Старый токен ещё работает."),
        ("Настроить CI для backend", "GitHub Actions, pytest, ruff."),
        ("Разное", ""),
    ],
)
def test_a_russian_task_is_answered_in_russian(title, description):
    analysis = analyse(TaskText(title, description))
    said = [analysis.text, *titles(analysis), analysis.suggestions[0].text]
    assert all(any("а" <= letter <= "я" for letter in text) for text in said)
    assert "This" not in analysis.text


def test_russian_nouns_stand_in_their_case():
    assert "Сделать тёмную тему в самом простом виде" in titles(analyse(TaskText("Тёмная тема")))
    assert "Воспроизвести «Падает приложение»" in titles(analyse(TaskText("Падает приложение")))


def test_the_callers_description_adds_steps():
    analysis = analyse(TaskText("Summer party"), description="- book a room\n- invite people")
    assert titles(analysis) == ["Book a room", "Invite people"]


def test_the_callers_context_is_background_and_adds_no_steps():
    analysis = analyse(TaskText("The app"), context="It crashes on start.\n- one\n- two\n- three")
    assert "a bug to fix" in analysis.text
    assert "One" not in titles(analysis)


def test_two_listed_steps_come_with_the_usual_plan_as_a_second_suggestion():
    analysis = analyse(TaskText("Birthday party", "- order a cake\n- invite everybody"))
    assert [len(proposal.sub_tasks) for proposal in analysis.suggestions] == [2, 6]


def test_similar_tasks_are_told_with_what_became_of_them():
    similar = [Similar("Migrate {old} DB", 12, True), Similar("Move mail", 0, None)]
    text = analyse(MIGRATION, similar=similar).text
    assert "“Migrate {old} DB” (done after 12 days, its suggestion was accepted)" in text
    assert "“Move mail” (done within a day)" in text


def test_braces_in_a_title_are_only_braces():
    assert "Reproduce: Fix {0} and {thing}" in titles(analyse(TaskText("Fix {0} and {thing}")))


def test_long_titles_are_cut_and_kept_in_the_description():
    step = "write " + "very " * 80 + "long letter"
    sub_task = analyse(TaskText("x", f"- [ ] {step}\n- [ ] b\n- [ ] c")).suggestions[0].sub_tasks[0]
    assert len(sub_task["title"]) <= 255
    assert "long letter" in sub_task["description"]
