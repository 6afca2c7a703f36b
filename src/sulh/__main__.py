"""`python -m sulh` is `sulh`."""

from sulh.cli import main

main()
