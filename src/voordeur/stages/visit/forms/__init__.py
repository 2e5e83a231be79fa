"""The forms of the visit room."""

from voordeur.stages.visit.forms.planning import DAY_PARTS, EveningForm, PairForm, RoundForm, WhenForm

__all__ = ["DAY_PARTS", "EveningForm", "PairForm", "RoundForm", "WhenForm"]
