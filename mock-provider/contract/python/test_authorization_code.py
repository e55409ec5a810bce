"""The authorization code grant (RFC 6749 §4.1) with PKCE (RFC 7636), by Authlib."""

import pytest
from authlib.common.security import generate_token
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from clients import (
    REDIRECT_URI,
    authlib_client,
    authorize,
    basic,
    browse,
    call_api,
    came_back,
    connect,
    error_of,
    post_form,
)


def exchange(realm, registered, code, **fields):
    """A token request for a code, as it is written here."""
    given = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT_URI}
    return post_form(realm.token_url, {**given, **fields}, headers=basic(registered))


def code_for(realm, registered, **parameters):
    client = authlib_client(realm, registered, code_challenge_method=None)
    url, _ = client.create_authorization_url(realm.authorization_url, **parameters)
    return came_back(url)["code"]


def challenged(verifier):
    return {
        "code_challenge": create_s256_code_challenge(verifier),
        "code_challenge_method": "S256",
    }


@pytest.mark.parametrize("method", ["S256", None])
def test_code_is_exchanged(realm, method):
    client = authlib_client(realm, code_challenge_method=method)
    location, verifier = authorize(client, realm)
    more = {} if method is None else {"code_verifier": verifier}
    token = client.fetch_token(realm.token_url, authorization_response=location, **more)
    assert token["token_type"].lower() == "bearer"  # §5.1, §7.1
    assert token["expires_in"] > 0
    assert token["refresh_token"] != token["access_token"]
    assert set(token.get("scope", "read write").split()) == {"read", "write"}
    assert client.get(realm.item_url).status_code == 200


def test_token_reply_is_json_that_nobody_stores(realm):
    """RFC 6749 §5.1."""
    registered = realm.register()
    answer = exchange(realm, registered, code_for(realm, registered))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].split(";")[0] == "application/json"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("state", ["plain", "a b+c%2B&d=e", "~!@#$^*()_[]{}|;'<>?,./", "x" * 500])
def test_state_comes_back_as_it_was_sent(realm, state):
    """RFC 6749 §4.1.2: the exact value."""
    client = authlib_client(realm)
    url, _ = client.create_authorization_url(realm.authorization_url, state=state)
    assert came_back(url)["state"] == state


def test_no_state_comes_back_unasked(realm):
    client = authlib_client(realm)
    url = f"{realm.authorization_url}?response_type=code&client_id={client.client_id}"
    assert set(came_back(f"{url}&redirect_uri={REDIRECT_URI}")) == {"code"}


def test_authlib_finds_its_state_in_an_answer_and_misses_another(realm):
    client = authlib_client(realm)
    location, verifier = authorize(client, realm, state="mine")
    with pytest.raises(Exception, match="mismatching_state"):
        client.fetch_token(
            realm.token_url,
            authorization_response=location,
            state="other",
            code_verifier=verifier,
        )
    token = client.fetch_token(
        realm.token_url, authorization_response=location, state="mine", code_verifier=verifier
    )
    assert token["access_token"]


def test_query_of_the_redirect_uri_is_kept(realm):
    """RFC 6749 §3.1.2."""
    client = authlib_client(realm, redirect_uri=f"{REDIRECT_URI}?tenant=a%20b")
    url, _ = client.create_authorization_url(realm.authorization_url)
    assert came_back(url)["tenant"] == "a b"


def test_second_use_of_a_code_is_refused_and_ends_its_tokens(realm):
    """RFC 6749 §4.1.2, §10.5."""
    registered = realm.register()
    code = code_for(realm, registered)
    first = exchange(realm, registered, code).json()
    assert call_api(realm, first["access_token"]).status_code == 200
    assert error_of(exchange(realm, registered, code)) == (400, "invalid_grant")
    assert call_api(realm, first["access_token"]).status_code == 401


def test_old_code_is_refused(realm):
    """RFC 6749 §4.1.2: ten minutes at most."""
    registered = realm.register()
    code = code_for(realm, registered)
    realm.advance("601s")
    assert error_of(exchange(realm, registered, code)) == (400, "invalid_grant")


def test_code_is_bound_to_its_client(realm):
    code = code_for(realm, realm.register("one"))
    assert error_of(exchange(realm, realm.register("two"), code)) == (400, "invalid_grant")


def test_code_is_bound_to_its_redirect_uri(realm):
    registered = realm.register()
    code = code_for(realm, registered)
    answer = exchange(realm, registered, code, redirect_uri=f"{REDIRECT_URI}/other")
    assert error_of(answer) == (400, "invalid_grant")


