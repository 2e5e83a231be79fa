"""The register of data breaches by a wrong link: what left, the clock of 72 hours, what was decided."""
