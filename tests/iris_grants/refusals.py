"""What was refused, for assertions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from iris_grants.kernel.problems import Problem, Refused


@contextmanager
def refused(*codes: str) -> Iterator[list[Problem]]:
    """The block is refused with exactly these codes, in this order; gives the problems."""
    problems: list[Problem] = []
    with pytest.raises(Refused) as caught:
        yield problems
    problems.extend(caught.value.problems)
    assert [problem.code for problem in problems] == list(codes)
