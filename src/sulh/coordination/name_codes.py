"""
Why two entries may be one actor, in sentences: message ids, which pages translate (see `sulh.words.language`).

    REASONS[reason]   with {one} and {other}: the two names that spoke for it
    WHERES[where]     what their places say

None of them says that two are one: that is for a person to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sulh.coordination.likeness import Reason
from sulh.coordination.names import Where
from sulh.words.language import mark

REASONS: Final[Mapping[Reason, str]] = {
    "same-key": mark("Both carry the same id of an outside list."),
    "same-name": mark("“{one}” and “{other}” are spelt alike."),
    "same-words": mark("“{one}” and “{other}” hold the same words."),
    "same-core": mark("“{one}” and “{other}” differ only in the kind of body they name."),
    "initials": mark("One of “{one}” and “{other}” may be a short form of the other."),
    "same-sounds": mark("“{one}” and “{other}” may sound alike."),
    "alike": mark("“{one}” and “{other}” are spelt nearly alike."),
}
WHERES: Final[Mapping[Where, str]] = {
    "same-place": mark("Both belong to one place, or one to a place within the other’s."),
    "place-unknown": mark("Of one of them no place is told."),
    "other-place": mark("They belong to different places: there may be two of one name."),
}
