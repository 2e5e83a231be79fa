"""The screens of the household page, by what they record."""
