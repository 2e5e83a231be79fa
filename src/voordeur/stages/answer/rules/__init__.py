"""What a creditor may hear. Pure."""

from voordeur.stages.answer.rules.code import BY_OUTCOME, BY_STATUS, AnswerCode, Facts, Row, Said, code_for

__all__ = ["BY_OUTCOME", "BY_STATUS", "AnswerCode", "Facts", "Row", "Said", "code_for"]
