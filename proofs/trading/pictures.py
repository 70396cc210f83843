"""Pictures of menus with two tasks, as SVG text without dependencies.

`menu_picture` draws an agent's bundles: the endowment, every trading set, and for each ray the directions that are not
polarized with it, shaded (VS, Figure 1, which the definition before Theorem 2 refers to). `acceptance_picture` draws
the agent's costs: for each ray the types that gain by it, within the box or the unit square.

Coordinates are computed exactly and written as decimals rounded to a hundredth of a pixel; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from exact.showing.display import counted
from exact.showing.drawing import COLOURS, Frame, Html, Picture, around, escaped, square, table
from proofs.trading.markets.bundles import Bundle, Direction, bundle, dot
from proofs.trading.markets.domains import Box, FiniteDomain, PolyhedralDomain, negative_costs
from proofs.trading.markets.mechanisms import Mechanism
from proofs.trading.markets.menus import (
    PairsFrom,
    Points,
    PolyhedralSet,
    Ray,
    Remedial,
    TradingSet,
    offers,
    set_in_words,
    vertices,
)
from proofs.trading.markets.protocols import Protocol
from proofs.trading.markets.supply import most


def menu_picture(protocol: Protocol | Mechanism, agent: str) -> Picture:
    """The menu of an agent in a market with two tasks; `ValueError` if there are not two."""
    protocol = protocol.protocol if isinstance(protocol, Mechanism) else protocol
    market = protocol.market
    if len(market.tasks) != 2:
        raise ValueError(f"picture: the market has {counted(len(market.tasks), 'task')}; menus are drawn for two")
    j = market.agent(agent)
    endowment = market.endowment[j]
    top = tuple(Fraction(max(number, 1)) for number in market.numbers)
    frame = Frame((Fraction(0), Fraction(0)), top)
    drawn, shaded = [], []
    named: dict[Bundle, list[str]] = {}
    for k, one in enumerate(protocol.menus[j]):
        colour = COLOURS[(k - 1) % len(COLOURS)]
        directions = offers(one, endowment, market.numbers)
        if len(directions) == 1:
            shaded.append(_unpolarized(frame, endowment, directions[0], colour))
        shape, places = _set(frame, one, endowment, market.numbers, directions, colour)
        drawn.append(shape)
        for place in places:
            named.setdefault(place, []).append(f"choice {k}")
    drawn += [frame.label(place, ", ".join(names)) for place, names in named.items()]
    drawn.append(frame.dot(endowment, 'fill="black"', 5) + frame.label(endowment, "endowment", 16))
    body = "".join(shaded) + frame.axes([_task(task) for task in market.tasks]) + "".join(drawn)
    meaning = "Each choice has its colour; shaded: the directions that are not polarized with the ray of that colour"
    return square(body, f"The menu of {agent}. {meaning}")


def _task(name: str) -> str:
    """The name of a task, which a name of digits does not give away."""
    return f"task {name}" if name.isdigit() else name


def protocol_shown(given: Protocol | Mechanism) -> Html:
    """Every agent's menu: for two tasks drawn, with the regions where each choice is made; else as a table.

    So with payments too, of which there is no most that a drawing could end at.
    """
    protocol = given.protocol if isinstance(given, Mechanism) else given
    market = protocol.market
    if len(market.tasks) != 2 or any(most(one) is None for one in market.supply):
        return _menu_table(protocol)
    drawn = []
    for agent in market.agents:
        drawn.append(f"<figure>{menu_picture(protocol, agent)}</figure>")
        if isinstance(given, Mechanism):
            drawn.append(f"<figure>{acceptance_picture(given, agent)}</figure>")
    return Html(f"<div>{''.join(drawn)}</div>")


def _menu_table(protocol: Protocol) -> Html:
    """A line for each set of each menu: the endowment, and the set in words."""
    market = protocol.market
    rows = [
        [escaped(agent), str(k), escaped(set_in_words(one, market.tasks))]
        for agent, menu in zip(market.agents, protocol.menus, strict=True)
        for k, one in enumerate(menu)
    ]
    return table(rows, ("agent", "choice", "trading set"), f"Menus for {market}")


def _unpolarized(frame: Frame, endowment: Bundle, ray: Direction, colour: str) -> str:
    """The bundles in directions d for which some costs make both d and the ray tempting, shaded.

    The types tempted by the ray are a cone of costs; d is polarized with it exactly if none of them gains by d, so the
    directions that are not fill the half-planes g.d < 0 of the cone's generators g.
    """
    parts = [frame.region([(cost, dot(cost, endowment))]) for cost in _tempted(ray)]
    style = f'fill="{colour}" fill-opacity="0.10"'
    return "".join(frame.polygon(part, style) for part in parts if len(part) > 2)


def _tempted(ray: Direction) -> list[Bundle]:
    """Generators of the closure of {c >= 0 : c.ray < 0} for two tasks; none if it is empty."""
    axes = [bundle((1, 0)), bundle((0, 1))]
    inside = [axis for axis, step in zip(axes, ray, strict=True) if step <= 0 and min(ray) < 0]
    if inside and max(ray) > 0:
        inside.append(bundle((abs(ray[1]), abs(ray[0]))))
    return inside


def _set(
    frame: Frame,
    one: TradingSet,
    endowment: Bundle,
    numbers: Sequence[int],
    directions: Sequence[Direction],
    colour: str,
) -> tuple[str, Sequence[Bundle]]:
    """The drawing of a trading set, and the points beside which the choice's name belongs."""
    stroke = f'stroke="{colour}" stroke-width="2.5" fill="none"'
    if isinstance(one, Ray) and directions:
        end = _exit(frame, endowment, directions[0])
        return frame.line(endowment, end, stroke), [_middle(endowment, end)]
    if isinstance(one, Remedial):
        corners = [bundle((0, 0)), (endowment[0], Fraction(0)), endowment, (Fraction(0), endowment[1])]
        return frame.polygon(corners, f'{stroke} fill-opacity="0.2"'), corners[:1]
    if isinstance(one, Points):
        return "".join(frame.dot(point, f'fill="{colour}"') for point in one.points), one.points
    if isinstance(one, PolyhedralSet | PairsFrom):
        ordered = around(vertices(one.constraints, numbers))
        return frame.polygon(ordered, stroke), ordered[:1]
    return "", ()


