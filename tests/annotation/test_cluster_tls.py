"""Reading on a cluster that speaks TLS alone: with certificates of one authority it reads, without it is a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest

from analysis.annotation import TOKENS, annotate
from analysis.corpus import Corpus
from analysis.errors import DatelineError
from tests.cluster import scheduler, worker

dask = pytest.importorskip("dask")
pytest.importorskip("distributed")
x509 = pytest.importorskip("cryptography.x509")


def write_certificates(folder: Path) -> dict[str, str]:
    """Write an authority and a certificate of it for loopback; return their places as Dask's configuration has them."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    folder.mkdir()
    now = datetime.now(UTC)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    names = [
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]) for name in ("office", "127.0.0.1")
    ]
    for name, key, file in zip(names, keys, ("authority", "own"), strict=True):
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(names[0])
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=file == "authority", path_length=None), critical=True)
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
            )
            .sign(keys[0], hashes.SHA256())
        )
        (folder / f"{file}.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(keys[1].private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    places = {"ca-file": folder / "authority.pem"}
    for part in ("client", "scheduler", "worker"):
        places |= {f"{part}.cert": folder / "own.pem", f"{part}.key": folder / "key.pem"}
    return {f"distributed.comm.tls.{name}": str(place) for name, place in places.items()} | {
        "distributed.comm.require-encryption": "True"
    }


def as_environment(settings: dict[str, str]) -> dict[str, str]:
    """Return settings of Dask as variables of the environment of its processes, which speak TLS then."""
    names = {
        f"DASK_{name.upper().replace('.', '__').replace('-', '_')}": value for name, value in settings.items()
    }
    return names | {"DASK_DISTRIBUTED__COMM__DEFAULT_SCHEME": "tls"}


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a cluster that takes TLS alone, and the settings of who may join it."""
    folder = tmp_path_factory.mktemp("tls")
    settings = write_certificates(folder / "certificates")
    variables = as_environment(settings)
    with scheduler(folder, variables) as (address, _), worker(address, folder, "one", variables):
        yield address, settings


def test_a_cluster_with_tls_gives_the_same_records(
    short_seeds: Corpus, tmp_path: Path, secured: tuple[str, dict[str, str]]
) -> None:
    """Articles go to the workers and pieces come back over TLS, by the certificates of Dask's configuration."""
    address, settings = secured
    assert address.startswith("tls://")
    with dask.config.set(settings):
        there = annotate(short_seeds, cache=tmp_path / "there", scheduler=address, steps=[TOKENS])
    here = annotate(short_seeds, cache=tmp_path / "here", steps=[TOKENS])
    assert [TOKENS.encode(record) for _, record in there.records(TOKENS)] == [
        TOKENS.encode(record) for _, record in here.records(TOKENS)
    ]


def test_without_its_certificates_nobody_joins(
    short_seeds: Corpus, tmp_path: Path, secured: tuple[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No certificate, one of another authority, and no TLS at all: each is a sentence, and no article is sent."""
    monkeypatch.setattr("analysis.annotation._cluster._SECONDS_TO_CONNECT", 2)
    address, _ = secured
    others = write_certificates(tmp_path / "others")
    asked = [
        ({}, address, "must be of the same authority"),
        (others, address, "must be of the same authority"),
        ({}, address.replace("tls://", "tcp://"), "or tls://host:8786 where it speaks TLS alone"),
    ]
    for number, (settings, place, sentence) in enumerate(asked):
        with dask.config.set(settings), pytest.raises(DatelineError, match=f"does not answer.*{sentence}"):
            annotate(short_seeds, cache=tmp_path / f"{number}", scheduler=place)
