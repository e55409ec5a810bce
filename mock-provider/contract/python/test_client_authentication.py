"""Client authentication (RFC 6749 §2.3) and the client credentials grant (§4.4), by Authlib."""

import pytest
from authlib.integrations.base_client import OAuthError
from clients import (
    authlib_client,
    basic,
    challenge,
    encoded_basic,
    error_of,
    post_form,
)

GRANT = {"grant_type": "client_credentials"}
METHODS = ["client_secret_basic", "client_secret_post"]
# Form-decoding makes others of them, or they hold what parts an id from a secret.
SECRETS = ["plus+and%41percent", "a&b=c;d/e?f#g", "colon:in:it", "blank in it", '"quoted\\"~`^|']


def in_body(registered):
    return {"client_id": registered.id, "client_secret": registered.secret}


def own_client(realm, registered, method, **options):
    client = authlib_client(
        realm,
        registered,
        token_endpoint_auth_method=method,
        revocation_endpoint_auth_method=method,
        **options,
    )
    # §2.3.1 wants id and secret form-encoded in the header, which Authlib leaves to its user.
    client.register_client_auth_method(("client_secret_basic", encoded_basic))
    return client


@pytest.mark.parametrize("method", METHODS)
def test_every_endpoint_takes_the_client(realm, method):
    client = own_client(realm, realm.register(), method)
    token = client.fetch_token(realm.token_url)
    assert client.introspect_token(realm.introspection_url).json()["active"] is True
    assert client.revoke_token(realm.revocation_url).status_code == 200
    asked = client.introspect_token(realm.introspection_url, token=token["access_token"])
    assert asked.json() == {"active": False}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("secret", SECRETS)
def test_secrets_that_need_encoding(realm, method, secret):
    client = own_client(realm, realm.register(secret=secret), method)
    assert client.fetch_token(realm.token_url)["access_token"]


@pytest.mark.parametrize("method", METHODS)
def test_ids_that_need_encoding(realm, method):
    registered = realm.register(id="https://client.example/a+b%20c")
    client = own_client(realm, registered, method)
    assert client.fetch_token(realm.token_url)["access_token"]


@pytest.mark.parametrize("method", METHODS)
def test_ids_and_secrets_that_the_provider_makes_need_encoding_too(make_realm, method):
    realm = make_realm(clientSecrets="need-encoding")
    registered = realm.register()
    assert set("+&%:=") & set(registered.secret)
    client = own_client(realm, registered, method)
    assert client.fetch_token(realm.token_url)["access_token"]


def test_secret_that_was_not_encoded_is_another_secret(realm):
    """§2.3.1. Authlib's own header does not encode."""
    client = authlib_client(realm, realm.register(secret="plus+and%41percent"))
    with pytest.raises(OAuthError) as refused:
        client.fetch_token(realm.token_url)
    assert refused.value.error == "invalid_client"


def wrong_header(registered):
    registered.secret += "x"
    return {"headers": basic(registered)}


def test_wrong_secret_in_the_header_is_answered_with_the_scheme(realm):
    """§5.2: 401 with WWW-Authenticate that matches the scheme the client used."""
    answer = post_form(realm.token_url, GRANT, **wrong_header(realm.register()))
    assert error_of(answer) == (401, "invalid_client")
    assert challenge(answer)[0] == "Basic"
    assert "realm" in challenge(answer)[1]  # RFC 7617 §2


@pytest.mark.parametrize("endpoint", ["token_url", "revocation_url", "introspection_url"])
def test_no_endpoint_takes_a_wrong_secret(realm, endpoint):
    registered = realm.register()
    fields = {**GRANT, "token": "any", **in_body(registered), "client_secret": "wrong-secret"}
    status, error = error_of(post_form(getattr(realm, endpoint), fields))
    assert (status in (400, 401), error) == (True, "invalid_client")


@pytest.mark.parametrize("endpoint", ["token_url", "revocation_url", "introspection_url"])
def test_no_endpoint_takes_nobody(realm, endpoint):
    status, error = error_of(post_form(getattr(realm, endpoint), {**GRANT, "token": "any"}))
    assert (status in (400, 401), error) == (True, "invalid_client")


def test_unknown_client_is_refused(realm):
    answer = post_form(realm.token_url, {**GRANT, "client_id": "nobody", "client_secret": "any"})
    assert error_of(answer)[1] == "invalid_client"


