"""What is done with suggestions on pages; mounted on the root."""

from django.urls import path

from suggestions import views

app_name = "suggestions"

urlpatterns = [
    path("tasks/<int:pk>/analyse", views.Analyse.as_view(), name="analyse"),
    path("suggestions/<int:pk>/accept", views.Accept.as_view(), name="accept"),
    path("suggestions/<int:pk>/dismiss", views.Dismiss.as_view(), name="dismiss"),
]
