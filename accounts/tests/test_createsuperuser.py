"""`manage.py createsuperuser`: the same rules as at every door."""

import builtins
import getpass
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from taskhub.testing.factories import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "tall oak tree by the sea"


class Terminal(StringIO):
    """Somebody who sits there."""

    def isatty(self):
        return True


def create(monkeypatch, password=PASSWORD, **options):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)
    call_command("createsuperuser", interactive=False, stdout=StringIO(), **options)


def ask(monkeypatch, *answers, password=PASSWORD):
    """The command at the prompt; what it complains of."""
    given, said = iter(answers), StringIO()
    monkeypatch.setattr(builtins, "input", lambda _: next(given))
    monkeypatch.setattr(getpass, "getpass", lambda *_: password)
    call_command("createsuperuser", stdin=Terminal(), stdout=StringIO(), stderr=said)
    return said.getvalue()


@pytest.mark.parametrize(
    ("email", "username", "sentence"),
    [
        ("ann@example.com", "admin", "This user name is reserved."),
        ("ann@example.com", "ME", "This user name is reserved."),
        ("ann@example.com", "deleted-7", "This user name is reserved."),
        ("ann@example.com", "ADA", "Username already exists"),
        ("ADA@Example.com", "ann", "Error: That email is already taken."),
        ("nonsense", "ann", "Enter a valid email address."),
        ("ann@deleted.invalid", "ann", "Enter a valid email address."),
    ],
)
def test_what_no_account_may_be_called_is_refused_in_a_sentence(
    monkeypatch, email, username, sentence
):
    make_user("ada")
    with pytest.raises(CommandError) as refused:
        create(monkeypatch, email=email, username=username)
    assert str(refused.value) == sentence
    assert User.objects.count() == 1


def test_a_weak_password_is_refused_in_a_sentence(monkeypatch):
    with pytest.raises(CommandError, match="This password is too common"):
        create(monkeypatch, password="password", email="ann@example.com", username="ann")


def test_the_prompt_refuses_them_too(monkeypatch):
    make_user("ada")
    said = ask(monkeypatch, "ADA@example.com", "ann@example.com", "ann")
    assert said == "Error: That email is already taken.\n"
    with pytest.raises(CommandError, match=r"^This user name is reserved\.$"):
        ask(monkeypatch, "bob@example.com", "admin")


def test_who_is_made_may_do_everything(monkeypatch):
    create(monkeypatch, email="Ann@Example.com", username="Ann")
    ann = User.objects.get()
    assert (ann.email, ann.username, ann.is_staff, ann.is_superuser) == (
        "ann@example.com", "Ann", True, True,
    )  # fmt: skip
    assert ann.check_password(PASSWORD)
