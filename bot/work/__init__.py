"""Use cases: what Rapport does, whoever asks for it.

No edge is imported here; every function works in its caller's transaction.
"""
