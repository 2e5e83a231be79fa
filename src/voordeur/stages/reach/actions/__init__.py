"""The write doors of reach: plan what is due, record what happened, print."""

from voordeur.stages.reach.actions.printing import print_batch

__all__ = ["print_batch"]
