"""
The process that reads and measures a network of somebody else: it bounds itself first, and says what it found.

    python -m sulh.measurement.structures.edge_child   a `Task` as JSON, a line end, the files ──▶ `Measured` as JSON

Started by `sulh.measurement.structures.edge_in` and by nothing else. It holds no key, opens no network and writes no
file.
"""

from __future__ import annotations

import sys

import msgspec

from sulh.errors import SettingError
from sulh.formats.agreement_child import bound
from sulh.formats.remarks import of_file
from sulh.measurement.structures.edge_in import TOO_MUCH, Measured, Task
from sulh.measurement.structures.edge_list import EdgeList, File, from_graph, from_tables
from sulh.measurement.structures.measure import structures
from sulh.measurement.structures.network import CONTACT, Span
from sulh.words.language import mark


def main() -> None:
    """Bound this process, read, measure, answer."""
    task = msgspec.json.decode(sys.stdin.buffer.readline(), type=Task)
    bound(task.limits)
    try:
        found = answer(sys.stdin.buffer.read(), task)
    except MemoryError:
        found = Measured(remarks=(of_file(TOO_MUCH),))
    sys.stdout.buffer.write(msgspec.json.encode(found))


def answer(data: bytes, task: Task) -> Measured:
    """Return what there is in the files, nothing of them if one is not read; memory is minded by the caller."""
    asked, edges = task.asked, File(data[: task.size], task.edges)
    read = _read(edges, File(data[task.size :], task.actors) if task.actors else None, task)
    if not read.actors or any(remark.lost == "file" for remark in read.remarks):
        return Measured(remarks=read.remarks)
    kinds = tuple(dict.fromkeys((*CONTACT, asked.assumed.tie)))
    day = Span(asked.day, asked.day)
    try:
        found = structures(read.actors, read.ties, day, seed=asked.seed, kinds=kinds, draws=asked.draws)
    except SettingError:
        return Measured(remarks=(*read.remarks, of_file(mark("a network of 64 sides at most"))))
    return Measured(found, read.remarks)


def _read(edges: File, actors: File | None, task: Task) -> EdgeList:
    if edges.data.lstrip()[:1] == b"<":
        return from_graph(edges.data, task.asked.assumed)
    return from_tables(edges, actors, task.asked.assumed)


if __name__ == "__main__":
    main()
