"""Pure policy: what may be done, by when, and what is due. No I/O but reading the book, and no clock."""
