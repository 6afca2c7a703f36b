"""
What the codes of a study of attitudes say, in one English sentence each that pages translate.

    DOUBTS        beside a figure                     UNSAID       where there is none
    READINGS      which way it points                 METHODS      how its interval came about
    ASSUMPTIONS   of bounds                           WARNINGS     of several results together
    LEFT_OUT      rows that were left out             DEPARTURES   where a study left its plan
    MISSING       kinds of item that are not asked    KINDS, WAVES, GROUPS   names

In a sentence `{needed}`, `{number}` and `{names}` stand for what the finding carries. None says that a
dialogue works, and none speaks of anybody but those who took part.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sulh.measurement.attitudes.findings import How, LeftOutWhy, Reading, Why
from sulh.model.studies import ItemKind, Needed, StudyGroup, WaveKind
from sulh.words.language import mark

DOUBTS: Final[Mapping[str, str]] = {
    "no-comparison": mark(
        "Nobody who did not take part was asked, so this is a change and not an effect: it may have come about anyway."
    ),
    "not-by-lot": mark("No lot decided who took part, so the groups may have been on different paths from the start."),
    "not-planned": mark("It was not in a plan that was laid down before."),
    "few-clusters": mark("It rests on few groups of people, so one group that is unlike the others weighs much."),
    "people-as-units": mark(
        "The groups are too few, so people were counted one by one: it speaks of these groups and of no others."
    ),
    "baseline-differs": mark(
        "Those who took part and those they are compared with differed before anything began. Whoever stands far out "
        "tends to move towards the middle by themselves (regression to the mean), which can look like an effect."
    ),
    "attrition-differs": mark("More people were lost in one group than in the other."),
    "many-lost": mark("A fifth or more of those who took part were lost by then."),
    "one-side": mark("Of those who took part, people of one side alone answered."),
    "list-design-effect": mark(
        "The answers contradict the way the list was meant, so the share is not to be relied on."
    ),
}
UNSAID: Final[Mapping[Why, str]] = {
    "no-answers": mark("Nobody answered it in both waves."),
    "few-people": mark("Too few to say: it takes at least {needed} people in each group."),
    "few-clusters": mark(
        "Too few to say: it takes at least {needed} groups of people on either side of the comparison."
    ),
    "no-spread": mark("Within each group everybody has the same value, so nothing can be said of chance."),
    "two-answers": mark("Not told of a question with two answers: from the spread follows how many said yes."),
}
READINGS: Final[Mapping[Reading, str]] = {
    "better": mark("For the better, beyond what chance gives."),
    "worse": mark("For the worse, beyond what chance gives."),
    "held": mark("Those who took part did not get better, but the others got worse."),
    "unclear": mark("It may be chance."),
    "no-direction": mark("No direction was called the better one."),
}
METHODS: Final[Mapping[How, str]] = {
    "robust": mark("From the spread between groups of people."),
    "wild": mark("By turning round what is left over in whole groups of people, many times."),
    "randomisation": mark("By dealing out anew which groups took part."),
    "signs": mark("By turning round the changes in every way."),
}
ASSUMPTIONS: Final[Mapping[str, str]] = {
    "none": mark("Wherever on the scale those who were lost may have ended."),
    "one-way": mark("If taking part made people stay, or made them leave, but never both."),
}
WARNINGS: Final[Mapping[str, str]] = {
    "nothing-planned": mark("No plan was laid down before: read all of this as questions for the next study."),
    "better-and-worse": mark("Some things got better and others got worse at once. Tell both."),
    "thought-not-done": mark("What people think changed; what they do did not change with it."),
    "sides-unlike": mark(
        "Those of one side who took part were moved otherwise than those of another, beyond what chance gives: {names}."
    ),
}
LEFT_OUT: Final[Mapping[LeftOutWhy, str]] = {
    "code-twice": mark("Rows left out because a code stood twice in one wave: {number}."),
    "group-changes": mark("Rows left out because a code stood in two groups or sides: {number}."),
    "no-baseline": mark("Rows left out because there was no answer before it began: {number}."),
    "unknown-wave": mark("Rows left out because their wave is not of this study: {number}."),
    "unknown-side": mark("Rows left out because their side is not of this study: {number}."),
    "off-scale": mark("Answers left out because they lie outside the scale: {number}."),
}
DEPARTURES: Final[Mapping[str, str]] = {
    "other-study": mark("The plan was laid down for another study."),
    "other-instrument": mark("The plan was laid down for other questions."),
    "other-version": mark("The questions are of another version than those in the plan."),
}
MISSING: Final[Mapping[Needed, str]] = {
    "adverse": mark("No question could show harm, and nobody wrote down why."),
    "behaviour": mark("No question asks what people did, and nobody wrote down why."),
}
KINDS: Final[Mapping[ItemKind, str]] = {
    "thermometer": mark("Warmth, from 0 to 100"),
    "social_distance": mark("Closeness that would be accepted"),
    "inclusion": mark("Circles that overlap more or less"),
    "trust": mark("Trust"),
    "threat": mark("Threat that is felt"),
    "salience": mark("Weight of one’s own identity"),
    "discrimination": mark("Discrimination that is felt"),
    "willingness": mark("Willingness to do something"),
    "done": mark("Something that was done"),
    "list": mark("A list of which only the number is told"),
    "own": mark("A question of one’s own"),
}
WAVES: Final[Mapping[WaveKind, str]] = {
    "baseline": mark("Before"),
    "during": mark("During"),
    "end": mark("At the end"),
    "follow_up": mark("Later"),
}
GROUPS: Final[Mapping[StudyGroup, str]] = {
    "participants": mark("People who take part"),
    "comparison": mark("People who do not take part"),
    "wait_list": mark("People who take part later"),
}
