"""Ctrl-C and SIGTERM end a process of ours soon, wherever it is, with one sentence.

A signal's handler runs between two instructions of Python, so a long call into a library puts it off, and what the
library makes of it is an error of the library's own. So a thread notes the signal at once: who sees an error may ask
whether it comes of that, and a process that has not ended in a few seconds is ended. Nothing is lost: every verb can
be killed at any moment.
"""

import os
import select
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

GRACE = 3.5
"""Seconds in which a step may leave by itself, its run noted as broken off."""

_ENDS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True)
class _Watch:
    """One process under watch: the pipe that C writes each signal's number to, and what was noted of them."""

    pipe: int
    noted: threading.Event = field(default_factory=threading.Event)
    signals: list[int] = field(default_factory=list)

    @property
    def is_asked(self) -> bool:
        # A signal lies in the pipe before the thread has had its turn.
        return self.noted.is_set() or bool(select.select([self.pipe], [], [], 0)[0])


_watches: list[_Watch] = []


@contextmanager
def watched(tell: Callable[[], str], grace: float = GRACE) -> Iterator[None]:
    """Note Ctrl-C and SIGTERM meanwhile, and end the process ``grace`` seconds after the first, or at the second.

    For the main thread. ``tell`` makes the sentence that such an end says on standard error.
    """
    read, write = os.pipe()
    os.set_blocking(write, False)
    watch = _Watch(read)
    _watches.append(watch)
    before = {number: signal.signal(number, signal.default_int_handler) for number in _ENDS}
    # The number of each signal is written here by C, also while Python waits for a library.
    other = signal.set_wakeup_fd(write, warn_on_full_buffer=False)
    threading.Thread(target=_end_in_time, args=(watch, tell, grace), name="afbrydelse", daemon=True).start()
    try:
        yield
    finally:
        # Who was asked to end stays under watch until the process is gone.
        if not watch.is_asked:
            signal.set_wakeup_fd(other)
            for number, handler in before.items():
                signal.signal(number, handler)
            _watches.remove(watch)
            # The thread takes this as the end of its work.
            os.close(write)


def is_asked() -> bool:
    """True when somebody asked this process to end: an error that comes now comes of that."""
    return any(watch.is_asked for watch in _watches)


def exit_code() -> int:
    """What a process that was asked to end returns, as shells count: 130 for Ctrl-C, 143 for SIGTERM."""
    return 128 + next((number for watch in _watches for number in watch.signals), signal.SIGINT)


def _end_in_time(watch: _Watch, tell: Callable[[], str], grace: float) -> None:
    first = _next_signal(watch)
    if first and not select.select([watch.pipe], [], [], grace)[0]:
        _end(tell)
    if first and _next_signal(watch):
        _end(tell)
    os.close(watch.pipe)


def _next_signal(watch: _Watch) -> int:
    """The next of the two that end a process; 0 when the watch is over."""
    while True:
        select.select([watch.pipe], [], [])
        # Noted before it is taken from the pipe: whoever asks in between must not miss it.
        watch.noted.set()
        number = os.read(watch.pipe, 1)
        if not number:
            return 0
        if number[0] in _ENDS:
            watch.signals.append(number[0])
            return number[0]


def _end(tell: Callable[[], str]) -> None:
    # Not through the streams: the main thread may hold them.
    with suppress(OSError):
        os.write(2, f"\n{tell()}\n".encode())
    os._exit(exit_code())
