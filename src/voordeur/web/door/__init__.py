"""At the door: the pair's phone screens. They hand a result over to the stream, so they stand here and not in the visit room."""
