"""A crowd, a desk and five hundred birthdays before a product that is killed again and again; then the reckoning."""
