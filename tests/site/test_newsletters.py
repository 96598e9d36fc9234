"""Issues that gather news, by hand or by rule."""

from tests.parsing import parsed


def news(day, fields="", title=""):
    return f"-- content/news/2026-{day}-n{day}.md --\n---\ntitle: {title or 'N' + day}\n{fields}---\nx\n"


def issue(fields, name="2026-11"):
    return f"-- content/newsletters/{name}.md --\n---\ntitle: Issue\n{fields}\n---\nHello.\n"


def gathered(built, path="newsletters/2026-11/index.html"):
    return [a.text for a in parsed(built.text(path)).all("main")[0].iter("a") if a.text and a.text.startswith("N") and a.text[1:2].isdigit()]


def test_items_stand_in_the_order_in_which_they_are_named(site):
    built = site(
        news("10-01") + news("10-02") + news("10-03") + issue("items: [../news/2026-10-02-n10-02.md, 2026-10-03-n10-03, ../news/2026-10-01-n10-01.md]")
    )
    assert not built.problems
    assert gathered(built) == ["N10-02", "N10-03", "N10-01"]


def test_an_item_that_is_not_there_is_an_error_with_the_nearest(site):
    built = site(news("10-01") + issue("items: [../news/2026-10-01-n10-10.md]"))
    assert [(p.code, "2026-10-01-n10-01" in p.hint) for p in built.report.problems] == [("LK006", True)]


def test_a_rule_gathers_from_since_up_to_but_without_until_newest_first(site):
    archive = "".join(news(day) for day in ("09-30", "10-01", "10-31", "11-01"))
    assert gathered(site(archive + issue("collect: {since: 2026-10-01, until: 2026-11-01}"))) == ["N10-31", "N10-01"]


def test_without_until_a_rule_gathers_what_came_before_the_issue(site):
    archive = "".join(news(day) for day in ("09-30", "10-31", "11-19"))
    assert gathered(site(archive + issue("date: 2026-11-01\ncollect: {since: 2026-10-01}"))) == ["N10-31"]


def test_a_rule_gathers_by_tag_audience_and_number(site):
    archive = (
        news("10-01", "tags: [VPN]\n")
        + news("10-02", "tags: [vpn, fax]\naudiences: [office]\n")
        + news("10-03", "audiences: [office]\n")
        + news("10-04", "tags: [Vpn]\n")
    )
    built = site(archive + issue("collect: {tags: [vpn], limit: 2}") + issue("collect: {audiences: [office]}", "2026-11-02"))
    assert gathered(built) == ["N10-04", "N10-02"]
    assert gathered(built, "newsletters/2026-11-02/index.html") == ["N10-03", "N10-02"]


def test_a_rule_gathers_no_other_issue_and_nothing_hidden(site):
    archive = news("10-01") + news("10-02", "draft: true\n") + news("10-03", "classification: confidential\n") + issue("", "2026-10")
    built = site(archive + issue("collect: {since: 2026-09-01}"))
    assert gathered(built) == ["N10-01"]


def test_named_items_that_are_not_shown_yet_are_left_out_with_a_warning(site):
    built = site(news("10-01") + news("12-24") + issue("items: [../news/2026-10-01-n10-01.md, ../news/2026-12-24-n12-24.md]"))
    assert gathered(built) == ["N10-01"]
    assert [(p.code, "2026-12-24" in p.message) for p in built.report.problems] == [("LK005", True)]


def test_an_issue_of_a_month_alone_is_dated_on_its_first_day(site):
    built = site("-- content/newsletters/2026-11.md --\n# Issue\n\nx\n-- content/newsletters/2026-11-15-extra.md --\n# Extra\n\nx\n")
    assert not built.problems
    assert {"newsletters/2026-11/index.html", "newsletters/2026-11-15-extra/index.html"} <= built.paths
    text = parsed(built.text("newsletters/index.html")).text("main")[0]
    assert text.index("Extra") < text.index("Issue")


def test_a_german_issue_gathers_the_german_versions(site):
    yaml = "-- site.yaml --\nname: IT\nurl: https://a.example/\nlanguages: [en, de]\n"
    german = news("10-01", title="N1-deutsch").replace(".md", ".de.md")
    built = site(
        yaml
        + news("10-01")
        + german
        + news("10-02")
        + issue("items: [../news/2026-10-01-n10-01.md, ../news/2026-10-02-n10-02.md]").replace("2026-11.md", "2026-11.de.md")
    )
    page = parsed(built.text("de/newsletters/2026-11/index.html"))
    assert page.hrefs("N1-deutsch") == ["../../../de/news/2026/n10-01/"]
    assert page.hrefs("N10-02") == ["../../../news/2026/n10-02/"]
