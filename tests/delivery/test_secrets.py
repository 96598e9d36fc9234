"""Secrets are taken from the environment, and taken out of what is shown."""

from itsite.delivery.secrets import masked, misplaced, secret, without_hooks, without_secrets


def test_it_comes_from_the_environment():
    assert secret("ITSITE_SMTP_PASSWORD", {"ITSITE_SMTP_PASSWORD": "hunter22"}) == "hunter22"
    assert secret("ITSITE_SMTP_PASSWORD", {"ITSITE_SMTP_PASSWORD": ""}) is None


def test_it_is_never_shown_nor_are_its_parts():
    assert without_secrets("https://x.example/hook/abcdef?k=abc", ["hook/abcdef", None, "abc"]) == "https://x.example/(secret)?k=abc"
    assert without_secrets("denied: abcd, abcdef", ["abcd", "abcdef"]) == "denied: (secret), (secret)"


def test_each_secret_has_its_variable():
    assert misplaced(("announce", "targets", "it-staff", "url")) == "ITSITE_WEBHOOK_IT_STAFF"
    assert misplaced(("announce", "targets", "it-staff", "Token")) == "ITSITE_TOKEN_IT_STAFF"
    assert misplaced(("mail", "server", "password")) == "ITSITE_SMTP_PASSWORD"
    assert misplaced(("url",)) == ""


def test_lines_of_a_file_do_not_show_what_opens_a_chat():
    assert masked("    url: https://x.example/abc") == "    url: (secret)"
    assert masked("    a: {kind: slack, webhook: 'https://x.example/abc'}") == "    a: {kind: slack, webhook: (secret)'}"
    assert masked("  a: https://hooks.slack.com/services/T/B/abc") == "  a: (secret)"
    assert masked("url: https://it.example.org/") == "url: https://it.example.org/"
    assert without_hooks('not "https://x.example/abc"', ("announce", "targets")) == 'not "(secret)"'
    assert without_hooks("https://x.example/abc", ("redirects",)) == "https://x.example/abc"
