"""The installation's own settings, on a data folder of its own. Nothing of the security is switched off."""

import os
import tempfile

os.environ["VOORDEUR_DATA"] = tempfile.mkdtemp(prefix="voordeur-test-")
os.environ["VOORDEUR_HTTP"] = "1"
os.environ.setdefault("VOORDEUR_SECRET", "only-for-tests-and-never-elsewhere-0123456789")

from voordeur.site.settings import *  # noqa: F403

STATIC_ROOT.mkdir()  # noqa: F405 - the web server says so on every start when it is missing
