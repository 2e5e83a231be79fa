"""Taking any link apart: found by name, number or address, with what left under it told before and after."""
