"""
Generated dialogues: of any size, from a stated model, with the truth beside them; and the fictional demonstration.

    recipe.py      Recipe, Brigade: what a dialogue is made of
    world.py       the model, drawn: statements and people
    answers.py     who answers what
    truth.py       Truth: what an analysis is judged against
    synthesise.py  synthesise(recipe, seed) -> (Dialogue, Truth)
    write.py       a dialogue as files: votes in one or many shards, sides, statements, the truth
    demo.py        the demonstration: a fictional valley, two sides, three languages

Nothing here reads real votes, and no analysis imports this room.
"""

from sulh.synth.recipe import Brigade, Recipe, of_size
from sulh.synth.synthesise import synthesise
from sulh.synth.truth import Truth

__all__ = ["Brigade", "Recipe", "Truth", "of_size", "synthesise"]