@pytest.mark.parametrize("header", ["Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Digest a=b"])
def test_header_that_cannot_be_read_is_answered_with_the_scheme(realm, header):
    """§5.2: whoever tried the Authorization header gets 401 and a challenge."""
    answer = post_form(realm.token_url, GRANT, headers={"Authorization": header})
    assert error_of(answer) == (401, "invalid_client")
    assert challenge(answer)[0] == "Basic"


def test_two_authentications_in_one_request_are_refused(realm):
    """§2.3: no more than one; §5.2 calls it an invalid request."""
    registered = realm.register()
    answer = post_form(
        realm.token_url, {**GRANT, **in_body(registered)}, headers=basic(registered)
    )
    assert error_of(answer) == (400, "invalid_request")


def test_header_with_the_id_of_another_client_in_the_body_is_refused(realm):
    one, other = realm.register("one"), realm.register("other")
    answer = post_form(
        realm.token_url, {**GRANT, "client_id": other.id}, headers=basic(one)
    )
    assert answer.status_code in (400, 401)
    assert answer.json()["error"] in ("invalid_request", "invalid_client")


def test_secret_in_the_url_is_refused(realm):
    """§2.3.1: not in the request URI."""
    answer = post_form(realm.token_url, GRANT, params=in_body(realm.register()))
    assert answer.status_code in (400, 401)
    assert answer.json()["error"] in ("invalid_request", "invalid_client")


@pytest.mark.parametrize("place", ["header", "body"])
def test_client_that_is_registered_for_one_place_is_refused_in_the_other(realm, place):
    registered = realm.register(authentication=place)
    right, wrong = METHODS if place == "header" else METHODS[::-1]
    with pytest.raises(OAuthError) as refused:
        own_client(realm, registered, wrong).fetch_token(realm.token_url)
    assert refused.value.error == "invalid_client"
    assert own_client(realm, registered, right).fetch_token(realm.token_url)["access_token"]


def test_public_client_cannot_act_for_itself(realm):
    """§4.4: confidential clients only."""
    client = authlib_client(realm, realm.register(type="public"))
    with pytest.raises(OAuthError) as refused:
        client.fetch_token(realm.token_url, grant_type="client_credentials")
    assert refused.value.error in ("unauthorized_client", "invalid_client")


def test_public_client_may_not_ask_about_tokens(realm):
    """RFC 7662 §2.1, §4."""
    public = realm.register(type="public")
    answer = post_form(realm.introspection_url, {"token": "any", "client_id": public.id})
    assert error_of(answer) == (401, "invalid_client")


def test_id_of_a_confidential_client_alone_is_not_enough(realm):
    registered = realm.register()
    answer = post_form(realm.token_url, {**GRANT, "client_id": registered.id})
    assert error_of(answer)[1] == "invalid_client"


def test_client_credentials_bring_no_refresh_token(realm):
    """§4.4.3."""
    client = authlib_client(realm)
    token = client.fetch_token(realm.token_url)
    assert "refresh_token" not in token
    assert client.get(realm.item_url).status_code == 200


@pytest.mark.parametrize("asked", ["read", "write", "read write", "write read"])
def test_client_credentials_for_a_scope(realm, asked):
    """§5.1: the reply may leave out only what was asked for."""
    client = authlib_client(realm, scope=asked)
    token = client.fetch_token(realm.token_url)
    assert set(token.get("scope", asked).split()) == set(asked.split())
    allowed = client.get(realm.item_url).status_code
    assert allowed == (200 if "read" in asked.split() else 403)


def test_scope_is_told_when_none_was_asked_for(realm):
    """§3.3, §5.1: what is granted differs from what was asked for."""
    assert authlib_client(realm, scope=None).fetch_token(realm.token_url)["scope"]


def test_unknown_scope_is_refused(realm):
    with pytest.raises(OAuthError) as refused:
        authlib_client(realm, scope="read no-such-scope").fetch_token(realm.token_url)
    assert refused.value.error == "invalid_scope"


def test_authlib_renews_client_credentials_by_itself(make_realm):
    realm = make_realm(accessTokenTtl="30s")
    replaced = []
    client = authlib_client(
        realm, update_token=lambda token, access_token: replaced.append(access_token)
    )
    first = client.fetch_token(realm.token_url)["access_token"]
    assert client.get(realm.item_url).status_code == 200
    assert replaced == [first] and client.token["access_token"] != first
