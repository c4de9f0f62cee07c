def main() -> None:
    """The `care` command. What a command needs is imported when it is run."""
    from bot.cli.commands import build  # noqa: PLC0415 - `import bot.cli.leash` is to stay light

    build()()
