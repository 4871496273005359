"""When the program may write first: by day in Georgia. A phone that lights up at night is seen by others."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

TBILISI = ZoneInfo("Asia/Tbilisi")
DAY_BEGINS, DAY_ENDS = time(10), time(21)


def in_daytime(moment: datetime) -> datetime:
    """The moment itself if it is by day in Georgia, else when the next day begins there."""
    local = moment.astimezone(TBILISI)
    if DAY_BEGINS <= local.time() < DAY_ENDS:
        return moment
    day = local.date() if local.time() < DAY_BEGINS else local.date() + timedelta(days=1)
    return datetime.combine(day, DAY_BEGINS, TBILISI).astimezone(moment.tzinfo)
