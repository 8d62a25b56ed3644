"""Comments, one path for four methods."""

from rest_framework.request import Request

from comments import policy
from comments import services as comments
from comments.errors import CommentNotFound, NotYourComment
from comments.models import Comment
from taskhub.contracts.tasktracker.dialect import TasktrackerView
from taskhub.contracts.tasktracker.serializers.comments import CommentIn, CommentOut
from taskhub.contracts.tasktracker.views.examples import COMMENT
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation
from tasks.errors import TaskNotFound
from tasks.models import Task

_BODY = {"text": "string"}
_ID = {"target_id": int}


class TaskComment(TasktrackerView):
    """/api/v1/task-comments/{id}/: the id is a task's for POST, else a comment's."""

    @operation(
        "Create a comment",
        {201: CommentOut},
        request=CommentIn,
        errors=(403, 404),
        path=_ID,
        example=_BODY,
        answer=COMMENT,
    )
    def post(self, request: Request, target_id: str) -> Response:
        task = self.one_of(Task.objects.visible_to(self.caller), target_id, TaskNotFound)
        said = CommentIn.read(request)
        comment = comments.create_comment(actor=self.caller, task=task, **said)
        return self._answer(comment, 201)

    @operation(
        "Read a comment",
        {200: CommentOut},
        errors=(403, 404),
        path=_ID,
        answer=COMMENT,
        conditional=True,
    )
    def get(self, request: Request, target_id: str) -> Response:
        return self._answer(self._readable(target_id))

    @operation(
        "Update a comment",
        {200: CommentOut},
        request=CommentIn,
        errors=(403, 404, 412),
        path=_ID,
        example=_BODY,
        answer=COMMENT,
    )
    def patch(self, request: Request, target_id: str) -> Response:
        comment = self._readable(target_id)
        if not policy.may_change(self.caller, comment):
            raise NotYourComment("update")
        said, version = CommentIn.read(request, partial=True), self.expected_version()
        if said:
            comment = comments.update_comment(
                actor=self.caller, comment=comment, version=version, **said
            )
        else:
            comments.require_version(comment, version)
        return self._answer(comment)

    @operation("Delete a comment", {204: None}, errors=(403, 404, 412), path=_ID)
    def delete(self, request: Request, target_id: str) -> Response:
        comment = self._readable(target_id)
        comments.delete_comment(actor=self.caller, comment=comment, version=self.expected_version())
        return Response(status=204)

    def _readable(self, comment_id: str) -> Comment:
        return self.one_of(Comment.objects.visible_to(self.caller), comment_id, CommentNotFound)

    def _answer(self, comment: Comment, status: int = 200) -> Response:
        people = self.users([comment.author_id])
        response = Response(CommentOut.of(comment, people=people), status=status)
        return self.tagged(response, comment.version)
