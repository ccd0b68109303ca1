"""Who assesses what: an even load, ties left out, countries mixed, always the same answer."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

Pair = tuple[str, str]
"""A member's identity and an application's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessor:
    """A member who may be given applications; `code` decides between equals."""

    id: str
    code: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An application to be assessed; `number` decides between equals."""

    id: str
    number: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment:
    """The new assignments in order of application number and assessor code.

    `short` are the applications for which there are too few assessors without a tie.
    """

    pairs: tuple[Pair, ...]
    short: tuple[str, ...]


@dataclass(slots=True)
class _Board:
    assessors: dict[str, Assessor]
    tasks: dict[str, Task]
    blocked: frozenset[Pair]
    given: dict[str, set[str]]
    load: dict[str, int]
    new: set[Pair] = field(default_factory=set)

    def may(self, member: str, task: str) -> bool:
        return (member, task) not in self.blocked and member not in self.given[task]

    def give(self, member: str, task: str) -> None:
        self.given[task].add(member)
        self.load[member] += 1
        self.new.add((member, task))

    def move(self, task: str, source: str, target: str) -> None:
        self.given[task].remove(source)
        self.new.remove((source, task))
        self.load[source] -= 1
        self.give(target, task)


def allot(
    assessors: Iterable[Assessor],
    tasks: Iterable[Task],
    *,
    per_application: int,
    blocked: Iterable[Pair] = (),
    present: Iterable[Pair] = (),
) -> Allotment:
    """New assignments so that each application has `per_application` assessors.

    `present` assignments stay and count as load; `blocked` pairs are never given. Loads
    end as even as any moving of new assignments could make them; between equal loads an
    assessor from another country than the applicant's and than the application's other
    assessors is preferred (DOMAIN.md §4.1), then the first code. The answer depends on the
    sets alone, not on their order.
    """
    board = _board(assessors, tasks, blocked, present)
    short = _fill(board, per_application)
    _even_out(board)
    numbers = {task.id: task.number for task in board.tasks.values()}
    codes = {member.id: member.code for member in board.assessors.values()}
    pairs = sorted(board.new, key=lambda pair: (numbers[pair[1]], codes[pair[0]]))
    return Allotment(pairs=tuple(pairs), short=tuple(sorted(short, key=numbers.__getitem__)))


def _board(
    assessors: Iterable[Assessor],
    tasks: Iterable[Task],
    blocked: Iterable[Pair],
    present: Iterable[Pair],
) -> _Board:
    members = {member.id: member for member in sorted(assessors, key=lambda one: one.code)}
    known = {task.id: task for task in sorted(tasks, key=lambda one: one.number)}
    board = _Board(
        assessors=members,
        tasks=known,
        blocked=frozenset(blocked),
        given={task: set() for task in known},
        load=dict.fromkeys(members, 0),
    )
    for member, task in set(present):
        if member in board.load:
            board.load[member] += 1
        if task in board.given:
            board.given[task].add(member)
    return board


def _fill(board: _Board, per_application: int) -> list[str]:
    """Fill the applications with the fewest possible assessors first; gives the short ones."""
    short = []
    choices = {
        task: sum(board.may(member, task) for member in board.assessors) for task in board.tasks
    }
    for task in sorted(board.tasks, key=lambda one: (choices[one], board.tasks[one].number)):
        for _place in range(per_application - len(board.given[task])):
            free = [member for member in board.assessors if board.may(member, task)]
            if not free:
                short.append(task)
                break
            board.give(min(free, key=lambda member: _preference(board, member, task)), task)
    return short


def _preference(board: _Board, member: str, task: str) -> tuple[int, bool, bool, str]:
    assessor = board.assessors[member]
    others = {
        board.assessors[other].country for other in board.given[task] if other in board.assessors
    }
    country = assessor.country
    return (
        board.load[member],
        country is not None and country == board.tasks[task].country,
        country is not None and country in others,
        assessor.code,
    )


def _even_out(board: _Board) -> None:
    """Move new assignments along chains of assessors until no chain evens the loads further."""
    while True:
        heavy_first = sorted(
            board.assessors, key=lambda one: (-board.load[one], board.assessors[one].code)
        )
        if not any(_relieve(board, member) for member in heavy_first):
            return


def _relieve(board: _Board, source: str) -> bool:
    """Shift one assignment from `source` along a chain to somebody with two fewer, if any."""
    came_from: dict[str, Pair] = {}
    queue, seen = deque([source]), {source}
    while queue:
        member = queue.popleft()
        if board.load[member] <= board.load[source] - 2:
            _shift(board, source, member, came_from)
            return True
        for task, target in _moves(board, member):
            if target not in seen:
                seen.add(target)
                came_from[target] = (member, task)
                queue.append(target)
    return False


def _moves(board: _Board, member: str) -> Iterable[tuple[str, str]]:
    own = sorted(
        (task for holder, task in board.new if holder == member),
        key=lambda task: board.tasks[task].number,
    )
    for target in board.assessors:
        for task in own:
            if board.may(target, task):
                yield task, target
                break


def _shift(board: _Board, source: str, last: str, came_from: dict[str, Pair]) -> None:
    target = last
    while target != source:
        member, task = came_from[target]
        board.move(task, member, target)
        target = member
