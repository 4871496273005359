"""Ways in which the same thing is typed differently, for the robustness tool and for training.

Each takes a text and a source of chance and gives a text that says the same to a human reader; the same
chance gives the same text. What a perturbation cannot be applied to stays as it is. None raises on any text.
"""

from risk.perturb import around, disguise, shape, typos
from risk.perturb.disguise import Perturbation

__all__ = ["PERTURBATIONS", "Perturbation"]

PERTURBATIONS: dict[str, Perturbation] = {
    "neighbour_keys": typos.neighbour_keys,
    "missed_shift": typos.missed_shift,
    "swapped_letters": typos.swapped_letters,
    "dropped_letters": typos.dropped_letters,
    "doubled_letters": typos.doubled_letters,
    "joined_words": shape.joined_words,
    "spaced_out_word": shape.spaced_out_word,
    "spaced_out": shape.spaced_out,
    "stretched_letters": shape.stretched_letters,
    "upper_case": shape.upper_case,
    "title_case": shape.title_case,
    "alternating_case": shape.alternating_case,
    "no_punctuation": shape.no_punctuation,
    "more_punctuation": shape.more_punctuation,
    "added_emoji": shape.added_emoji,
    "line_breaks": shape.line_breaks,
    "look_alikes": disguise.look_alikes,
    "invisible_marks": disguise.invisible_marks,
    "digits_for_letters": disguise.digits_for_letters,
    "fancy_letters": disguise.fancy_letters,
    **disguise.IN_LATIN_LETTERS,
    "padded_before": around.padded_before,
    "padded_after": around.padded_after,
    "padded_around": around.padded_around,
    "filler_words": around.filler_words,
}
