"""Whatever a customer sends, `find` answers with what stands in it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.entities import KINDS, Where, find
from nlu.entities.baseline import find_plainly
from tests.nlu_client.entities.customers import IN_INDIA, IN_MANILA, IN_SHANGHAI, IN_TORONTO, customer

NOWHERE = customer("xx", None, "UTC")

FRAGMENTS = (
    "order orders #4711 4711 ORD-20931 case K7F2 nova kettle Nova pot 诺瓦锅 नोवा tomorrow kal कल aaj 明天 下周 周五 "
    "三点半 at 4 pm 5 baje बजे alas tres bukas Marso 31 30 February 2月30号 in 99999 days ago years ₹ $ Rs 1,00,000 "
    "1.5k पांच सौ rupees 元 块 9 five stars ⭐ ☆ 4/5 out of 10 में से 满分 分 +91 98765 43210 a@b.co @ Toronto Nice Bath "
    "Mumbai 上海 市 在 路 Street QC . , / - ( ) : % İ ß ﷺ ٣ ５"
)

customers = st.sampled_from([IN_TORONTO, IN_INDIA, IN_MANILA, IN_SHANGHAI, NOWHERE])
fragments = st.sampled_from([*FRAGMENTS.split(), "\ud800", "\x00", "\n", "\u200d", "\u0301"])
messages = st.one_of(st.text(max_size=60), st.lists(fragments, max_size=14).map(" ".join))
glued = st.lists(fragments, max_size=14).map("".join)


@settings(deadline=None)  # a busy machine is no failure
@given(st.one_of(messages, glued), customers)
def test_every_entity_is_a_part_of_the_text(message: str, where: Where) -> None:
    for entity in find(message, where):
        assert message[entity.start : entity.end] == entity.text
        assert entity.text.strip()
        assert entity.value
        assert entity.kind in KINDS


@settings(deadline=None)  # a busy machine is no failure
@given(st.one_of(messages, glued), customers)
def test_entities_stand_in_order_and_apart(message: str, where: Where) -> None:
    assert all(left.end <= right.start for left, right in pairwise(find(message, where)))


@settings(deadline=None)  # a busy machine is no failure
@given(messages, customers)
def test_the_baseline_keeps_the_same_promises(message: str, where: Where) -> None:
    found = find_plainly(message, where)

    assert all(message[entity.start : entity.end] == entity.text for entity in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize("message", ["", " ", "\n", "\ud800", "٣", "İ" * 50, "order " * 160, "a " * 500, "1," * 500])
def test_odd_texts_do_no_harm(message: str) -> None:
    find(message, IN_TORONTO)
