"""Favourite boards of several people, as one reader may see them."""

from taskhub.testing.factories import make_board, make_user
from tasks.favourites import favourites_shown_to
from tasks.services import boards


def test_each_has_those_that_both_may_see_the_first_marked_first(db, django_assert_num_queries):
    ann, bob, reader = make_user("ann"), make_user("bob"), make_user("reader")
    hidden = make_board(ann, "Hidden from the reader")
    shown = [make_board(ann, f"Board {number}", is_private=False) for number in range(2)]
    for board in (hidden, *shown[::-1]):
        boards.add_favourite(actor=ann, board_id=board.pk)
    boards.add_favourite(actor=bob, board_id=shown[0].pk)
    with django_assert_num_queries(1):
        found = favourites_shown_to(reader, [ann.pk, bob.pk, reader.pk])
    assert found == {ann.pk: shown[::-1], bob.pk: [shown[0]]}
    assert [board.name for board in found[ann.pk]] == ["Board 1", "Board 0"]
