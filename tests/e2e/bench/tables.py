"""The figures as Markdown tables."""

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from tests.e2e.bench.broadcasting import Broadcast
from tests.e2e.bench.caring import Cared
from tests.e2e.bench.desk import Worked
from tests.e2e.bench.latency import Measured, percentile
from tests.e2e.bench.public import DRAWS, FEW, SOME, Pipeline, Public
from tests.e2e.bench.reading import Read
from tests.e2e.bench.shopping import BUYERS, PURCHASES, Shopped
from tests.e2e.bench.steady import Pace
from tests.e2e.bench.ticking import Ticked


def of_delays(pace: Pace, echo: Measured, products: Mapping[str, Measured]) -> str:
    columns = {"bare echo": echo, **products}
    lines: list[tuple[str, Sequence[str]]] = [
        ("messages counted", [str(len(one.all)) for one in columns.values()]),
        *_percentiles("all", [one.all for one in columns.values()]),
        *_percentiles("read by Rasa", [[], *(one.read for one in products.values())]),
        *_percentiles("commands", [[], *(one.commands for one in products.values())]),
        ("not answered", [str(one.unanswered) for one in columns.values()]),
        ("CPU an update, bot's process, ms", [f"{1000 * one.cpu:.1f}" for one in columns.values()]),
        ("as a ratio to the echo", [f"{one.cpu / echo.cpu:.1f}" for one in columns.values()]),
        ("CPU an update, Rasa, ms", ["–", *(f"{1000 * one.nlu_cpu:.1f}" for one in products.values())]),
        ("staff group's backlog at the end, calls", ["–", *(str(one.backlog) for one in products.values())]),
    ]
    pace_line = f"{pace.rate:g} messages a second from {pace.customers} customers for {pace.counted:g} s"
    return _table([pace_line, *columns], lines)


def _percentiles(what: str, groups: Sequence[Sequence[float]]) -> list[tuple[str, list[str]]]:
    def one(part: int) -> list[str]:
        return [f"{percentile(delays, part):.0f}" if len(delays) > 1 else "–" for delays in groups]

    return [(f"p{part}, {what}, ms", one(part)) for part in (50, 99)]


def of_ticks(few: Mapping[str, Ticked], many: Mapping[str, Ticked]) -> str:
    columns = [(name, one) for name in many for one in (few[name], many[name])]
    head = ["", *(f"{name}, {one.customers:,} customers" for name, one in columns)]
    every = [one for _, one in columns]
    return _table(
        head,
        [
            ("quiet tick, ms", [f"{1000 * one.quiet:.2f}" for one in every]),
            ("bare indexed read, ms", [f"{1000 * one.bare_read:.2f}" for one in every]),
            ("quiet tick as a ratio to it", [f"{one.quiet / one.bare_read:.1f}" for one in every]),
            ("due in the busy tick", [f"{one.due:,}" for one in every]),
            ("busy tick, ms a touch", [f"{1000 * one.busy:.2f}" for one in every]),
            ("bare inserts of its rows, ms a touch", [f"{1000 * one.bare_insert:.3f}" for one in every]),
            ("busy tick as a ratio to them", [f"{one.busy / one.bare_insert:.0f}" for one in every]),
        ],
    )


def of_care(cares: Mapping[str, Cared], broadcasts: Mapping[str, Broadcast]) -> str:
    every, sent = list(cares.values()), list(broadcasts.values())
    first = every[0]
    lines: list[tuple[str, Sequence[str]]] = []
    for place, one in enumerate(first.quiet):
        quiet = [each.quiet[place] for each in every]
        smallest = [each.quiet[0].tick for each in every]
        lines += [
            (f"quiet tick, {one.customers:,} customers, ms", [f"{1000 * each.tick:.2f}" for each in quiet]),
            (
                f"as a ratio to {first.quiet[0].customers:,}",
                [f"{each.tick / least:.2f}" for each, least in zip(quiet, smallest, strict=True)],
            ),
            ("a look at every customer, ms", [f"{1000 * each.scan:.0f}" for each in quiet]),
        ]
    return _table(["", *cares], [*lines, *_busy(every), *_plans(every), *_broadcasts(sent)])


