"""The post: what is due to be printed, print files, and taking them to the printer."""
