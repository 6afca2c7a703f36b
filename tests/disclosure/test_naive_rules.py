"""Each attacker succeeds against the naive rule it exists for; the figures are those of the trust page, or near."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest

from sulh.disclosure.attackers import AGREED_AT, Crowd, Exposed, Insider, Seen, exposed, net_crowds, outsiders_crowds
from sulh.disclosure.publish import publish
from sulh.model.dialogue import natural
from sulh.model.publication import Ledger
from tests.disclosure.cast import Table, findings_of

DRAWS = 4000
View = tuple[tuple[int | None, ...], ...]


def tables(people: int) -> list[Table]:
    """Every way in which so many people can answer."""
    return [(a, d, people - a - d) for a in range(people + 1) for d in range(people + 1 - a)]


def weights(people: int, power: int) -> dict[Table, float]:
    """How often each table comes up if the weights of the answers are drawn evenly, then taken to a power."""
    draw = np.random.default_rng(7)
    likely = dict.fromkeys(tables(people), 0.0)
    for _ in range(DRAWS):
        chances = draw.random(3) ** power
        row = draw.multinomial(people, chances / chances.sum())
        likely[int(row[0]), int(row[1]), int(row[2])] += 1 / DRAWS
    return likely


def share_found(sizes: tuple[int, int], power: int, hide: Callable[[Table], tuple[int | None, ...]]) -> float:
    """Share of hidden counts found exactly by listing all tables that fit, with side sizes and totals public."""
    views: dict[View, list[tuple[Table, Table, float]]] = {}
    for (one, chance), (two, other) in product(*(weights(size, power).items() for size in sizes)):
        if chance * other:
            totals = tuple(a + b for a, b in zip(one, two, strict=True))
            views.setdefault((hide(one), hide(two), totals), []).append((one, two, chance * other))
    hidden = found = 0.0
    for view, fits in views.items():
        weight = sum(chance for _, _, chance in fits)
        for side, answer in product((0, 1), range(3)):
            if view[side][answer] is None:
                hidden += weight
                found += weight * (len({(one, two)[side][answer] for one, two, _ in fits}) == 1)
    return found / hidden


def hide_small(table: Table) -> tuple[int | None, ...]:
    """The naive rule: leave out every count from 1 to 4."""
    return tuple(None if 0 < count < 5 else count for count in table)


def hide_all(table: Table) -> tuple[int | None, ...]:
    """Leave out the whole breakdown of a side."""
    return (None,) * len(table)


@pytest.mark.parametrize(("power", "low", "high"), [(1, 0.62, 0.76), (3, 0.91, 0.98)])
def test_hiding_only_small_counts_hides_little(power: int, low: float, high: float) -> None:
    """Eight and eight: an outsider finds seven in ten of the hidden counts, nineteen in twenty if opinion leans."""
    assert low < share_found((8, 8), power, hide_small) < high


@pytest.mark.parametrize(("power", "low", "high"), [(1, 0.001, 0.05), (3, 0.05, 0.5)])
def test_hiding_every_breakdown_hides_nearly_all_but_totals_must_go_too(power: int, low: float, high: float) -> None:
    """Where nobody at all gave an answer, the total of zero still tells it of both sides."""
    assert low < share_found((8, 8), power, hide_all) < high


def test_live_tally_gives_everybody_away_to_a_watcher() -> None:
    """Who sees people come, and the table after each, reads off every single answer."""
    answers = [0, 0, 1, 2, 0, 1, 1, 0, 2, 0]
    seen = [Seen(table=_table(answers[: count + 1])) for count in range(len(answers))]

    found = exposed(net_crowds(range(1, len(answers) + 1)), seen)

    assert answers == [exposure.answer for exposure in found if exposure.sure]


@pytest.mark.parametrize(("batch", "random", "leaning"), [(3, 0.11, 0.46), (5, 0.010, 0.25), (8, 0.0005, 0.21)])
def test_epoch_alone_is_no_shield(batch: int, random: float, leaning: float) -> None:
    """Tables after every few newcomers: whole batches agree, often if opinion leans, and are read off."""
    assert random == pytest.approx(_batches_read_off(batch, power=0), abs=0.02)
    assert leaning == pytest.approx(_batches_read_off(batch, power=3), abs=0.1)


def _batches_read_off(batch: int, *, power: int) -> float:
    """Share of people whose batch was unanimous, so that a watcher subtracts and knows."""
    draw = np.random.default_rng(3)
    chances = draw.random((DRAWS, 3)) ** power
    alike: npt.NDArray[np.float64] = ((chances / chances.sum(axis=1, keepdims=True)) ** batch).sum(axis=1)
    return float(alike.mean())


def test_watcher_reads_a_unanimous_batch_and_the_rules_do_not_show_it() -> None:
    """Five newcomers who all agree: the second table gives them away, so it waits, and the first stays."""
    seen = [Seen(table=(5, 5, 5)), Seen(table=(10, 5, 5))]
    assert Exposed((0, 1), 1, AGREED_AT, sure=True) in exposed(net_crowds([15, 20]), seen)

    _, ledger = publish(findings_of({"A": [(5, 5, 5)], "B": [(5, 5, 5)]}), Ledger(), audience="room")
    second, _ = publish(findings_of({"A": [(10, 5, 5)], "B": [(20, 20, 20)]}), ledger, audience="room")
    shown = second.statements[0].numbers
    assert shown is not None
    assert (5, 1) == (shown.sides["A"].agree, second.statements[0].since)


def test_side_that_pools_its_answers_subtracts_them_from_a_total() -> None:
    """A total over both sides, less one's own side, is the other side's row: unanimous or not, it is known."""
    total, own = (14, 5, 1), (6, 5, 1)
    other = Seen(table=(total[0] - own[0], total[1] - own[1], total[2] - own[2]))

    assert Exposed((1,), 0, AGREED_AT, sure=True) in exposed([Crowd((1,), 8)], [other])


def test_ninety_percent_or_more_of_eight_means_all_eight() -> None:
    """A band of one count at its end names everybody."""
    fits = [agree for agree in range(9) if agree >= 0.9 * 8]
    assert Exposed((1,), 0, AGREED_AT, sure=True) in exposed([Crowd((1,), 8)], [Seen(agree=(min(fits), max(fits)))])


def test_band_of_two_counts_gives_the_others_to_the_one_who_differs() -> None:
    """Seven or eight of eight agree: the one who did not knows all the others."""
    seen = [Seen(agree=(7, 8))]
    assert not [found for found in exposed([Crowd((1,), 8)], seen) if found.sure]
    assert Exposed((1,), 0, AGREED_AT, sure=True) in exposed([Crowd((1,), 8)], seen, [Insider((1,), (1,))])


def test_announced_unanimity_exposes_everybody_to_anyone() -> None:
    """That all agree needs no attacker; the rules say of eight of eight what they say of five of eight."""
    assert exposed(outsiders_crowds([8]), [Seen(agree=(8, 8))])

    everybody, _ = publish(findings_of({"A": [(8, 0, 0)], "B": [(8, 0, 0)]}), Ledger(), audience="public")
    just_most, _ = publish(findings_of({"A": [(5, 2, 1)], "B": [(5, 0, 3)]}), Ledger(), audience="public")
    assert everybody == just_most


def test_words_sorted_by_the_worst_side_give_counts_away() -> None:
    """Four words "most" of eight sorted against their ids: each count is above the next, so the first is eight."""
    counts = {"1": 5, "2": 6, "3": 7, "4": 8}
    order = _naive_order(counts)
    fits = [
        dict(zip(counts, row, strict=True))
        for row in product(range(5, 9), repeat=4)
        if order == _naive_order(dict(zip(counts, row, strict=True)))
    ]
    assert {8} == {row["4"] for row in fits}

    rows = [(agree, 8 - agree, 0) for agree in counts.values()]
    shown, _ = publish(findings_of({"A": rows, "B": [(8, 0, 0)] * 4}), Ledger(), audience="room")
    assert list(counts) == [statement.id for statement in shown.statements]


def _naive_order(agree: dict[str, int]) -> list[str]:
    """By the worst side's lower end (of eight answers each: by the agreements), then by id."""
    return sorted(agree, key=lambda identifier: (-agree[identifier], natural(identifier)))


def test_refusal_that_looks_at_the_answers_tells_what_they_were() -> None:
    """A naive guard refuses the word that would expose the newcomer: so the refusal exposes the newcomer."""
    crowds, before = net_crowds([5, 6]), Seen(agree=(3, 5))
    words = {"most": (4, 6), "no majority": (0, 3)}
    refused = [word for word, band in words.items() if exposed(crowds, [before, Seen(agree=band)])]
    assert ["no majority"] == refused
    # whoever sees the guard refuse knows the word it was refused for, and with it the answer
    assert exposed(crowds, [before, Seen(agree=words["no majority"])])

    _, ledger = publish(findings_of({"A": [(3, 2, 0)], "B": [(5, 5, 5)]}), Ledger(), audience="room")
    agreed, _ = publish(findings_of({"A": [(4, 2, 0)], "B": [(20, 20, 20)]}), ledger, audience="room")
    refused_it, _ = publish(findings_of({"A": [(3, 3, 0)], "B": [(20, 20, 20)]}), ledger, audience="room")
    assert agreed == refused_it


def _table(answers: Sequence[int]) -> Table:
    return (answers.count(0), answers.count(1), answers.count(2))
