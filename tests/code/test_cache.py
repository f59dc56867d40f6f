"""The cache changes nothing but the time: broken, stale or unwritable, the answer stays the same."""

import pytest

from medcompare import cache


@pytest.fixture
def kept(made_up, tmp_path, monkeypatch):
    folder = tmp_path / "kept"
    monkeypatch.setenv("MEDCOMPARE_CACHE", str(folder))
    return folder


def test_the_second_answer_is_the_first(run, kept):
    first = run("compare", "alpha", "beta", "--json").out
    assert list(kept.glob("*.cache"))
    assert run("compare", "alpha", "beta", "--json").out == first


def test_a_damaged_cache_is_not_believed(run, kept):
    first = run("compare", "alpha", "beta", "--json").out
    for file in kept.glob("*.cache"):
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
    assert run("compare", "alpha", "beta", "--json").out == first
    for file in kept.glob("*.cache"):
        file.write_bytes(b"")
    assert run("compare", "alpha", "beta", "--json").out == first


def test_a_changed_record_is_read_again(run, kept, made_up):
    run("show", "alpha")
    record = made_up / "drugs" / "alpha.toml"
    record.write_text(record.read_text().replace("value = 80,", "value = 60,"))
    assert "60 mg a day" in run("dose", "alpha").out


def test_a_cache_that_cannot_be_written(run, made_up, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("MEDCOMPARE_CACHE", str(tmp_path / "file"))
    assert run("show", "alpha").code == 0


def test_numbers_and_dates_come_back_exact():
    table = {"a": [1, True, "x"], "d": {"e": 1.5}}
    assert cache.unpack(cache.pack(table)) == table
