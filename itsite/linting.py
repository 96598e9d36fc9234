"""The templates of a site's theme against the views that they see."""

from pathlib import Path

from itsite.model.problem import Problem, in_order
from itsite.places import theme_places
from itsite.plan import channel_sections
from itsite.read.config_file import load_config
from itsite.theme.inline import inline_parts
from itsite.theme.lint import lint
from itsite.theme.theme import load_theme
from itsite.views.registry import views, views_of_own


def lint_theme(root: Path) -> tuple[Problem, ...]:
    """What is wrong with the templates of the site's theme."""
    file = load_config(root, channel_sections())
    if file.config is None:
        return in_order(file.problems)
    theme, problems = load_theme(file.config, theme_places(root), file.marks)
    if theme is None:
        return in_order(problems)
    return in_order((*problems, *lint(theme, (*views(), *views_of_own(theme.templates))), *inline_parts(theme.templates)))
