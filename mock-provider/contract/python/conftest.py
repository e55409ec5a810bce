"""Starts the provider once; tests get a function that makes realms on it."""

import os
import sys
from pathlib import Path

import pytest

# The provider listens on loopback, where there is nobody to listen in.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
# A proxy of this machine has no business with loopback.
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"
sys.path.insert(0, str(Path(__file__).parent))

from provider import Provider  # noqa: E402


@pytest.fixture(scope="session")
def provider():
    running = Provider()
    yield running
    running.stop()


@pytest.fixture
def make_realm(provider):
    """`make_realm(**policy)`; every realm is new."""
    return provider.realm


@pytest.fixture
def realm(make_realm):
    return make_realm()


@pytest.fixture
def rotating(make_realm):
    """A realm whose refresh tokens are single-use (RFC 9700 §4.14.2)."""
    return make_realm(refreshToken={"rotation": "single-use"})
