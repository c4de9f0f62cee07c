"""Policy alone: nothing here imports aiogram or SQLAlchemy, so the whole folder runs in seconds."""

from hypothesis import settings

# The machine is shared: a slow example says nothing about the policy. No example database is left in the checkout.
settings.register_profile("policy", deadline=None, max_examples=60, database=None)
settings.load_profile("policy")
