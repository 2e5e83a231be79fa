"""Huishouden: the household on one page, and everything that can be done for it."""
