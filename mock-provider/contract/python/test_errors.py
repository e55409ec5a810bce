"""Error replies of the token endpoint (RFC 6749 §5.2), raw and as Authlib reads them."""

import re

import pytest
import requests
from authlib.integrations.base_client import OAuthError
from clients import TIMEOUT, authlib_client, basic, error_of, post_form

# §5.2, Appendix A.8
DESCRIPTION = re.compile(r"[\x20-\x21\x23-\x5B\x5D-\x7E]*")

REFUSED = {
    "no grant type": ([], "invalid_request"),
    "an empty grant type": ([("grant_type", "")], "invalid_request"),
    "an unknown grant type": ([("grant_type", "magic")], "unsupported_grant_type"),
    "the password grant": (
        [("grant_type", "password"), ("username", "u"), ("password", "p")],
        "unsupported_grant_type",
    ),
    "a parameter twice": (
        [("grant_type", "client_credentials"), ("scope", "read"), ("scope", "write")],
        "invalid_request",
    ),
    "an unknown scope": ([("grant_type", "client_credentials"), ("scope", "x")], "invalid_scope"),
    "an unknown code": (
        [("grant_type", "authorization_code"), ("code", "x")],
        "invalid_grant",
    ),
    "an unknown refresh token": (
        [("grant_type", "refresh_token"), ("refresh_token", "x")],
        "invalid_grant",
    ),
}


@pytest.mark.parametrize(("fields", "error"), REFUSED.values(), ids=REFUSED.keys())
def test_refusal_has_the_form_of_the_rfc(realm, fields, error):
    answer = post_form(realm.token_url, fields, headers=basic(realm.register()))
    assert error_of(answer) == (400, error)
    assert answer.headers["Content-Type"].split(";")[0] == "application/json"
    assert "no-store" in answer.headers["Cache-Control"]
    assert DESCRIPTION.fullmatch(answer.json().get("error_description", ""))
    assert "access_token" not in answer.json()


@pytest.mark.parametrize(
    ("grant", "error"),
    [
        ({"grant_type": "magic"}, "unsupported_grant_type"),
        ({"grant_type": "refresh_token"}, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "invalid_grant"),
        ({"grant_type": "client_credentials", "scope": "x"}, "invalid_scope"),
    ],
)
def test_authlib_reads_the_refusal(realm, grant, error):
    client = authlib_client(realm, scope=None)
    with pytest.raises(OAuthError) as refused:
        client.fetch_token(realm.token_url, **grant)
    assert refused.value.error == error
    assert refused.value.description


def test_unknown_parameters_are_ignored(realm):
    """§3.2."""
    fields = {"grant_type": "client_credentials", "audience": "x", "resource_owner": "y"}
    answer = post_form(realm.token_url, fields, headers=basic(realm.register()))
    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_token_requests_are_posted(realm, method):
    """§3.2; RFC 9110 §15.5.6."""
    parameters = {"grant_type": "client_credentials"}
    answer = requests.request(
        method,
        realm.token_url,
        params=parameters,
        headers=basic(realm.register()),
        timeout=TIMEOUT,
    )
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_authlib_gets_no_token_with_get(realm):
    """§3.2."""
    client = authlib_client(realm)
    with pytest.raises(OAuthError):
        client.fetch_token(realm.token_url, method="GET")
    assert client.token is None and realm.ledger("issued") == []


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"grant_type": "client_credentials"}},
        {"data": "grant_type=client_credentials", "headers": {"Content-Type": "text/plain"}},
    ],
    ids=["JSON", "text"],
)
def test_parameters_are_sent_as_a_form(realm, sent):
    """§4.4.2, Appendix B."""
    headers = {**basic(realm.register()), **sent.pop("headers", {})}
    answer = requests.post(realm.token_url, headers=headers, timeout=TIMEOUT, **sent)
    assert error_of(answer) == (400, "invalid_request")


def test_charset_of_the_form_may_be_named(realm):
    headers = {
        **basic(realm.register()),
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    }
    answer = post_form(realm.token_url, "grant_type=client_credentials", headers=headers)
    assert answer.status_code == 200
