"""Addresses of messages."""

from django.urls import path

from voordeur.web.messages import reports, screens

urlpatterns = [
    path("", screens.overview, name="messages"),
    path("versturen/", screens.send, name="messages_send"),
    path("melding/<slug:carrier>/", reports.report, name="message_report"),
    path("<int:pk>/", screens.sent_message, name="sent_message"),
    path("<int:pk>/brief.pdf", screens.sent_letter, name="sent_letter"),
    path("brieven/<int:batch>/", screens.send_batch, name="letters_send"),
    path("<int:pk>/besluit/", screens.decide, name="message_decide"),
]
