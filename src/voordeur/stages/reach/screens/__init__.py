"""The screens of reach that serve reach alone."""
