"""The paths of TaskHub's own API."""

from taskhub.api import events, suggestions, views
from taskhub.api.dialect import V2View
from taskhub.rest.routing import Contract
from taskhub.rest.schema import ContractInfo

contract = Contract(
    info=ContractInfo(
        name="v2",
        title="TaskHub API",
        version="2.0",
        description="Boards, everything about a task that no contract can set, and what becomes "
        "of suggestions. Errors are RFC 9457 problem documents.",
        base="api/v2/",
    ),
    dialect=V2View,
    routes=[
        ("boards/", views.BoardList),
        ("boards/<str:board_id>/", views.BoardDetail),
        ("boards/<str:board_id>/members/", views.MemberList),
        ("boards/<str:board_id>/members/<str:user_id>/", views.MemberDetail),
        ("tasks/<str:task_id>/", views.TaskDetail),
        ("tasks/<str:task_id>/analyze/", suggestions.TaskAnalyze),
        ("tasks/<str:task_id>/suggestions/", suggestions.TaskSuggestions),
        ("suggestions/<str:suggestion_id>/accept/", suggestions.SuggestionAccept),
        ("suggestions/<str:suggestion_id>/dismiss/", suggestions.SuggestionDismiss),
        ("events/", events.EventList),
    ],
)
