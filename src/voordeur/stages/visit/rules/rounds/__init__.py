"""Rounds: which pair rings at which door, in which order and at which minute of an evening.

Pure: places, hours and worth in; rounds with their times and reasons out. Times are minutes after midnight.
"""
