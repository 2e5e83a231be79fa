"""What the law and the field say about help and its end; pure."""
