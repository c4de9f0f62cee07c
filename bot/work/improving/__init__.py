"""What the company and its machine learn from what customers say."""
