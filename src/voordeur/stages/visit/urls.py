"""Addresses of planning the visits."""

from django.urls import URLPattern, path

from voordeur.stages.visit.screens import board, calendar, duos, evening, figures, month, moving, people, planning, safety

urlpatterns: list[URLPattern] = [
    path("", planning.overview, name="visits"),
    path("onderweg/", board.board, name="visit_board"),
    path("cijfers/", figures.figures, name="visit_figures"),
    path("maand/", month.month, name="visit_month"),
    path("avond/", evening.choose, name="choose_evening"),
    path("avond/<str:on>/<slug:day_part>/", evening.show, name="evening"),
    path("deur/<int:pk>/", moving.change, name="change_stop"),
    path("mensen/", people.show, name="visit_people"),
    path("mensen/agenda/", people.calendar, name="visit_calendar_new"),
    path("mensen/<int:pk>/", people.person, name="visit_person"),
    path("mensen/<int:pk>/afwezig/", people.away, name="visit_away"),
    path("mensen/<int:pk>/afwezig/<int:absence>/", people.back, name="visit_back"),
    path("duos/", duos.show, name="visit_duos"),
    path("duos/nieuw/", duos.add, name="visit_duo_add"),
    path("duos/<int:pk>/", duos.change, name="visit_duo"),
    path("duos/<int:pk>/einde/", duos.end, name="visit_duo_end"),
    path("agenda/<str:key>.ics", calendar.feed, name="visit_calendar"),
    path("veiligheid/", safety.show, name="visit_safety"),
    path("veiligheid/nieuw/<int:case>/", safety.write, name="visit_safety_write"),
    path("veiligheid/<int:pk>/", safety.note, name="visit_safety_note"),
    path("<int:pk>/", planning.detail, name="round"),
    path("<int:pk>/papier/", planning.paper, name="round-paper"),
]
