"""The gap to the best plan against time, as an SVG picture without any library."""

from html import escape
from math import log10

WIDTH, HEIGHT, LEFT, TOP = 720, 360, 70, 40
COLOURS = ("#0b57d0", "#b3261e", "#146c2e", "#7d5700")
SMALLEST, EARLIEST = 1e-5, 0.1  # where the logarithmic axes begin: share of the fit, seconds

Curve = list[tuple[float, float]]


def gap_picture(title: str, curves: dict[str, Curve], limit: float) -> str:
    """Steps of (seconds, share of the best fit that is missing) per method, both axes logarithmic."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + LEFT + 130} {HEIGHT + TOP + 50}" '
        'font-family="sans-serif" font-size="13">',
        f"<title>{escape(title)}: gap against time</title>",
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{LEFT}" y="22" font-size="15">{escape(title)}: gap to the best fit against seconds</text>',
        *_grid(limit),
    ]
    for i, (method, curve) in enumerate(curves.items()):
        colour, y = COLOURS[i % len(COLOURS)], TOP + 20 + 20 * i
        if curve:
            parts.append(f'<path d="{_steps(curve, limit)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        text = escape(method) + ("" if curve else ": no plan")
        parts.append(f'<text x="{LEFT + WIDTH + 10}" y="{y}" fill="{colour}">{text}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _x(seconds: float, limit: float) -> float:
    share = log10(max(seconds, EARLIEST) / EARLIEST) / log10(max(limit, 2 * EARLIEST) / EARLIEST)
    return round(LEFT + WIDTH * min(1.0, share), 1)


def _y(gap: float) -> float:
    return round(TOP + HEIGHT * log10(1 / max(gap, SMALLEST)) / log10(1 / SMALLEST), 1)


def _steps(curve: Curve, limit: float) -> str:
    """Down at each better plan, level in between, on to the limit."""
    path = f"M{_x(curve[0][0], limit)} {_y(curve[0][1])}"
    for seconds, gap in curve[1:]:
        path += f"H{_x(seconds, limit)}V{_y(gap)}"
    return path + f"H{_x(limit, limit)}"


def _grid(limit: float) -> list[str]:
    """Lines and labels at powers of ten; the lowest line stands for the best fit itself."""
    found = []
    gap, label = 1.0, "worse level"
    while gap >= SMALLEST * 0.99:
        y = _y(gap)
        found.append(f'<line x1="{LEFT}" x2="{LEFT + WIDTH}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        found.append(f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end" font-size="11">{label}</text>')
        gap /= 10
        label = "best" if gap < SMALLEST * 5 else f"{100 * gap:g} %"
    seconds = EARLIEST
    while seconds <= limit:
        x = _x(seconds, limit)
        found.append(f'<line x1="{x}" x2="{x}" y1="{TOP}" y2="{TOP + HEIGHT}" stroke="#ddd"/>')
        found.append(f'<text x="{x}" y="{TOP + HEIGHT + 18}" text-anchor="middle" font-size="11">{seconds:g} s</text>')
        seconds *= 10
    return found
