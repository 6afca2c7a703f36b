"""
A state machine as a table that is read from top to bottom.

    Machine(name, first, moves)      moves: (state, move) ─▶ state

What is not in the table cannot be done. A machine holds no state: who keeps it moves by `after`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sulh.errors import SulhError


class Forbidden(SulhError):
    """
    A move that cannot be made from where things stand.

    Args:
        name: What was to move, such as "package".
        state: How it stands.
        move: What was tried.
        possible: What could be done instead, in order.
    """

    def __init__(self, name: str, state: str, move: str, possible: tuple[str, ...]) -> None:
        """Keep the parts; pages put them into words."""
        self.state, self.move, self.possible = state, move, possible
        instead = ", ".join(possible) or "nothing more"
        super().__init__(f"A {name} that is {state} cannot {move}; it can {instead}.")


@dataclass(frozen=True)
class Machine:
    """
    States and the moves between them.

    Attributes:
        name: What moves, in a word.
        first: The state in which it begins.
        moves: (state, move) -> the state after it.

    >>> door = Machine("door", "open", {("open", "close"): "closed", ("closed", "open"): "open"})
    >>> door.after("open", "close"), door.possible("closed"), door.before("close")
    ('closed', ('open',), ('open',))
    >>> door.after("closed", "close")
    Traceback (most recent call last):
        ...
    sulh.model.machine.Forbidden: A door that is closed cannot close; it can open.
    """

    name: str
    first: str
    moves: Mapping[tuple[str, str], str]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order of the table."""
        return tuple(dict.fromkeys([self.first, *(at for (at, _), after in self.moves.items() for at in (at, after))]))

    @property
    def acts(self) -> tuple[str, ...]:
        """Every move, in the order of the table."""
        return tuple(dict.fromkeys(move for _, move in self.moves))

    def after(self, state: str, move: str) -> str:
        """
        Return the state after a move.

        Raises:
            Forbidden: If the table does not have it.
        """
        if (state, move) not in self.moves:
            raise Forbidden(self.name, state, move, self.possible(state))
        return self.moves[state, move]

    def possible(self, state: str) -> tuple[str, ...]:
        """Return what can be done in a state, in the order of the table; nothing for an end."""
        return tuple(move for at, move in self.moves if at == state)

    def before(self, move: str) -> tuple[str, ...]:
        """Return the states in which a move can be made: what a conditional update asks for."""
        return tuple(at for at, done in self.moves if done == move)
