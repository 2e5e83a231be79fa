"""The resident's door: a page behind the code on a letter, card or message, where somebody asks to be called or says no."""
