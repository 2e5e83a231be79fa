"""Finding a household: the list of cases, and somebody who calls back."""
