"""The selector that is woken when the program is left."""

from __future__ import annotations

import os
import selectors
import sys
import threading

import pytest

if sys.platform == "win32":
    pytest.skip("POSIX terminals only", allow_module_level=True)

from textual.drivers import linux_driver

from gpci_tui.ui.terminal import Driver, Waking, Writer


def test_a_waiting_selector_is_woken() -> None:
    selector = Waking()
    found: list[object] = []
    waiting = threading.Thread(target=lambda: found.append(selector.select(600)))
    waiting.start()
    selector.wake()
    waiting.join(60)
    assert found == [[]]
    assert selector.select(600) == []
    selector.close()
    assert selector not in Waking.open_ones


def test_what_was_typed_is_still_read() -> None:
    reading, writing = os.pipe()
    selector = Waking()
    selector.register(reading, selectors.EVENT_READ)
    os.write(writing, b"x")
    selector.wake()
    assert [key.fd for key, _mask in selector.select(600)] == [reading]
    selector.close()
    os.close(reading)
    os.close(writing)


def test_textual_reads_keys_through_it() -> None:
    assert vars(linux_driver)["selectors"].SelectSelector is Waking
    # Where Textual's driver no longer looks for its selector there, ours would never be woken.
    assert "selectors" in Driver.run_input_thread.__code__.co_names


def test_a_closed_terminal_does_not_end_the_writer() -> None:
    master, inside = os.openpty()
    os.close(master)
    with os.fdopen(inside, "w") as file:
        writer = Writer(file)
        writer.start()
        for _ in range(100):  # More than wait in its queue.
            writer.write("painted for nobody" * 100)
        writer.stop()
        assert not writer.is_alive()


def test_textual_writes_through_it() -> None:
    assert vars(linux_driver)["WriterThread"] is Writer
    assert "WriterThread" in Driver.start_application_mode.__code__.co_names
