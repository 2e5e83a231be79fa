"""The short forms of the household page: each asks for one thing that happened."""

from voordeur.web.case.forms.approach import ChildrenForm, MoveForm, PartnerAttemptForm, PartnerStepForm, StageForm, StepForm
from voordeur.web.case.forms.helping import AgreementForm, CloseForm, OfferForm
from voordeur.web.case.forms.one_signal import OverruleForm
from voordeur.web.case.forms.person import ApartForm, MarksForm, RepresentativeForm
from voordeur.web.case.forms.told import RESULTS_OF, ContactForm, FactForm, HelperForm, NoForm, UndoNoForm

__all__ = [
    "RESULTS_OF",
    "AgreementForm",
    "ApartForm",
    "ChildrenForm",
    "CloseForm",
    "ContactForm",
    "FactForm",
    "HelperForm",
    "MarksForm",
    "MoveForm",
    "NoForm",
    "OfferForm",
    "OverruleForm",
    "PartnerAttemptForm",
    "PartnerStepForm",
    "RepresentativeForm",
    "StageForm",
    "StepForm",
    "UndoNoForm",
]  # fmt: skip
