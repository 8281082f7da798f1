"""Files are read in a process that may be ended; the program lives, and so does the next file."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from gpci_tui.importers import isolation
from gpci_tui.importers.isolation import Reader
from gpci_tui.importers.problems import Rejected

READERS = "tests.importers.readers."


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Reader]:
    monkeypatch.syspath_prepend(request.config.rootpath)
    made = Reader()
    yield made
    made.close()


def text_of(reader: Reader, text: str = "été") -> str:
    return str(reader.read(READERS + "kind", text.encode(), "a.docx").text)


def test_what_a_reader_gives_comes_back_whole(reader: Reader) -> None:
    given = reader.read(READERS + "kind", "été\n".encode(), "a.docx")
    assert (given.text, given.pages) == ("été\n", (0, 7))
    (told,) = given.notices
    assert (told.file, told.line, str(told.error)) == ("a.docx", 3, "2 of “é”")
    assert told.severity.value == "notice"


def test_plain_values_come_back_as_they_are(reader: Reader) -> None:
    assert reader.read(READERS + "listing", b"abc", "a.xlsx") == [
        "a.xlsx", 3, None, 1.5, {"a": ["b\ud800"]},
    ]  # fmt: skip


def test_one_process_reads_file_after_file(reader: Reader) -> None:
    processes = {reader.read(READERS + "kind", b"x", "a").title for _ in range(3)}
    assert len(processes) == 1


def test_a_large_file_goes_through(reader: Reader) -> None:
    assert len(text_of(reader, "é" * 2_000_000)) == 2_000_000


def test_a_refusal_is_that_of_the_reader(reader: Reader) -> None:
    with pytest.raises(Rejected, match=r"not “a.docx”") as caught:
        reader.read(READERS + "refusing", b"x", "a.docx")
    assert caught.value.line == 4
    assert text_of(reader) == "été"


@pytest.mark.parametrize(
    ("module", "part"),
    [
        ("falling", "damaged, or made to do harm"),
        ("stumbling", "damaged, or made to do harm"),
        ("no_such_reader", "damaged, or made to do harm"),
    ],
)
def test_whatever_happens_is_told_and_the_next_file_is_read(
    reader: Reader, module: str, part: str
) -> None:
    assert text_of(reader) == "été"
    with pytest.raises(Rejected, match=part):
        reader.read(READERS + module, b"x", "a.docx")
    assert text_of(reader) == "été"


def test_a_file_without_end_is_given_up_and_the_next_is_read() -> None:
    reader = Reader(seconds=2)
    try:
        assert text_of(reader) == "été"
        with pytest.raises(Rejected, match="more than 2 seconds"):
            reader.read(READERS + "endless", b"x", "a.docx")
        assert text_of(reader) == "été"
    finally:
        reader.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_too_much_memory_is_told_and_the_next_file_is_read() -> None:
    reader = Reader(seconds=10, megabytes=200)
    try:
        for _ in range(2):
            with pytest.raises(Rejected, match="more than 200 MB of memory"):
                reader.read(READERS + "greedy", b"x", "a.docx")
            assert text_of(reader) == "été"
    finally:
        reader.close()


def test_a_process_that_ended_by_itself_is_told_and_replaced(reader: Reader) -> None:
    assert text_of(reader) == "été"
    assert reader._process is not None
    reader._process.kill()
    reader._process.wait()
    with pytest.raises(Rejected, match="damaged"):
        text_of(reader)
    assert text_of(reader) == "été"


def test_the_shared_process_ends_when_it_is_told_to() -> None:
    isolation.close()
    shared = isolation._shared()
    isolation.read_apart(READERS + "kind", b"x", "a")
    process = shared._process
    assert process is not None
    isolation.close()
    assert process.poll() is not None
