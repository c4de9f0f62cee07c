"""What the shop tells us: its customers, products, purchases, orders, bills and appointments, row by row."""
