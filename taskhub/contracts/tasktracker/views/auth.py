"""Signing up, signing in, and new tokens for old."""

from rest_framework.request import Request

from accounts import services as accounts
from accounts import sessions
from taskhub.contracts.tasktracker.dialect import TasktrackerView
from taskhub.contracts.tasktracker.serializers.auth import LoginIn, RegisterIn, TokensOut
from taskhub.contracts.tasktracker.serializers.users import UserOut
from taskhub.contracts.tasktracker.views.examples import TOKENS, USER
from taskhub.errors import Unauthenticated
from taskhub.rest.authentication import bearer_token
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation


class Login(TasktrackerView):
    """/api/v1/auth/login/"""

    @operation(
        "Log in",
        {200: TokensOut},
        request=LoginIn,
        errors=(401, 429),
        public=True,
        example={"email": "user@example.com", "password": "correct horse battery"},
        answer=TOKENS,
    )
    def post(self, request: Request) -> Response:
        grant = accounts.sign_in(
            **LoginIn.read(request),
            peer=self.peer,
            door="tasktracker",
            refreshable=True,
            user_agent=self.user_agent,
        )
        return Response(TokensOut.of(grant))


class Register(TasktrackerView):
    """/api/v1/auth/register/"""

    @operation(
        "Register",
        {201: UserOut},
        request=RegisterIn,
        errors=(429,),
        public=True,
        example={
            "username": "bob",
            "first_name": "Bob",
            "last_name": "Mayakov",
            "email": "user@example.com",
            "password": "correct horse battery",
        },
        answer=USER,
    )
    def post(self, request: Request) -> Response:
        user = accounts.register(**RegisterIn.read(request), peer=self.peer)
        return Response(UserOut.of(user, avatar_url=self.avatar_url), status=201)


class Refresh(TasktrackerView):
    """/api/v1/auth/refresh/"""

    # Public, because the bearer here is a refresh token, which signs nobody in.
    @operation("Refresh tokens", {200: TokensOut}, errors=(401, 429), public=True, answer=TOKENS)
    def post(self, request: Request) -> Response:
        token = bearer_token(request)
        if token is None:
            raise Unauthenticated
        return Response(TokensOut.of(sessions.rotate(token, peer=self.peer)))