def acceptance_picture(mechanism: Mechanism, agent: str) -> Picture:
    """For each offer of an agent's menu, the costs at which it is a gain: within the box, or up to 1 on an orthant.

    Where costs may be negative, from -1; of a polyhedron of costs the rows are not drawn.
    """
    market = mechanism.market
    if len(market.tasks) != 2:
        raise ValueError(
            f"picture: the market has {counted(len(market.tasks), 'task')}; acceptance regions are drawn for two"
        )
    j = market.agent(agent)
    domain = market.preferences[j].domain
    lower, upper = bundle((0, 0)), bundle((1, 1))
    if isinstance(domain, Box):
        lower, upper = domain.lower, tuple(h if h > low else low + 1 for low, h in domain.intervals())
    if isinstance(domain, FiniteDomain):
        lower = tuple(min([Fraction(0), *(costs[i] for costs in domain.types)]) for i in range(2))
        upper = tuple(max([Fraction(1), *(costs[i] for costs in domain.types)]) for i in range(2))
    if isinstance(domain, PolyhedralDomain):
        lower = tuple(Fraction(-1 if negative_costs(domain, i) is not None else 0) for i in range(2))
    frame = Frame(lower, upper)
    parts: list[str] = []
    named: dict[Bundle, list[str]] = {}
    for k, directions in enumerate(mechanism.protocol.offers(j)):
        colour = COLOURS[(k - 1) % len(COLOURS)]
        for d in directions:
            region = frame.region([(tuple(map(Fraction, d)), Fraction(0))])
            if len(region) > 2:
                parts.append(frame.polygon(region, f'fill="{colour}" fill-opacity="0.35" stroke="{colour}"'))
                centre = tuple(sum((c[i] for c in region), Fraction(0)) / len(region) for i in range(2))
                named.setdefault(centre, []).append(f"choice {k}")
    if isinstance(domain, FiniteDomain):
        parts += [frame.dot(costs, 'fill="black"') for costs in domain.types]
    parts.append(frame.axes([f"cost of {_task(task)}" for task in market.tasks]))
    parts += [frame.centred(centre, ", ".join(dict.fromkeys(names))) for centre, names in named.items()]
    meaning = "Shaded: where a choice is a gain, with its number; a choice among several bundles has a region for each"
    black = "; black: the agent's types" if isinstance(domain, FiniteDomain) else ""
    return square("".join(parts), f"Costs at which {agent} gains by each choice. {meaning}{black}")


def _exit(frame: Frame, start: Bundle, direction: Direction) -> Bundle:
    """Where a ray leaves the frame."""
    lengths = [
        ((high if step > 0 else low) - value) / step
        for value, step, low, high in zip(start, direction, frame.lower, frame.upper, strict=True)
        if step
    ]
    return tuple(value + min(lengths) * step for value, step in zip(start, direction, strict=True))


def _middle(start: Bundle, stop: Bundle) -> Bundle:
    return tuple((a + b) / 2 for a, b in zip(start, stop, strict=True))