def _busy(every: Sequence[Cared]) -> list[tuple[str, Sequence[str]]]:
    return [
        (f"busy tick, {every[0].due:,} due, µs a touch", [f"{1e6 * one.busy:.0f}" for one in every]),
        ("bare inserts of its rows, µs a touch", [f"{1e6 * one.bare_touch:.0f}" for one in every]),
        ("busy tick as a ratio to them", [f"{one.busy / one.bare_touch:.1f}" for one in every]),
    ]


def _plans(every: Sequence[Cared]) -> list[tuple[str, Sequence[str]]]:
    first = every[0]
    return [
        ("one customer planned anew, ms", [f"{1000 * one.one:.1f}" for one in every]),
        (
            f"{first.customers:,} customers, {first.rules} rules, planned the first time, s",
            [f"{one.full.first:.1f}" for one in every],
        ),
        ("planned anew, s", [f"{one.full.again:.1f}" for one in every]),
        ("customers a second", [f"{one.customers / one.full.again:,.0f}" for one in every]),
        ("what 1,000,000 would take, s", [f"{1e6 * one.full.again / one.customers:.0f}" for one in every]),
        ("rows of the plan", [f"{one.planned:,}" for one in every]),
        ("bare inserts of them, s", [f"{one.bare_plan:.1f}" for one in every]),
        ("planned the first time as a ratio to them", [f"{one.full.first / one.bare_plan:.1f}" for one in every]),
        ("longest wait of another writer, ms", [f"{1000 * one.full.waited:.0f}" for one in every]),
        ("its memory at its largest, MB", [f"{one.full.megabytes:.0f}" for one in every]),
        (f"preview of 30 days, {first.customers:,} customers, s", [f"{one.preview:.1f}" for one in every]),
    ]


def _broadcasts(sent: Sequence[Broadcast]) -> list[tuple[str, Sequence[str]]]:
    return [
        (f"broadcast of {sent[0].sent:,} greetings, s", [f"{one.seconds:.1f}" for one in sent]),
        ("share of 30 a second sustained", [_percent(one.share) for one in sent]),
        ("calls refused with 429", [f"{one.refused} of {one.calls:,}" for one in sent]),
        ("p50 of a customer's reply meanwhile, ms", [f"{percentile(one.delays, 50):.0f}" for one in sent]),
        ("p95 of a customer's reply meanwhile, ms", [f"{percentile(one.delays, 95):.0f}" for one in sent]),
    ]


def of_desks(worked: Mapping[str, list[Worked]], deadline: tuple[float, float]) -> str:
    every = [one for of_one in worked.values() for one in of_one]
    head = ["", *(f"{name}, {one.closed:,} closed" for name, of_one in worked.items() for one in of_one)]
    looks = {
        "a customer's /cases": [one.own_cases for one in every],
        "a card, edited": [one.card for one in every],
        "the queue": [one.queue for one in every],
        "a watch with nothing due": [one.quiet_watch for one in every],
        "a watch, a case that is due": [one.busy_watch for one in every],
    }
    rows = [("events", [f"{one.events:,}" for one in every])]
    rows.append(("bare read of a row, ms", [f"{1000 * one.bare_read:.2f}" for one in every]))
    for what, seconds in looks.items():
        rows.append((f"{what}, ms", [f"{1000 * one:.2f}" for one in seconds]))
        ratios = [f"{one / each.bare_read:.1f}" for one, each in zip(seconds, every, strict=True)]
        rows.append(("as a ratio to the bare read", ratios))
    rows.append(("a deadline in working hours, µs", [f"{1e6 * deadline[0]:.1f}"] * len(every)))
    rows.append(("as a ratio to a bare sum", [f"{deadline[0] / deadline[1]:.0f}"] * len(every)))
    return _table(head, rows)


