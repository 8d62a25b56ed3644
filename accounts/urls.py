"""The pages of accounts; mounted on the root."""

from django.urls import path, re_path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("account/reset-password", views.ResetPassword.as_view(), name="reset-password"),
    path("account/verify-email", views.VerifyEmail.as_view(), name="verify-email"),
    # The pattern is what `avatars.write` makes: no other file can be asked for.
    re_path(
        r"^media/avatars/(?P<name>[0-9a-f]{32}\.(?:png|jpg))\Z",
        views.Avatar.as_view(),
        name="avatar",
    ),
]
