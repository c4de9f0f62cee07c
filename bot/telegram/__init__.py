"""The edge in: updates from Telegram into the inbox, and from the inbox, in lanes, into work."""