def test_redirect_uri_may_not_be_left_out_of_the_token_request(realm):
    """RFC 6749 §4.1.3; §5.2 has two codes for it."""
    registered = realm.register()
    fields = {"grant_type": "authorization_code", "code": code_for(realm, registered)}
    status, error = error_of(post_form(realm.token_url, fields, headers=basic(registered)))
    assert (status, error in ("invalid_grant", "invalid_request")) == (400, True)


def test_unknown_code_is_refused(realm):
    answer = exchange(realm, realm.register(), "never-issued")
    assert error_of(answer) == (400, "invalid_grant")


def test_missing_code_is_an_invalid_request(realm):
    fields = {"grant_type": "authorization_code", "redirect_uri": REDIRECT_URI}
    answer = post_form(realm.token_url, fields, headers=basic(realm.register()))
    assert error_of(answer) == (400, "invalid_request")


@pytest.mark.parametrize("verifier", [generate_token(48), None])
def test_verifier_must_fit_its_challenge(realm, verifier):
    """RFC 7636 §4.6."""
    registered = realm.register()
    code = code_for(realm, registered, **challenged(generate_token(48)))
    fields = {} if verifier is None else {"code_verifier": verifier}
    assert error_of(exchange(realm, registered, code, **fields)) == (400, "invalid_grant")


def test_verifier_without_a_challenge_is_refused(realm):
    """RFC 9700 §4.8.2: somebody has taken the challenge out."""
    registered = realm.register()
    code = code_for(realm, registered)
    answer = exchange(realm, registered, code, code_verifier=generate_token(48))
    assert error_of(answer) == (400, "invalid_grant")


def test_public_client_needs_a_challenge(realm):
    """RFC 9700 §2.1.1."""
    public = realm.register(type="public")
    client = authlib_client(realm, public)
    url, _ = client.create_authorization_url(realm.authorization_url, state="s")
    back = came_back(url)
    assert (back["error"], back["state"], "code" in back) == ("invalid_request", "s", False)
    assert connect(client, realm)["access_token"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "read no-such-scope"}, "invalid_scope"),
        ({"code_challenge": "short", "code_challenge_method": "S256"}, "invalid_request"),
        ({"code_challenge": "a" * 43, "code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "a" * 43, "code_challenge_method": "S999"}, "invalid_request"),
    ],
)
def test_bad_request_is_told_to_the_client(realm, change, error):
    """RFC 6749 §4.1.2.1, RFC 7636 §4.4.1: by redirect, with the state, without a code."""
    client = authlib_client(realm)
    url, state = client.create_authorization_url(realm.authorization_url, **change)
    back = came_back(url)
    assert (back["error"], back["state"], "code" in back) == (error, state, False)


def test_missing_response_type_is_an_invalid_request(realm):
    client = authlib_client(realm)
    url = f"{realm.authorization_url}?client_id={client.client_id}&redirect_uri={REDIRECT_URI}"
    assert came_back(url)["error"] == "invalid_request"


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "nobody"},
        {"redirect_uri": f"{REDIRECT_URI}#fragment"},
        {"redirect_uri": "/relative"},
        {"redirect_uri": "javascript:alert(1)"},
    ],
)
def test_nobody_is_sent_to_an_address_that_is_not_safe(realm, change):
    """RFC 6749 §4.1.2.1, §3.1.2."""
    client = authlib_client(realm)
    client.client_id = change.get("client_id", client.client_id)
    client.redirect_uri = change.get("redirect_uri", client.redirect_uri)
    url, _ = client.create_authorization_url(realm.authorization_url)
    answer = browse(url)
    assert (answer.status_code, "Location" in answer.headers) == (400, False)


def test_refusal_of_the_user_is_told_to_the_client(make_realm):
    """RFC 6749 §4.1.2.1."""
    realm = make_realm(consent="refused")
    url, state = authlib_client(realm).create_authorization_url(realm.authorization_url)
    back = came_back(url)
    assert (back["error"], back["state"], "code" in back) == ("access_denied", state, False)


def test_codes_and_tokens_that_need_encoding_survive_the_way(make_realm):
    """RFC 6749 Appendix A and B."""
    realm = make_realm(tokens="need-encoding", refreshToken={"rotation": "single-use"})
    client = authlib_client(realm)
    first = connect(client, realm)
    second = client.refresh_token(realm.token_url)
    assert second["refresh_token"] != first["refresh_token"]
    assert client.refresh_token(realm.token_url)["access_token"]
