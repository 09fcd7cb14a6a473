"""`python -m ceasefire_extract` is the command `extract`."""

from .cli import main

if __name__ == "__main__":
    main()
