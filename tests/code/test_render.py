"""What is drawn: no character lost at any width, nothing unsafe, every format with the same facts."""

import csv
import json
import os
import pty
import re
import subprocess
import sys
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medcompare.model import Bound, Form
from medcompare.names import printable
from medcompare.phrases import bound, product
from medcompare.render import FORMATS, VIEWS, blocks, render
from medcompare.render.blocks import Bars, Grid, Heading, Paragraph
from medcompare.render.plain import columns, write
from medcompare.render.table import draw

DOSES = st.sampled_from(
    [
        "875mg/125mg",
        "25-45mg/kg/day",
        "0.50 mg",
        "avoid [unless INR < 3]",
        "[bold]5 mg[/bold]",
        ":pill: 5 mg",
        "https://x.y/z?a=1",
    ]
)
WORDS = st.one_of(
    DOSES,
    st.text(min_size=1, max_size=40),
    st.sampled_from(["💊💊💊 10 mg", "דיאזפאם 5 מ״ג", "ديازيبام ٥ ملغ", "e\u0301te\u0301"]),
)
CELLS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


def characters(text: str) -> list[str]:
    """Everything but white space, which wrapping may move, in any order of lines."""
    return sorted(c for c in text if not c.isspace())


@st.composite
def grids(draw):
    columns = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(CELLS, min_size=columns, max_size=columns).map(tuple), min_size=1, max_size=3))
    heads = tuple(f"h{i}" for i in range(columns))
    return Grid(columns=heads, rows=tuple(rows), by_column=draw(st.booleans()))


@given(st.lists(grids(), min_size=1, max_size=2), st.lists(CELLS, max_size=2))
@settings(max_examples=200, deadline=None)
def test_a_pipe_gets_what_a_terminal_wide_enough_shows(tables, texts):
    everything = [*(Heading(text=t) for t in texts), *(Paragraph(text=t) for t in texts), *tables]
    wide = 40 + 4 * max((len(c) for g in tables for row in (g.columns, *g.rows) for c in row), default=0) * 8
    assert write(everything, "t") == draw(everything, wide)


def test_columns_are_counted_as_rich_counts_them():
    from rich.cells import cell_len

    shown = [c for c in map(chr, range(0x3000)) if printable(c) == c and c != "\n"]
    assert [c for c in shown if columns(c) != cell_len(c)] == []


def test_a_table_in_a_pipe_does_not_load_rich():
    code = "import sys\nfrom medcompare.cli import run\nrun(['compare', 'baclofen', 'diazepam'])\nprint('rich' in sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ)
    assert "80 mg" in ran.stdout and ran.stderr.splitlines()[-1] == "False"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_the_frame_has_characters_that_the_pipe_has(encoding):
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    ran = subprocess.run([sys.executable, "-m", "medcompare", "dose", "baclofen"], capture_output=True, env=env)
    assert b"\\u2" not in ran.stdout and b"---" in ran.stdout and b"##" in ran.stdout


FRAME = set("─━│┃┌┐└┘├┤┬┴┼╶╴╷╵:")


@given(grids(), st.integers(20, 200))
@settings(max_examples=150, deadline=None)
def test_no_character_of_a_cell_is_lost_or_changed(grid, width):
    drawn = [c for c in characters(write([grid], "t", width)) if c not in FRAME]
    for cell in (c for row in grid.rows for c in row):
        wanted = [c for c in characters(printable(cell)) if c not in FRAME]
        remaining = list(drawn)
        for character in wanted:
            assert character in remaining, (character, cell)
            remaining.remove(character)


@given(CELLS, st.integers(20, 200))
@settings(max_examples=150, deadline=None)
def test_a_cell_is_drawn_in_its_own_order(cell, width):
    drawn = "".join(write([Paragraph(text=cell)], "t", width).split())
    assert "".join(printable(cell).split()) == drawn


@given(CELLS, st.integers(20, 200))
@settings(max_examples=100, deadline=None)
def test_no_line_is_wider_than_the_screen(cell, width):
    from rich.cells import cell_len

    for line in write([Grid(columns=("", "a"), rows=((cell, cell),))], "t", width).split("\n"):
        assert cell_len(line) <= width


def test_a_pipe_gets_each_cell_whole():
    grid = Grid(columns=("", "a", "b"), rows=(("dose", "875mg/125mg " * 20, "x"),))
    assert ("875mg/125mg " * 20).strip() in write([grid], "t")


@pytest.mark.parametrize("attack", ["\x1b[31mred", "a\rb", "\x9b2J", "\u202e5 mg", "\x00", "\x08\x08", "\u2028"])
@pytest.mark.parametrize("format", [f for f in FORMATS if f != "json"])
def test_no_control_character_reaches_any_format(attack, format):
    from importlib import import_module

    block = [Paragraph(text=attack), Grid(columns=("", attack), rows=((attack, attack),)), Heading(text=attack)]
    writer = import_module(f"medcompare.render.{'plain' if format == 'table' else format}")
    text = writer.write(block, "t", 0) + (draw(block, 80) if format == "table" else "")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e\u2066-\u2069]", text)


