"""The edge out: the only sender of queued calls, and the only place that knows Telegram's limits and its refusals."""
