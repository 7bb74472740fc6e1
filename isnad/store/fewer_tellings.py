"""A happening without some of its tellings, which people rejected since it was found."""

from __future__ import annotations

from collections.abc import Mapping, Set

from msgspec.structs import replace

from isnad.model.happening import Field, Happening, Value, Verdict


def without(happening: Happening, gone: Set[int]) -> Happening:
    """A happening without the tellings at some places, at least one of which stays.

    What the others have in common is not compared anew: a field of which one value is left is `agreed` or `only`, and
    without the fullest telling there are no wordings, until the record is regrouped.
    """
    left = [at for at in range(len(happening.tellings)) if at not in gone]
    to = {old: new for new, old in enumerate(left)}
    tellings = tuple(happening.tellings[at] for at in left)
    fields = [_field(field, to) for field in happening.fields]
    return replace(
        happening,
        tellings=tellings,
        independent=len({telling.copy for telling in tellings}),
        fullest=to.get(happening.fullest, 0),
        fields=tuple(field for field in fields if field is not None),
        wordings=tuple(
            replace(one, telling=to[one.telling])
            for one in happening.wordings
            if one.telling in to and happening.fullest in to
        ),
    )


def _field(field: Field, to: Mapping[int, int]) -> Field | None:
    values = tuple(value for value in (_value(one, to) for one in field.values) if value.tellings)
    if len(values) > 1:
        return replace(field, values=values)
    if not values:
        return None
    verdict = Verdict.AGREED if len(values[0].tellings) > 1 else Verdict.ONLY
    return replace(field, values=values, verdict=verdict, course=None)


def _value(value: Value, to: Mapping[int, int]) -> Value:
    places = [place for place, at in enumerate(value.tellings) if at in to]
    spans = tuple(value.spans[place] for place in places) if value.spans else ()
    return replace(value, tellings=tuple(to[value.tellings[place]] for place in places), spans=spans)
