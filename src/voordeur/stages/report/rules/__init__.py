"""What is counted, and how small numbers are kept from giving somebody away. Pure."""

from voordeur.stages.report.rules.measures import BY_KEY, MEASURES, Measure, measure_of
from voordeur.stages.report.rules.suppression import Shown, column, parts, rounded, shown

__all__ = ["BY_KEY", "MEASURES", "Measure", "Shown", "column", "measure_of", "parts", "rounded", "shown"]