def test_bars_are_readable_without_colour():
    bars = Bars(title="t", top=80.0, unit="mg a day", bars=(("start", 0.0, 15.0, "15 mg"), ("maximum", 80.0, 80.0, "80 mg")))
    lines = write([bars], "t", 80).split("\n")
    assert lines[0] == "t (scale 0 to 80 mg a day)"
    assert lines[1].count("█") < 20 and "15 mg" in lines[1]
    assert lines[2].rstrip().endswith("█  80 mg")


def test_every_format_carries_the_same_facts(asked):
    answer = asked.compare("alpha", "beta")
    texts = {f: render(answer, "compare", "v", f, sources=True) for f in FORMATS}
    for fact in ("10 to 63%", "80 mg a day", "unless INR", "5 mg 3 times a day"):
        for format, text in texts.items():
            assert fact in text.replace("\\", ""), (fact, format)
    assert all("Label A" in t for t in texts.values())


def test_table_json_and_python_carry_the_same_cells(run, made_up, asked):
    answer = asked.compare("alpha", "beta")
    spoken = run("compare", "alpha", "beta", "--json").json
    drawn = run("compare", "alpha", "beta").flat
    for section, json_section in zip(answer.sections, spoken["sections"], strict=True):
        for row, json_row in zip(section.rows, json_section["rows"], strict=True):
            for cell, json_cell in zip(row.values, json_row["values"], strict=True):
                assert json_cell["text"] == cell.text
                assert json_cell["status"] == cell.status
                for line in (cell.text or "").split("\n"):
                    assert " ".join(line.split()) in drawn


def test_sources_are_numbered_and_listed(run, made_up):
    shown = run("show", "alpha", "--sources").flat
    assert "10 to 63% [" in shown
    assert "Label A (Maker, 2024-01-02)" in shown and "adverse_reactions" in shown


def test_csv_is_tidy_and_safe(asked):
    rows = list(csv.reader(StringIO(render(asked.compare("alpha", "beta"), "compare", "v", "csv"))))
    assert rows[0] == ["section", "row", "column", "value"]
    assert {len(r) for r in rows} == {4}
    from medcompare.render.csv import write as write_csv

    assert '"\'=1+1"' in write_csv([Paragraph(text="=1+1")], "t") or "'=1+1" in write_csv([Paragraph(text="=1+1")], "t")


def test_every_answer_has_a_view():
    from medcompare.schema import ANSWERS

    assert {name.partition(":")[2] for name in ANSWERS.values()} == set(VIEWS)


def test_output_goes_to_a_file_whole_or_not_at_all(run, made_up, tmp_path):
    target = tmp_path / "out.json"
    assert run("show", "alpha", "--json", "-o", str(target)).out == ""
    assert json.loads(target.read_text())["command"] == "show"
    assert run("show", "alpha", "-o", str(tmp_path / "no" / "where")).code == 2
    assert [p.name for p in tmp_path.iterdir() if p.suffix.startswith(".part")] == []


@pytest.mark.parametrize(
    "environment", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_real_terminal(environment, width):
    """On a terminal of any width, colour or locale: the doses whole, colour only where it is wanted."""
    shown = on_a_terminal(["dose", "baclofen", "--form", "tablet"], width, environment)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "80mgaday" in "".join(plain.split())
    coloured = "\x1b[" in shown
    assert coloured is not bool({"NO_COLOR", "TERM"} & environment.keys())


def on_a_terminal(arguments: list[str], width: int, environment: dict[str, str]) -> str:
    import fcntl
    import struct
    import termios

    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")}
    env |= {"TERM": "xterm-256color", **environment}
    with subprocess.Popen(
        [sys.executable, "-m", "medcompare", *arguments], stdout=other, stderr=subprocess.DEVNULL, env=env
    ) as ran:
        os.close(other)
        parts = []
        while True:
            try:
                part = os.read(main, 65536)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
    os.close(main)
    assert ran.returncode == 0
    return b"".join(parts).decode("utf-8", "replace")


def test_blocks_are_made_once_for_all_formats(asked):
    kinds = {type(b) for b in blocks(asked.compare("alpha", "beta"), sources=True)}
    assert kinds == {Heading, Grid, Paragraph}


@pytest.mark.parametrize(
    ("limits", "written"),
    [
        ({"at_least": 3, "at_most": 4}, "at least 3 and at most 4 years"),
        ({"at_least": 2, "below": 6}, "at least 2 and below 6 years"),
        ({"above": 65}, "above 65 years"),
    ],
)
def test_limits_from_the_lower_to_the_upper(limits, written):
    assert bound(Bound(unit="years", **{k: Decimal(v) for k, v in limits.items()})) == written


@pytest.mark.parametrize(
    ("route", "form", "written"),
    [
        ("oral", "tablet", "oral tablet"), ("oral", "oral film", "oral film"), ("sublingual", "low-dose sublingual tablet", "low-dose sublingual tablet"),
        ("", "", ""), ("subcutaneous", "", "subcutaneous"),
    ],
)  # fmt: skip
def test_a_product_names_its_route_once(route, form, written):
    assert product(Form(route=route, form=form, source=("label-a#how_supplied",))) == written


def test_whose_regimen_it_is_and_the_time_before_each_step_are_shown(run, made_up):
    table = run("dose", "alpha", "--width", "200").out
    assert "child, age at least 6 months" in table
    assert "then 10 mg 3 times a day after 3 days" in table
