"""Files that are not as they should be: refused with what, where and why, and nothing half taken over."""

from pathlib import Path

import pytest

from bot.cli.importing.sheets import SheetError
from storage.tables import Buyer, Purchase
from tests.bot.shop.till import CUSTOMERS, PURCHASES, Shop

GOOD = "P-1,C-1,2026-03-01,100,INR"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("P-2,C-1,05/03/2026,100,INR", "at: “05/03/2026” is no date; write it like 2026-03-05, or say --dates dmy or"),
        ("P-2,C-1,2026-02-30,100,INR", "at: no calendar has “2026-02-30”"),
        ("P-2,C-1,2026-03-01 25:00,100,INR", "at: “2026-03-01 25:00” is no time of day"),
        ("P-2,C-1,2026-03-01,-5,INR", "amount: -5 is below zero; leave refunds and corrections out"),
        ("P-2,C-1,2026-03-01,12.345,INR", "amount: 12.345 has more decimals than INR has (2)"),
        ("P-2,C-1,2026-03-01,12.5,JPY", "amount: 12.5 has more decimals than JPY has (0)"),
        (
            'P-2,C-1,2026-03-01,"12,5",INR',
            "amount: “12,5” is no number; write digits, like 1299.50, or say --decimal ,",
        ),
        ("P-2,C-1,2026-03-01,1e9,INR", "amount: “1e9” is no number"),
        ("P-2,C-1,2026-03-01,99999999999999999,INR", "is more than anybody pays"),
        ("P-2,C-1,2026-03-01,100,XYZ", "currency: unknown currency “XYZ”; write its three letters, like INR"),
        ("P-2,C-9,2026-03-01,100,INR", "customer: nobody in the books is “C-9”; take customers over first"),
        (",C-1,2026-03-01,100,INR", "id: is empty; write it"),
        ("P-2,C-1,2026-03-01,100,INR,more,still", "has 7 fields where the headings are 5; put quotes around"),
        ("id,customer,at,amount,currency", "is the headings once more; take it out"),
        ("P-2,,05/03/2026,-5,XYZ", "customer: is empty; write it; at: “05/03/2026” is no date"),
    ],
)
async def test_a_row_is_refused_with_its_line_and_the_rest_is_kept(shop: Shop, line: str, why: str) -> None:
    report = await shop.brings_purchases(GOOD, line, "P-3,C-2,2026-03-01,7,INR")
    assert [row.external_id for row in await shop.rows(Purchase)] == ["P-1", "P-3"]
    ((number, told),) = report.first
    assert number == 3
    assert why in told
    refused = shop.refused("purchases").splitlines()
    assert refused[0] == "id,customer,at,amount,currency,why"
    assert len(refused) == 2


async def test_refused_rows_are_mended_and_brought_again(shop: Shop) -> None:
    await shop.brings_purchases(GOOD, "P-2,C-1,2026-03-01,-5,INR")
    mended = shop.refused("purchases").replace(",-5,", ",5,")
    report = await shop.brings("purchases", mended)
    assert (report.kept, report.refused, report.unused) == (1, 0, ("why",))
    assert shop.refused("purchases") == ""
    assert len(await shop.rows(Purchase)) == 2


async def test_the_other_order_of_a_date_is_not_guessed(shop: Shop) -> None:
    report = await shop.brings_purchases("P-1,C-1,13/05/2026,1,INR", "P-2,C-1,05/13/2026,1,INR", dates="dmy")
    assert report.first == [(3, "at: no calendar has “05/13/2026” with the day first")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "line 1 holds no headings"),
        (b"\n\n", "line 1 holds no headings"),
        (b"id,customer,at,amount,Amount\n", "the heading “amount” is there twice, in columns 4 and 5"),
        (b"id,customer,at,sum of it\n", "no column holds “amount”; the headings are “id”, “customer”, “at”, “sum of"),
        (b'id,customer,at,amount\nP-1,C-1,"2026' + b"x" * 140_000, "line 2 cannot be read"),
        ("id,customer,at,amount,place\nP-1,C-1,2026-03-01,1,Zoë\n".encode() + b"P-2,C-1,2026-03-01,1,\xe9\n",
         "line 3 holds a byte that is not UTF-8, as the rest of the file is"),
        (b"\xd0\xcf\x11\xe0\x00\x81\x8d\x8f", ""),
    ],
)  # fmt: skip
async def test_a_file_that_cannot_be_read_changes_nothing(shop: Shop, content: bytes, why: str) -> None:
    await shop.brings("customers", CUSTOMERS)
    with pytest.raises(SheetError) as refusal:
        await shop.brings("purchases", content)
    assert why in str(refusal.value)
    assert await shop.rows(Purchase) == []


