"""`python -m medcompare`."""

from .cli import main

main()
