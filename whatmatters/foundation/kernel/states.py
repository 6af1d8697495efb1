"""Allowed moves as one table, from which services, buttons and the documentation are made.

Serves everything that has a life cycle. Refuses a move that is not in the table, with a reason in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .reasons import Reason, Reasons


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that can happen: its verb, the states it may start from, and the state it leads to."""

    name: str
    sources: tuple[str, ...]
    target: str
    meaning: str


class StateTable:
    """The life of one kind of thing: `states` maps each state to what it means, in plain words."""

    def __init__(
        self,
        name: str,
        *,
        states: Mapping[str, str],
        initial: str,
        moves: Iterable[Move],
        about: str = "",
        arrives_as: Iterable[str] = (),
    ) -> None:
        """`arrives_as` names the states in which a thing may come from another record, besides `initial`."""
        self.name, self.states, self.initial, self.about = name, dict(states), initial, about
        self.arrives_as = tuple(arrives_as)
        self.moves = {move.name: move for move in moves}
        known = set(self.states)
        for move in self.moves.values():
            if not {*move.sources, move.target} <= known:
                raise ValueError(f"{name}: {move.name} names a state that is not in the table")
        if not {initial, *self.arrives_as} <= known:
            raise ValueError(f"{name}: it starts in {initial}, which is not in the table")
        ALL_TABLES[name] = self

    def reasons_against(self, move: str, state: str) -> Reasons:
        """Why `move` cannot be made from `state`; empty when it can."""
        if state in self.moves[move].sources:
            return ()
        text = f"This is {self.states[state].rstrip('.').lower()}, so it cannot be done now."
        return (Reason(code=f"{self.name}.{move}.from.{state}", text=text),)

    def after(self, move: str) -> str:
        """The state that a move leads to."""
        return self.moves[move].target

    def choices(self) -> list[tuple[str, str]]:
        """The states as a model field wants them."""
        return list(self.states.items())

    def as_markdown(self) -> str:
        """The table as a page of the documentation, with a Mermaid diagram."""
        lines = [f"# {self.name}", ""]
        lines += [self.about, ""] if self.about else []
        lines += ["```mermaid", "stateDiagram-v2", f"    [*] --> {_id(self.initial)}"]
        lines += [f"    [*] --> {_id(state)}: from another record" for state in self.arrives_as]
        for move in self.moves.values():
            lines += [
                f"    {_id(source)} --> {_id(move.target)}: {move.name.replace('_', ' ')}" for source in move.sources
            ]
        lines += ["```", "", "| State | Means |", "| --- | --- |"]
        lines += [f"| {state} | {means} |" for state, means in self.states.items()]
        lines += ["", "| Move | From | To | Means |", "| --- | --- | --- | --- |"]
        lines += [
            f"| {move.name} | {', '.join(move.sources)} | {move.target} | {move.meaning} |"
            for move in self.moves.values()
        ]
        return "\n".join(lines) + "\n"


def _id(state: str) -> str:
    return state.replace("-", "_")


ALL_TABLES: dict[str, StateTable] = {}
"""Every table by name, so that the documentation can be generated and checked."""
