from tests.bot.flows.product import ASHA, GROUP, MIRA, Product


async def test_a_complaint_from_first_words_to_rating(product: Product) -> None:
    await product.hears(ASHA, "/start")
    assert "Lotus Pots" in await product.reply(ASHA)

    await product.hears(ASHA, "My order 4711 came with a broken lid and nobody answers the phone")
    told = await product.reply(ASHA)
    assert "case " in told
    assert "today 18:00" not in told  # eight hours of work from noon end on the next day
    assert "by tomorrow 11:00" in told
    topic = (await product.next(GROUP, method="createForumTopic"))[0]
    card = (await product.next(GROUP))[0]
    assert card["params"]["message_thread_id"] == topic["message_id"]
    assert "My order 4711 came with a broken lid" in card["params"]["text"]
