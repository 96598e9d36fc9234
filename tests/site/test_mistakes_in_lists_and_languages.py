"""Names that would silently lead to nothing: languages of texts, kinds and folders of listings, names of checks."""


def test_a_language_that_does_not_exist_is_told_at_its_key(site):
    built = site("-- site.yaml --\nname: {en: T, dee: T}\nurl: https://t.example/\nlanguages: [en, de]\n-- content/index.md --\n# Hi\n")
    assert [p for p in built.problems if p.startswith('site.yaml:1:15 CF005 name: "dee" is no language (did you mean "de"')], built.problems


def test_a_language_that_the_site_leaves_out_is_fine(site):
    assert not site("-- site.yaml --\nname: {en: T, de: T}\nurl: https://t.example/\n-- content/index.md --\n# Hi\n").problems


def test_a_navigation_title_in_no_language_is_told(site):
    built = site(
        "-- site.yaml --\nname: T\nurl: https://t.example/\nnavigation:\n  - {title: {en: A, xx-yy: B}, page: index.md}\n-- content/index.md --\n# Hi\n"
    )
    assert [p for p in built.problems if p.startswith("site.yaml:4:21 CF005")], built.problems


def test_a_listing_of_an_unknown_kind_or_folder_is_told(site):
    built = site(
        "-- content/index.md --\n---\ntitle: Hi\nlistings:\n  a: {kind: services}\n  b: {folder: halp}\n  c: {folder: help}\n---\n-- content/help/x.md --\n# X\n"
    )
    assert [p.split(" (")[0] for p in built.problems] == [
        'content/index.md:4:13 RF003 listings: there is no kind "services"',
        'content/index.md:5:15 RF003 listings: there is no folder "halp"',
    ]


def test_an_unknown_check_is_told(site):
    built = site("-- site.yaml --\nname: T\nurl: https://t.example/\nchecks: {reveiws: off}\n-- content/index.md --\n# Hi\n")
    assert [p for p in built.problems if 'CF005 checks: there is no check "reveiws" (did you mean "reviews"' in p]
