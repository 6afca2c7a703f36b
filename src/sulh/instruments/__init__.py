"""
Instruments: questions about attitudes as data, in every language, with a version; what they say lies in TOML.

    attitudes.toml ── answers, questions, templates ──questionnaire(template, wanted)──▶ Questionnaire

Every template has items that could show harm and items that ask what was done. Nothing is measured here
(see `sulh.measurement.attitudes`).
"""

from sulh.instruments.reading import (
    TEMPLATES,
    Template,
    circles,
    circles_png,
    own_question,
    questionnaire,
    template,
    timed,
)

__all__ = ["TEMPLATES", "Template", "circles", "circles_png", "own_question", "questionnaire", "template", "timed"]
