"""What a sign-in was made with, in a few words."""

import datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from accounts import devices, services
from accounts.errors import NotYourAccount
from accounts.models import User
from taskhub.errors import Invalid
from taskhub.testing.factories import make_user


@pytest.mark.parametrize(
    ("user_agent", "described"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
         ("Firefox", "Linux")),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/140.0.0.0 Safari/537.36 Edg/140.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
         ("Chrome", "Android")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
         ("Safari", "iPhone")),
        ("curl/8.14.1", ("curl/8.14.1", "")),
        ("python-requests/2.32 CPython", ("python-requests/2.32", "")),
        ("x" * 300, ("x" * 60, "")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_user_agent_is_told_in_two_words(user_agent, described):
    assert devices.describe(user_agent) == described


@pytest.mark.parametrize(
    ("language", "seconds", "said"),
    [
        ("en", 0, "just now"),
        ("en", 59, "just now"),
        ("en", 120, "2\xa0minutes ago"),
        ("en", 7300, "2\xa0hours ago"),
        ("ru", 0, "только что"),
        ("ru", 7300, "2\xa0часа назад"),
        ("en", -5, "just now"),
    ],
)
def test_time_is_told_by_how_long_ago_it_was(language, seconds, said):
    moment = timezone.now() - datetime.timedelta(seconds=seconds)
    template = Template("{% load moments %}{{ moment|ago }}")
    with translation.override(language):
        assert template.render(Context({"moment": moment})) == said


@pytest.mark.parametrize("size", ["", "small", "large"])
def test_who_has_no_picture_is_shown_by_a_letter(size):
    template = Template("{% load people %}{% avatar person size %}{{ person|called }}")
    user = User(username="<b>", first_name="", last_name="")
    shown = template.render(Context({"person": user, "size": size}))
    assert "&lt;</span>" in shown
    assert shown.endswith("&lt;b&gt;")


@pytest.mark.django_db
class TestPreferences:
    def test_only_the_person_and_a_superuser_set_them(self):
        user = make_user("ann")
        for actor in (user, make_user("root", is_superuser=True)):
            wanted = {"language": "ru", "theme": "dark", "shortcuts": False}
            assert services.set_preferences(actor=actor, user=user, **wanted).language == "ru"
        with pytest.raises(NotYourAccount):
            services.set_preferences(actor=make_user("eve"), user=user, **wanted)

    @pytest.mark.parametrize(("language", "theme"), [("de", ""), ("", "blue"), ("en-us", "")])
    def test_others_than_the_known_are_refused(self, language, theme):
        user = make_user("ann")
        with pytest.raises(Invalid):
            services.set_preferences(
                actor=user, user=user, language=language, theme=theme, shortcuts=True
            )

    def test_they_go_with_the_account(self):
        user = make_user("ann", language="ru", theme="dark", shortcuts=False)
        services.note_visit(user)
        services.delete_user(actor=user, user=user)
        user.refresh_from_db()
        assert (user.language, user.theme, user.shortcuts) == ("", "", True)
        assert user.visited_at is user.news_since is None
