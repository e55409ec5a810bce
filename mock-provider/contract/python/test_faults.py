"""Faults of the provider, injected over its control API, as an Authlib client meets them.

Each test ends with what the fault must leave behind: a client that goes on, or one that cannot.
"""

import time
from email.utils import parsedate_to_datetime

import pytest
import requests
from authlib.integrations.base_client import OAuthError
from clients import authlib_client, call_api, came_back, challenge, connect, connected
from joserfc.errors import JoseError
from test_openid import OIDC, SCOPE, id_token

LOST = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)


def refused(client, realm):
    with pytest.raises(OAuthError) as failed:
        client.refresh_token(realm.token_url)
    return failed.value.error


def goes_on(client, realm):
    """True when the client can refresh and call the API."""
    client.refresh_token(realm.token_url)
    return client.get(realm.item_url).status_code == 200


def dead_at_the_api(client, realm):
    """True when the API refuses the token as RFC 6750 §3.1 has it."""
    answer = call_api(realm, client.token["access_token"])
    return answer.status_code == 401 and challenge(answer)[1]["error"] == "invalid_token"


@pytest.mark.parametrize("fault", ["access-token/expired", "access-token/revoked"])
def test_access_token_dies_and_a_refresh_helps(realm, fault):
    client = connected(realm)
    realm.inject(fault)
    assert dead_at_the_api(client, realm)
    assert goes_on(client, realm)


def test_refresh_token_is_revoked_and_the_access_token_lives(realm):
    client = connected(realm)
    realm.inject("refresh-token/revoked")
    assert refused(client, realm) == "invalid_grant"
    assert client.get(realm.item_url).status_code == 200


@pytest.mark.parametrize(
    "fault", ["refresh-token/family-revoked", "provider/restarted-without-memory"]
)
def test_consent_is_lost_and_a_new_one_helps(realm, fault):
    client = connected(realm)
    realm.inject(fault)
    assert refused(client, realm) == "invalid_grant"
    assert dead_at_the_api(client, realm)
    connect(client, realm)
    assert goes_on(client, realm)


def test_user_withdraws_consent_and_gives_no_other(realm):
    client = connected(realm)
    realm.inject("consent/withdrawn")
    assert refused(client, realm) == "invalid_grant"
    url, _ = client.create_authorization_url(realm.authorization_url)
    assert came_back(url)["error"] == "access_denied"
    realm.heal()
    connect(client, realm)
    assert goes_on(client, realm)


def test_rotation_begins_while_the_client_runs(realm):
    client = connected(realm)
    old = client.token["refresh_token"]
    assert client.refresh_token(realm.token_url)["refresh_token"] == old
    realm.inject("rotation/immediate")
    assert client.refresh_token(realm.token_url)["refresh_token"] != old
    assert goes_on(client, realm)
    with pytest.raises(OAuthError):
        client.refresh_token(realm.token_url, refresh_token=old)
    assert refused(client, realm) == "invalid_grant"


@pytest.mark.parametrize("told", ["seconds", "date"])
def test_throttled_client_is_told_when_to_come_back(realm, told):
    """RFC 6585 §4, RFC 9110 §10.2.3."""
    client = connected(realm)
    heard = []
    client.register_compliance_hook("refresh_token_response", lambda r: heard.append(r) or r)
    realm.inject("token/throttled", times=1, retryAfter="7s", toldAs=told)
    with pytest.raises((OAuthError, requests.HTTPError)):
        client.refresh_token(realm.token_url)
    assert heard[0].status_code == 429
    value = heard[0].headers["Retry-After"]
    if told == "seconds":
        assert value == "7"
    else:
        # The date was written a moment ago; a busy machine may have let it pass.
        ahead = parsedate_to_datetime(value).timestamp() - parsedate_to_datetime(
            heard[0].headers["Date"]
        ).timestamp()
        assert 5 <= ahead <= 9
    assert goes_on(client, realm)


def test_throttling_spends_no_refresh_token(rotating):
    client = connected(rotating)
    rotating.inject("token/throttled", times=3)
    for _ in range(3):
        with pytest.raises((OAuthError, requests.HTTPError)):
            client.refresh_token(rotating.token_url)
    assert goes_on(client, rotating)


@pytest.mark.parametrize("fault", ["clock/provider-ahead", "clock/provider-behind"])
@pytest.mark.parametrize("form", ["opaque", "jwt"])
def test_clocks_apart_make_new_tokens_useless(make_realm, fault, form):
    """RFC 7519 §4.1.4 and §4.1.5, RFC 9068 §4."""
    realm = make_realm(accessTokenFormat=form, accessTokenTtl="1h")
    client = connected(realm)
    realm.inject(fault, by="2h")
    client.refresh_token(realm.token_url)
    assert dead_at_the_api(client, realm)
    realm.heal()
    assert goes_on(client, realm)


@pytest.mark.parametrize("fault", ["clock/provider-ahead", "clock/provider-behind"])
def test_authlib_refuses_an_id_token_of_another_time(make_realm, fault):
    """OIDC Core §3.1.3.7 (9, 10)."""
    realm = make_realm(**OIDC)
    client = connected(realm, scope=SCOPE)
    assert id_token(realm, client)["sub"]
    realm.inject(fault, by="2h")
    client.refresh_token(realm.token_url)
    with pytest.raises(JoseError):
        id_token(realm, client)


