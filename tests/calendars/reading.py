"""Calendar files as calendar programs read them."""

import datetime as dt
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.parsing import program

ROOT = Path(__file__).parent.parent.parent


def events_of(data: bytes) -> dict[str, Any]:
    """The events of a calendar by their titles, as icalendar reads them; it finds nothing wrong."""
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    assert calendar.get_missing_tzids() == set()
    found = {}
    for component in calendar.walk():
        assert not component.errors, component.errors
        assert set(component.required) <= {name.upper() for name in component}, component.name
    for event in calendar.events:
        found[str(event["SUMMARY"])] = event
    assert len(found) == len(calendar.events)
    return found


def assert_well_formed(data: bytes) -> None:
    """RFC 5545, 3.1: lines end with CRLF and have 75 octets at most, and no character is cut in two."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()


def start_of(event: Any) -> dt.datetime:
    """When it begins, in universal time."""
    return event["DTSTART"].dt.astimezone(dt.UTC)


ICAL_JS = """
import { readFileSync } from "node:fs";
const { default: ICAL } = await import(process.argv[2]);
const found = process.argv.slice(3).map((name) => {
  const root = new ICAL.Component(ICAL.parse(readFileSync(name, "utf8")));
  for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = root.getAllSubcomponents("vevent").map((one) => {
    const event = new ICAL.Event(one, { strictExceptions: true });
    const said = (time) => ({ zone: time.zone.tzid, local: time.toString(), unix: time.toUnixTime(), is_day: time.isDate });
    return { uid: event.uid, title: event.summary, sequence: event.sequence, place: event.location, start: said(event.startDate), end: said(event.endDate) };
  });
  ICAL.TimezoneService.reset();
  return events;
});
console.log(JSON.stringify(found));
"""


def read_by_ical_js(scratch: Path, *files: Path) -> list[list[dict[str, Any]]]:
    """The events of each file as ical.js reads them, which Thunderbird and others use."""
    places = (ROOT / ".cache/node_modules", Path(os.environ.get("ITSITE_NODE_MODULES", os.devnull)))
    module = next((place / "ical.js/dist/ical.js" for place in places if (place / "ical.js").is_dir()), None)
    if module is None:
        pytest.skip("ical.js is not there: make test installs it")
    script = scratch / "read.mjs"
    script.write_text(ICAL_JS, encoding="utf-8")
    done = subprocess.run([program("node"), script, module, *files], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)
