"""What others have published about the algorithms comes out of the library that we use, as we call it."""

from __future__ import annotations

import pytest
from nacl.secret import Aead
from nacl.signing import SigningKey

from sulh.vault.stretch import Cost, stretch

KIB = 1 << 10


def test_xchacha20_poly1305() -> None:
    """The example of draft-irtf-cfrg-xchacha-03, appendix A.3.1."""
    plain = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
        b"sunscreen would be it."
    )
    aead = Aead(bytes(range(0x80, 0xA0)))
    aad = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    nonce = bytes(range(0x40, 0x58))
    sealed = bytes.fromhex(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39"
        "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
        "21f9664c97637da9768812f615c68b13b52e"
        "c0875924c1c7987947deafd8780acf49"
    )

    assert sealed == aead.encrypt(plain, aad, nonce).ciphertext
    assert plain == aead.decrypt(nonce + sealed, aad)


@pytest.mark.parametrize(
    ("secret", "cost", "known"),
    [
        ("123", Cost(5, 1024 * KIB), "3c5d010180ba0cf5b6b858cba23b318e42d33088983c404598599c3b029ecac6"),
        ("ö", Cost(5, 1024 * KIB), "b113fc7863dbc87b7d1366c3b468d3864a2473ce46e90ed3641fff87ada561f7"),
        ("123", Cost(2, 8192 * KIB), "3ee950488d26ce691657b1d753f562139857b61a58f234d6cb0ce84c4cc27328"),
    ],
)
def test_argon2id(secret: str, cost: Cost, known: str) -> None:
    """The command `argon2 ABCDEFGHIJKLMNOP -id -v 13` of the reference prints the same."""
    assert known == stretch(secret.encode(), b"ABCDEFGHIJKLMNOP", cost).hex()


@pytest.mark.parametrize(
    ("seed", "public", "message", "signature"),
    [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            (
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                "d25bf5f0595bbe24655141438e7a100b"
            ),
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            (
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                "387b2eaeb4302aeeb00d291612bb0c00"
            ),
        ),
    ],
)
def test_ed25519(seed: str, public: str, message: str, signature: str) -> None:
    """The first two examples of RFC 8032, section 7.1."""
    key = SigningKey(bytes.fromhex(seed))

    assert public == bytes(key.verify_key).hex()
    assert signature == key.sign(bytes.fromhex(message)).signature.hex()
