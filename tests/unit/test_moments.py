"""Touch points: the step each belongs to, and which of them are moments of truth."""

from datetime import UTC, datetime

import pytest

from care_rules.moments import Contact, Moment, Step, TouchedAt

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize("contact", list(Contact))
def test_every_kind_of_contact_has_its_step(contact: Contact) -> None:
    assert TouchedAt(NOW, contact).step in Step


@pytest.mark.parametrize(
    ("contact", "score", "moment"),
    [
        (Contact.complaint, None, Moment.bad),
        (Contact.emergency, None, Moment.bad),
        (Contact.rated, 5, Moment.good),
        (Contact.rated, 4, Moment.good),
        (Contact.rated, 3, Moment.plain),
        (Contact.rated, 2, Moment.bad),
        (Contact.bought, None, Moment.plain),
        (Contact.arrived, None, Moment.plain),
    ],
)
def test_what_decides_how_they_think_of_us(contact: Contact, score: int | None, moment: Moment) -> None:
    assert TouchedAt(NOW, contact, score=score).moment is moment


def test_the_steps_follow_the_journey() -> None:
    met, bought, rated = (TouchedAt(NOW, one) for one in (Contact.arrived, Contact.bought, Contact.rated))
    assert [one.step for one in (met, bought, rated)] == [Step.awareness, Step.purchase, Step.review]
