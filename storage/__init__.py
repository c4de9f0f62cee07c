"""What Rapport remembers: tables, the queries on them, the inbox and the outbox, and their migrations."""
