"""Addresses of the administration."""

from django.urls import path

from voordeur.web.admin.screens import map, organisation, parameters, partners, people, shared

urlpatterns = [
    path("", people.show, name="manage"),
    path("mensen/nieuw/", people.add, name="manage_person_add"),
    path("mensen/<int:pk>/", people.change, name="manage_person"),
    path("mensen/<int:pk>/toegang/", people.renew, name="manage_person_renew"),
    path("mensen/<int:pk>/blokkeren/", people.block, name="manage_person_block"),
    path("mensen/<int:pk>/openzetten/", people.unblock, name="manage_person_unblock"),
    path("partners/", partners.show, name="manage_partners"),
    path("partners/nieuw/", partners.add, name="manage_partner_add"),
    path("partners/<int:pk>/", partners.change, name="manage_partner"),
    path("partners/<int:pk>/uitnodigen/", partners.invite, name="manage_partner_invite"),
    path("gedeelde-adressen/", shared.show, name="manage_shared"),
    path("gedeelde-adressen/<int:pk>/einde/", shared.end, name="manage_shared_end"),
    path("waarden/", parameters.show, name="manage_parameters"),
    path("waarden/<slug:key>/", parameters.change, name="manage_parameter"),
    path("kaart/", map.show, name="manage_map"),
    path("organisatie/", organisation.show, name="manage_organisation"),
    path("organisatie/gemeente/", organisation.add_municipality, name="manage_municipality_add"),
]
