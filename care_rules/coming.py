"""Which occasions of a rule come for a customer, in order of time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from care_rules.occasions import HABITS, YEARLY, Anchor, Birthday, Occasion, OccasionKind, yearly
from care_rules.person import Known
from care_rules.rule import Rule
from care_rules.rule_book import RuleBook
from care_rules.wall_time import aware, local_date, moment_at

_DAY = timedelta(days=1)


def kinds_known(person: Known) -> list[OccasionKind]:
    """Return the kinds of occasions that a rule could hang on: for most rules and people there is nothing."""
    kinds = [OccasionKind.date, *person.anchors]
    if person.birthday is not None:
        kinds.append(OccasionKind.birthday)
    if person.wedding is not None:
        kinds.append(OccasionKind.wedding)
    if person.first_purchase is not None:
        kinds.append(OccasionKind.first_purchase)
    if person.festivals is not None or person.country is not None:
        kinds.append(OccasionKind.festival)
    return kinds


def coming(book: RuleBook, rule: Rule, person: Known, after: datetime) -> Iterator[Occasion]:
    """Return the occasions whose moment lies later than `after`; only those that know all that the words name."""
    if rule.occasion in YEARLY:
        found = _yearly(rule, person, after)
    elif rule.occasion is OccasionKind.festival:
        found = _festivals(book, rule, person, after)
    elif rule.occasion is OccasionKind.date:
        found = _dated(rule, person, after)
    else:
        found = _anchored(rule, person, after)
    needs = rule.needs
    return (occasion for occasion in found if needs <= occasion.facts.keys()) if needs else found


def _yearly(rule: Rule, person: Known, after: datetime) -> Iterator[Occasion]:
    day: Birthday | None = getattr(person, rule.occasion)
    if day is None or rule.at is None:
        return iter(())
    found = yearly(rule.occasion, day, after - rule.shift, person.zone, rule.at, rule.leap_day)
    if rule.shift:
        found = (_shifted(rule, person, occasion) for occasion in found)
    if rule.occasion is OccasionKind.wedding and person.partner:
        found = (one._replace(facts={**one.facts, "partner": person.partner}) for one in found)
    return found


def _festivals(book: RuleBook, rule: Rule, person: Known, after: datetime) -> Iterator[Occasion]:
    """Return the festivals they said they keep; of those who never said, those that are everybody's where they live."""
    kept = book.calendar.kept(person.festivals, person.country)
    return feasts(book, rule, kept, person.zone, after)


def feasts(book: RuleBook, rule: Rule, kept: tuple[str, ...], zone: ZoneInfo, after: datetime) -> Iterator[Occasion]:
    """Return when the rule greets those who keep these festivals by the clock of this zone, later than `after`."""
    if rule.at is None:
        return
    after = aware(after)
    since = local_date(after - rule.shift, zone) - _DAY
    for feast in book.calendar.feasts(rule.festivals, kept, since):
        moment = moment_at(feast.day + rule.shift, rule.at, zone)
        if moment > after:
            yield Occasion(feast.key, moment, facts={"festival": feast.title})


def _dated(rule: Rule, person: Known, after: datetime) -> Iterator[Occasion]:
    """Return the day that the rule names, once, at its hour of the customer's clock."""
    if rule.on is None or rule.at is None:
        return
    moment = moment_at(rule.on, rule.at, person.zone)
    occasion = _shifted(rule, person, Occasion(f"date:{rule.on}", moment))
    if occasion.moment > aware(after):
        yield occasion


def _shifted(rule: Rule, person: Known, occasion: Occasion) -> Occasion:
    """Move a day by the rule's days, to the same hour of the customer's clock."""
    if not rule.shift or rule.at is None:
        return occasion
    zone = person.zone
    day = local_date(occasion.moment, zone) + rule.shift
    return occasion._replace(moment=moment_at(day, rule.at, zone))


def _anchored(rule: Rule, person: Known, after: datetime) -> Iterator[Occasion]:
    after = aware(after)
    found = [
        Occasion(f"{rule.occasion}:{anchor.key}", moment, anchor.until, anchor.facts)
        for anchor in person.anchors.get(rule.occasion, ())
        if _is_of(rule, anchor)
        and not (rule.unless is not None and _went_on(rule.unless, person, anchor))
        and (moment := _moment(rule, person, anchor)) > after
    ]
    return iter(sorted(found, key=lambda one: (one.moment, one.key)) if len(found) > 1 else found)


def _is_of(rule: Rule, anchor: Anchor) -> bool:
    """Whether it is of the rule's product. Habits are kept for all that is bought together, and for single products."""
    if rule.product is None:
        return rule.occasion not in HABITS or not anchor.facts.get("product")
    return anchor.facts.get("product", "").casefold() == rule.product.casefold()


def _went_on(unless: str, person: Known, anchor: Anchor) -> bool:
    """Whether what the rule would remind of was bought since."""
    bought = person.anchors.get(OccasionKind.purchase, ())
    return any(one.at > anchor.at and one.facts.get("product", "").casefold() == unless.casefold() for one in bought)


def _moment(rule: Rule, person: Known, anchor: Anchor) -> datetime:
    """Return when it falls by this rule: moved by its factor of what is usual and by its span; then to its hour."""
    moved = anchor.at + rule.shift
    if rule.factor is not None and anchor.usual is not None:
        moved += rule.factor * anchor.usual
    return moved if rule.at is None else moment_at(local_date(moved, person.zone), rule.at, person.zone)
