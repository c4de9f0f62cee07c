"""What people read: one catalogue per language, a company's own words beside it."""
