"""What a password of one's own has to be, told in the reader's language."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import get_language

from sulh.papers.page import page_language
from sulh.words.language import mark

TOO_SHORT = mark("This is too short. It takes twelve characters or more.")


class LongEnough(MinimumLengthValidator):
    """Twelve characters. Django's own sentence for it has no Arabic."""

    def __init__(self) -> None:
        """Fix the length: the sentence names it."""
        super().__init__(min_length=12)

    def get_error_message(self) -> str:
        """Return why a password is refused."""
        return str(page_language(get_language() or "en").say(TOO_SHORT))
