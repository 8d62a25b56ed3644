"""`/auth`: from registration to the last password."""

from typing import ClassVar

from rest_framework.request import Request

from accounts import services as accounts
from accounts import sessions
from taskhub.contracts.totask.dialect import TotaskView
from taskhub.contracts.totask.serializers.auth import (
    ChangePasswordIn,
    EmailIn,
    LoginIn,
    LoginOut,
    LogoutIn,
    NewPasswordIn,
    RefreshIn,
    RegisteredOut,
    RegisterIn,
    TokenQuery,
    TokensOut,
    VerificationIn,
)
from taskhub.contracts.totask.views.examples import NEW_USER, TOKENS, USER
from taskhub.errors import Invalid, Unauthenticated
from taskhub.rest.authentication import optional_session
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation


class Register(TotaskView):
    """/auth/register"""

    @operation(
        "Register a user",
        {201: RegisteredOut},
        request=RegisterIn,
        errors=(429,),
        public=True,
        example=NEW_USER,
        answer={"user": {**USER, "favoriteBoards": []}},
    )
    def post(self, request: Request) -> Response:
        user = accounts.register(**RegisterIn.read(request), peer=self.peer, verify=True)
        return Response({"user": self.user_with(user, [])}, status=201)


class Login(TotaskView):
    """/auth/login"""

    @operation(
        "Log in",
        {200: LoginOut},
        request=LoginIn,
        errors=(401, 429),
        public=True,
        example={"email": "user@example.com", "password": "userpassword"},
        answer={"user": "7", "tokens": TOKENS},
    )
    def post(self, request: Request) -> Response:
        grant = accounts.sign_in(
            **LoginIn.read(request),
            peer=self.peer,
            door="totask",
            refreshable=True,
            user_agent=self.user_agent,
        )
        return Response(LoginOut.of(grant))


class Logout(TotaskView):
    """/auth/logout"""

    @operation(
        "Log out",
        {204: None},
        request=LogoutIn,
        body_optional=True,
        errors=(401,),
        public=True,
    )
    def post(self, request: Request) -> Response:
        session = optional_session(request)
        if session is not None:
            sessions.end(session)
            return Response(status=204)
        token = LogoutIn.read(request, optional=True).get("refresh_token")
        if token is None:
            raise Unauthenticated
        sessions.end_by_refresh(token)
        return Response(status=204)


class RefreshTokens(TotaskView):
    """/auth/refresh-tokens"""

    @operation(
        "Refresh tokens",
        {200: TokensOut},
        request=RefreshIn,
        errors=(401, 429),
        public=True,
        example={"refreshToken": "refresh_token"},
        answer=TOKENS,
    )
    def post(self, request: Request) -> Response:
        grant = sessions.rotate(RefreshIn.read(request)["refresh_token"], peer=self.peer)
        return Response(TokensOut.of(grant))


class ForgotPassword(TotaskView):
    """/auth/forgot-password"""

    @operation(
        "Ask for a password reset email",
        {204: None},
        request=EmailIn,
        errors=(429,),
        public=True,
        example={"email": "user@example.com"},
    )
    def post(self, request: Request) -> Response:
        accounts.request_password_reset(**EmailIn.read(request), peer=self.peer)
        return Response(status=204)


class ResetPassword(TotaskView):
    """/auth/reset-password"""

    @operation(
        "Reset the password",
        {204: None},
        request=NewPasswordIn,
        query=TokenQuery,
        errors=(401, 429),
        public=True,
        example={"password": "newpassword"},
    )
    def post(self, request: Request) -> Response:
        token = TokenQuery.read(request)["token"]
        accounts.reset_password(token=token, **NewPasswordIn.read(request), peer=self.peer)
        return Response(status=204)


class ChangePassword(TotaskView):
    """/auth/change-password"""

    #: The present password is compared, never validated: what the domain refuses is the new.
    words: ClassVar = {"password": "newPassword", "new_password": "newPassword"}

    @operation(
        "Change the password",
        {204: None},
        request=ChangePasswordIn,
        errors=(401, 403, 429),
        public=True,
        example={
            "email": "user@example.com",
            "password": "currentpassword",
            "newPassword": "newpassword",
        },
    )
    def post(self, request: Request) -> Response:
        session = optional_session(request)
        accounts.change_password(
            **ChangePasswordIn.read(request),
            peer=self.peer,
            bearer=session.user if session else None,
        )
        return Response(status=204)


class SendVerificationEmail(TotaskView):
    """/auth/send-verification-email"""

    @operation(
        "Send a verification email",
        {204: None},
        request=VerificationIn,
        body_optional=True,
        errors=(429,),
        public=True,
    )
    def post(self, request: Request) -> Response:
        session = optional_session(request)
        email = session.user.email if session else _given_address(request)
        accounts.request_verification(email=email, peer=self.peer)
        return Response(status=204)


class VerifyEmail(TotaskView):
    """/auth/verify-email"""

    @operation(
        "Verify the email address",
        {204: None},
        query=TokenQuery,
        errors=(401, 429),
        public=True,
    )
    def post(self, request: Request) -> Response:
        accounts.verify_email(token=TokenQuery.read(request)["token"], peer=self.peer)
        return Response(status=204)


def _given_address(request: Request) -> str:
    email: str | None = VerificationIn.read(request, optional=True).get("email")
    if email is None:
        raise Invalid({"email": ["Sign in, or say which address to verify."]})
    return email
