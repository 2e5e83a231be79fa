"""E-mail and text messages: what is due, what was sent exactly as it was, how it fared, and what carriers tell."""
