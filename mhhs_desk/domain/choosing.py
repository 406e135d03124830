"""What is chosen of the work that comes back, what follows from it, and what the record is to say then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mhhs_desk.domain.bringing_back import BY_FIELD, Comparison, Difference, Row, Side, Spot, What, cites, known_as
from mhhs_desk.domain.faults import Refused

Choices = Mapping[Spot, Side]
"""What is chosen, by where it is chosen."""
Key = tuple[str, str]
"""A record: its table and its identity."""


@dataclass(frozen=True, slots=True)
class Put:
    """What one record of this desk is to become; `of` is the record that came back, for which it does."""

    table: str
    uid: str
    before: Row | None
    after: Row | None
    of: Key


@dataclass(frozen=True, slots=True)
class Need:
    """A record that cannot stay without another: it points to it, and the other would not be there."""

    of: Key
    wants: Key


def first_choices(comparison: Comparison) -> dict[Spot, Side]:
    """What is chosen before the rep has chosen. What cannot be as it usually is, is left to the rep."""
    choices = {spot: side for one in comparison.differences for spot in one.spots if (side := one.usual(spot[2]))}
    while need := next(needs(comparison, choices), None):
        if taken := _taken(comparison, need.of, choices):
            for spot in taken:
                del choices[spot]
        elif not _leave(comparison, need.wants, choices):
            break
    return choices


def follow(comparison: Comparison, choices: Choices, *chosen: tuple[Spot, Side]) -> dict[Spot, Side]:
    """The choices after some more of them, with what follows: an answer takes its item with it, or is left with it.

    Raises Refused where something here cannot follow: it hangs on a record that would go.
    """
    after = {**choices, **dict(chosen)}
    fixed = {spot for spot, _ in chosen}
    while need := next(needs(comparison, after), None):
        turned = _turned(comparison, need, after, fixed)
        if not turned:
            raise Refused("something hangs on it", of=need.of, wants=need.wants)
        after |= turned
        fixed |= turned.keys()
    return after


def _turned(comparison: Comparison, need: Need, choices: Choices, fixed: set[Spot]) -> dict[Spot, Side]:
    """The choice that gives a record what it points to, or else has it point there no more."""
    wanted = comparison.by_key.get(need.wants)
    for spot in wanted.spots if wanted else ():
        if spot not in fixed:
            return {spot: Side.OURS if choices.get(spot) is Side.THEIRS else Side.THEIRS}
    one = comparison.by_key.get(need.of)
    free = [spot for spot in (one.spots if one else ()) if spot not in fixed]
    taken = [spot for spot in free if choices.get(spot) is Side.THEIRS]
    return dict.fromkeys(taken, Side.OURS) if taken else dict.fromkeys(free, Side.THEIRS)


def all_of(comparison: Comparison, side: Side, choices: Choices | None = None) -> dict[Spot, Side]:
    """One side everywhere; with choices, only where nothing is chosen yet. What hangs together stays together."""
    spots = (spot for one in comparison.differences for spot in one.spots)
    after = {**dict.fromkeys(spots, side), **(choices or {})}
    while need := next(needs(comparison, after), None):
        if not (_leave(comparison, need.of, after) or _leave(comparison, need.wants, after)):
            break
    return after


def all_theirs(comparison: Comparison) -> dict[Spot, Side]:
    """Theirs wherever they did anything; what one side alone did here stays as it is."""
    alone = {spot: Side.OURS for one in comparison.differences for spot in one.spots if one.usual(spot[2]) is Side.OURS}
    return all_of(comparison, Side.THEIRS, alone)


def _taken(comparison: Comparison, key: Key, choices: Choices) -> list[Spot]:
    one = comparison.by_key.get(key)
    return [spot for spot in (one.spots if one else ()) if choices.get(spot) is Side.THEIRS]


def _leave(comparison: Comparison, key: Key, choices: dict[Spot, Side]) -> bool:
    """Leave a record as it is here; whether anything of it was taken."""
    taken = _taken(comparison, key, choices)
    choices |= dict.fromkeys(taken, Side.OURS)
    return bool(taken)


def unchosen(comparison: Comparison, choices: Choices) -> list[Difference]:
    """The differences of which not everything is chosen."""
    return [one for one in comparison.differences if any(spot not in choices for spot in one.spots)]


# What comes of it


def settled(comparison: Comparison, choices: Choices) -> list[Put]:
    """What is to be written here. Raises Refused where something is not chosen, or cannot stand beside the rest."""
    if left := unchosen(comparison, choices):
        raise Refused("not chosen", left=left)
    if need := next(needs(comparison, choices), None):
        raise Refused("something hangs on it", of=need.of, wants=need.wants)
    done = puts(comparison, choices)
    if clash := next(clashes(comparison, done), None):
        raise Refused("two in one place", of=clash.of)
    return done


def puts(comparison: Comparison, choices: Choices) -> list[Put]:
    """What is to be written here; what is not chosen stays as it is here."""
    same = identities(comparison, choices)
    found = []
    for one in comparison.differences:
        before, after = one.ours, _after(one, choices)
        if after is not None and after is not before:
            after = known_as(after, comparison.shape.links.get(one.table, {}), same)
        if before != after:
            uid = one.here if one.what is What.SAME_PLACE else one.uid
            found.append(Put(one.table, uid, before, after, (one.table, one.uid)))
    return found


def _after(one: Difference, choices: Choices) -> Row | None:
    """What a record is to say here, with links as they are there."""
    if one.what in BY_FIELD:
        taken = [name for _, _, name in one.spots if choices.get((one.table, one.uid, name)) is Side.THEIRS]
        return {**(one.ours or {}), **{name: (one.theirs or {})[name] for name in taken}} if taken else one.ours
    if choices.get((one.table, one.uid, "")) is not Side.THEIRS:
        return one.ours
    if one.ours is None or one.theirs is None:
        return one.theirs
    return {**one.ours, **{name: one.theirs[name] for name in one.fields}}


def identities(comparison: Comparison, choices: Choices) -> dict[str, str]:
    """The identities here of records that came back and are not taken, as there is one here already."""
    left = {
        one.uid: one.here
        for one in comparison.differences
        if one.here and one.what is not What.SAME_PLACE and choices.get((one.table, one.uid, "")) is not Side.THEIRS
    }
    return {**comparison.same, **left}


def needs(comparison: Comparison, choices: Choices) -> Iterator[Need]:
    """Every record that would point to one that is not there, were the choices taken."""
    done = puts(comparison, choices)
    gone = {(put.table, put.uid) for put in done if put.after is None}
    there = {uid for rows in comparison.everything.values() for uid in rows}
    there = (there | {put.uid for put in done}) - {uid for _, uid in gone}
    cited = {uid for uid in comparison.theirs.get("feedback", {}) if uid not in there}
    for put in done:
        if put.after is None:
            continue
        for name, target in comparison.shape.links.get(put.table, {}).items():
            if put.after.get(name) is not None and put.after[name] not in there:
                yield Need(put.of, (target, put.after[name]))
        for uid in sorted((cites(put.after) & cited) - cites(put.before or {})) if cited else ():
            yield Need(put.of, ("feedback", uid))
    if gone:
        yield from _left_behind(comparison, {(put.table, put.uid) for put in done}, gone)


def _left_behind(comparison: Comparison, touched: set[Key], gone: set[Key]) -> Iterator[Need]:
    """Records here that nothing is done to, and that point to one that would go."""
    tables = {table for table, _ in gone}
    for table, links in comparison.shape.links.items():
        aimed = {name: target for name, target in links.items() if target in tables}
        for uid, row in comparison.everything.get(table, {}).items() if aimed else ():
            for name, target in aimed.items():
                if (table, uid) not in touched and (target, row.get(name)) in gone:
                    yield Need((table, uid), (target, row[name]))


def clashes(comparison: Comparison, done: Iterable[Put]) -> Iterator[Put]:
    """What would have the same as another record where no two can."""
    written = {(put.table, put.uid): put for put in done}
    for table in dict.fromkeys(put.table for put in written.values() if put.after is not None):
        rows = {uid: (uid, row) for uid, row in comparison.everything.get(table, {}).items()}
        for (of, uid), put in written.items():
            if of == table:
                rows.pop(uid, None)
                if put.after is not None:
                    rows[uid] = (uid, put.after)
        for fields in comparison.shape.unique.get(table, ()):
            seen: set[tuple[object, ...]] = set()
            for uid, row in rows.values():
                values = tuple(row.get(name) for name in fields)
                if values in seen and (table, uid) in written:
                    yield written[table, uid]
                seen.add(values)
