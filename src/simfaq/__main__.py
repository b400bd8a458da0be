"""Run simfaq as `python -m simfaq`, and where the `simfaq` command begins."""

from simfaq import interrupts


def main() -> None:
    """Run the command line; Ctrl-C ends it without a traceback from its first moment on."""
    interrupts.end_silently()
    from simfaq import cli  # noqa: PLC0415 - importing it is most of a run, and may be interrupted

    cli.main()


if __name__ == "__main__":
    main()
