"""The same provider under another client library: requests-oauthlib, on oauthlib."""

import pytest
from clients import REDIRECT_URI, TIMEOUT, browse
from oauthlib.oauth2 import BackendApplicationClient, TokenExpiredError
from oauthlib.oauth2.rfc6749 import errors
from requests_oauthlib import OAuth2Session


def session(registered, **options):
    return OAuth2Session(
        registered.id, redirect_uri=REDIRECT_URI, scope=["read", "write"], **options
    )


def connected(realm, registered, **options):
    """A session that went through the authorization code flow, with PKCE and state."""
    client = session(registered, pkce="S256", **options)
    url, _ = client.authorization_url(realm.authorization_url)
    client.fetch_token(
        realm.token_url,
        authorization_response=browse(url).headers["Location"],
        client_secret=registered.secret,
        timeout=TIMEOUT,
    )
    return client


def refresh(client, realm, registered, **options):
    return client.refresh_token(
        realm.token_url,
        client_id=registered.id,
        client_secret=registered.secret,
        timeout=TIMEOUT,
        **options,
    )


def test_authorization_code_with_pkce_and_state(realm):
    client = connected(realm, realm.register())
    assert client.token["expires_at"] > 0
    assert client.get(realm.item_url, timeout=TIMEOUT).status_code == 200


def test_another_state_is_noticed(realm):
    registered = realm.register()
    client = session(registered)
    url, _ = client.authorization_url(realm.authorization_url, state="sent")
    location = browse(url).headers["Location"]
    client._state = "another"
    with pytest.raises(errors.MismatchingStateError):
        client.fetch_token(realm.token_url, authorization_response=location)


@pytest.mark.parametrize(
    ("consent", "scope", "error"),
    [
        ("refused", "read", errors.AccessDeniedError),
        ("at-once", "no-such-scope", errors.InvalidScopeError),
    ],
)
def test_refusal_of_the_authorization_endpoint_is_understood(make_realm, consent, scope, error):
    realm = make_realm(consent=consent)
    client = OAuth2Session(realm.register().id, redirect_uri=REDIRECT_URI, scope=scope)
    url, _ = client.authorization_url(realm.authorization_url)
    location = browse(url).headers["Location"]
    with pytest.raises(error):
        client.fetch_token(realm.token_url, authorization_response=location)


@pytest.mark.parametrize("rotation", ["never", "single-use"])
def test_expired_token_is_refreshed_and_handed_on(make_realm, rotation):
    realm = make_realm(refreshToken={"rotation": rotation})
    registered = realm.register()
    kept = []
    client = connected(
        realm,
        registered,
        auto_refresh_url=realm.token_url,
        auto_refresh_kwargs={"client_id": registered.id, "client_secret": registered.secret},
        token_updater=kept.append,
    )
    before = dict(client.token)
    # oauthlib asks the clock of this machine, so that the token is made to look old.
    client.token = {**before, "expires_at": 1}
    assert client.get(realm.item_url, timeout=TIMEOUT).status_code == 200
    assert [token["access_token"] for token in kept] == [client.token["access_token"]]
    assert kept[0]["access_token"] != before["access_token"]
    same = kept[0]["refresh_token"] == before["refresh_token"]
    assert same == (rotation == "never")


def test_expired_token_without_auto_refresh_is_told(realm):
    client = connected(realm, realm.register())
    client.token = {**client.token, "expires_at": 1}
    with pytest.raises(TokenExpiredError):
        client.get(realm.item_url, timeout=TIMEOUT)


def test_dead_refresh_token_is_an_invalid_grant(realm):
    registered = realm.register()
    client = connected(realm, registered)
    realm.inject("refresh-token/revoked")
    with pytest.raises(errors.InvalidGrantError):
        refresh(client, realm, registered)


def test_wrong_secret_is_an_invalid_client(realm):
    registered = realm.register()
    client = connected(realm, registered)
    registered.secret += "x"
    with pytest.raises(errors.InvalidClientError):
        refresh(client, realm, registered)


def test_reply_without_an_access_token_is_noticed(realm):
    registered = realm.register()
    client = connected(realm, registered)
    realm.inject("reply/field-absent", field="access_token", times=1)
    with pytest.raises(errors.MissingTokenError):
        refresh(client, realm, registered)


def test_changed_scope_is_noticed(realm):
    """RFC 6749 §5.1: oauthlib compares what it gets with what it had asked for."""
    registered = realm.register()
    client = connected(realm, registered)
    realm.inject("scope/narrowed-on-refresh", to="write")
    with pytest.raises(Warning, match="Scope has changed"):
        refresh(client, realm, registered)


def test_error_with_status_200_is_still_an_error(realm):
    registered = realm.register()
    client = connected(realm, registered)
    realm.inject("token/error-reply", status=200, error="invalid_grant", times=1)
    with pytest.raises(errors.InvalidGrantError):
        refresh(client, realm, registered)


@pytest.mark.parametrize("in_body", [False, True])
def test_client_credentials(realm, in_body):
    registered = realm.register()
    client = OAuth2Session(client=BackendApplicationClient(registered.id, scope=["read"]))
    place = {"include_client_id": True} if in_body else {}
    client.fetch_token(
        realm.token_url,
        client_id=registered.id,
        client_secret=registered.secret,
        timeout=TIMEOUT,
        **place,
    )
    assert client.get(realm.item_url, timeout=TIMEOUT).status_code == 200
