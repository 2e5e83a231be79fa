"""Vandaag: the first screen after signing in; what to do, in the order in which to do it."""
