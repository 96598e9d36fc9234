"""Secrets are taken from the environment, and taken out of what is shown."""

from itsite.delivery.secrets import secret, without_secrets


def test_it_comes_from_the_environment():
    assert secret("ITSITE_SMTP_PASSWORD", {"ITSITE_SMTP_PASSWORD": "hunter22"}) == "hunter22"
    assert secret("ITSITE_SMTP_PASSWORD", {"ITSITE_SMTP_PASSWORD": ""}) is None


def test_it_is_never_shown_nor_are_its_parts():
    assert without_secrets("https://x.example/hook/abcdef?k=abc", ["hook/abcdef", None, "abc"]) == "https://x.example/(secret)?k=abc"
    assert without_secrets("denied: abcd, abcdef", ["abcd", "abcdef"]) == "denied: (secret), (secret)"
