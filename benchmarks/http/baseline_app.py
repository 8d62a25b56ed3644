"""What the baseline serves: see `baseline.py`, its settings."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.http.baseline")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402
from django.urls import include, path  # noqa: E402
from rest_framework import serializers, viewsets  # noqa: E402
from rest_framework.routers import DefaultRouter  # noqa: E402
from rest_framework_simplejwt.views import TokenObtainPairView  # noqa: E402

from accounts.models import User  # noqa: E402
from comments.models import Comment  # noqa: E402
from tasks.models import Task, TaskStatus  # noqa: E402


class UserSerializer(serializers.ModelSerializer):
    full_name = serializers.CharField(read_only=True)

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "id", "full_name", "avatar", "about")


class StatusSerializer(serializers.ModelSerializer):
    class Meta:
        model = TaskStatus
        fields = ("name", "slug", "id")


class CommentSerializer(serializers.ModelSerializer):
    author = UserSerializer(read_only=True)

    class Meta:
        model = Comment
        fields = ("text", "id", "author", "created_at")


class TaskSerializer(serializers.ModelSerializer):
    author = UserSerializer(read_only=True)
    status = StatusSerializer(read_only=True)
    marked_users = UserSerializer(many=True, read_only=True)
    marked = serializers.SlugRelatedField(
        source="marked_users",
        slug_field="username",
        queryset=User.objects.all(),
        many=True,
        write_only=True,
        required=False,
    )

    class Meta:
        model = Task
        fields = (
            "title",
            "description",
            "id",
            "author",
            "status",
            "marked_users",
            "marked",
            "created_at",
            "updated_at",
        )


class TaskDetailSerializer(TaskSerializer):
    comments = CommentSerializer(many=True, read_only=True)

    class Meta(TaskSerializer.Meta):
        fields = (*TaskSerializer.Meta.fields, "comments")


class TaskViewSet(viewsets.ModelViewSet):
    def get_queryset(self):
        mine = Task.objects.filter(author=self.request.user).order_by("-id")
        mine = mine.select_related("author", "status").prefetch_related("marked_users")
        return mine.prefetch_related("comments__author") if self.detail else mine

    def get_serializer_class(self):
        return TaskDetailSerializer if self.action == "retrieve" else TaskSerializer

    def perform_create(self, serializer):
        status = TaskStatus.objects.filter(category="ToDo").first()
        serializer.save(author=self.request.user, status=status)


router = DefaultRouter()
router.register("tasks", TaskViewSet, basename="task")
urlpatterns = [path("token/", TokenObtainPairView.as_view()), path("", include(router.urls))]

if settings.KEPT:
    from taskhub.bridge import Bridge, Limits

    application = Bridge(threads=4, limits=Limits(body_bytes=1024 * 1024), trusted=[])
else:
    application = get_asgi_application()
