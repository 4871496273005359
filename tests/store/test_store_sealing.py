"""What is sealed opens in its place, with its key, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import CannotOpenSealed
from store.sealing import Vault

MASTER = bytes(range(32))
OTHER_MASTER = bytes(range(1, 33))
PARTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=4)


@pytest.fixture(scope="module")
def vault() -> Vault:
    return Vault(MASTER)


@given(plain=st.binary(max_size=2000), place=PARTS)
def test_a_sealed_value_opens_in_its_place(plain: bytes, place: list[str]) -> None:
    key, _ = Vault(MASTER).new_key("one")
    assert key.open(key.seal(plain, *place), *place) == plain


# A few bytes stand in what is sealed by chance.
@given(plain=st.binary(min_size=8, max_size=2000), place=PARTS)
def test_a_sealed_value_cannot_be_read(plain: bytes, place: list[str]) -> None:
    key, _ = Vault(MASTER).new_key("one")
    assert plain not in key.seal(plain, *place)


@given(place=PARTS, other=PARTS)
def test_a_moved_value_is_refused(place: list[str], other: list[str]) -> None:
    key, _ = Vault(MASTER).new_key("one")
    sealed = key.seal(b"words", *place)
    if place == other:
        assert key.open(sealed, *other) == b"words"
    else:
        with pytest.raises(CannotOpenSealed):
            key.open(sealed, *other)


def test_parts_of_a_place_do_not_run_together(vault: Vault) -> None:
    key, _ = vault.new_key("one")
    with pytest.raises(CannotOpenSealed):
        key.open(key.seal(b"words", "ab", "c"), "a", "bc")


def test_every_altered_byte_is_noticed(vault: Vault) -> None:
    key, _ = vault.new_key("one")
    sealed = key.seal(b"words", "message", "1")

    def opens(value: bytes) -> bool:
        try:
            return key.open(value, "message", "1") == b"words"
        except CannotOpenSealed:
            return False

    assert opens(sealed)
    unnoticed = []
    for position in range(len(sealed)):
        altered = bytearray(sealed)
        altered[position] ^= 1
        if opens(bytes(altered)):
            unnoticed.append(position)
    assert unnoticed == []


@pytest.mark.parametrize("length", [0, 1, 5, 12, 13, 20])
def test_a_truncated_value_is_refused(vault: Vault, length: int) -> None:
    key, _ = vault.new_key("one")
    with pytest.raises(CannotOpenSealed):
        key.open(key.seal(b"words", "message")[:length], "message")


# Written with MASTER by the first release.
OF_THE_FIRST_RELEASE = {
    "wrapped": "013966a1dced9c4137055d117e1ef62f585b8ebf93572e32fe39db19426c2edecd5c484a9e7f0e"
    "88f160fbb0e8d4e8e1d0862bb913b3588d6fb499c2dd",
    "message": "013d8f2fcaf112e98e4ef9d8e06b97b2430fbdf70ad55a145690521e362e1f784433",
    "house": "01ab71549e9aab280caccaadd1d587c648e98b1510e360860d348304e8da6456e57c",
    "training": "016f65697e1231fa2180336f90c34e65f8d2892870a06cd31a658401ec99a313cf49",
    "hash": "97ae986579beb9803af23565dd89322c4a6767e8ca5b25437b1cbb2439019a05",
    "signature": "fcf91ed70aec0d81694aee09f6adea6a8c8e1b5ec03d255fff713fe480bfd2ed",
}


def test_what_an_earlier_release_wrote_opens_and_is_found_after_an_update(vault: Vault) -> None:
    """Otherwise an update would lose every conversation: nobody would be known, and no word could be read."""
    written = {name: bytes.fromhex(value) for name, value in OF_THE_FIRST_RELEASE.items()}
    key = vault.unwrap(written["wrapped"], "one")
    assert key.open(written["message"], "message", "1") == b"words"
    assert vault.house.open(written["house"], "purge", "one") == b"words"
    assert vault.training.open(written["training"], "example", "one") == b"words"
    assert vault.hash("address", "42") == written["hash"]
    assert vault.is_signed(written["signature"], "widget-token", "a")


def test_the_same_words_are_sealed_differently_each_time(vault: Vault) -> None:
    key, _ = vault.new_key("one")
    assert key.seal(b"words", "message") != key.seal(b"words", "message")


def test_a_wrapped_key_opens_for_its_owner_only(vault: Vault) -> None:
    key, wrapped = vault.new_key("one")
    sealed = key.seal(b"words", "message")
    assert vault.unwrap(wrapped, "one").open(sealed, "message") == b"words"
    with pytest.raises(CannotOpenSealed):
        vault.unwrap(wrapped, "two")


def test_another_conversations_key_opens_nothing_here(vault: Vault) -> None:
    mine, _ = vault.new_key("one")
    theirs, _ = vault.new_key("two")
    with pytest.raises(CannotOpenSealed):
        theirs.open(mine.seal(b"words", "message"), "message")


def test_another_master_key_opens_nothing(vault: Vault) -> None:
    _, wrapped = vault.new_key("one")
    other = Vault(OTHER_MASTER)
    with pytest.raises(CannotOpenSealed):
        other.unwrap(wrapped, "one")
    with pytest.raises(CannotOpenSealed):
        other.house.open(vault.house.seal(b"words", "purge", "one"), "purge", "one")


def test_another_master_key_finds_and_signs_nothing(vault: Vault) -> None:
    other = Vault(OTHER_MASTER)
    assert vault.hash("address", "42") != other.hash("address", "42")
    assert not other.is_signed(vault.sign("widget-token", "a"), "widget-token", "a")


def test_a_hash_and_a_signature_of_the_same_parts_differ(vault: Vault) -> None:
    assert vault.hash("widget-token", "a") != vault.sign("widget-token", "a")
    assert not vault.is_signed(vault.hash("widget-token", "a"), "widget-token", "a")


def test_a_short_master_key_is_refused_without_showing_it() -> None:
    with pytest.raises(ValueError, match="has 16 bytes and needs 32") as refused:
        Vault(b"sixteen bytes...")
    assert "sixteen" not in str(refused.value)


def test_a_key_does_not_show_itself(vault: Vault) -> None:
    key, _ = vault.new_key("one")
    assert MASTER.hex() not in repr(vault)
    assert "AESGCM object" in repr(key)
