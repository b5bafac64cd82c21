"""How long disclosure control may think: seconds of the processor, so that a busy machine withholds no more."""

from time import process_time


class OutOfTimeError(ArithmeticError):
    """The time is spent before the question was answered."""


class Budget:
    """Processor seconds, counted from the making."""

    def __init__(self, seconds: float) -> None:
        """``seconds`` may be infinite."""
        self._end = process_time() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left, never below zero."""
        return max(0.0, self._end - process_time())

    def share(self, seconds: float) -> "Budget":
        """A part of what is left, at most ``seconds``."""
        return Budget(min(seconds, self.left))

    def require(self) -> float:
        """Go on only while there is time: the seconds that are left.

        Raises:
            OutOfTimeError: when there are none.
        """
        left = self.left  # asked once: on a virtual machine the processor's clock takes a millisecond
        if not left:
            raise OutOfTimeError("the time for disclosure control is spent")
        return left


UNLIMITED = Budget(float("inf"))
