"""Fields that are left empty: known ones count as not given, unknown ones are mistakes all the same."""


def test_a_known_field_left_empty_is_as_if_not_there(site):
    assert not site("-- content/a.md --\n---\ntitle: A\nsummary:\ntags:\nextra:\n  x:\n---\n").problems


def test_an_unknown_field_left_empty_is_a_mistake(site):
    built = site("-- content/a.md --\n---\ntitle: A\ntitel:\n---\n")
    assert [p for p in built.problems if p.startswith("content/a.md:3:1 FM002")]


def test_a_decimal_comma_in_braces_is_no_smaller_price(site):
    built = site("-- content/services/a.md --\n---\ntitle: A\nprice: {amount: 12,50}\n---\n")
    assert [p for p in built.problems if "content/services/a.md:3:20 FM002" in p]
