"""Caring first: the plan, the tick, the touches."""
