"""
What files of the map need beside the picture of their reader.

    sources(principal, process)      where ties are known from, for whoever keeps the map
    public(principal, process)       which initiatives their owners show to everybody in full
    imports(principal, process)      files that came in: what waits, what was made, what was taken back
    batch(principal, id)             one of them, with what was read

A file that holds initiatives is a matter of whoever brought it: nobody else learns that there was one.
"""

from __future__ import annotations

from uuid import UUID

from sulh.access import SEE, Principal
from sulh.store import asking, models
from sulh.store.map_sealing import map_sealer


def sources(principal: Principal, process_id: UUID) -> dict[str, str]:
    """
    Return where every tie of a map is known from.

    Raises:
        Refused: If they do not keep this map.
    """
    process = asking.get(principal, "map-sources", SEE, models.Process, process_id)
    opener = map_sealer()
    rows = models.Tie.objects.filter(one__processes=process, other__processes=process)
    return {str(row.id): opener.text(row, "source") for row in rows}


def public(principal: Principal, process_id: UUID) -> frozenset[str]:
    """
    Return the ids of initiatives whose owners show everything to everybody; of those alone a public file may tell.

    Raises:
        Refused: If the map is not theirs to see.
    """
    process = asking.get(principal, "map", SEE, models.Process, process_id)
    shown = models.InitiativeTier.objects.filter(initiative__process=process, audience="public", tier="detail")
    return frozenset(str(one) for one in shown.values_list("initiative", flat=True))
