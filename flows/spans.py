"""Times as they are written in flow files and transcripts: 5s, 20m, 12h."""

from datetime import timedelta


def written(span: timedelta) -> str:
    """A time in its largest whole unit up to hours."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    if seconds:
        return f"{minutes * 60 + seconds}s"
    return f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}m"
