"""Sealed details: opened by whoever has the key, found without being opened, and the keys can be changed."""

import pytest

from storage.sealing import CannotOpen, Vault

PHONE = "+919812345678"


def test_what_is_sealed_is_not_to_be_read_and_can_be_opened() -> None:
    vault = Vault(["one"])
    sealed = vault.seal(PHONE)
    assert PHONE not in sealed
    assert vault.open(sealed) == PHONE
    assert vault.seal(PHONE) != sealed


def test_a_mark_finds_and_tells_nothing() -> None:
    vault = Vault(["one"])
    assert vault.mark(PHONE) == vault.mark(PHONE) != vault.mark(PHONE + "0")
    assert vault.mark(PHONE) != Vault(["two"]).mark(PHONE)
    assert len(vault.mark(PHONE)) == 64


def test_keys_can_be_changed() -> None:
    old, both, new = Vault(["one"]), Vault(["two", "one"]), Vault(["two"])
    sealed = old.seal(PHONE)
    assert both.open(sealed) == PHONE
    assert old.mark(PHONE) in both.marks(PHONE)
    assert new.open(both.seal(both.open(sealed))) == PHONE
    with pytest.raises(CannotOpen, match="DATA_KEYS"):
        new.open(sealed)


def test_no_key_no_vault() -> None:
    with pytest.raises(ValueError, match="needs a key"):
        Vault([])