def of_shops(shops: Mapping[str, Shopped]) -> str:
    every = list(shops.values())

    def ratio(ours: str, bare: str) -> list[str]:
        return [f"{getattr(one, ours) / getattr(one, bare):.1f}" for one in every]

    return _table(
        ["", *shops],
        [
            (f"import of {PURCHASES:,} purchases, s", [f"{one.imported:.0f}" for one in every]),
            ("as a ratio to a bare bulk insert", ratio("imported", "bare_insert")),
            ("its memory at its largest, MB", [f"{one.megabytes:.0f}" for one in every]),
            (f"weighing {BUYERS:,} customers the first time, s", [f"{one.first_weighed:.0f}" for one in every]),
            ("weighing them every night, s", [f"{one.weighed:.0f}" for one in every]),
            ("as a ratio to a bare read of all purchases", ratio("weighed", "bare_read_all")),
            ("one customer's page, ms", [f"{1000 * one.page:.1f}" for one in every]),
            ("of it in the database, ms", [f"{1000 * one.page_in_database:.1f}" for one in every]),
            ("as a ratio to a bare read of a row", ratio("page_in_database", "bare_read")),
        ],
    )


def of_reading(read: Read) -> str:
    return _table(
        ["", "Rasa"],
        [
            ("from start to ready, s", [f"{read.starts_in:.0f}"]),
            ("p50 of one at a time, ms", [f"{percentile(read.delays, 50):.1f}"]),
            ("p99 of one at a time, ms", [f"{percentile(read.delays, 99):.1f}"]),
            ("texts a second, four at once", [f"{read.a_second:.0f}"]),
            ("CPU a text, ms", [f"{1000 * read.cpu:.1f}"]),
        ],
    )


def of_public(public: Public) -> str:
    ours, theirs = public.few, public.default

    def ratio(ours: float, theirs: float, form: str = ".1f") -> list[str]:
        return [format(ours, form), format(theirs, form), f"{ours / theirs:.2f}"]

    def alone(value: str) -> list[str]:
        return [value, "–", "–"]

    draws = f"ours mean of {len(DRAWS)} draws"
    return _table(
        ["", "ours", "Rasa's default, DIET", "ratio"],
        [
            ("BANKING77, all examples, right", alone(_percent(public.full))),
            (f"BANKING77, {SOME} examples an intent, right, {draws}", alone(_draws(public.some))),
            (
                f"BANKING77, {FEW} examples an intent, right, {draws}",
                [
                    _draws(ours.accuracies),
                    _draws(theirs.accuracies),
                    f"{ours.accuracies[0] / theirs.accuracies[0]:.2f}",
                ],
            ),
            ("CLINC150, in scope, right", alone(_percent(public.clinc.accuracy))),
            ("CLINC150, out of scope, rejected", alone(_percent(public.clinc.caught))),
            ("CLINC150, in scope, rejected", alone(_percent(public.clinc.rejected))),
            ("training on 10,003 examples, s", alone(f"{public.on_all.seconds:.0f}")),
            (f"training on {FEW} examples an intent, s", ratio(ours.made.seconds, theirs.made.seconds, ".0f")),
            *_costs(ours, theirs, ratio),
        ],
    )


def _costs(
    ours: Pipeline, theirs: Pipeline, ratio: Callable[[float, float], list[str]]
) -> list[tuple[str, Sequence[str]]]:
    one, other = ours.cost, theirs.cost
    return [
        *(
            (f"p{part} of one client, ms", ratio(percentile(one.delays, part), percentile(other.delays, part)))
            for part in (50, 95)
        ),
        ("texts a second, eight clients, one process", ratio(one.a_second, other.a_second)),
        ("resident memory, MB", ratio(one.resident / 1e6, other.resident / 1e6)),
    ]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _draws(shares: Sequence[float]) -> str:
    mean = _percent(fmean(shares))
    return mean if len(shares) == 1 else f"{mean} ({100 * min(shares):.1f} to {100 * max(shares):.1f})"


def _table(head: Sequence[str], lines: Sequence[tuple[str, Sequence[str]]]) -> str:
    top = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join([*top, *("| " + " | ".join([name, *values]) + " |" for name, values in lines)])
