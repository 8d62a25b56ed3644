"""taskora's documented paths, in the document's order."""

from taskhub.contracts.taskora import views
from taskhub.contracts.taskora.dialect import TaskoraView
from taskhub.rest.routing import Contract
from taskhub.rest.schema import ContractInfo

contract = Contract(
    info=ContractInfo(
        name="taskora",
        title="Taskora Task Management API",
        version="1.0",
        description="Personal tasks in a `{success, data, message}` envelope.",
        base="taskora/",
    ),
    dialect=TaskoraView,
    routes=[
        ("api/<str:user_id>/tasks", views.TaskList),
        ("api/<str:user_id>/tasks/<str:task_id>", views.TaskDetail),
        ("api/<str:user_id>/tasks/<str:task_id>/complete", views.TaskComplete),
        ("api/auth/register", views.Register),
        ("api/auth/login", views.Login),
        ("api/auth/logout", views.Logout),
    ],
)
