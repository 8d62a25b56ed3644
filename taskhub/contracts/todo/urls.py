"""todo's documented paths, in the document's order."""

from taskhub.contracts.todo import views
from taskhub.contracts.todo.dialect import TodoView
from taskhub.rest.routing import Contract
from taskhub.rest.schema import ContractInfo

contract = Contract(
    info=ContractInfo(
        name="todo",
        title="Todo Web Application API",
        version="1.0",
        description="Personal to-dos with a filter, an order and counts.",
        base="todo/",
    ),
    dialect=TodoView,
    routes=[
        ("api/<str:user_id>/tasks", views.TaskList),
        ("api/<str:user_id>/tasks/<str:task_id>", views.TaskDetail),
        ("api/<str:user_id>/tasks/<str:task_id>/complete", views.TaskComplete),
    ],
)
