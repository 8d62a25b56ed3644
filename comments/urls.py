"""What is done with comments on pages; mounted on the root."""

from django.urls import path

from comments import views

app_name = "comments"

urlpatterns = [
    path("tasks/<int:pk>/comments", views.CommentList.as_view(), name="comments"),
    path("comments/<int:pk>/edit", views.CommentEdit.as_view(), name="edit"),
    path("comments/<int:pk>/delete", views.CommentDelete.as_view(), name="delete"),
]
