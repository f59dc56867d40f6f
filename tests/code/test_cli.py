"""The command line: one line for a mistake, the right exit code, nothing half-printed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from medcompare.cli import COMMANDS
from medcompare.schema import ANSWERS


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("compare",), 2, "drugs"), (("compare", "alpha"), 2, "show NAME"), (("compare", "alpha", "Alphex"), 2, "same drug"),
        (("compare", *["alpha"] * 40), 2, "at most 12"), (("compare", "alpha", ""), 2, "empty"),
        (("compare", "alpha", "beta", "--diff", "--shared"), 2, "exclude"), (("compare", "alpha", "beta", "--format", "pdf"), 2, "format"),
        (("compare", "alpha", "beta", "--width", "x"), 2, "--width"), (("compare", "alpha", "beta", "--colour"), 2, "--colour"),
        (("show", "alpha\x1b[31m"), 3, "\\x1b[31m"), (("show", "a" * 100_000), 3, "at most 200"), (("show", "alpa"), 3, "alpha"),
        (("nonsense",), 2, "nonsense"), (("is", "alpha", "colour"), 3, "groups"), (("schema", "nonsense"), 2, "schemas"),
        (("dose", "alpha", "--check", "5mg mg"), 2, "'mg'"), (("dose", "alpha", "beta", "--check", "5 mg"), 2, "one drug"),
        (("dose", "alpha", "--check", "5 mg tid", "--age", "-1"), 2, "--age"), (("dose", "alpha", "--hepatic", "bad"), 2, "mild"),
        (("dose", "alpha", "--route", "nasal"), 2, "no such regimen"), (("warnings", "alpha", "-t", "x"), 2, "topics"),
        (("cost", "alpha=1/0x5mg", "--dose", "alpha=5mg/day"), 2, "price"), (("cost", "alpha", "--dose", "alpha"), 2, "NAME=DOSE"),
        (("cost", "alpha=1/1x5mg"), 2, "no dose"), (("cost", "alpha", "--dose", "alpha=5mg/day", "--prices", "nowhere"), 2, "nowhere"),
        (("verify",), 2, "--labels"), (("verify", "--labels", "nowhere"), 2, "nowhere"), (("interactions",), 2, "no medication"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("as_json", [False, True])
def test_a_mistake_is_one_line_and_an_exit_code(run, made_up, arguments, code, says, as_json):
    ran = run(*arguments, *(["--json"] if as_json and arguments[0] not in ("schema", "nonsense") else []))
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err and ran.err.startswith("medcompare: ") and ran.err.count("\n") == 1
    assert "\x1b" not in ran.err and len(ran.err) < 2300


def test_ten_megabytes_in_one_argument(run, made_up):
    ran = run("compare", "alpha", "x" * 10_000_000)
    assert ran.code == 3 and len(ran.err) < 500


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run, command):
    ran = run(command, "--help")
    assert ran.code == 0 and "Usage:" in ran.out and len(ran.out.splitlines()) > 5


def test_help_and_version(run):
    assert run("--help").code == 0
    assert all(c in run("--help").out for c in COMMANDS)
    assert run("--version").out.startswith("medcompare ")


def test_the_notice_is_the_last_line_on_standard_error(run, made_up):
    assert run("show", "alpha").err.splitlines()[-1].startswith("medcompare informs")
    assert run("show", "alpha", "--json").err == ""
    assert run("show", "alpha", "--quiet").err == ""


def test_a_reader_that_leaves_is_no_error(made_up):
    code = "import sys; from medcompare.cli import main; main(['show', 'baclofen'])"
    script = f'"{sys.executable}" -c "{code}" | head -c 10'
    ran = subprocess.run(["bash", "-o", "pipefail", "-c", script], capture_output=True, text=True)
    assert ran.returncode in (0, 120, 141) and "Traceback" not in ran.stderr


EXAMPLES = {
    "compare": ("alpha", "beta", "nonesuch"), "show": ("alpha",), "is": ("alpha", "calmer"), "search": ("drowsiness",),
    "claims": ("alpha",), "list": (), "groups": (), "sources": ("alpha",), "validate": (), "info": (),
    "dose": ("alpha", "--check", "5 mg tid", "--egfr", "40"), "warnings": ("alpha", "beta"), "evidence": ("alpha", "beta"),
    "cost": ("alpha=220-250/60x10mg", "beta", "--dose", "alpha=40mg/day", "--dose", "beta=5mg/day"),
    "interactions": ("alpha", "beta", "gamma", "delta", "nonesuch"),
}  # fmt: skip
KEYS = {
    "compare": "drugs unresolved sections together sources",
    "show": "drugs unresolved sections together sources",
    "is": "drug group group_name answer because shares differs sources",
    "search": "words hits sources",
    "claims": "drugs groups unresolved claims sources",
    "list": "group drugs",
    "groups": "groups",
    "sources": "drug cited",
    "validate": "files facts problems",
    "info": "version data records full_depth interactions_reviewed facts sourced_facts label_facts verified_facts last_verified rules sources claims "
            "oldest_review newest_review",
    "dose": "drugs unresolved check sources",
    "warnings": "drugs unresolved topics sources",
    "evidence": "drugs unresolved studies not_studied sources",
    "cost": "drugs costs without_price sources",
    "interactions": "drugs unresolved troubles stopped pairs below_minimum ignored duplicates burdens coverage within_products worst sources",
    "diff": "drugs_added drugs_removed unresolved troubles added removed kept not_reviewed sources",
    "verify": "labels_read labels_cited without_set_id several_versions facts verified excepted not_found section_missing "
              "label_missing other_sources by_section problems newer stale_exceptions",
}  # fmt: skip


def arguments_of(command, tmp_path):
    if command == "diff":
        for name, text in (("a", "alpha"), ("b", "alpha\nbeta\nnonesuch")):
            (tmp_path / name).write_text(text)
        return (str(tmp_path / "a"), str(tmp_path / "b"))
    if command == "verify":
        (tmp_path / "l.json").write_text('{"results": [{"set_id": "aaaa", "contraindications": ["hypersensitivity"]}]}')
        return ("--labels", str(tmp_path / "l.json"))
    return EXAMPLES[command]


@pytest.mark.parametrize("command", ANSWERS)
def test_json_has_the_keys_and_the_form_that_its_schema_says(run, made_up, tmp_path, command):
    import jsonschema

    ran = run(command, *arguments_of(command, tmp_path), "--json")
    assert list(ran.json) == ["schema_version", "command", "data_version", *KEYS[command].split()]
    assert ran.json["schema_version"] == 1 and ran.json["command"] == command
    schema = run("schema", command).json
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(ran.json)


@pytest.mark.parametrize("command", [*EXAMPLES, "diff", "verify"])
@pytest.mark.parametrize("format", ["table", "markdown", "csv", "html"])
def test_every_command_in_every_format(run, made_up, tmp_path, command, format):
    ran = run(command, *arguments_of(command, tmp_path), "--format", format, "--sources")
    assert ran.code in (0, 1, 3, 4) and ran.out.strip()
    assert "Traceback" not in ran.err


PAIR_KEYS = ["a", "b", "status", "severity", "action", "not_reviewed", "notes", "findings"]
FINDING_KEYS = [
    "rule",
    "mechanism_file",
    "of",
    "on",
    "both_ways",
    "severity",
    "action",
    "evidence",
    "effect",
    "mechanism",
    "management",
    "modifiers",
    "region",
    "also",
    "sources",
]


def test_the_keys_of_pairs_cells_and_reasons(run, made_up):
    answer = run("compare", "alpha", "beta", "--json").json
    assert list(answer["together"][0]) == PAIR_KEYS
    assert list(answer["together"][0]["findings"][0]) == FINDING_KEYS
    assert list(answer["sections"][0]) == ["id", "title", "rows"]
    assert list(answer["sections"][0]["rows"][0]) == ["field", "title", "same", "values"]
    assert list(answer["sections"][0]["rows"][0]["values"][0]) == ["drug", "status", "text", "data", "sources"]
    assert list(answer["drugs"][0]) == ["input", "id", "name", "matched_as", "note", "depth"]
    check = run("dose", "alpha", "--check", "5 mg tid", "--json").json["check"]
    assert list(check) == ["given", "text", "per_day", "assumed", "verdict", "reasons", "not_checked"]


def test_amounts_in_json_are_numbers(run, made_up):
    regimen = run("dose", "alpha", "--json").json["drugs"][0]["regimens"][1]
    assert regimen["usual"]["low"] == 0.5 and regimen["usual"]["unit"] == "mg" and regimen["usual"]["per"] == "kg/day"
    assert isinstance(regimen["max_daily"]["high"], int)


def test_a_record_validates_against_the_record_schema(run, made_up):
    import jsonschema
    import tomli

    schema = run("schema", "record").json
    for path in sorted((made_up / "drugs").glob("*.toml")):
        record = json.loads(json.dumps(tomli.loads(path.read_text()), default=str))  # dates as text
        jsonschema.validate(record, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "x", "name": "x", "depth": "deep"}, schema)


@pytest.mark.parametrize("closed", ["1", "2"])
def test_a_closed_stream_changes_no_exit_code(closed):
    command = f'"{sys.executable}" -m medcompare is baclofen benzo {closed}>&-'
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert ran.returncode == 1 and "Traceback" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_under_standard_error_changes_no_exit_code():
    command = f'"{sys.executable}" -m medcompare compare nonsuch nothere 2>/dev/full'
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert ran.returncode == 3 and ran.stdout.count("\n") == 2  # the two names, and no empty sections
