"""People, groups, sign-ins and waiting mails in the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from accounts import limits, services, sessions
from accounts.models import MailPurpose, OutgoingMail, Session, User
from taskhub.errors import Invalid, NotAllowed
from taskhub.testing.admin import PASSWORD, AdminBrowser, make_admin
from taskhub.testing.factories import make_task, make_user
from tasks.models import Task

pytestmark = pytest.mark.django_db

USERS = "accounts/user/"
NEW_PASSWORD = "a new horse and cart"


@pytest.fixture
def boss():
    return make_admin()


@pytest.fixture
def ada():
    return make_user("ada", password=PASSWORD)


def page_of(user):
    return f"{USERS}{user.pk}/change/"


def is_open(grant):
    return Session.objects.live().filter(pk=grant.session.pk).exists()


# Signing in.


def test_the_page_asks_for_the_address_and_names_taskhub(client):
    page = client.get("/admin/login/").content.decode()
    assert "TaskHub" in page
    assert "Email" in page


def test_failures_at_every_door_come_out_of_one_budget(limits_on, boss, ada, taskora):
    wrong = {"email": ada.email, "password": "wrong"}
    for _ in range(10):
        assert taskora.post("/api/auth/login", wrong).status_code == 401
    answer = Client().post("/admin/login/", {"username": ada.email, "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Too many failed sign-ins" in answer.content.decode()


def test_failures_here_count_at_the_other_doors(limits_on, ada, taskora):
    for _ in range(10):
        wrong = {"username": ada.email, "password": "wrong"}
        assert Client().post("/admin/login/", wrong).status_code == 200
    right = {"email": ada.email, "password": PASSWORD}
    assert taskora.post("/api/auth/login", right).status_code == 429


def test_a_refused_sign_in_says_no_more_than_that(ada):
    make_user("gone", password=PASSWORD, is_active=False)
    pages = [
        Client().post("/admin/login/", {"username": email, "password": password})
        for email, password in (
            (ada.email, "wrong"),
            ("nobody@example.com", PASSWORD),
            ("gone@example.com", PASSWORD),
        )
    ]
    errors = [page.context["form"].non_field_errors() for page in pages]
    assert errors[0] == errors[1] == errors[2]


def change_own(browser, old=PASSWORD, new=NEW_PASSWORD, again=None):
    given = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return browser.post("password_change/", **given)


def test_ones_own_password_is_changed_and_all_sessions_end(boss):
    grant = sessions.open_session(user=boss.user, door="test", refreshable=False)
    assert change_own(boss).url == "/admin/login/"
    assert not is_open(grant)
    assert boss.get("").status_code == 302
    AdminBrowser(boss.user, NEW_PASSWORD)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"old": "wrong"}, "old_password"),
        ({"new": "12345"}, "new_password1"),
        ({"new": "boss@example.com"}, "new_password1"),
        ({"again": "something else"}, "new_password2"),
    ],
)
def test_a_bad_change_of_ones_own_password_is_refused(boss, given, field):
    answer = change_own(boss, **given)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert boss.get("").status_code == 200


def test_ones_own_password_cannot_be_guessed_here(limits_on, boss):
    for _ in range(10):
        assert change_own(boss, old="wrong").status_code == 200
    answer = change_own(boss)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Too many failed sign-ins" in answer.content.decode()
    assert boss.get("").status_code == 200


# Who may do what.


def test_somebody_who_is_no_staff_gets_no_further_than_the_door(ada):
    client = Client()
    client.post("/admin/login/", {"username": ada.email, "password": PASSWORD})
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "page",
    [
        "accounts/user/",
        "accounts/user/add/",
        "accounts/session/",
        "accounts/outgoingmail/",
        "auth/group/",
        "tasks/task/",
        "tasks/taskstatus/",
        "tasks/board/",
        "tasks/event/",
        "comments/comment/",
        "suggestions/suggestion/",
    ],
)
def test_staff_without_rights_see_nothing(page):
    clerk = make_admin("clerk", is_superuser=False)
    assert clerk.get(page).status_code == 403
    assert clerk.get("").context["app_list"] == []


def test_staff_find_nobody_by_completion_without_the_right_to():
    clerk = make_admin("clerk", is_superuser=False)
    query = {"app_label": "tasks", "model_name": "task", "field_name": "assignee"}
    assert clerk.get("autocomplete/", term="a", **query).status_code == 403


def test_staff_look_at_what_their_group_lets_them_and_write_nothing(ada):
    group = Group.objects.create(name="Watchers")
    rights = [f"{verb}_user" for verb in ("view", "add", "change", "delete")]
    group.permissions.set(Permission.objects.filter(codename__in=rights))
    clerk = make_admin("clerk", is_superuser=False)
    clerk.user.groups.add(group)
    assert clerk.get(USERS).status_code == 200
    shown = clerk.get(page_of(ada))
    assert shown.status_code == 200
    assert "End sessions" not in shown.content.decode()
    assert clerk.post(page_of(ada), first_name="X").status_code == 403
    for page in ("end-sessions", "send-reset-mail", "remove-picture", "password", "delete"):
        assert clerk.post(f"{USERS}{ada.pk}/{page}/", post="yes").status_code == 403
    assert clerk.get(f"{USERS}add/").status_code == 403
    clerk.choose(USERS, "deactivate", ada)
    ada.refresh_from_db()
    assert (ada.is_active, ada.first_name) == (True, "Ada")


def test_superusers_decide_who_may_look(boss, ada):
    view = Permission.objects.get(codename="view_task")
    page = boss.get("auth/group/add/")
    offered = page.context["adminform"].form.fields["permissions"].queryset
    assert all(each.codename.startswith("view_") for each in offered)
    boss.submit("auth/group/add/", name="Watchers", permissions=[view.pk])
    group = Group.objects.get()
    boss.submit(page_of(ada), is_staff="on", groups=[group.pk])
    assert AdminBrowser(ada).get("tasks/task/").status_code == 200
    boss.submit(page_of(ada), groups=[])
    assert AdminBrowser(ada).get("tasks/task/").status_code == 403


# The pages.


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_for_any_number(boss, rows, django_assert_num_queries):
    for _ in range(rows):
        make_user()
    # The cookie's session, the user, ours; how many there are, and the page of them.
    with django_assert_num_queries(5):
        page = boss.get(USERS)
    assert page.context["cl"].result_count == rows + 1


@pytest.mark.parametrize("rows", [1, 50])
@pytest.mark.parametrize("page", ["accounts/session/", "accounts/outgoingmail/"])
def test_the_other_lists_cost_the_same_too(boss, page, rows, django_assert_max_num_queries):
    for _ in range(rows):
        sessions.open_session(user=make_user(), door="test", refreshable=False)
        OutgoingMail.objects.create(purpose="reset", address="a@example.com", due_at=timezone.now())
    # Signing in as above; count, page, and the doors to filter by.
    with django_assert_max_num_queries(6):
        assert boss.get(page).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"q": "ada"},
        {"q": "ADA@example"},
        {"is_active__exact": "1", "is_superuser__exact": "0"},
        {"created_at__gte": "2020-01-01 00:00:00+00:00"},
    ],
)
def test_people_are_found(boss, ada, query):
    assert "ada@example.com" in boss.get(USERS, **query).content.decode()


@pytest.mark.parametrize("odd", [{"p": "x"}, {"id__exact": "x"}, {"o": "99.x"}, {"q": "%" * 500}])
def test_an_odd_list_is_no_failure(boss, odd):
    assert boss.get(USERS, **odd).status_code in (200, 302)


@pytest.mark.parametrize("pk", ["x", "0", "99999999999999999999", "-1"])
@pytest.mark.parametrize("page", ["change", "delete", "history", "password", "end-sessions"])
def test_somebody_who_is_not_there_is_no_failure(boss, pk, page):
    assert boss.get(f"{USERS}{pk}/{page}/").status_code in (302, 405)
    assert boss.post(f"{USERS}{pk}/{page}/").status_code in (302, 403)


def test_every_page_of_a_person_opens(boss, ada):
    for page in ("change", "delete", "history", "password"):
        assert boss.get(f"{USERS}{ada.pk}/{page}/").status_code == 200


# Writing.


def test_a_new_person_is_registered(boss):
    answer = boss.submit(
        f"{USERS}add/",
        email="Grace@Example.com",
        first_name="Grace",
        new_password=NEW_PASSWORD,
        again=NEW_PASSWORD,
    )
    grace = User.objects.get(email="grace@example.com")
    assert answer.url == f"/admin/{page_of(grace)}"
    assert (grace.username, grace.first_name, grace.is_staff) == ("grace", "Grace", False)
    assert grace.check_password(NEW_PASSWORD)
    assert OutgoingMail.objects.get().purpose == MailPurpose.VERIFY


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "boss@example.com"}, "email"),
        ({"email": "nonsense"}, "email"),
        ({"email": ""}, "email"),
        ({"username": "BOSS"}, "username"),
        ({"username": "admin"}, "username"),
        ({"username": "a b"}, "username"),
        ({"new_password": "12345", "again": "12345"}, "new_password"),
        ({"again": "something else"}, "again"),
        ({"new_password": "x" * 2000, "again": "x" * 2000}, "new_password"),
        ({"new_password": "nul\0in it", "again": "nul\0in it"}, "new_password"),
    ],
)
def test_a_bad_new_person_is_refused_in_the_form(boss, changes, field):
    given = {"email": "x@example.com", "new_password": NEW_PASSWORD, "again": NEW_PASSWORD}
    answer = boss.submit(f"{USERS}add/", **{**given, **changes})
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors
    assert User.objects.count() == 1


def test_a_profile_is_changed_and_a_new_address_verified(boss, ada):
    User.objects.filter(pk=ada.pk).update(is_email_verified=True)
    answer = boss.submit(page_of(ada), email="lovelace@example.com", last_name="Lovelace")
    assert answer.status_code == 302
    ada.refresh_from_db()
    assert (ada.email, ada.last_name) == ("lovelace@example.com", "Lovelace")
    assert not ada.is_email_verified
    assert set(OutgoingMail.objects.values_list("purpose", "address")) == {
        (MailPurpose.VERIFY, "lovelace@example.com"),
        (MailPurpose.ADDRESS_CHANGED, "ada@example.com"),
    }


def test_an_untouched_form_changes_nothing(boss, ada):
    before = User.objects.filter(pk=ada.pk).values().get()
    assert boss.submit(page_of(ada)).status_code == 302
    assert User.objects.filter(pk=ada.pk).values().get() == before


def test_a_form_from_before_somebody_elses_change_overwrites_only_what_was_edited(boss, ada):
    shown = boss.get(page_of(ada))
    User.objects.filter(pk=ada.pk).update(last_name="Lovelace", is_staff=True)
    boss.resubmit(page_of(ada), shown, first_name="Augusta")
    ada.refresh_from_db()
    assert (ada.first_name, ada.last_name, ada.is_staff) == ("Augusta", "Lovelace", True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "boss@example.com"}, "email"),
        ({"username": "Boss"}, "username"),
        ({"username": "root"}, "username"),
        ({"about": "x" * 2001}, "about"),
    ],
)
def test_a_bad_change_is_refused_in_the_form(boss, ada, changes, field):
    answer = boss.submit(page_of(ada), **changes)
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors
    assert not LogEntry.objects.exists()


def test_an_unticked_account_is_deactivated_with_its_sessions(boss, ada):
    grant = sessions.open_session(user=ada, door="test", refreshable=False)
    boss.submit(page_of(ada), is_active=None)
    ada.refresh_from_db()
    assert not ada.is_active
    assert not is_open(grant)
    boss.submit(page_of(ada), is_active="on")
    ada.refresh_from_db()
    assert ada.is_active


@pytest.mark.parametrize("email", ["ada@example.com", "ADA@Example.com", " ada@example.COM "])
def test_a_taken_address_is_told_once_at_its_field(boss, ada, email):
    grace = make_user("grace")
    word = {"new_password": NEW_PASSWORD, "again": NEW_PASSWORD}
    for page, more in ((page_of(grace), {}), (f"{USERS}add/", word)):
        answer = boss.submit(page, email=email, **more)
        form = answer.context["adminform"].form
        assert form.errors == {"email": ["Email already exists"]}
        assert answer.content.decode().count("Email already exists") == 1


def test_a_taken_user_name_is_told_once_at_its_field(boss, ada):
    grace = make_user("grace")
    answer = boss.submit(page_of(grace), username="ADA")
    assert answer.context["adminform"].form.errors == {"username": ["Username already exists"]}
    assert boss.submit(page_of(ada), email="ADA@example.com", username="Ada").status_code == 302


def test_rights_are_given_and_taken(boss, ada):
    boss.submit(page_of(ada), is_superuser="on", is_staff="on")
    ada.refresh_from_db()
    assert (ada.is_superuser, ada.is_staff) == (True, True)
    boss.submit(page_of(ada), is_superuser=None)
    ada.refresh_from_db()
    assert (ada.is_superuser, ada.is_staff) == (False, True)


@pytest.mark.parametrize("right", ["is_active", "is_staff", "is_superuser"])
def test_nobody_locks_themselves_out(boss, right):
    answer = boss.submit(page_of(boss.user), **{right: None})
    assert right in answer.context["adminform"].form.errors
    assert (
        "own account" in boss.messages(boss.post(f"{USERS}{boss.user.pk}/delete/", post="yes"))[0]
    )
    boss.choose(USERS, "deactivate", boss.user)
    boss.user.refresh_from_db()
    assert boss.user.is_active
    assert boss.user.is_superuser


def test_a_deleted_person_leaves_their_work_and_no_name(boss, ada):
    task = make_task(ada)
    grant = sessions.open_session(user=ada, door="test", refreshable=False)
    boss.submit(page_of(ada), first_name="Augusta")
    assert boss.post(f"{USERS}{ada.pk}/delete/", post="yes").status_code == 302
    ada.refresh_from_db()
    assert ada.deleted_at
    assert Task.objects.get().pk == task.pk
    assert not is_open(grant)
    assert "ada@example.com" not in boss.get(USERS).content.decode()
    told = LogEntry.objects.values_list("object_repr", flat=True)
    assert set(told) == {f"user {ada.pk}"}


def test_many_are_deleted_at_once_or_none(boss, ada):
    grace = make_user("grace")
    assert "personal data goes" in boss.choose(USERS, "delete_selected", ada).content.decode()
    boss.choose(USERS, "delete_selected", ada, grace, boss.user, post="yes")
    assert User.objects.existing().count() == 3
    boss.choose(USERS, "delete_selected", ada, grace, post="yes")
    assert User.objects.existing().get() == boss.user


@pytest.mark.parametrize("how", ["button", "list"])
def test_somebody_is_signed_out_everywhere(boss, ada, how):
    grant = sessions.open_session(user=ada, door="test", refreshable=False)
    if how == "button":
        assert boss.get(f"{USERS}{ada.pk}/end-sessions/").status_code == 405
        boss.post(f"{USERS}{ada.pk}/end-sessions/")
    else:
        boss.choose(USERS, "end_sessions", ada)
    assert not is_open(grant)


@pytest.mark.parametrize("how", ["button", "list"])
def test_a_reset_mail_is_sent(boss, ada, how):
    if how == "button":
        boss.post(f"{USERS}{ada.pk}/send-reset-mail/")
    else:
        boss.choose(USERS, "send_reset_mail", ada)
    mail = OutgoingMail.objects.get()
    assert (mail.purpose, mail.address) == (MailPurpose.RESET, ada.email)


def test_a_list_deactivates_reactivates_and_promotes(boss, ada):
    grace = make_user("grace")
    for action, field, value in (
        ("deactivate", "is_active", False),
        ("reactivate", "is_active", True),
        ("make_superuser", "is_superuser", True),
    ):
        boss.choose(USERS, action, ada, grace)
        assert set(User.objects.exclude(pk=boss.user.pk).values_list(field, flat=True)) == {value}


def test_a_new_password_signs_the_person_out_everywhere(boss, ada):
    grant = sessions.open_session(user=ada, door="test", refreshable=False)
    page = f"{USERS}{ada.pk}/password/"
    answer = boss.submit(page, new_password=NEW_PASSWORD, again=NEW_PASSWORD)
    assert answer.url == f"/admin/{page_of(ada)}"
    ada.refresh_from_db()
    assert ada.check_password(NEW_PASSWORD)
    assert not is_open(grant)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"new_password": "12345", "again": "12345"}, "new_password"),
        ({"new_password": NEW_PASSWORD, "again": "x"}, "again"),
        ({"new_password": "", "again": ""}, "new_password"),
    ],
)
def test_a_bad_new_password_is_refused_in_the_form(boss, ada, given, field):
    answer = boss.submit(f"{USERS}{ada.pk}/password/", **given)
    assert field in answer.context["form"].errors
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_a_picture_is_shown_and_removed(boss, ada):
    User.objects.filter(pk=ada.pk).update(avatar="face.png")
    assert "/media/avatars/face.png" in boss.get(page_of(ada)).content.decode()
    boss.post(f"{USERS}{ada.pk}/remove-picture/")
    ada.refresh_from_db()
    assert ada.avatar == ""


def test_somebody_who_lost_their_rights_is_out_at_once(boss):
    User.objects.filter(pk=boss.user.pk).update(is_superuser=False)
    assert boss.get(USERS).status_code == 403
    User.objects.filter(pk=boss.user.pk).update(is_staff=False)
    assert boss.get("").status_code == 302


# Sign-ins and mails.


def test_sessions_can_be_looked_at_and_ended_but_not_written(boss, ada):
    grant = sessions.open_session(user=ada, door="test", refreshable=True)
    page = f"accounts/session/{grant.session.pk}/change/"
    shown = boss.get(page).content.decode()
    session = Session.objects.get(pk=grant.session.pk)
    assert session.refresh_digest not in shown
    assert boss.post(page, door="x").status_code == 403
    assert boss.get("accounts/session/add/").status_code == 403
    assert boss.post(f"accounts/session/{session.pk}/delete/").status_code == 403
    boss.choose("accounts/session/", "end", session)
    assert not is_open(grant)


def test_staff_who_may_look_at_sessions_end_none(ada):
    grant = sessions.open_session(user=ada, door="test", refreshable=False)
    clerk = make_admin("clerk", is_superuser=False)
    clerk.user.user_permissions.add(
        Permission.objects.get(codename="view_session", content_type__app_label="accounts")
    )
    assert clerk.get("accounts/session/").status_code == 200
    clerk.choose("accounts/session/", "end", grant.session)
    assert is_open(grant)


@pytest.mark.parametrize("query", [{"q": "ada"}, {"ended_at__isempty": "1"}, {"door": "test"}])
def test_sessions_are_found(boss, ada, query):
    sessions.open_session(user=ada, door="test", refreshable=False)
    page = boss.get("accounts/session/", **query)
    assert [each.user for each in page.context["cl"].result_list].count(ada) == 1


def test_waiting_mails_can_only_be_looked_at(boss):
    mail = OutgoingMail.objects.create(
        purpose=MailPurpose.RESET, address="a@example.com", due_at=timezone.now()
    )
    page = f"accounts/outgoingmail/{mail.pk}/"
    assert boss.get(f"{page}change/").status_code == 200
    assert boss.post(f"{page}change/", address="b@example.com").status_code == 403
    assert boss.post(f"{page}delete/").status_code == 403


# What the services say to it.


def test_only_a_superuser_sets_groups(ada):
    with pytest.raises(NotAllowed):
        services.set_groups(actor=ada, user=ada, groups=[])


def test_limits_of_sign_ins_do_not_reach_a_signed_in_admin(limits_on, boss):
    for _ in range(60):
        Client().post("/admin/login/", {"username": "x@example.com", "password": "x"})
    assert boss.get(USERS).status_code == 200
    limits.clear()


def test_the_form_names_every_reason(boss, ada, monkeypatch):
    def refuse(**_):
        raise Invalid({"username": ["No."], "elsewhere": ["Nor this."]})

    monkeypatch.setattr("accounts.admin.services.update_user", refuse)
    answer = boss.submit(page_of(ada), username="adele")
    errors = answer.context["adminform"].form.errors
    assert errors == {"username": ["No."], "__all__": ["Nor this."]}


def test_admin_leads_back_to_the_pages(client, db):
    chief = make_user("chief", is_superuser=True, is_staff=True)
    client.force_login(chief)
    assert '<a href="/">View site</a>' in client.get("/admin/").text
