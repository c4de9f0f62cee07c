"""What staff do in the forum group."""
