"""`care import KIND FILE`: a table of the shop, read as a stream, row by row."""
