"""The errors a user can cause, and the exit codes of every command."""

ANSWERED = 0
NO = 1
USAGE = 2
UNRECOGNISED = 3
BROKEN_DATA = 4


class MedcompareError(Exception):
    """One line for the user: what is wrong, where, and what to type next."""

    exit_code = USAGE


class UsageError(MedcompareError):
    """The question itself cannot be answered as it was typed."""


IN_NO_RECORD = "it is in no record"


class UnknownNameError(MedcompareError):
    """A drug name that is in no record; `suggestions` are the nearest names."""

    exit_code = UNRECOGNISED

    def __init__(self, name: str, suggestions: tuple[str, ...] = (), note: str = "") -> None:
        self.name = name
        self.note = note
        self.reason = note.strip("; ").removeprefix("alone: ") or IN_NO_RECORD
        self.suggestions = suggestions
        near = f"; nearest names: {', '.join(suggestions)}" if suggestions else "; no name is near it"
        super().__init__(f"no record is called {name!r}{note or near}; `medcompare list` shows all")


class DataError(MedcompareError):
    """A record, rule or source that cannot be used: file, path in it, reason."""

    exit_code = BROKEN_DATA

    def __init__(self, file: object, path: str, reason: str) -> None:
        self.file, self.path, self.reason = str(file), path, reason
        where = f"{file}: {path}" if path else str(file)
        super().__init__(f"{where}: {reason}")
