"""A product that is killed: a process of its own, which may be made to die before any of its steps."""
