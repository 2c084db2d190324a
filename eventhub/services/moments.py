"""What time it is in Germany: the one place that asks the clock for what people are shown."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def local_now() -> datetime:
    """This instant, aware, on a clock in Germany."""
    return datetime.now(BERLIN)


def today() -> date:
    """The date in Germany now."""
    return local_now().date()
