"""The pages of accounts; mounted on the root."""

from django.urls import path, re_path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("account/sign-up", views.SignUp.as_view(), name="sign-up"),
    path("account/sign-in", views.SignIn.as_view(), name="sign-in"),
    path("account/sign-out", views.SignOut.as_view(), name="sign-out"),
    path("account/forgot-password", views.ForgotPassword.as_view(), name="forgot-password"),
    path("account/reset-password", views.ResetPassword.as_view(), name="reset-password"),
    path("account/verify-email", views.VerifyEmail.as_view(), name="verify-email"),
    path("account/verification", views.Verification.as_view(), name="verification"),
    path("account/profile", views.Profile.as_view(), name="profile"),
    path("account/picture", views.Picture.as_view(), name="picture"),
    path("account/picture/remove", views.RemovePicture.as_view(), name="remove-picture"),
    path("account/preferences", views.Preferences.as_view(), name="preferences"),
    path("account/password", views.ChangePassword.as_view(), name="password"),
    path("account/sessions", views.Sessions.as_view(), name="sessions"),
    path("account/sessions/end", views.EndSession.as_view(), name="end-session"),
    path("account/sessions/end-others", views.EndOthers.as_view(), name="end-other-sessions"),
    path("account/delete", views.Delete.as_view(), name="delete"),
    # The pattern is what `avatars.write` makes: no other file can be asked for.
    re_path(
        r"^media/avatars/(?P<name>[0-9a-f]{32}\.(?:png|jpg))\Z",
        views.Avatar.as_view(),
        name="avatar",
    ),
]
