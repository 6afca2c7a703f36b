"""
How every page is made: templates that escape, words that escape, one style sheet, no other resource.

    PageLanguage   the reader's language, its sentences as markup with every value escaped and every name in <bdi>
    render         a template and its values -> one self-contained HTML file

Nothing here knows what a page says. No clock, no file but the templates beside this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from babel.lists import format_list
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sulh.figures import marks
from sulh.words.language import Language, language, mark
from sulh.words.text import clean

TEMPLATES = Path(__file__).parent / "templates"
FIRST_LINE = mark("Working paper of the facilitator. Not to be handed on: it holds counts that can expose people.")


class PageLanguage(Language):
    """
    A language whose sentences are markup: what goes into them is escaped, what others wrote stands in <bdi>.

    >>> words = page_language("en")
    >>> print(words.say("Refused by {side}.", side=words.name("A & B")), words.say("{text}", text="<b>"))
    Refused by <bdi>A &amp; B</bdi>. &lt;b&gt;
    """

    def say(self, message: str, **values: object) -> Markup:
        """Return the message in this language, its values escaped and put in."""
        return Markup(self.catalogue.gettext(message)).format(**values)  # noqa: S704 - our own messages, not others' texts

    def count(self, one: str, many: str, n: int, **values: object) -> Markup:
        """Return the message in the form that `n` asks for, its values escaped and put in."""
        message = self.catalogue.ngettext(one, many, n)
        return Markup(message).format(n=self.number(n), **values)  # noqa: S704 - the same

    def name(self, text: str) -> Markup:
        """Return a text that somebody else wrote, escaped, its direction isolated."""
        return Markup("<bdi>{}</bdi>").format(clean(text))

    def together(self, sentences: Sequence[str]) -> Markup:
        """Return several sentences as one text."""
        return Markup(" ").join(sentences)

    def listing(self, items: Sequence[str]) -> Markup:
        """Return several items, escaped, as one phrase."""
        joined = format_list([str(escape(item)) for item in items], style="standard", locale=self.locale)
        return Markup(joined)  # noqa: S704 - each item is escaped in the line above


@cache
def page_language(tag: str) -> PageLanguage:
    """
    Return the language of a tag, for pages.

    Raises:
        SettingError: If Sulh does not speak it.
    """
    plain = language(tag)
    return PageLanguage(plain.tag, plain.direction, plain.locale, plain.numerals, plain.catalogue)


def render(template: str, words: PageLanguage, **values: object) -> str:
    """
    Return a page as HTML.

    Args:
        template: Name of a file among the templates.
        words: The reader's language.
        values: What the template shows.
    """
    speech = {"say": words.say, "count": words.count, "name": words.name, "clean": clean, "words": words}
    return _environment().get_template(template).render(speech | values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"style": _style(), "kind": lambda side: marks.kind(side).removeprefix("s")}
    return environment


def _style() -> Markup:
    """Return the one style sheet, without comments and indents, with the colours of the marks."""
    sheet = (TEMPLATES / "paper.css").read_text(encoding="utf-8")
    lines = [line.strip() for line in sheet.splitlines() if not line.lstrip().startswith("/*")]
    light, dark = marks.palette(marks.COLOURS), marks.palette(marks.ON_DARK)
    colours = f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return Markup("".join(lines) + colours)  # noqa: S704 - our own file
