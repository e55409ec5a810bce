"""Token revocation (RFC 7009), by Authlib."""

import pytest
from authlib.integrations.base_client import OAuthError
from clients import authlib_client, basic, call_api, connected, error_of, post_form


def test_refresh_token_takes_its_access_tokens_along(realm):
    """§2.1."""
    client = connected(realm)
    access = client.token["access_token"]
    assert client.revoke_token(realm.revocation_url).status_code == 200
    with pytest.raises(OAuthError) as refused:
        client.refresh_token(realm.token_url)
    assert refused.value.error == "invalid_grant"
    assert call_api(realm, access).status_code == 401


def test_access_token_goes_alone(realm):
    client = connected(realm)
    access = client.token["access_token"]
    client.revoke_token(realm.revocation_url, token=access, token_type_hint="access_token")
    assert call_api(realm, access).status_code == 401
    client.refresh_token(realm.token_url)
    assert client.get(realm.item_url).status_code == 200


def test_one_consent_is_revoked_and_no_other(realm):
    registered = realm.register()
    one, other = connected(realm, registered), connected(realm, registered)
    one.revoke_token(realm.revocation_url)
    assert other.get(realm.item_url).status_code == 200
    assert other.refresh_token(realm.token_url)["access_token"]


def test_spent_refresh_token_stands_for_its_consent(rotating):
    """§2.1: whoever revokes wants the access to end."""
    client = connected(rotating)
    spent = client.token["refresh_token"]
    newest = client.refresh_token(rotating.token_url)
    assert client.revoke_token(rotating.revocation_url, token=spent).status_code == 200
    assert call_api(rotating, newest["access_token"]).status_code == 401
    with pytest.raises(OAuthError):
        client.refresh_token(rotating.token_url, refresh_token=newest["refresh_token"])


@pytest.mark.parametrize("hint", ["access_token", "refresh_token", "something_else", None])
def test_hint_is_only_a_hint(realm, hint):
    """§2.1: with a wrong one the server looks further; an unknown one is ignored."""
    client = connected(realm)
    token = client.token["refresh_token"]
    answer = client.revoke_token(realm.revocation_url, token=token, token_type_hint=hint)
    assert answer.status_code == 200
    with pytest.raises(OAuthError):
        client.refresh_token(realm.token_url)


def test_unknown_token_is_no_error(realm):
    """§2.2."""
    client = authlib_client(realm)
    answer = client.revoke_token(realm.revocation_url, token="never-issued")
    assert answer.status_code == 200


def test_revoking_twice_is_no_error(realm):
    """§2.2."""
    client = connected(realm)
    answers = [client.revoke_token(realm.revocation_url).status_code for _ in range(2)]
    assert answers == [200, 200]


def test_token_of_another_client_lives_on(realm):
    """§2.1: the request is refused."""
    owner = connected(realm, realm.register("owner"))
    stranger = authlib_client(realm, realm.register("stranger"))
    answer = stranger.revoke_token(realm.revocation_url, token=owner.token["refresh_token"])
    assert answer.status_code == 400
    assert owner.refresh_token(realm.token_url)["access_token"]


def test_missing_token_is_an_invalid_request(realm):
    """§2.2.1."""
    answer = post_form(realm.revocation_url, {}, headers=basic(realm.register()))
    assert error_of(answer) == (400, "invalid_request")


def test_wrong_secret_revokes_nothing(realm):
    registered = realm.register()
    client = connected(realm, registered)
    registered.secret += "x"
    fields = {"token": client.token["refresh_token"]}
    answer = post_form(realm.revocation_url, fields, headers=basic(registered))
    assert error_of(answer) == (401, "invalid_client")
    assert client.refresh_token(realm.token_url)["access_token"]


def test_public_client_revokes_with_its_id(realm):
    """§2.1."""
    client = connected(realm, realm.register(type="public"))
    assert client.revoke_token(realm.revocation_url).status_code == 200
    assert call_api(realm, client.token["access_token"]).status_code == 401
