"""Any Hugging Face sequence-classification model in the place of the one that ships (extra `transformers`).

Its labels must be the levels' names, or `LABEL_0` ... in the order of the levels, or be named in a mapping.
Its probabilities are read by the same thresholds a level; heads for subject, flags and severity it has none.
"""

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

from encoder.errors import ModelUnusable
from encoder.readings import TextReader
from encoder.session import Read
from risk.assessment import Level, Subject
from risk.by_model import stretches_for_model
from risk.ruleset import rule_words
from risk.scores import Scores

# P(level >= cut) from which on a level counts; recall first, as with the weights that ship.
_YES_FROM = 0.4
_WINDOW = 256
_OVERLAP = 32
# Longer than any window, so that a model which cannot read in windows is refused before a person writes.
_TRIAL = "a " * 2 * _WINDOW


class AnyClassifier:
    """A `Scorer` around a model and a tokenizer of the `transformers` library."""

    def __init__(
        self, model: Any, tokenizer: Any, name: str, levels: Mapping[str, Level] | None = None
    ) -> None:
        """`levels` says which label stands for which level; raises `ModelUnusable` for unknown ones."""
        self._model = model.eval()
        self._tokenizer = tokenizer
        # A fast tokenizer keeps how to cut and pad as a state of its own, and fails when two threads set it.
        self._one_at_a_time = Lock()
        self._levels = levels_of_labels(model.config.id2label, levels)
        self._window = _window_of(model, tokenizer)
        self.version = f"transformers-{name}"
        self.text_reader = TextReader({}, named=rule_words())

    def score(self, text: str, language: str | None = None, read: Read | None = None) -> list[Scores]:
        """Scores of each window of each reading, as `risk.by_model.Scorer` asks."""
        return [
            self._scores(row)
            for start, end in stretches_for_model(text)
            for reading in self.text_reader.readings(text[start:end], language)
            for row in self.rows(reading.text)
        ]

    def rows(self, text: str) -> list[list[float]]:
        """The probability of each label, for each window of a text."""
        import torch

        if not text:
            return []
        with self._one_at_a_time:
            coded = self._tokenizer(
                text,
                truncation=True,
                max_length=self._window,
                stride=min(_OVERLAP, self._window // 4),
                return_overflowing_tokens=True,
                padding=True,
                return_tensors="pt",
            )
        with torch.inference_mode():
            logits = self._model(input_ids=coded["input_ids"], attention_mask=coded["attention_mask"]).logits
            found: list[list[float]] = torch.softmax(logits.float(), dim=-1).tolist()
        return found

    def _scores(self, row: Sequence[float]) -> Scores:
        at_least = tuple(
            min(1.0, sum(p for p, level in zip(row, self._levels, strict=True) if level >= cut))
            for cut in list(Level)[1:]
        )
        reached = [level for level, p in zip(list(Level)[1:], at_least, strict=True) if p >= _YES_FROM]
        return Scores(
            level=max(reached, default=Level.NONE),
            at_least=at_least,
            severe_at_least=(),
            subject=Subject.SELF,
            flags=frozenset(),
        )


def load_classifier(source: str, levels: Mapping[str, Level] | None = None) -> AnyClassifier:
    """Load from a folder or a name that the library knows, and try it. Raises `ModelUnusable`."""
    try:
        import torch  # noqa: F401 - the library would miss it only when it loads weights
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
    except ImportError:
        raise ModelUnusable(
            f"the model {source} needs transformers and PyTorch; run: pip install 'mkhari[transformers]'"
        ) from None
    try:
        model = AutoModelForSequenceClassification.from_pretrained(source)
        tokenizer = AutoTokenizer.from_pretrained(source)
    except (OSError, ValueError) as error:
        raise ModelUnusable(
            f"the model {source} cannot be loaded ({type(error).__name__}); name a folder with config.json, "
            "weights and tokenizer of a sequence-classification model"
        ) from error
    loaded = AnyClassifier(model, tokenizer, source.rstrip("/").rsplit("/", 1)[-1][:40], levels)
    try:
        loaded.score(_TRIAL)
    except Exception as error:  # each kind of model fails in its own way
        raise ModelUnusable(
            f"the model {source} cannot score a long text ({type(error).__name__}); it needs a fast "
            "tokenizer (tokenizer.json) with a padding token, and a classifier of whole texts"
        ) from error
    return loaded


def _window_of(model: Any, tokenizer: Any) -> int:
    """Tokens that the model reads at once; models without positions say none or a number below 0."""
    said = (getattr(model.config, "max_position_embeddings", None), tokenizer.model_max_length)
    # Some kinds of models count their positions from 2 on.
    return min([_WINDOW, *(int(most) - 2 for most in said if most and most > 2)])


def levels_of_labels(labels: Mapping[int, str], named: Mapping[str, Level] | None) -> list[Level]:
    """The level of each output, in order. Raises `ModelUnusable` naming the labels that are not known."""
    by_name = {level.label: level for level in Level} | {f"label_{level:d}": level for level in Level}
    by_name |= {name.lower(): level for name, level in (named or {}).items()}
    unknown = sorted(label for label in labels.values() if label.lower() not in by_name)
    if unknown:
        raise ModelUnusable(
            f"the model's labels {', '.join(unknown)} stand for no level; "
            f"name them {', '.join(level.label for level in Level)}"
        )
    return [by_name[labels[number].lower()] for number in sorted(labels)]
