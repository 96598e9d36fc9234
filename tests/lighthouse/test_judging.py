"""What `make lighthouse` makes of a report. Lighthouse itself is no part of the tests: its figures are those of a machine at rest."""

import pytest

from tests.lighthouse.reading import CATEGORIES, judged
from tests.lighthouse.run import main

URL = "http://127.0.0.1:8000/it/"


def report(*, scores=(1, 1, 1, 1), shift=0.0, snippet="<p>", audits=()):
    """As much of a report as is read."""
    sent = [("", "Document", 8000), ("a.css", "Stylesheet", 15000), ("a.avif", "Image", 20000)]
    found = {
        "network-requests": {"score": 1, "details": {"items": [{"url": URL + name, "resourceType": kind, "transferSize": size} for name, kind, size in sent]}},
        "largest-contentful-paint-element": {"score": 1, "details": {"items": [{"items": [{"node": {"snippet": snippet}}]}, {"items": [{"phase": "TTFB"}]}]}},
        "largest-contentful-paint": {"score": 1, "numericValue": 1222.4},
        "total-blocking-time": {"score": 1, "numericValue": 0},
        "cumulative-layout-shift": {"score": 1, "numericValue": shift},
        **{name: {"id": name, "score": score, "title": name.title()} for name, _, score in audits},
    }
    refs = [{"id": name, "weight": weight} for name, weight, _ in audits]
    return {
        "finalDisplayedUrl": URL,
        "audits": found,
        "categories": {name: {"score": score, "auditRefs": refs} for name, score in zip(CATEGORIES, scores, strict=True)},
    }


def test_what_is_perfect_has_no_faults_and_its_figures():
    page = judged(report())
    assert page.faults == ()
    assert (page.weight, page.requests, page.weight_without_pictures, page.requests_without_pictures) == (43000, 3, 23000, 2)
    assert (page.largest, page.paint_ms) == ("<p>", 1222)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"scores": (0.99, 1, 1, 1)}, "performance 99"),
        ({"scores": (1, 1, 1, None)}, "seo 0"),
        ({"shift": 0.0126}, "layout shift 0.0126"),
        ({"snippet": '<img src="a.avif" loading="lazy">'}, "the largest picture waits until it is scrolled to"),
    ],
)
def test_a_score_below_100_a_shift_and_a_lazy_largest_picture_are_faults(wrong, fault):
    assert judged(report(**wrong)).faults == (fault,)


def test_what_was_found_is_told_and_what_counts_most_comes_first():
    page = judged(report(audits=(("little", 0, 0.5), ("much", 10, 0), ("well", 30, 1), ("not-asked", 3, None))))
    assert page.complaints == ("much (10): Much", "little (0): Little")


def test_a_page_that_could_not_be_judged_is_no_result():
    with pytest.raises(RuntimeError, match="no paint"):
        judged({"runtimeError": {"message": "no paint"}})


def test_without_lighthouse_it_says_how_to_get_it(tmp_path):
    with pytest.raises(SystemExit, match="make lighthouse"):
        main(["--lighthouse", str(tmp_path)])
