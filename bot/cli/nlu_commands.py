"""`care nlu`: what the machine has to learn, how well it reads, and what it answers from."""

import asyncio
import getpass
import os
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.ending import give_up_on, settings_or_end
from bot.settings_checks import HOUSE

Id = Annotated[int, typer.Argument(metavar="ID", help="The text's number in the list.")]
Intent = Annotated[str | None, typer.Option("--as", metavar="INTENT", help="What it means; unset: what was said.")]
NewText = Annotated[str | None, typer.Option("--text", help="Learn this text in its place.")]
EditedText = Annotated[str, typer.Option("--text", help="The text as it should be.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; unset: who is logged in.")]
Force = Annotated[bool, typer.Option("--force", help="Put it in service even if it reads worse.")]
Folds = Annotated[bool, typer.Option("--cross-validation", help="Five folds of the training texts: takes long.")]
Picture = Annotated[Path | None, typer.Option("--picture", metavar="FILE.png", help="Draw what is taken for what.")]


def build() -> typer.Typer:
    nlu = typer.Typer(no_args_is_help=True, help="How the machine reads: review, training, evaluation, knowledge.")
    review = typer.Typer(invoke_without_command=True)
    review.callback()(review_waiting)
    review.command("list")(review_list)
    review.command("accept")(review_accept)
    review.command("reject")(review_reject)
    review.command("edit")(review_edit)
    nlu.add_typer(review, name="review")
    for name, command in (("train", train), ("test", judge), ("knowledge", knowledge)):
        nlu.command(name)(command)
    return nlu


def review_waiting(context: typer.Context) -> None:
    """List texts that wait for review, the oldest first; or decide about one."""
    if context.invoked_subcommand is None:
        review_list()


def review_list() -> None:
    """List texts that wait for review, the oldest first."""
    settings = settings_or_end()
    from bot.cli.reviewing import show_waiting  # noqa: PLC0415

    give_up_on(asyncio.run(show_waiting(settings)))


def review_accept(item: Id, intent: Intent = None, text: NewText = None, by: By = None) -> None:
    """Let the next training learn it."""
    settings = settings_or_end()
    from bot.cli.reviewing import accept  # noqa: PLC0415

    give_up_on(asyncio.run(accept(settings, item, by or _somebody(), intent, text)))


def review_reject(item: Id, by: By = None) -> None:
    """Leave it aside for good."""
    settings = settings_or_end()
    from bot.cli.reviewing import reject  # noqa: PLC0415

    give_up_on(asyncio.run(reject(settings, item, by or _somebody())))


def review_edit(item: Id, text: EditedText) -> None:
    """Change the text; it goes on waiting."""
    settings = settings_or_end()
    from bot.cli.reviewing import edit  # noqa: PLC0415

    give_up_on(asyncio.run(edit(settings, item, text)))


def train(force: Force = False, by: By = None) -> None:
    """Learn what was accepted; the new model goes into service unless it reads worse than the present one."""
    settings = settings_or_end()
    from bot.cli import learning  # noqa: PLC0415
    from nlu.serving import Home  # noqa: PLC0415

    home = Home(HOUSE, settings.nlu_encoder)
    give_up_on(learning.train(settings, home, forced_by=(by or _somebody()) if force else None))


def judge(cross_validation: Folds = False, picture: Picture = None) -> None:
    """Tell how well the model in service reads the texts that are held out."""
    settings = settings_or_end()
    from bot.cli import learning  # noqa: PLC0415
    from nlu.serving import Home  # noqa: PLC0415

    home = Home(HOUSE, settings.nlu_encoder)
    give_up_on(learning.judge(settings, home, folds=cross_validation, picture=picture))


def knowledge() -> None:
    """List the knowledge pages: who looks after each, and which are due for review."""
    settings = settings_or_end()
    from bot.cli.knowledge import show_pages  # noqa: PLC0415

    give_up_on(show_pages(settings))


def _somebody() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # in a container, a user without a name
        return f"user {os.getuid()}"
