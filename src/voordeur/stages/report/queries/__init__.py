"""The read doors of report: count a month from what is on record, and read what was counted."""
