"""What a customer tells of themselves: asked rarely and with a reason, shown, changed, taken out, sealed."""

import json
from datetime import timedelta

import pytest

from care_rules.consent import CareKind, Consent
from storage import profiles
from storage.tables import ConsentNote, Profile
from tests.bot.flows.product import ASHA, GROUP, MONDAY_NOON, Product
from tests.bot.flows.test_linking import customer_of, everything


async def _profile(product: Product) -> Profile:
    await product.idle()
    (found,) = await everything(product, Profile)
    assert isinstance(found, Profile)
    return found


async def _asked(product: Product, field: str) -> None:
    """Tap a field in /profile and read the question."""
    await product.hears(ASHA, "/profile")
    await product.quiet(ASHA)
    await product.tap(ASHA, ASHA, field)
    await product.quiet(ASHA)


async def test_a_profile_is_empty_and_all_of_it_is_optional(product: Product) -> None:
    await product.hears(ASHA, "/profile")
    assert "all of it is optional" in await product.reply(ASHA)


@pytest.mark.parametrize(
    ("field", "said", "column", "kept"),
    [
        ("+ Email", "it's asha@example.com, thanks", "email_sealed", "asha@example.com"),
        ("+ Address", "12 Mall Road, Pune 411001", "address_sealed", "12 Mall Road, Pune 411001"),
        ("+ Partner", "his name is Ravi", "partner", None),
        ("+ Partner", "Ravi", "partner", "Ravi"),
        ("+ Region", "Maharashtra, India", "region", "Maharashtra, India"),
        ("+ Festivals", "Diwali and christmas", "festivals", "Diwali, Christmas"),
        ("+ Occupation", "teacher", "occupation", "teacher"),
        ("+ Interests", "gardening, old clocks", "interests", "gardening, old clocks"),
        ("+ Distance (km)", "about 12 miles", "travel_km", 19),
        ("+ Distance (km)", "५ किमी", "travel_km", 5),
        ("+ Form of address", "woman", "gender", "woman"),
    ],
)
async def test_each_field_is_kept_as_it_is_told(
    product: Product, field: str, said: str, column: str, kept: str | int | None
) -> None:
    await _asked(product, field)
    await product.hears(ASHA, said)
    value = getattr(await _profile(product), column)
    if column.endswith("_sealed"):
        assert str(kept) not in value
        value = product.app.house.vault.open(value)
    assert value == kept


async def test_wedding_day_and_what_is_known_is_shown(product: Product) -> None:
    await _asked(product, "+ Wedding day")
    await product.hears(ASHA, "14 February 2019")
    await product.quiet(ASHA)
    await _asked(product, "+ Email")
    await product.hears(ASHA, "asha@example.com")
    await product.quiet(ASHA)
    await product.hears(ASHA, "/profile")
    shown = await product.reply(ASHA)
    assert "Wedding day: 14 February 2019" in shown
    assert "Email: asha@example.com" in shown


async def test_what_was_told_can_be_taken_out_and_is_not_asked_again(product: Product) -> None:
    await _asked(product, "+ Occupation")
    await product.hears(ASHA, "teacher")
    await product.quiet(ASHA)
    await _asked(product, "✎ Occupation")
    await product.tap(ASHA, ASHA, "Take it out")
    assert "taken it out" in await product.reply(ASHA)
    profile = await _profile(product)
    assert (profile.occupation, profile.skipped) == (None, ["occupation"])


async def test_a_complaint_is_no_occupation(product: Product) -> None:
    await _asked(product, "+ Occupation")
    await product.hears(ASHA, "The lid is broken")
    assert "opened case" in await product.reply(ASHA)
    assert (await _profile(product)).occupation is None


