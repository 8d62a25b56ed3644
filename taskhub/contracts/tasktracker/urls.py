"""tasktracker's documented paths, in the document's order."""

from taskhub.contracts.tasktracker.dialect import TasktrackerView
from taskhub.contracts.tasktracker.views import auth, comments, statuses, tasks, users
from taskhub.rest.routing import Contract
from taskhub.rest.schema import ContractInfo

contract = Contract(
    info=ContractInfo(
        name="tasktracker",
        title="TaskTracker API",
        version="1.0",
        description="Tasks that mark people, statuses, comments and profiles with avatars.",
        base="tasktracker/",
    ),
    dialect=TasktrackerView,
    routes=[
        ("api/v1/auth/login/", auth.Login),
        ("api/v1/auth/register/", auth.Register),
        ("api/v1/auth/refresh/", auth.Refresh),
        ("api/v1/users/", users.UserList),
        ("api/v1/users/@<str:username>/", users.UserByName),
        ("api/v1/users/me/", users.Me),
        ("api/v1/users/me/update-avatar/", users.MyAvatar),
        ("api/v1/tasks/", tasks.TaskList),
        ("api/v1/tasks/marked-in-tasks/", tasks.MarkedTaskList),
        ("api/v1/tasks/<str:task_id>/", tasks.TaskDetail),
        ("api/v1/task-statuses/", statuses.StatusList),
        ("api/v1/task-statuses/<str:status_id>/", statuses.StatusDetail),
        # One path in the document, too: POST names a task, the other methods a comment.
        ("api/v1/task-comments/<str:target_id>/", comments.TaskComment),
    ],
)