async def test_a_file_that_breaks_off_late_changes_nothing(shop: Shop) -> None:
    """Ten thousand good rows come before the broken one: more than a transaction's worth."""
    await shop.brings("customers", CUSTOMERS)
    good = "".join(f"P-{at},C-1,2026-03-01,1,INR\n" for at in range(10_000))
    with pytest.raises(SheetError, match="line 10002 cannot be read"):
        await shop.brings("purchases", PURCHASES + good + 'P-x,C-1,"2026' + "x" * 140_000)
    assert await shop.rows(Purchase) == []


async def test_an_encoding_nobody_knows(shop: Shop) -> None:
    with pytest.raises(SheetError, match="no encoding is called “latin-ten”"):
        await shop.brings("customers", CUSTOMERS, encoding="latin-ten")
    with pytest.raises(SheetError, match="is not in ascii"):
        await shop.brings("customers", CUSTOMERS + "C-3,Zoë,\n", encoding="ascii")
    assert await shop.rows(Buyer) == []


async def test_what_is_mapped_must_be_there(shop: Shop) -> None:
    with pytest.raises(SheetError, match="customers have no column “nickname”"):
        await shop.brings("customers", CUSTOMERS, told={"nickname": "name"})
    with pytest.raises(SheetError, match="no heading is “Vorname”; the headings are “id”, “name”, “phone”"):
        await shop.brings("customers", CUSTOMERS, told={"name": "Vorname"})


async def test_formulas_and_merged_cells_are_not_guessed_at(shop: Shop) -> None:
    await shop.brings("customers", CUSTOMERS)
    head = ["id", "customer", "at", "amount"]
    formula = shop.wrote_excel("f.xlsx", [head, ["P-1", "C-1", "2026-03-01", "=1+1"], ["P-2", "C-1", "2026-03-01", 3]])
    report = await shop.brings("purchases", formula)
    assert report.first == [(2, "amount: D2 holds a formula; paste it as a value")]
    assert [row.external_id for row in await shop.rows(Purchase)] == ["P-2"]
    merged = shop.wrote_excel("m.xlsx", [head, ["P-3", "C-1", "2026-03-01", 3]], merge="A2:B2")
    with pytest.raises(SheetError, match="cells A2:B2 are merged; unmerge them"):
        await shop.brings("purchases", merged)


@pytest.mark.parametrize("name", ["old.xls", "sheet.ods"])
async def test_other_formats_are_named(shop: Shop, name: str) -> None:
    with pytest.raises(SheetError, match=r"save it as \.xlsx or as CSV first"):
        await shop.brings("customers", shop.wrote(name, b"\xd0\xcf\x11\xe0"))


async def test_what_is_no_workbook_is_said_so(shop: Shop) -> None:
    with pytest.raises(SheetError, match=r"is no readable \.xlsx"):
        await shop.brings("customers", shop.wrote("a.xlsx", b"PK\x03\x04 not really"))
    with pytest.raises(SheetError, match="no such file"):
        await shop.brings("customers", Path("nowhere.csv"))


async def test_odd_details_of_a_customer(shop: Shop) -> None:
    table = (
        "id,phone,email,language,birthday,wallet_share,relation,organisation\n"
        "C-1,12,x@y,english!,31-02,101,friend,\nC-2,,,,,,,C-2\nC-3,098123 45678,a@b.co,pt-BR,29-02,50%,reseller,\n"
    )
    report = await shop.brings("customers", table, dates="dmy")
    (one, whys), (two, why) = report.first
    assert (one, two) == (2, 3)
    for column in ("phone", "email", "language", "birthday", "wallet_share", "relation"):
        assert f"{column}: " in whys
    assert why == "organisation: nobody belongs to themselves; leave it empty"
