"""R30: a signal meant for a legal person is not taken up; a natural person's business is.

A partnership (vof, maatschap), a sole trader (eenmanszaak) and a shop's trade name stand for natural persons and stay in.
"""

from __future__ import annotations

import re

_LEGAL_FORMS = re.compile(
    r"""^(?:stichting|vereniging|v\.?v\.?e\.?|coöperatie|cooperatie)\b   # begins with its legal form
        |\b(?:b\.v\.?|bv|n\.v\.?|nv|b\.v\.\s*i\.o\.|holding|u\.a\.)$      # or ends with it
        |\bvereniging\s+van\s+eigenaren\b""",
    re.IGNORECASE | re.VERBOSE,
)


def is_legal_person(name: str) -> bool:
    """Whether a name in the surname column is that of a legal person, by the legal form that it begins or ends with."""
    words = " ".join(name.split())
    return " " in words and bool(_LEGAL_FORMS.search(words))
