"""Bearer tokens at the API (RFC 6750)."""

import pytest
import requests
from authlib.integrations.base_client import MissingTokenError
from clients import TIMEOUT, authlib_client, basic, call_api, challenge, connected


def refused(answer, status, error):
    """Asserts status and challenge of a refusal (§3) and returns its parameters."""
    scheme, parameters = challenge(answer)
    assert (answer.status_code, scheme, parameters["error"]) == (status, "Bearer", error)
    return parameters


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_authlib_presents_its_token_in_the_header(realm, method):
    """§2.1: every API takes it there."""
    assert connected(realm).request(method, realm.item_url).status_code == 200


def test_token_in_the_url_is_not_taken(realm):
    """RFC 9700 §4.3.2."""
    client = connected(realm, token_placement="uri")
    answer = client.get(realm.item_url)
    assert "access_token=" in answer.request.url
    assert answer.status_code in (400, 401)
    assert challenge(answer)[0] == "Bearer"


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer"])
def test_case_of_the_scheme_does_not_matter(realm, scheme):
    """RFC 9110 §11.1."""
    headers = {"Authorization": f"{scheme} {connected(realm).token['access_token']}"}
    assert requests.get(realm.item_url, headers=headers, timeout=TIMEOUT).status_code == 200


def test_without_a_token_there_is_a_challenge_without_an_error(realm):
    """§3.1."""
    answer = requests.get(realm.item_url, timeout=TIMEOUT)
    scheme, parameters = challenge(answer)
    assert (answer.status_code, scheme, "error" in parameters) == (401, "Bearer", False)
    with pytest.raises(MissingTokenError):
        authlib_client(realm).get(realm.item_url)


def test_client_secret_is_no_access_token(realm):
    headers = basic(realm.register())
    answer = requests.get(realm.item_url, headers=headers, timeout=TIMEOUT)
    assert (answer.status_code, challenge(answer)[0]) == (401, "Bearer")


@pytest.mark.parametrize("kind", ["unknown", "refresh token", "ID token"])
def test_what_is_no_access_token_is_refused(make_realm, kind):
    """§3.1."""
    realm = make_realm(scopes="read write openid")
    token = connected(realm, scope="openid read").token
    presented = {
        "unknown": "never-issued",
        "refresh token": token["refresh_token"],
        "ID token": token["id_token"],
    }[kind]
    refused(call_api(realm, presented), 401, "invalid_token")


@pytest.mark.parametrize("form", ["opaque", "jwt"])
def test_expired_token_is_refused(make_realm, form):
    realm = make_realm(accessTokenTtl="90s", accessTokenFormat=form)
    token = connected(realm).token["access_token"]
    assert call_api(realm, token).status_code == 200
    realm.advance("91s")
    refused(call_api(realm, token), 401, "invalid_token")


def test_tampered_jwt_is_refused(make_realm):
    realm = make_realm(accessTokenFormat="jwt")
    head, body, signature = connected(realm).token["access_token"].split(".")
    turned = ("A" if signature[0] != "A" else "B") + signature[1:]
    assert call_api(realm, f"{head}.{body}.{signature}").status_code == 200
    refused(call_api(realm, f"{head}.{body}.{turned}"), 401, "invalid_token")


def test_token_of_another_realm_is_refused(make_realm):
    token = connected(make_realm(accessTokenFormat="jwt")).token["access_token"]
    refused(call_api(make_realm(accessTokenFormat="jwt"), token), 401, "invalid_token")


def test_too_little_scope_is_told_with_the_scope_that_is_needed(make_realm):
    """§3.1."""
    realm = make_realm(requiredScope="write")
    client = connected(realm, scope="read")
    parameters = refused(client.get(realm.item_url), 403, "insufficient_scope")
    assert parameters["scope"] == "write"
    assert connected(realm, realm.register("other")).get(realm.item_url).status_code == 200


def test_two_tokens_in_one_request_are_refused(realm):
    """§2: one method only; §3.1."""
    token = connected(realm).token["access_token"]
    answer = requests.post(
        realm.item_url,
        data={"access_token": token},
        headers={"Authorization": f"Bearer {token}"},
        timeout=TIMEOUT,
    )
    refused(answer, 400, "invalid_request")


def test_refused_call_changes_nothing(realm):
    client = connected(realm)
    before = client.post(realm.item_url).json()["calls"]
    assert call_api(realm, "never-issued", "POST").status_code == 401
    assert client.post(realm.item_url).json()["calls"] == before + 1
