"""What the law and the field say about taking a signal up. Pure: facts in, a ruling with its reasons out."""
