"""Token introspection (RFC 7662), by Authlib."""

import time

import pytest
from clients import authlib_client, basic, connected, error_of, post_form

INACTIVE = {"active": False}


def asked(client, realm, token, **more):
    answer = client.introspect_token(realm.introspection_url, token=token, **more)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].split(";")[0] == "application/json"
    return answer.json()


def test_live_access_token_is_described(make_realm):
    """§2.2."""
    realm = make_realm(accessTokenTtl="90s")
    client = connected(realm)
    told = asked(client, realm, client.token["access_token"])
    assert told["active"] is True
    assert told["client_id"] == client.client_id
    assert set(told["scope"].split()) == {"read", "write"}
    assert told["exp"] - told["iat"] == 90
    assert abs(told["iat"] - time.time()) < 60
    assert told["token_type"].lower() == "bearer"
    assert told["sub"]
    assert told.get("iss", realm.issuer) == realm.issuer


def test_live_refresh_token_is_active(realm):
    client = connected(realm)
    assert asked(client, realm, client.token["refresh_token"])["active"] is True


@pytest.mark.parametrize("hint", ["refresh_token", "something_else"])
def test_hint_is_only_a_hint(realm, hint):
    """§2.1."""
    client = connected(realm)
    told = asked(client, realm, client.token["access_token"], token_type_hint=hint)
    assert told["active"] is True


def test_scope_of_a_narrowed_token_is_the_narrow_one(realm):
    client = connected(realm)
    client.refresh_token(realm.token_url, scope="read")
    assert asked(client, realm, client.token["access_token"])["scope"] == "read"


def test_expired_token_is_not_active_and_nothing_else_is_told(make_realm):
    """§2.2."""
    realm = make_realm(accessTokenTtl="90s")
    client = connected(realm)
    realm.advance("91s")
    assert asked(client, realm, client.token["access_token"]) == INACTIVE


def test_revoked_token_is_not_active(realm):
    client = connected(realm)
    client.revoke_token(realm.revocation_url)
    assert asked(client, realm, client.token["access_token"]) == INACTIVE
    assert asked(client, realm, client.token["refresh_token"]) == INACTIVE


def test_spent_refresh_token_is_not_active(rotating):
    client = connected(rotating)
    spent = client.token["refresh_token"]
    client.refresh_token(rotating.token_url)
    assert asked(client, rotating, spent) == INACTIVE
    assert asked(client, rotating, client.token["refresh_token"])["active"] is True


def test_asking_spends_nothing(rotating):
    client = connected(rotating)
    for _ in range(3):
        asked(client, rotating, client.token["refresh_token"])
    assert client.refresh_token(rotating.token_url)["access_token"]


def test_unknown_token_is_not_active(realm):
    """§2.2: no error."""
    assert asked(authlib_client(realm), realm, "never-issued") == INACTIVE


def test_missing_token_is_an_invalid_request(realm):
    answer = post_form(realm.introspection_url, {}, headers=basic(realm.register()))
    assert error_of(answer) == (400, "invalid_request")
