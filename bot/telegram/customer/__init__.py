"""What customers do, a file per intention."""
