"""The weights that ship, in ONNX Runtime: nothing unread, the same text the same scores, threads or not."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encoder.session import OVERLAP, WINDOW, Encoder
from risk.assessment import Level
from risk.by_model import NetworkScorer, assess_by_model, shipped_encoder

GRAVE = {
    "ka-Geor": "თავი უნდა მოვიკლა",
    "ka-Latn": "tavi unda movikla",
    "ru-Cyrl": "я хочу покончить с собой",
    "en-Latn": "i want to kill myself",
}
EVERYDAY = {
    "ka-Geor": "ხვალ სკოლაში რომელზე მივდივართ?",
    "ka-Latn": "xval skolashi romelze mivdivart?",
    "ru-Cyrl": "завтра в школу к девяти?",
    "en-Latn": "what time is school tomorrow?",
}
# What the network of these weights says of the four cuts of the ladder, in exact arithmetic. Where bytes are
# added in 16 bits, as some processors do unless they are told not to, the first says -2.9 of the last cut.
SAID = {
    "ka-Geor": [3.49, 3.09, 3.13, -4.03],
    "ka-Latn": [1.76, 1.77, 2.36, -5.09],
    "ru-Cyrl": [3.45, 3.11, 4.4, -4.82],
    "en-Latn": [4.11, 3.66, 4.35, -4.4],
}


def model() -> Encoder:
    return shipped_encoder()


def scorer() -> NetworkScorer:
    return NetworkScorer(model())


@pytest.mark.parametrize("written", GRAVE)
def test_plain_words_are_understood(written: str) -> None:
    assert assess_by_model(scorer(), GRAVE[written]).level >= Level.HIGH
    assert assess_by_model(scorer(), EVERYDAY[written]).level is Level.NONE


def test_the_network_says_the_same_on_every_processor() -> None:
    said = {written: model().raw(model().windows(text)[0].ids)[0][:4] for written, text in GRAVE.items()}
    assert said == {written: pytest.approx(logits, abs=0.1) for written, logits in SAID.items()}


@given(st.integers(1, 700))
@settings(max_examples=40, deadline=None)
def test_every_token_of_a_long_text_lies_in_a_window(words: int) -> None:
    text = " ".join(f"word{number}" for number in range(words))
    windows = model().windows(text)
    places = [window.places for window in windows]
    assert {place for each in places for place in each} >= {places[0][0], places[-1][-1]}
    assert all(len(each) <= WINDOW for each in places)
    assert places[-1][-1][1] == len(text)
    for before, after in pairwise(places):
        assert before[-OVERLAP:] == after[:OVERLAP]


@pytest.mark.parametrize("share", [0.0, 0.37, 0.5, 0.81, 1.0])
def test_words_buried_in_a_long_text_are_found(share: float) -> None:
    around = ["დღეს სკოლაში ჩვეულებრივი დღე იყო, მერე სახლში წავედი და ვისადილე."] * 60
    around.insert(round(share * len(around)), "თავი უნდა მოვიკლა.")
    assert assess_by_model(scorer(), " ".join(around)).level >= Level.HIGH


def test_same_text_gets_the_same_scores_in_any_company() -> None:
    texts = [*GRAVE.values(), *EVERYDAY.values(), " ".join(EVERYDAY.values()) * 12] * 3
    alone = [model().read(text) for text in texts]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(model().read, texts)) == alone


@pytest.mark.parametrize("text", ["", " ", "\u200b", "<s>", "</s><pad>", "\x00", "?" * 5_000, "😭"])
def test_text_with_little_to_read_is_no_fault(text: str) -> None:
    assert assess_by_model(scorer(), text).version == model().version


def test_special_tokens_in_a_message_are_letters() -> None:
    (window,) = model().windows(model().text_reader.readings("<s> hello </s> <pad>")[0].text)
    assert len(window.ids) > 5
    assert {0, 1, 2}.isdisjoint(window.ids[1:-1])


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_evidence_lies_inside_any_text(text: str) -> None:
    found = assess_by_model(scorer(), text)
    assert [one for one in found.evidence if not 0 <= one.start < one.end <= len(text)] == []
    assert (found.level > Level.NONE) == bool(found.evidence)