def test_narrowed_scope_is_announced_and_enforced(realm):
    """RFC 6749 §5.1, RFC 6750 §3.1."""
    client = connected(realm)
    realm.inject("scope/narrowed-on-refresh", to="write")
    assert client.refresh_token(realm.token_url)["scope"] == "write"
    answer = client.get(realm.item_url)
    scheme, parameters = challenge(answer)
    assert (answer.status_code, scheme) == (403, "Bearer")
    assert (parameters["error"], parameters["scope"]) == ("insufficient_scope", "read")
    realm.heal()
    assert goes_on(client, realm)


def test_narrowed_scope_can_go_unannounced(realm):
    client = connected(realm)
    realm.inject("scope/narrowed-on-refresh", to="write", announced=False)
    assert "scope" not in client.refresh_token(realm.token_url)
    assert client.get(realm.item_url).status_code == 403


def test_api_demands_more_scope_than_before(realm):
    client = connected(realm, scope="read")
    realm.inject("api/insufficient-scope", scope="write")
    answer = client.get(realm.item_url)
    assert (answer.status_code, challenge(answer)[1]["scope"]) == (403, "write")
    connect(client, realm, scope="read write")
    assert client.get(realm.item_url).status_code == 200


def test_slow_endpoint_answers_in_the_end(realm):
    client = connected(realm)
    realm.inject("token/slow", by="500ms", times=1)
    began = time.monotonic()
    assert goes_on(client, realm)
    assert time.monotonic() - began >= 0.45


def test_client_gives_up_on_a_slow_endpoint_and_tries_again(realm):
    client = connected(realm)
    realm.inject("token/slow", by="2s", times=1)
    with pytest.raises(requests.Timeout):
        client.refresh_token(realm.token_url, timeout=0.2)
    assert goes_on(client, realm)


@pytest.mark.parametrize("fault", ["wire/reset", "wire/half-close"])
def test_request_that_is_lost_spends_nothing(rotating, fault):
    client = connected(rotating)
    rotating.inject(fault, times=1, at="token")
    with pytest.raises(LOST):
        client.refresh_token(rotating.token_url)
    assert rotating.ledger("refreshed") == []
    assert goes_on(client, rotating)


@pytest.mark.parametrize(
    "fault",
    ["reply/lost-after-commit", "reply/lost-after-headers", "reply/truncated-after-commit"],
)
def test_reply_that_is_lost_has_spent_the_token(rotating, fault):
    """RFC 9700 §4.14.2: the client cannot be told from a thief when it tries again."""
    client = connected(rotating)
    rotating.inject(fault)
    with pytest.raises((*LOST, ValueError)):
        client.refresh_token(rotating.token_url)
    assert len(rotating.ledger("refreshed")) == 1
    assert refused(client, rotating) == "invalid_grant"


def test_reply_that_is_lost_is_made_up_for_within_grace(make_realm):
    realm = make_realm(refreshToken={"rotation": "single-use", "grace": "30s"})
    client = connected(realm)
    realm.inject("reply/lost-after-commit")
    with pytest.raises(LOST):
        client.refresh_token(realm.token_url)
    assert goes_on(client, realm)


def test_reply_in_small_pieces_is_whole_in_the_end(realm):
    client = connected(realm)
    realm.inject("wire/sliced", bytes=3, times=1)
    assert goes_on(client, realm)


def test_redirect_is_followed_with_the_same_request(realm):
    """RFC 9110 §15.4.8: 307 keeps method and body."""
    client = connected(realm)
    before = client.token["access_token"]
    realm.inject("token/temporary-redirect")
    assert goes_on(client, realm)
    assert client.token["access_token"] != before


@pytest.mark.parametrize("fault", ["token/unavailable", "token/html-page", "token/no-content"])
def test_answer_without_tokens_spends_nothing(rotating, fault):
    client = connected(rotating)
    rotating.inject(fault, times=1)
    with pytest.raises((requests.HTTPError, ValueError)):
        client.refresh_token(rotating.token_url)
    assert goes_on(client, rotating)


def test_reply_without_a_body_holds_no_token(realm):
    client = connected(realm)
    before = dict(client.token)
    realm.inject("reply/empty-body", times=1)
    with pytest.raises(ValueError):
        client.refresh_token(realm.token_url)
    assert client.token == before
    assert goes_on(client, realm)


@pytest.mark.parametrize("error", ["invalid_client", "unauthorized_client"])
def test_client_is_disabled(realm, error):
    client = connected(realm)
    realm.inject("client/disabled", error=error)
    assert refused(client, realm) == error
    realm.heal()
    assert goes_on(client, realm)


def test_secret_is_replaced(realm):
    client = connected(realm)
    realm.inject("client/secret-rotated")
    assert refused(client, realm) == "invalid_client"
    # The token itself is as good as before (RFC 6749 §2.3 is about the client).
    assert client.get(realm.item_url).status_code == 200


@pytest.mark.parametrize("error", ["invalid_grant", "invalid_request", "invalid_scope"])
def test_given_error_reaches_the_client(realm, error):
    client = connected(realm)
    realm.inject("token/error-reply", error=error, status=400, times=1)
    assert refused(client, realm) == error
    assert goes_on(client, realm)


def test_token_of_an_unpublished_key_is_not_believed(make_realm):
    realm = make_realm(**OIDC)
    client = connected(realm, scope=SCOPE)
    realm.inject("keys/unknown-kid")
    client.refresh_token(realm.token_url)
    with pytest.raises((JoseError, ValueError)):
        id_token(realm, client)


def test_faults_of_one_realm_leave_the_others_alone(make_realm):
    ill, well = make_realm(), make_realm()
    client = connected(well)
    ill.inject("token/unavailable")
    with pytest.raises(requests.HTTPError):
        authlib_client(ill).fetch_token(ill.token_url)
    assert goes_on(client, well)
