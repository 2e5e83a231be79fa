"""Deliver a file: choose it, try it, see how its columns are read, and hand it to the stream."""
