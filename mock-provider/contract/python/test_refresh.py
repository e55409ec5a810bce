"""Refreshing (RFC 6749 §6) and rotation of refresh tokens (RFC 9700 §4.14.2), by Authlib."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from authlib.integrations.base_client import InvalidTokenError, OAuthError
from clients import authlib_client, basic, call_api, connected, error_of, post_form


def refresh(realm, registered, token, **fields):
    given = {"grant_type": "refresh_token", "refresh_token": token, **fields}
    return post_form(realm.token_url, given, headers=basic(registered))


def refused(client, realm, token=None):
    """The error with which Authlib fails to refresh."""
    with pytest.raises(OAuthError) as failed:
        client.refresh_token(realm.token_url, refresh_token=token)
    return failed.value.error


def test_without_rotation_a_refresh_token_works_again_and_again(realm):
    client = connected(realm)
    before = client.token["refresh_token"]
    access = {client.token["access_token"]}
    for _ in range(3):
        access.add(client.refresh_token(realm.token_url)["access_token"])
        assert client.token["refresh_token"] == before
        assert client.get(realm.item_url).status_code == 200
    assert len(access) == 4


def test_authlib_keeps_the_refresh_token_that_a_reply_leaves_out(make_realm):
    realm = make_realm(refreshTokenInReply="when-changed")
    registered = realm.register()
    client = connected(realm, registered)
    before = client.token["refresh_token"]
    assert "refresh_token" not in refresh(realm, registered, before).json()
    assert client.refresh_token(realm.token_url)["refresh_token"] == before
    assert client.refresh_token(realm.token_url)["access_token"]


def test_with_rotation_each_refresh_brings_a_new_refresh_token(rotating):
    client = connected(rotating)
    seen = {client.token["refresh_token"]}
    for _ in range(3):
        seen.add(client.refresh_token(rotating.token_url)["refresh_token"])
        assert client.get(rotating.item_url).status_code == 200
    assert len(seen) == 4


def test_replay_of_a_spent_token_ends_the_family(rotating):
    """RFC 9700 §4.14.2: neither the thief nor the client can go on."""
    client = connected(rotating)
    stolen = client.token["refresh_token"]
    newest = client.refresh_token(rotating.token_url)
    assert refused(client, rotating, stolen) == "invalid_grant"
    assert refused(client, rotating, newest["refresh_token"]) == "invalid_grant"
    assert call_api(rotating, newest["access_token"]).status_code == 401


def test_replay_ends_no_other_consent(rotating):
    registered = rotating.register()
    one, other = connected(rotating, registered), connected(rotating, registered)
    stolen = one.token["refresh_token"]
    one.refresh_token(rotating.token_url)
    assert refused(one, rotating, stolen) == "invalid_grant"
    assert other.refresh_token(rotating.token_url)["access_token"]


def test_replay_within_grace_works_and_later_does_not(make_realm):
    realm = make_realm(refreshToken={"rotation": "single-use", "grace": "30s"})
    client = connected(realm)
    old = client.token["refresh_token"]
    client.refresh_token(realm.token_url)
    replayed = client.refresh_token(realm.token_url, refresh_token=old)
    assert call_api(realm, replayed["access_token"]).status_code == 200
    realm.advance("31s")
    assert refused(client, realm, old) == "invalid_grant"


def test_replay_within_grace_can_yield_the_same_pair(make_realm):
    realm = make_realm(
        refreshToken={"rotation": "single-use", "grace": "30s", "graceReply": "same-pair"}
    )
    client = connected(realm)
    old = client.token["refresh_token"]
    first = dict(client.refresh_token(realm.token_url))
    again = client.refresh_token(realm.token_url, refresh_token=old)
    for field in ("access_token", "refresh_token"):
        assert again[field] == first[field]


def test_old_token_can_live_until_the_new_one_is_used(make_realm):
    realm = make_realm(
        refreshToken={"rotation": "single-use", "retirement": "on-successor-use"}
    )
    client = connected(realm)
    old = client.token["refresh_token"]
    new = client.refresh_token(realm.token_url)["refresh_token"]
    # A reply that was lost can be asked for again.
    client.refresh_token(realm.token_url, refresh_token=old)
    client.refresh_token(realm.token_url, refresh_token=new)
    assert refused(client, realm, old) == "invalid_grant"


@pytest.mark.parametrize("form", ["opaque", "jwt"])
def test_of_refreshes_at_the_same_time_one_wins(make_realm, form):
    """Signing a JWT takes time, in which another request can come between."""
    realm = make_realm(accessTokenFormat=form, refreshToken={"rotation": "single-use"})
    registered = realm.register()
    token = connected(realm, registered).token["refresh_token"]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: refresh(realm, registered, token), range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 7
    assert {a.json()["error"] for a in answers if a.status_code == 400} == {"invalid_grant"}


def test_scope_can_be_narrowed_and_is_not_lost_by_it(realm):
    """RFC 6749 §6: without a scope it is the one of the consent."""
    registered = realm.register()
    client = connected(realm, registered)
    token = client.token["refresh_token"]
    narrow = refresh(realm, registered, token, scope="read").json()
    assert narrow["scope"] == "read"
    wide = refresh(realm, registered, narrow.get("refresh_token", token)).json()
    assert set(wide.get("scope", "read write").split()) == {"read", "write"}


def test_scope_that_was_not_granted_is_refused(realm):
    """RFC 6749 §6, §5.2."""
    client = connected(realm, scope="read")
    client.scope = "read write"
    assert refused(client, realm) == "invalid_scope"
    client.scope = "read"
    assert client.refresh_token(realm.token_url)["access_token"]


@pytest.mark.parametrize("scope", ["read  write", " ", "read\twrite", "é"])
def test_malformed_scope_is_refused(realm, scope):
    """RFC 6749 §3.3: names of VSCHAR with one blank between them."""
    registered = realm.register()
    token = connected(realm, registered).token["refresh_token"]
    assert error_of(refresh(realm, registered, token, scope=scope)) == (400, "invalid_scope")


def test_empty_scope_is_no_scope(realm):
    """RFC 6749 §3.2: a parameter without a value is omitted."""
    registered = realm.register()
    token = connected(realm, registered).token["refresh_token"]
    assert refresh(realm, registered, token, scope="").status_code == 200


def test_refresh_token_is_bound_to_its_client(rotating):
    """RFC 6749 §6, §10.4; whoever holds it rightly loses nothing."""
    client = connected(rotating, rotating.register("one"))
    thief = authlib_client(rotating, rotating.register("two"))
    assert refused(thief, rotating, client.token["refresh_token"]) == "invalid_grant"
    assert client.refresh_token(rotating.token_url)["access_token"]


@pytest.mark.parametrize("kind", ["unknown", "access token"])
def test_what_is_no_refresh_token_is_refused(realm, kind):
    client = connected(realm)
    presented = client.token["access_token"] if kind == "access token" else "never-issued"
    assert refused(client, realm, presented) == "invalid_grant"


def test_missing_refresh_token_is_an_invalid_request(realm):
    answer = post_form(
        realm.token_url, {"grant_type": "refresh_token"}, headers=basic(realm.register())
    )
    assert error_of(answer) == (400, "invalid_request")


def test_unused_refresh_token_ends_and_a_used_one_does_not(make_realm):
    realm = make_realm(refreshToken={"idleTtl": "10d"})
    client = connected(realm)
    for _ in range(3):
        realm.advance("9d")
        client.refresh_token(realm.token_url)
    realm.advance("10d")
    assert refused(client, realm) == "invalid_grant"


def test_consent_can_end_whatever_is_rotated(make_realm):
    realm = make_realm(refreshToken={"rotation": "single-use", "absoluteTtl": "10d"})
    client = connected(realm)
    realm.advance("6d")
    client.refresh_token(realm.token_url)
    realm.advance("6d")
    assert refused(client, realm) == "invalid_grant"


def test_refresh_can_end_the_older_access_token(make_realm):
    realm = make_realm(accessTokenOnRefresh="revoked")
    client = connected(realm)
    old = client.token["access_token"]
    client.refresh_token(realm.token_url)
    assert call_api(realm, old).status_code == 401
    assert client.get(realm.item_url).status_code == 200


@pytest.mark.parametrize("rotation", ["never", "single-use"])
def test_authlib_refreshes_by_itself_and_hands_the_token_on(make_realm, rotation):
    """The token lives shorter than Authlib's leeway of 60 s, so that every call refreshes first."""
    realm = make_realm(accessTokenTtl="30s", refreshToken={"rotation": rotation})
    updates = []
    client = connected(
        realm, update_token=lambda token, refresh_token: updates.append((refresh_token, token))
    )
    access = [client.token["access_token"]]
    held = client.token["refresh_token"]
    for _ in range(3):
        assert client.get(realm.item_url).status_code == 200
        access.append(client.token["access_token"])
    assert len(set(access)) == 4 and len(updates) == 3
    for used, token in updates:
        assert used == held
        held = token["refresh_token"]
        assert (held == used) == (rotation == "never")
    assert realm.ledger("replayed") == []


def test_authlib_does_not_refresh_before_it_must(realm):
    client = connected(realm, update_token=lambda *_, **__: pytest.fail("refreshed"))
    assert client.get(realm.item_url).status_code == 200
    assert realm.ledger("refreshed") == []


def test_authlib_gives_up_without_a_refresh_token(make_realm):
    realm = make_realm(accessTokenTtl="30s", refreshToken={"issue": "never"})
    client = connected(realm)
    assert "refresh_token" not in client.token
    with pytest.raises(InvalidTokenError):
        client.get(realm.item_url)


def test_expires_in_is_the_life_that_the_api_grants(make_realm):
    """RFC 6749 §5.1."""
    realm = make_realm(accessTokenTtl="90s")
    client = connected(realm)
    assert client.token["expires_in"] == 90
    realm.advance("80s")
    assert call_api(realm, client.token["access_token"]).status_code == 200
    realm.advance("11s")
    assert call_api(realm, client.token["access_token"]).status_code == 401
