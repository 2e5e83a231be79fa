"""An upload ends at its limit, whatever length it announces."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile


def test_too_large_a_file_is_refused_with_a_page(signed_in, settings, cast):
    settings.LARGEST_UPLOAD = 1000
    client = signed_in("clara")
    before = client.get("/aanleveren/").content
    answer = client.post("/aanleveren/nieuw/", {"file": SimpleUploadedFile("groot.csv", b"a;b\n" * 1000)})
    assert answer.status_code in (400, 413)
    assert client.get("/aanleveren/").content.count(b"groot.csv") == before.count(b"groot.csv") == 0


def test_a_file_below_the_limit_comes_through(signed_in, settings, cast):
    settings.LARGEST_UPLOAD = 5_000
    file = SimpleUploadedFile("klein.csv", b"Klantnummer;Naam\n1;Bos\n")
    answer = signed_in("clara").post("/aanleveren/nieuw/", {"file": file, "partner": cast.thuisgoed.pk})
    assert answer.status_code not in (400, 413)
