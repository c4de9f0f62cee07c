"""Tables of a shop taken over: what comes of them, and that they may come again."""

import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.cli.importing.files import open_sheet
from storage import house as notes
from storage.tables import Appointment, Bill, Buyer, BuyerKind, ImportRun, OrderState, Product, Purchase, ShopOrder
from tests.bot.shop.till import CUSTOMERS, Shop


async def test_customers_with_their_details_sealed(shop: Shop) -> None:
    report = await shop.brings("customers", CUSTOMERS.replace("phone", "Mobile"))
    assert (report.rows, report.kept, report.new, report.refused) == (2, 2, 2, 0)
    asha, ramon = await shop.rows(Buyer)
    vault = shop.house.vault
    assert (asha.external_id, asha.name, asha.kind) == ("C-1", "Asha Verma", BuyerKind.person)
    assert vault.open(asha.phone_sealed) == "+919812345678"
    assert asha.phone_mark == vault.mark("+919812345678")
    assert "98123" not in asha.phone_sealed
    assert ramon.phone_sealed is None


async def test_what_is_left_over_of_a_customer_is_an_attribute(shop: Shop) -> None:
    await shop.brings("customers", "Customer ID,Name,Favourite tea,Skipped\nC-1,Asha,Assam,\n")
    (asha,) = await shop.rows(Buyer)
    assert asha.attributes == {"Favourite tea": "Assam"}


async def test_people_may_stand_before_their_organisation(shop: Shop) -> None:
    table = "id,name,kind,organisation\nC-1,Asha,,O-1\nO-1,Lotus Ltd,organisation,\nC-2,Ravi,,O-9\n"
    report = await shop.brings("customers", table)
    assert report.first == [
        (
            4,
            "organisation: nobody in the books is “O-9”; take customers over first, organisations before people",
        )
    ]
    by_id = {buyer.external_id: buyer for buyer in await shop.rows(Buyer)}
    assert by_id["C-1"].organisation_id == by_id["O-1"].id
    assert by_id["O-1"].kind is BuyerKind.organisation


async def test_sums_are_exact_and_times_are_the_shops(shop: Shop) -> None:
    await shop.brings_purchases(
        'P-1,C-1,2026-03-01 10:30,"1,23,456.07",INR', "P-2,C-1,2026-03-01T10:30:00Z,500,JPY", "P-3,C-2,2026-03-01,०.१,"
    )
    first, second, third = await shop.rows(Purchase)
    assert (first.amount, first.currency) == (12_345_607, "INR")
    assert first.at == datetime(2026, 3, 1, 5, 0, tzinfo=UTC)
    assert (second.amount, second.currency) == (500, "JPY")
    assert second.at == datetime(2026, 3, 1, 10, 30, tzinfo=UTC)
    assert (third.amount, third.currency) == (10, "INR")


async def test_the_same_file_again_changes_nothing_and_a_corrected_one_corrects(shop: Shop) -> None:
    await shop.brings_purchases("P-1,C-1,2026-03-01,100,INR")
    before = [(row.id, row.amount) for row in await shop.rows(Purchase)]
    again = await shop.brings_purchases("P-1,C-1,2026-03-01,100,INR")
    assert (again.kept, again.new) == (1, 0)
    assert [(row.id, row.amount) for row in await shop.rows(Purchase)] == before
    await shop.brings_purchases("P-1,C-1,2026-03-01,120,INR", "P-1,C-2,2026-03-01,130,INR")
    (only,) = await shop.rows(Purchase)
    assert only.amount == 13_000


async def test_products_orders_bills_and_appointments(shop: Shop) -> None:
    await shop.brings("customers", CUSTOMERS)
    await shop.brings("products", "sku,name,price,service interval,warranty\nN-1,Nova,499.50,180,730\n")
    await shop.brings("orders", "order no,customer,date,status,eta\n4711,C-1,2026-03-01,Shipped,2026-03-04\n")
    await shop.brings("bills", "invoice,customer,total,due,pay link\nB-1,C-1,99,2026-04-01,https://pay.example/b1\n")
    await shop.brings("appointments", "booking,customer,slot,where,what\nA-1,C-2,2026-03-05 09:00,Pune,Fitting\n")
    (nova,), (order,), (bill,) = await shop.rows(Product), await shop.rows(ShopOrder), await shop.rows(Bill)
    (fitting,) = await shop.rows(Appointment)
    assert (nova.price, nova.currency, nova.service_days, nova.warranty_days) == (49_950, "INR", 180, 730)
    assert (order.external_id, order.state, order.expected_on) == ("4711", OrderState.shipped, date(2026, 3, 4))
    assert (bill.amount, bill.due_on, bill.paid_on) == (9_900, date(2026, 4, 1), None)
    assert (fitting.place, fitting.what) == ("Pune", "Fitting")
    assert fitting.starts_at == datetime(2026, 3, 5, 3, 30, tzinfo=UTC)