async def test_a_phone_is_asked_for_with_telegrams_own_button(product: Product) -> None:
    await product.hears(ASHA, "/profile")
    await product.quiet(ASHA)
    await product.tap(ASHA, ASHA, "+ Phone")
    (asked,) = await product.next(ASHA)
    assert json.loads(asked["params"]["reply_markup"])["keyboard"][0][0]["request_contact"] is True
    await product.hears(ASHA, "+91 98123 45678")
    assert "The button below" in await product.reply(ASHA)
    assert (await _profile(product)).phone_sealed is None, "a number that is typed may be anybody's"
    await product.hears(ASHA, contact={"phone_number": "919812345678", "first_name": "Asha", "user_id": ASHA})
    (thanks,) = await product.next(ASHA)
    assert json.loads(thanks["params"]["reply_markup"]) == {"remove_keyboard": True}
    assert (await _profile(product)).phone_verified_at is not None


async def test_the_keyboards_skip_leaves_the_question(product: Product) -> None:
    await product.hears(ASHA, "/profile")
    await product.quiet(ASHA)
    await product.tap(ASHA, ASHA, "+ Phone")
    await product.quiet(ASHA)
    await product.hears(ASHA, "Skip")
    await product.idle()
    assert (await _profile(product)).skipped == ["phone"]


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("I moved to Pune last week", "new address"),
        ("my new number is ready", "new number"),
        ("lumipat na po kami", "new address"),
        ("मेरा नया नंबर है", "नया नंबर"),
        ("我搬家了", "新地址"),
    ],
)
async def test_a_change_is_heard(product: Product, said: str, offered: str) -> None:
    await product.hears(ASHA, said)
    assert offered in await product.reply(ASHA)


async def test_one_more_thing_is_asked_a_month_later_at_a_good_moment(product: Product) -> None:
    await product.hears(ASHA, "/start")
    await product.quiet(ASHA)
    await product.write(
        ASHA, consent=Consent.all, name="Asha", birth_month=5, birth_day=3, time_zone="UTC", recommends=8
    )
    for days, asked in ((0, True), (29, False), (61, True)):
        product.clock.move_to(MONDAY_NOON + timedelta(days=days))
        assert await _good_moment(product) is asked


async def _good_moment(product: Product) -> bool:
    """A case solved and rated with five; whether something about themselves was asked then."""
    await product.hears(ASHA, "The lid is broken")
    await product.quiet(ASHA)
    topic = (await customer_of(product, ASHA)).topic_id
    await product.idle()
    await product.tap(201, GROUP, "Resolve")
    await product.quiet(ASHA)
    assert topic is not None
    for label in ("Yes", "5"):
        await product.tap(ASHA, ASHA, label)
        told = await product.quiet(ASHA)
    talked = "\n".join(told)
    entries = await product.control.record(chat=ASHA, limit=1000)
    last = entries[-1]["params"]
    if '"keyboard"' in (last.get("reply_markup") or ""):
        await product.hears(ASHA, "Skip")
        await product.quiet(ASHA)
        return True
    return "anniversary" in talked


async def test_consent_is_noted_kind_by_kind_with_when_and_how(product: Product) -> None:
    await product.hears(ASHA, "/start")
    await product.quiet(ASHA)
    await product.write(ASHA, consent=Consent.none)
    await product.hears(ASHA, "STOP")
    await product.quiet(ASHA)
    assert await everything(product, ConsentNote) == []
    await product.tap(ASHA, ASHA, "Undo")
    await product.quiet(ASHA)
    await product.press(ASHA, ASHA, await product.hears(ASHA, "/help"), "prefer:all")
    await product.quiet(ASHA)
    await product.hears(ASHA, "STOP")
    await product.quiet(ASHA)
    notes = await everything(product, ConsentNote)
    assert [(note.kind, note.granted, note.how) for note in notes] == [
        *((kind, True, "preferences") for kind in CareKind),
        *((kind, False, "stop") for kind in CareKind),
    ]


