"""`/users`: the caller's favourite boards."""

from rest_framework.request import Request

from taskhub.contracts.totask.dialect import TotaskView
from taskhub.contracts.totask.serializers.boards import BoardIn, FavouritesOut
from taskhub.contracts.totask.views.examples import FAVOURITES
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation
from tasks.services import boards

_BOARD = {"boardId": "3"}


class AddFavourite(TotaskView):
    """/users/addToFav"""

    @operation(
        "Add a board to my favorites",
        {200: FavouritesOut},
        request=BoardIn,
        errors=(404,),
        example=_BOARD,
        answer=FAVOURITES,
    )
    def put(self, request: Request) -> Response:
        boards.add_favourite(actor=self.caller, **BoardIn.read(request))
        return self.my_favourites()


class RemoveFavourite(TotaskView):
    """/users/removeFromFav"""

    @operation(
        "Remove a board from my favorites",
        {200: FavouritesOut},
        request=BoardIn,
        errors=(404,),
        example=_BOARD,
        answer={"favoriteBoards": []},
    )
    def put(self, request: Request) -> Response:
        boards.remove_favourite(actor=self.caller, **BoardIn.read(request))
        return self.my_favourites()


class Favourites(TotaskView):
    """/users/getFav"""

    @operation("List my favorite boards", {200: FavouritesOut}, answer=FAVOURITES)
    def get(self, request: Request) -> Response:
        return self.my_favourites()