async def test_headings_of_their_own_are_mapped(shop: Shop) -> None:
    await shop.brings("customers", CUSTOMERS)
    table = "Beleg;Kunde;Tag;Betrag;Filiale;Kasse\n1;C-1;05.03.2026;1.299,50;Pune;3\n"
    told = {"id": "Beleg", "customer": "Kunde", "at": "tag", "amount": "Betrag", "place": "Filiale"}
    report = await shop.brings("purchases", table, told=told, dates="dmy", decimal=",")
    (bought,) = await shop.rows(Purchase)
    assert (bought.amount, bought.place, bought.at.date()) == (129_950, "Pune", date(2026, 3, 5))
    assert report.unused == ("Kasse",)


async def test_older_encodings_are_read(shop: Shop) -> None:
    names = {
        "cp1252": "Zoë Müller-Lüdenscheidt",
        "gb18030": "王小明 我们的老客户在上海",
        "shift_jis": "山田太郎さん カタカナ",
    }
    for at, (encoding, name) in enumerate(names.items()):
        await shop.brings("customers", f"id,name,note\nX-{at},{name},{name * 3}\n".encode(encoding))
    await shop.brings("customers", "id,name\nX-9,Zoë\n".encode("utf-16"))
    await shop.brings("customers", b"\xef\xbb\xbf" + "id\tname\nX-8\tआशा\n".encode())
    read = {buyer.external_id: buyer.name for buyer in await shop.rows(Buyer)}
    assert read == {f"X-{at}": name for at, name in enumerate(names.values())} | {"X-9": "Zoë", "X-8": "आशा"}


async def test_excel_is_read_like_csv(shop: Shop) -> None:
    await shop.brings("customers", CUSTOMERS)
    rows: list[list[Any]] = [
        ["id", "customer", "at", "amount", "quantity", "service"],
        [4711, "C-1", datetime(2026, 3, 1, 10, 30), 19.99, 2.5, True],  # noqa: DTZ001 - Excel knows no zones
        [4712, "C-2", date(2026, 3, 2), 7, None, None],
        [None, None, None, None, None, None],
    ]
    report = await shop.brings("purchases", shop.wrote_excel("purchases.xlsx", rows))
    assert (report.rows, report.kept) == (2, 2)
    first, second = await shop.rows(Purchase)
    assert (first.external_id, first.amount, first.quantity, first.service) == ("4711", 1_999, 2.5, True)
    assert first.at == datetime(2026, 3, 1, 5, 0, tzinfo=UTC)
    assert (second.amount, second.quantity, second.service) == (700, 1.0, False)


async def test_a_dry_run_tells_and_keeps_nothing(shop: Shop) -> None:
    table = "id,name,kind,organisation\nO-1,Lotus,organisation,\nC-1,Asha,,O-1\nC-2,,robot,\n"
    report = await shop.brings("customers", table, dry=True)
    assert (report.rows, report.kept, report.refused) == (3, 2, 1)
    assert await shop.rows(Buyer) == []
    assert await shop.rows(ImportRun) == []
    assert shop.refused("customers").splitlines()[1].startswith('C-2,,robot,,"kind: “robot” is none of person, org')


async def test_a_take_over_is_noted_and_asks_for_everybody_to_be_weighed(shop: Shop) -> None:
    await shop.brings("customers", CUSTOMERS)
    (run,) = await shop.rows(ImportRun)
    assert (run.kind, run.file, run.taken, run.refused) == ("customers", "customers.csv", 2, 0)
    assert run.ended_at is not None
    async with shop.database.read() as session:
        assert await notes.note(session, "weighing asked for") is not None


def test_a_file_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "purchases.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("id,customer,at,amount\n")
        file.writelines(f"P-{number},C-{number},2026-03-02 12:00,{'0' * 200}1\n" for number in range(100_000))
    large = path.stat().st_size
    tracemalloc.start()
    try:
        assert sum(1 for _ in open_sheet(path, None).lines()) == 100_000
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < large / 4, "a piece of a megabyte at a time"
