"""What is known of languages."""

import pytest

from itsite.read.locales import SAID, counted_forms, plural_forms


@pytest.mark.parametrize("lang", SAID)
def test_the_plural_forms_that_are_written_down_are_those_of_the_rule(lang):
    assert plural_forms(lang) == counted_forms(lang)


def test_other_languages_are_counted():
    assert plural_forms("pl") == ({"one", "few", "many", "other"}, {"one", "few", "many", "other"})
