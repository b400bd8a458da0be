"""Run simfaq as `python -m simfaq`."""

from simfaq.cli import main

if __name__ == "__main__":
    main()
