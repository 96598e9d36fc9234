"""What a build says at its end."""

from pathlib import Path

from itsite.cli.reporting import Printer, visible
from itsite.model.report import Report


def built(printer: Printer, report: Report, folder: Path) -> int:
    """Prints the outcome of a build into `folder`, and returns the exit code."""
    where = visible(str(folder)).replace("{", "{{").replace("}", "}}")
    new = f", {report.rendered} of them new" if report.reused else ""
    return printer.report(report, done=f"Built {{pages}} ({{files}}{new}) into {where} in {{seconds}} s.", failed=f"Nothing was built; {where} is as it was.")
