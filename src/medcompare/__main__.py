"""Both ways in from a shell: the console script and `python -m medcompare`."""

import gc

gc.disable()  # a run is over before a collection pays; loading alone is a twentieth faster without


def main() -> None:
    """Run the command line."""
    from .cli import main as run

    run()


if __name__ == "__main__":
    main()
