"""Texts that nobody would write, to see that each is read all the same: `python -m tests.fuzz --help`."""