@pytest.mark.parametrize(("said", "days"), [("/pause 30d", 30), ("/pause", 7), ("not now", 7), ("अभी नहीं", 7)])
async def test_a_pause_holds_what_we_write_first(product: Product, said: str, days: int) -> None:
    await product.hears(ASHA, said)
    await product.quiet(ASHA)
    until = (await customer_of(product, ASHA)).paused_until
    assert until is not None
    assert abs(until - (MONDAY_NOON + timedelta(days=days))) < timedelta(minutes=1)
    await product.tap(ASHA, ASHA, "Undo" if said[0] in "/n" else "वापस चालू करें")
    await product.quiet(ASHA)
    assert (await customer_of(product, ASHA)).paused_until is None


async def test_a_pause_that_is_no_time_is_refused(product: Product) -> None:
    await product.hears(ASHA, "/pause forever")
    assert await product.reply(ASHA) == (
        "I couldn't read “forever” as a time. Write how long, like /pause 7d or /pause 30d."
    )


PUNE = {"latitude": 18.53, "longitude": 73.85}


async def test_a_place_shared_tells_the_zone_once_it_is_confirmed(product: Product) -> None:
    await product.hears(ASHA, "/profile")
    await product.quiet(ASHA)
    await product.tap(ASHA, ASHA, "+ Time zone")
    await product.quiet(ASHA)
    await product.hears(ASHA, location={"latitude": -40.0, "longitude": -140.0})
    assert "I don't know that place" in await product.reply(ASHA), "clocks at sea follow the ship"
    await product.hears(ASHA, location=PUNE)
    assert "It is 17:30 there" in await product.reply(ASHA)
    assert (await customer_of(product, ASHA)).time_zone is None
    await product.tap(ASHA, ASHA, "17:30 · Kolkata")
    await product.idle()
    assert (await customer_of(product, ASHA)).time_zone == "Asia/Kolkata"


@pytest.mark.parametrize(
    ("consent", "zone", "offered"),
    [(Consent.all, "UTC", True), (Consent.all, "Asia/Calcutta", False), (Consent.none, "UTC", False)],
)
async def test_a_place_shared_unasked_is_offered_where_it_tells_something_new(
    product: Product, consent: Consent, zone: str, offered: bool
) -> None:
    await product.hears(ASHA, "/start")
    await product.quiet(ASHA)
    await product.write(ASHA, consent=consent, time_zone=zone)
    await product.hears(ASHA, location=PUNE)
    told = await product.quiet(ASHA)
    assert "Thank you for the place" in told[0]
    assert any("It is 17:30 there" in text for text in told) is offered


async def test_who_has_told_everything_is_thanked_once(product: Product) -> None:
    await product.hears(ASHA, "/start")
    await product.quiet(ASHA)
    await product.write(
        ASHA, consent=Consent.all, name="Asha", birth_month=5, birth_day=3, time_zone="UTC", recommends=8
    )
    asha = await customer_of(product, ASHA)
    vault = product.app.house.vault
    told = dict.fromkeys(("region", "occupation", "gender", "partner"), "x")
    sealed = {f"{one}_sealed": vault.seal("x") for one in ("phone", "email", "address")}
    async with product.app.outside.database.write() as session:
        profile = await profiles.profile_of(session, asha.id or 0)
        for name, value in (told | sealed).items():
            setattr(profile, name, value)
        profile.wedding_month, profile.wedding_day, profile.travel_km = 5, 4, 10
        profile.festivals = "diwali"
    await product.hears(ASHA, "/profile")
    await product.quiet(ASHA)
    await product.tap(ASHA, ASHA, "+ Interests")
    await product.quiet(ASHA)
    await product.hears(ASHA, "tea")
    assert "Thank you, Asha, that is all I wanted to know." in "\n".join(await product.quiet(ASHA))
    await product.hears(ASHA, "/profile")
    await product.quiet(ASHA)
    await product.tap(ASHA, ASHA, "✎ Interests")
    await product.quiet(ASHA)
    await product.hears(ASHA, "tea and lotus")
    assert "all I wanted to know" not in "\n".join(await product.quiet(ASHA))
