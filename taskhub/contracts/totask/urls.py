"""totask's documented paths, in the document's order; fixed words stand before ids."""

from taskhub.contracts.totask.dialect import TotaskView
from taskhub.contracts.totask.views import auth, boards, users
from taskhub.rest.routing import Contract
from taskhub.rest.schema import ContractInfo

contract = Contract(
    info=ContractInfo(
        name="totask",
        title="totask users API",
        version="1.0",
        description="The account life: sign-up, tokens, passwords, e-mail, users, favourites.",
        base="totask/",
    ),
    dialect=TotaskView,
    routes=[
        ("auth/register", auth.Register),
        ("auth/login", auth.Login),
        ("auth/logout", auth.Logout),
        ("auth/refresh-tokens", auth.RefreshTokens),
        ("auth/forgot-password", auth.ForgotPassword),
        ("auth/reset-password", auth.ResetPassword),
        ("auth/change-password", auth.ChangePassword),
        ("auth/send-verification-email", auth.SendVerificationEmail),
        ("auth/verify-email", auth.VerifyEmail),
        ("users", users.UserList),
        ("users/user", users.CurrentUser),
        ("users/addToFav", boards.AddFavourite),
        ("users/removeFromFav", boards.RemoveFavourite),
        ("users/getFav", boards.Favourites),
        ("users/getUsers", users.UserSearch),
        ("users/usersByMonth", users.UsersByMonth),
        ("users/deleteProfilePic/<str:user_id>", users.ProfilePicture),
        ("users/<str:user_id>", users.UserDetail),
    ],
)
