"""Calendars as iCalendar files (RFC 5545, 5546, 7986): the only place that knows how they are written and read."""
