"""Who mourns is left in peace."""

from storage.tables import (
    Touch,
)
from tests.bot.flows.product import ASHA, GROUP, MIRA, Product
from tests.bot.flows.readings import understood
from tests.bot.flows.shopping import HOUR, appointment, brings, gets, known_buyer, plan_anew
from tests.bot.flows.test_linking import customer_of, everything
from tests.bot.flows.test_promises import complain_from


async def test_who_mourns_is_left_in_peace_until_staff_say_otherwise(product: Product) -> None:
    topic = await complain_from(product, ASHA)
    await brings(product, appointment(await known_buyer(product)))
    await product.write(ASHA, birth_month=3, birth_day=4)
    await product.control.say(MIRA, "/mourning 30d", chat=GROUP, topic=topic)
    assert "until 1 Apr 12:00" in "\n".join(await product.quiet(GROUP))
    await plan_anew(product)
    (reminder,) = await gets(product, ASHA, 29 * HOUR)
    assert reminder.startswith("A reminder of your appointment"), "what they asked for is no cheer"
    assert not [text for text in await gets(product, ASHA, 18 * HOUR) if "birthday" in text]
    (touch,) = [one for one in await everything(product, Touch) if one.rule == "birthday"]
    assert "bereaved" in [reason["key"] for reason in touch.reasons]
    await product.control.say(MIRA, "/mourning off", chat=GROUP, topic=topic)
    assert "has ended it" in "\n".join(await product.quiet(GROUP))
    assert (await customer_of(product, ASHA)).bereaved_until is None


async def test_a_death_that_is_told_of_is_heard_and_answered_with_sympathy(product: Product) -> None:
    await known_buyer(product)
    await product.write(ASHA, birth_month=3, birth_day=4)
    await product.hears(ASHA, "My mother passed away on Friday")
    (told,) = await product.quiet(ASHA)
    assert told.startswith("I am so sorry for your loss, Asha. We will leave you in peace")
    to_staff = "\n".join(await product.quiet(GROUP))
    assert "has written of a death. They get no greetings, surveys or offers until 1 May" in to_staff
    assert "My mother passed away on Friday" in to_staff
    assert not [text for text in await gets(product, ASHA, 47 * HOUR) if "birthday" in text]
    await product.hears(ASHA, "She passed away in her sleep")
    assert (await product.quiet(ASHA))[0].startswith("I am so sorry")
    assert "has written of a death" not in "\n".join(await product.quiet(GROUP)), "staff were told once"


async def test_who_tells_of_a_death_and_wants_something_gets_that_too(product: Product) -> None:
    await known_buyer(product)
    said = "my husband passed away, please stop these messages"
    product.readings.know(understood(said, "stop_care"))
    await product.hears(ASHA, said)
    await product.quiet(ASHA)
    customer = await customer_of(product, ASHA)
    assert customer.stopped_at is not None
    assert customer.bereaved_until is not None
