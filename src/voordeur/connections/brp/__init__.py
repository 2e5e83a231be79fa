"""The population register (BRP): one question at a time, as few fields as the law lets us have.

`PersonRegister` is what the rest of the house asks; `HttpRegister` asks the real service (BRP Personen Bevragen 2.7) or the
stand-in in `stand_in`; `NoRegister` stands where an installation has no connection yet.
"""

from voordeur.connections.brp.client import HttpRegister, configured_register
from voordeur.connections.brp.persons import Address, FoundPerson, RegisterPerson, Suspension
from voordeur.connections.brp.register import NoRegister, PersonRegister, RegisterUnavailable, TooManyFound

__all__ = [
    "Address",
    "FoundPerson",
    "HttpRegister",
    "NoRegister",
    "PersonRegister",
    "RegisterPerson",
    "RegisterUnavailable",
    "Suspension",
    "TooManyFound",
    "configured_register",
]
