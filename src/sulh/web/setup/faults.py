"""What is said of a value that cannot be kept: the codes of `Invalid` as sentences, each at its field."""

from __future__ import annotations

from sulh.words.language import mark

FAULTS: dict[str, str] = {
    "empty": mark("This has to be filled in."),
    "too-long": mark("This is too long. Please make it shorter."),
    "control": mark("There is a sign in it that no page can show. Type it anew instead of pasting it."),
    "direction": mark("There is a hidden sign in it that turns the direction of writing. Type it anew."),
    "names-somebody": mark("Somebody who takes part is named in it, by the label of a slip. Say it without."),
    "no-choice": mark("Please choose from what is offered."),
    "number": mark("Please give a whole number of people, from 1 to 10,000."),
    "one-language": mark("One language at least has to be filled in."),
    "name-is-taken": mark("Another side has this name already."),
    "no-account": mark("There is no open account of this name. Accounts are made on the page of accounts."),
    "one-side": mark("A caucus is of one side. Choose exactly one."),
    "two-sides": mark("Choose two sides or more."),
    "side-without-name": mark("A side has no name yet in a language of this dialogue. Give it one first."),
    "yes-or-no": mark("Please answer yes or no."),
    "stopped": mark("With “no” to a question that stops, the decision can only be no-go."),
}
