"""The bundled data as a whole."""

import re
from pathlib import Path

from medcompare.errors import UnknownNameError
from medcompare.validate import validate

DATA = Path(__file__).parents[2] / "data"


def test_validate_finds_nothing(medcompare_data):
    assert [(p.file, p.path, p.text) for p in validate(medcompare_data.library).problems] == []


def test_every_fact_cites_a_source_and_a_section(run):
    info = run("info", "--json").json
    assert info["facts"] == info["sourced_facts"] > 4000


def test_no_record_is_longer_than_400_lines():
    records = sorted(DATA.glob("drugs/*.toml"))
    assert len(records) > 48
    assert [r.name for r in records if len(r.read_text().splitlines()) > 400] == []


def test_no_name_leads_to_two_drugs_in_silence(medcompare_data):
    library = medcompare_data.library
    for key, matches in library.names.items():
        if len(matches) > 1:
            try:
                library.find(matches[0].input)
            except UnknownNameError as error:
                assert " or " in str(error)
            else:
                raise AssertionError(f"{key} leads to one of {matches} in silence")


def test_no_code_names_a_drug(medcompare_data):
    """Drugs stand in the data; the code knows none, but for the examples in its help."""
    names = [d.id for d in medcompare_data.library.drugs.values() if len(d.id) > 6 and d.kind == "drug"]
    found = {}
    for path in sorted((DATA.parent / "src").rglob("*.py")):
        code = re.sub(
            r'"""[\s\S]*?"""|#.*|help="[^"]*"|"[^"]*\b(?:type|write|such as|medcompare)\b[^"]*"|f"[^"]*"', "", path.read_text()
        )
        found |= {(path.name, n): 1 for n in names if re.search(rf"\b{re.escape(n)}\b", code)}
    assert found == {}
