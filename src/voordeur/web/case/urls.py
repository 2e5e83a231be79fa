"""Addresses of the household page and what can be done there."""

from django.urls import path

from voordeur.web.case.screens import approach, contact, helping, one_signal, page, person

urlpatterns = [
    path("<int:pk>/", page.show, name="case"),
    path("<int:pk>/contact/", contact.contact, name="case-contact"),
    path("<int:pk>/hulpverlener/", contact.helper, name="case-helper"),
    path("<int:pk>/feit/", contact.fact, name="case-fact"),
    path("<int:pk>/nee/", contact.no, name="case-no"),
    path("<int:pk>/nee/terug/", contact.undo_no, name="case-undo-no"),
    path("<int:pk>/persoon/<int:resident>/", person.marks, name="case-person"),
    path("<int:pk>/persoon/<int:resident>/apart/", person.apart, name="case-apart"),
    path("<int:pk>/persoon/<int:resident>/vertegenwoordiger/", person.representative, name="case-representative"),
    path("<int:pk>/persoon/<int:resident>/vertegenwoordiger/einde/", person.representative_ended, name="case-representative-end"),
    path("<int:pk>/persoon/<int:resident>/papier/", person.on_paper, name="case-one-person"),
    path("<int:pk>/stap/<slug:step>/", approach.step, name="case-step"),
    path("<int:pk>/werkwijze/", approach.move, name="case-move"),
    path("<int:pk>/schuldeiser/fase/", approach.stage, name="case-stage"),
    path("<int:pk>/schuldeiser/stap/", approach.partner_step, name="case-partner-step"),
    path("<int:pk>/schuldeiser/poging/", approach.partner_attempt, name="case-partner-attempt"),
    path("<int:pk>/kinderen/", approach.children, name="case-children"),
    path("<int:pk>/aanbod/", helping.offer, name="case-offer"),
    path("<int:pk>/afspraak/", helping.agree, name="case-agree"),
    path("<int:pk>/afspraak/<int:line>/gedaan/", helping.agreement_done, name="case-agreement-done"),
    path("<int:pk>/afsluiten/", helping.close, name="case-close"),
    path("<int:pk>/signaal/<int:signal>/status/", one_signal.overrule, name="case-overrule"),
]
