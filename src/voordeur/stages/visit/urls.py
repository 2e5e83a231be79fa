"""Addresses of planning the visits."""

from django.urls import URLPattern, path

from voordeur.stages.visit.screens import board, evening, figures, month, moving, planning

urlpatterns: list[URLPattern] = [
    path("", planning.overview, name="visits"),
    path("onderweg/", board.board, name="visit_board"),
    path("cijfers/", figures.figures, name="visit_figures"),
    path("maand/", month.month, name="visit_month"),
    path("avond/", evening.choose, name="choose_evening"),
    path("avond/<str:on>/<slug:day_part>/", evening.show, name="evening"),
    path("deur/<int:pk>/", moving.change, name="change_stop"),
    path("<int:pk>/", planning.detail, name="round"),
    path("<int:pk>/papier/", planning.paper, name="round-paper"),
]
