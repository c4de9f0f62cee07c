"""A case from first words to confirmed fix: opening, adding, answering, resolving, rating."""
