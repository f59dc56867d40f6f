"""Both ways in from a shell: the console script and `python -m medcompare`."""

import gc
import os
import sys

gc.disable()  # a run is over before a collection pays; loading alone is a twentieth faster without


def main() -> None:
    """Run the command line."""
    from .cli import run

    code = run()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = code or 2  # the answer did not arrive whole
    # All is written; to take the loaded modules down one by one would cost half of `python -c pass`.
    os._exit(code)


if __name__ == "__main__":
    main()
