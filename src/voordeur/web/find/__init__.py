"""Finding a household: the list of cases, and the search behind it."""
