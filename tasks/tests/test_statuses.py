import pytest

from taskhub.errors import Invalid, NotAllowed
from taskhub.testing.factories import make_task, make_user
from tasks import events
from tasks.errors import LastOfCategory, StatusInUse, StatusNotFound
from tasks.models import Event, Task, TaskStatus
from tasks.services.statuses import create_status, delete_status, update_status


@pytest.fixture
def boss(db):
    return make_user("boss", is_superuser=True)


def by_slug(slug):
    return TaskStatus.objects.get(slug=slug)


@pytest.mark.parametrize("flags", [{}, {"is_staff": True}])
def test_only_superusers_run_statuses(db, flags):
    user = make_user(**flags)
    for act in (
        lambda: create_status(actor=user, name="Later"),
        lambda: update_status(actor=user, status=by_slug("done"), changes={"name": "Over"}),
        lambda: delete_status(actor=user, status=by_slug("done")),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert TaskStatus.objects.count() == 3


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("In Review", "in-review"),
        ("На проверке", "на-проверке"),
        ("審査中", "審査中"),
        ("समीक्षा में", "समीक्षा-में"),
        ("পর্যালোচনা", "পর্যালোচনা"),
        ("மதிப்பாய்வு", "மதிப்பாய்வு"),
        ("กำลังตรวจ น้ำ", "กำลังตรวจ-น้ำ"),
        ("🚀🚀", "status"),
        ("--", "status"),
        ("Done", "done-2"),
        ("x" * 100, "x" * 90),
    ],
)
def test_a_slug_is_made_of_any_name(boss, name, slug):
    assert create_status(actor=boss, name=name).slug == slug


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("समीक्षा-में", "समीक्षा-में"),
        ("ตรวจสอบ_1", "ตรวจสอบ_1"),
        ("Cafe\u0301", "Café"),
        ("In-Review", "In-Review"),
    ],
)
def test_a_given_slug_may_be_of_any_script(boss, given, kept):
    status = create_status(actor=boss, name="Later", slug=given)
    assert status.slug == kept
    with pytest.raises(Invalid):
        create_status(actor=boss, name="Later", slug=kept)
    other = create_status(actor=boss, name="Other")
    assert (
        update_status(actor=boss, status=other, changes={"slug": f"{given}-2"}).slug == f"{kept}-2"
    )


def test_names_alike_get_numbers(boss):
    made = [create_status(actor=boss, name="Later").slug for _ in range(3)]
    assert made == ["later", "later-2", "later-3"]


def test_a_new_status_is_in_progress_and_last(boss):
    status = create_status(actor=boss, name="Later")
    assert (status.category, status.position) == ("InProgress", 4)
    create_status(actor=boss, name="Latest", position=2**31 - 1)
    assert create_status(actor=boss, name="Beyond").position == 2**31 - 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 101),
        ("name", None),
        ("slug", "done"),
        ("slug", "a b"),
        ("slug", ""),
        ("slug", "a\0"),
        ("slug", "\u0301"),
        ("slug", "a-\u0301"),
        ("slug", "1\ufe0f\u20e3"),
        ("slug", "\u0958" * 99 + "\u093f"),
        ("category", "Doing"),
        ("position", -1),
        ("position", 2**31),
    ],
)
def test_what_breaks_a_rule_is_named(boss, field, value):
    with pytest.raises(Invalid) as refused:
        create_status(actor=boss, **{"name": "Later", field: value})
    assert list(refused.value.fields) == [field]


def test_a_status_is_renamed_without_an_event(boss):
    make_task(boss, category="Done")
    status = update_status(actor=boss, status=by_slug("done"), changes={"name": "Over"})
    assert (by_slug("done").name, status.category) == ("Over", "Done")
    assert not Event.objects.exists()


def test_a_taken_slug_is_refused_and_ones_own_is_not(boss):
    with pytest.raises(Invalid):
        update_status(actor=boss, status=by_slug("done"), changes={"slug": "to-do"})
    update_status(actor=boss, status=by_slug("done"), changes={"slug": "done"})


def test_another_category_completes_its_tasks_each_with_its_event(boss):
    ann, bob = make_user("ann"), make_user("bob")
    shipped = create_status(actor=boss, name="Shipped")
    mine, theirs = make_task(ann, status=shipped), make_task(bob, status=shipped)
    make_task(ann)
    update_status(actor=boss, status=shipped, changes={"category": "Done"})
    assert Task.objects.completed().count() == 2
    told = Event.objects.order_by("task_id")
    assert [event.task_id for event in told] == [mine.pk, theirs.pk]
    assert [event.audience for event in told] == [[ann.pk], [bob.pk]]
    for event in told:
        assert event.type == events.TASK_UPDATED
        assert event.payload["changed"] == {"category": ["InProgress", "Done"]}
        assert event.payload["task"]["version"] == 2
    assert list(Task.objects.filter(status=shipped).values_list("version", flat=True)) == [2, 2]


def test_the_last_of_a_category_stays_in_it(boss):
    for slug in ("to-do", "in-progress", "done"):
        with pytest.raises(LastOfCategory):
            delete_status(actor=boss, status=by_slug(slug))
    with pytest.raises(LastOfCategory):
        update_status(actor=boss, status=by_slug("done"), changes={"category": "ToDo"})


def test_a_status_in_use_stays(boss):
    later = create_status(actor=boss, name="Later")
    task = make_task(boss, status=later)
    with pytest.raises(StatusInUse):
        delete_status(actor=boss, status=later)
    assert Task.objects.get().status == task.status


def test_tasks_can_move_before_their_status_goes(boss):
    later = create_status(actor=boss, name="Later")
    task = make_task(boss, status=later)
    delete_status(actor=boss, status=later, move_to=by_slug("done"))
    task.refresh_from_db()
    assert task.completed
    changed = Event.objects.get().payload["changed"]
    assert changed["status"] == [later.pk, by_slug("done").pk]
    assert changed["category"] == ["InProgress", "Done"]


def test_tasks_cannot_move_to_the_status_that_goes(boss):
    later = create_status(actor=boss, name="Later")
    with pytest.raises(Invalid):
        delete_status(actor=boss, status=later, move_to=later)


def test_a_status_that_is_gone_is_not_found(boss):
    later = create_status(actor=boss, name="Later")
    delete_status(actor=boss, status=later)
    with pytest.raises(StatusNotFound):
        delete_status(actor=boss, status=TaskStatus(pk=10**30))
    with pytest.raises(StatusNotFound):
        update_status(actor=boss, status=TaskStatus(pk=0), changes={"name": "Later"})
