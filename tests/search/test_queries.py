"""What readers ask for comes first: queries.yaml, in Chromium, over the example below a base path."""

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from tests.search.asking import ask

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yaml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.browser


def test_there_are_enough_queries_of_each_language():
    assert len(QUERIES) >= 60
    assert {query["in"] for query in QUERIES} == {"en", "de"}


@pytest.mark.parametrize("lang", ["en", "de"])
def test_what_is_asked_for_comes_first(chromium, address, lang):
    page = chromium.new_page()
    page.goto(address if lang == "en" else f"{address}{lang}/")
    wrong = defaultdict(list)
    for query in (query for query in QUERIES if query["in"] == lang):
        wanted = [query["first"]] if isinstance(query["first"], str) else query["first"]
        found = ask(page, query["ask"])
        if found.pages[:1] != wanted[:1] and (not wanted or not found.pages or found.pages[0] not in wanted):
            wrong[query["ask"]] = [wanted, found.pages[:3], found.said]
    page.close()
    assert not dict(wrong)
