"""zocket's documented paths, in the document's order."""

from taskhub.contracts.zocket import views
from taskhub.contracts.zocket.dialect import ZocketView
from taskhub.rest.routing import Contract
from taskhub.rest.schema import ContractInfo

contract = Contract(
    info=ContractInfo(
        name="zocket",
        title="Zocket Task Manager API",
        version="1.0",
        description="Tasks of a team, with priority, status, assignee and analysis.",
        base="zocket/",
    ),
    dialect=ZocketView,
    routes=[
        ("api/auth/signup", views.SignUp),
        ("api/auth/signin", views.SignIn),
        ("api/v1/tasks", views.TaskList),
        ("api/v1/tasks/<str:task_id>", views.TaskDetail),
        ("api/v1/tasks/<str:task_id>/analyze", views.TaskAnalyze),
        ("api/v1/user/<str:user_id>", views.UserDetail),
        ("api/v1/user", views.UserList),
    ],
    sockets=["api/v1/ws"],
)
