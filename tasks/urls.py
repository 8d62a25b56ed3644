"""The pages of boards and tasks; mounted on the root."""

from django.urls import path

from tasks.views import boards, lists, moves, quick, task

app_name = "tasks"

urlpatterns = [
    path("boards/", boards.BoardList.as_view(), name="boards"),
    path("boards/<int:pk>/", boards.BoardDetail.as_view(), name="board"),
    path("boards/<int:pk>/tasks", boards.BoardTasks.as_view(), name="board-tasks"),
    path(
        "boards/<int:pk>/columns/<int:status>/", boards.ColumnDetail.as_view(), name="board-column"
    ),
    path("boards/<int:pk>/favourite", boards.BoardFavourite.as_view(), name="board-favourite"),
    path("boards/<int:pk>/settings", boards.BoardSettings.as_view(), name="board-settings"),
    path("boards/<int:pk>/members", boards.BoardMembers.as_view(), name="board-members"),
    path("boards/<int:pk>/delete", boards.BoardDelete.as_view(), name="board-delete"),
    path("tasks/", lists.TaskList.as_view(), name="tasks"),
    path("tasks/bulk", lists.TaskBulk.as_view(), name="bulk"),
    path("tasks/find", quick.Find.as_view(), name="find"),
    path("tasks/<int:pk>/", task.TaskDetail.as_view(), name="task"),
    path("tasks/<int:pk>/complete", task.TaskComplete.as_view(), name="task-complete"),
    path("tasks/<int:pk>/parts", task.TaskParts.as_view(), name="task-parts"),
    path("tasks/<int:pk>/undo", task.TaskUndo.as_view(), name="task-undo"),
    path("tasks/<int:pk>/delete", task.TaskDelete.as_view(), name="task-delete"),
    path("tasks/<int:pk>/history", task.TaskHistory.as_view(), name="task-history"),
    path("tasks/<int:pk>/move", moves.TaskMove.as_view(), name="task-move"),
    path("tasks/<int:pk>/quick", quick.TaskQuick.as_view(), name="task-quick"),
]
