"""One codec between values and plain data: what a file holds is read off the fields of dataclasses.

*Plain data* are strings, integers, truth values, `None`, lists, and dictionaries with strings for keys. A dataclass is
written as a dictionary with one entry for each field, under the field's name, in their order; how a field is written
follows from its type: a fraction is a string, a tuple a list, a set a sorted list. A field that does not take part in
comparisons is for people, and is not written.

Whatever differs says so in one place: a type that has a plain form of its own is `register`ed beside its definition,
`written` gives a field another key or place, and a type in an annotation may name its form, as in
`Annotated[tuple[int, str], keyed("agent", "name")]`. This module knows of nothing that is written; what is registered
comes from the rooms above.

What is read is looked at as to shape and type alone; values look at the rest when they are made. Bad data is a
`ValueError` of one sentence that begins with the place.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from fractions import Fraction
from functools import cache, partial, reduce
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from exact.names import shown
from exact.rationals import rational, text

Value = TypeVar("Value")


class Converter(NamedTuple):
    """How values of one type become plain data, and come back."""

    to_plain: Callable[[Any], Any]
    from_plain: Callable[[Any], Any]


Form = Callable[[Any], Converter]
"""What makes the converter of a type from the type, where an annotation names it."""

_registered: dict[Any, Converter] = {}


def register(kind: Any, own: Converter) -> None:
    """Give a type, or a union of types, a plain form of its own."""
    _registered[kind] = own


@cache
def converter(kind: Any) -> Converter:
    """The converter of a type. Raises `TypeError` for a type that has no plain form."""
    if kind in _registered:
        return _registered[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        own: Converter = parts[1] if isinstance(parts[1], Converter) else parts[1](parts[0])
        return own
    if origin is Literal:
        return Converter(lambda value: value, partial(_one_of, parts))
    if origin is tuple and parts[1:] == (...,):
        return _sequence(converter(parts[0]))
    if origin is tuple:
        return _product(tuple(map(converter, parts)))
    if origin is frozenset:
        return _set(converter(parts[0]))
    if origin in (Union, UnionType) and NoneType in parts:
        return _optional(converter(reduce(operator.or_, (part for part in parts if part is not NoneType))))
    if isinstance(kind, type) and is_dataclass(kind):
        return Converter(fields_to_plain, partial(fields_from_plain, kind))
    raise TypeError(f"{kind!r} has no plain form; register a converter for it (exact.plain_data.register)")


# ------------------------------------------------------------------------------------------------------------- fields


def written(key: str = "", *, inline: bool = False, left_out: bool = False, last: bool = False) -> dict[str, Any]:
    """The metadata of a field that is not written under its name in its place.

    `key` is its key; with `inline` the entries of its own plain form stand among those of the other fields; `left_out`:
    it is not written when it has its default; `last`: it is written after all others.
    """
    return {"key": key, "inline": inline, "left_out": left_out, "last": last}


@dataclass(frozen=True)
class _Field:
    name: str
    key: str
    own: Converter
    inline: bool
    left_out: bool
    default: Any

    def is_left_out(self, value: Any) -> bool:
        return self.left_out and bool(value == self.default)


@cache
def fields_of(kind: type) -> tuple[_Field, ...]:
    """The fields that are written, in their order. Raises `TypeError` for one whose type has no plain form."""
    hints = get_type_hints(kind, include_extras=True)
    found = []
    for field in sorted(fields(kind), key=lambda field: field.metadata.get("last", False)):
        if not field.compare:
            continue
        how = field.metadata or written()
        if how["left_out"] and field.default is MISSING:
            raise TypeError(f"{kind.__name__}.{field.name} is to be left out at its default, but has none")
        try:
            own = converter(hints[field.name])
        except TypeError as error:
            raise TypeError(f"{kind.__name__}.{field.name}: {error}") from error
        found.append(_Field(field.name, how["key"] or field.name, own, how["inline"], how["left_out"], field.default))
    return tuple(found)


def fields_to_plain(value: Any) -> dict[str, Any]:
    """A dataclass as plain data, field by field."""
    plain: dict[str, Any] = {}
    kind: Any = type(value)  # to mypy a class is not hashable
    for field in fields_of(kind):
        part = getattr(value, field.name)
        if field.inline:
            plain |= field.own.to_plain(part)
        elif not field.is_left_out(part):
            plain[field.key] = field.own.to_plain(part)
    return plain


def fields_from_plain(kind: type[Value], plain: Any, **known: Any) -> Value:
    """The value back from `fields_to_plain`; fields that are `known` are not read. Raises `ValueError`."""
    found = dict(known)
    hashable: Any = kind
    for field in fields_of(hashable):
        if field.name in known:
            continue
        if field.inline:
            found[field.name] = _read(field.own, plain)
        elif not field.left_out or field.key in an_object(plain):
            found[field.name] = _read(field.own, at_key(plain, field.key), field.key)
    return _made(kind, found)


def at_key(plain: Any, key: str) -> Any:
    """What plain data have under a key."""
    if key not in an_object(plain):
        raise ValueError(f'the key "{key}" is missing')
    return plain[key]


def an_object(plain: Any) -> Mapping[str, Any]:
    """Plain data that are to be a dictionary."""
    if not isinstance(plain, Mapping):
        raise ValueError(f"an object with keys was expected, not {shown(plain)}")
    return plain


def a_list(plain: Any) -> list[Any]:
    """Plain data that are to be a list."""
    if not isinstance(plain, list):
        raise ValueError(f"a list was expected, not {shown(plain)}")
    return plain


def _made(kind: type[Value], found: Mapping[str, Any]) -> Value:
    try:
        return kind(**found)
    except TypeError as error:
        raise ValueError(str(error)) from error


def _read(own: Converter, plain: Any, place: str = "") -> Any:
    """What stands at a place; an error within it names the place."""
    try:
        return own.from_plain(plain)
    except (TypeError, ValueError) as error:
        within = ": " if place and not str(error).startswith("[") else ""
        raise ValueError(f"{place}{within}{error}") from error


# -------------------------------------------------------------------------------------------------------------- forms


def keyed(*keys: str) -> Form:
    """The form of a tuple of fixed length that is written as a dictionary with these keys."""

    def form(kind: Any) -> Converter:
        parts = dict(zip(keys, map(converter, get_args(kind)), strict=True))
        return Converter(
            lambda value: {key: parts[key].to_plain(part) for key, part in zip(keys, value, strict=True)},
            lambda plain: tuple(_read(own, at_key(plain, key), key) for key, own in parts.items()),
        )

    return form


def flattened(kind: Any) -> Converter:
    """The form of a pair of a list and something else that is written as one list, the other thing at its end."""
    first, last = map(converter, get_args(kind))

    def from_plain(plain: Any) -> tuple[Any, Any]:
        if not a_list(plain):
            raise ValueError(f"a list with a last entry was expected, not {shown(plain)}")
        return first.from_plain(plain[:-1]), _read(last, plain[-1], f"[{len(plain) - 1}]")

    return Converter(lambda value: [*first.to_plain(value[0]), last.to_plain(value[1])], from_plain)


def in_a_row(kind: Any) -> Converter:
    """The form of a dataclass that is written as the list of its fields; those at the end may be left out."""

    def to_plain(value: Any) -> list[Any]:
        parts = ((field, getattr(value, field.name)) for field in fields_of(kind))
        return [field.own.to_plain(part) for field, part in parts if not field.is_left_out(part)]

    def from_plain(plain: Any) -> Any:
        listed, known = a_list(plain), fields_of(kind)
        least = sum(not field.left_out for field in known)
        if not least <= len(listed) <= len(known):
            raise ValueError(f"a list of {_numbered(least, len(known))} was expected, not {shown(plain)}")
        pairs = zip(known, listed, strict=False)
        return _made(kind, {field.name: _read(field.own, part, f"[{k}]") for k, (field, part) in enumerate(pairs)})

    return Converter(to_plain, from_plain)


def alternatives(words: Mapping[str, Any], *kinds: type) -> Converter:
    """The form of a union: some values are written as a word, the others as dataclasses, told apart by their first key.

    `words` maps each word to its value; `kinds` are the dataclasses.
    """

    def to_plain(value: Any) -> Any:
        if type(value) in kinds:
            return fields_to_plain(value)
        return next(word for word, meant in words.items() if meant == value)

    def from_plain(plain: Any) -> Any:
        keys = {fields_of(kind)[0].key: kind for kind in kinds}
        if isinstance(plain, str) and plain in words:
            return words[plain]
        found = [kind for key, kind in keys.items() if isinstance(plain, Mapping) and key in plain]
        if len(found) != 1:
            known = ", ".join(f'"{each}"' for each in (*words, *keys))
            raise ValueError(f"one of {known} was expected, not {shown(plain)}")
        return fields_from_plain(found[0], plain)

    return Converter(to_plain, from_plain)


def alone(kind: Any) -> Converter:
    """The form of a dataclass with one field, which is written without a key."""
    (field,) = fields_of(kind)
    return Converter(
        lambda value: field.own.to_plain(getattr(value, field.name)),
        lambda plain: _made(kind, {field.name: field.own.from_plain(plain)}),
    )


# -------------------------------------------------------------------------------------------------------------- types


def _sequence(own: Converter) -> Converter:
    def from_plain(plain: Any) -> tuple[Any, ...]:
        return tuple(_read(own, part, f"[{k}]") for k, part in enumerate(a_list(plain)))

    return Converter(lambda value: [own.to_plain(part) for part in value], from_plain)


def _set(own: Converter) -> Converter:
    listed = _sequence(own)
    return Converter(lambda value: listed.to_plain(sorted(value)), lambda plain: frozenset(listed.from_plain(plain)))


def _product(parts: tuple[Converter, ...]) -> Converter:
    def from_plain(plain: Any) -> tuple[Any, ...]:
        if len(a_list(plain)) != len(parts):
            raise ValueError(f"a list of {_numbered(len(parts), len(parts))} was expected, not {shown(plain)}")
        return tuple(_read(own, part, f"[{k}]") for k, (own, part) in enumerate(zip(parts, plain, strict=True)))

    return Converter(
        lambda value: [own.to_plain(part) for own, part in zip(parts, value, strict=True)],
        from_plain,
    )


def _optional(own: Converter) -> Converter:
    return Converter(
        lambda value: None if value is None else own.to_plain(value),
        lambda plain: None if plain is None else own.from_plain(plain),
    )


def _numbered(least: int, most: int) -> str:
    return f"{most} entries" if least == most else f"{least} to {most} entries"


def _one_of(values: tuple[Any, ...], plain: Any) -> Any:
    if plain not in values:
        raise ValueError(f"one of {', '.join(map(repr, values))} was expected, not {shown(plain)}")
    return plain


def _exactly(kind: type, called: str) -> Converter:
    """Values that are plain data themselves."""

    def from_plain(plain: Any) -> Any:
        if type(plain) is not kind:
            raise ValueError(f"{called} was expected, not {shown(plain)}")
        return plain

    return Converter(lambda value: value, from_plain)


register(int, _exactly(int, "an integer"))
register(str, _exactly(str, "a text"))
register(bool, _exactly(bool, "a truth value"))
register(Fraction, Converter(text, rational))
