"""Run simfaq as `python -m simfaq`, and where the `simfaq` command begins."""

import gc

from simfaq import interrupts


def main() -> None:
    """Run the command line; Ctrl-C ends it without a traceback from its first moment on."""
    interrupts.end_silently()
    # A run makes a hundred thousand objects that live to its end. Looking for garbage among them, the last
    # time when the interpreter shuts down, would be a fifth of its time; `batch` turns it on again.
    gc.disable()
    try:
        from simfaq import cli  # noqa: PLC0415 - importing it is most of a run, and may be interrupted

        cli.main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
