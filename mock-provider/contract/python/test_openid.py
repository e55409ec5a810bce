"""OpenID Connect: discovery, ID tokens and userinfo, by Authlib and joserfc."""

import time

import pytest
import requests
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata
from clients import TIMEOUT, authlib_client, browse, came_back, connect, connected
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

OIDC = {"scopes": "openid read write"}
SCOPE = "openid read"


def fetch(url, **options):
    answer = requests.get(url, timeout=TIMEOUT, **options)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].split(";")[0] in (
        "application/json",
        "application/jwk-set+json",
    )
    return answer.json()


def discovered(realm):
    """OpenID Connect Discovery §4."""
    return fetch(f"{realm.issuer}/.well-known/openid-configuration")


def verified(realm, token, algorithms=("RS256",)):
    keys = KeySet.import_key_set(fetch(discovered(realm)["jwks_uri"]))
    return jwt.decode(token, keys, algorithms=list(algorithms))


def id_token(realm, client, nonce=None):
    """The claims of a verified ID token (OIDC Core §3.1.3.7)."""
    claims = verified(realm, client.token["id_token"]).claims
    options = {
        "iss": {"value": realm.issuer},
        "aud": {"value": client.client_id},
        **({} if nonce is None else {"nonce": {"value": nonce}}),
    }
    told = CodeIDToken(claims, {}, options, {"nonce": nonce, "client_id": client.client_id})
    told.validate(leeway=30)
    return told


@pytest.fixture
def oidc(make_realm):
    return make_realm(**OIDC)


def test_metadata_is_valid_and_leads_to_the_endpoints(oidc):
    told = discovered(oidc)
    # Discovery §4.3: exactly the address it was asked under.
    assert told["issuer"] == oidc.issuer
    assert told["authorization_endpoint"] == oidc.authorization_url
    assert told["token_endpoint"] == oidc.token_url
    assert told["userinfo_endpoint"] == oidc.userinfo_url
    assert told["revocation_endpoint"] == oidc.revocation_url
    assert told["introspection_endpoint"] == oidc.introspection_url
    metadata = OpenIDProviderMetadata(told)
    # Authlib wants https of these, which nobody has on loopback.
    for name in metadata.REGISTRY_KEYS:
        check = getattr(metadata, f"validate_{name}", None)
        if check and name != "issuer" and not name.endswith(("_endpoint", "_uri")):
            check()


@pytest.mark.parametrize(
    "member",
    [
        "jwks_uri",
        "response_types_supported",
        "subject_types_supported",
        "id_token_signing_alg_values_supported",
    ],
)
def test_metadata_has_what_is_required(oidc, member):
    """Discovery §3."""
    assert discovered(oidc)[member]


def test_metadata_tells_what_the_server_does(oidc):
    told = discovered(oidc)
    assert "code" in told["response_types_supported"]
    assert "RS256" in told["id_token_signing_alg_values_supported"]
    assert "openid" in told["scopes_supported"]
    assert told["code_challenge_methods_supported"] == ["S256"]
    assert {"authorization_code", "refresh_token"} <= set(told["grant_types_supported"])


def test_rfc_8414_puts_the_well_known_part_first(oidc):
    """RFC 8414 §3.1."""
    origin, _, name = oidc.issuer.rpartition("/")
    told = fetch(f"{origin}/.well-known/oauth-authorization-server/{name}")
    assert told == discovered(oidc)
    metadata = AuthorizationServerMetadata(told)
    metadata.validate_token_endpoint_auth_methods_supported()
    metadata.validate_token_endpoint_auth_signing_alg_values_supported()


def test_authlib_needs_nothing_but_the_metadata(oidc):
    told = discovered(oidc)
    client = authlib_client(oidc, scope=SCOPE, token_endpoint=told["token_endpoint"])
    url, _ = client.create_authorization_url(told["authorization_endpoint"])
    client.fetch_token(code=came_back(url)["code"])
    assert client.get(told["userinfo_endpoint"]).json()["sub"]


def test_keys_are_public(oidc):
    """RFC 7517 §4, §5: nothing of the private key."""
    for key in fetch(discovered(oidc)["jwks_uri"])["keys"]:
        assert key["kid"] and key["kty"] == "RSA"
        assert not set(key) & {"d", "p", "q", "dp", "dq", "qi", "k"}


def test_id_token_is_signed_and_says_who_consented(oidc):
    """OIDC Core §2, §3.1.3.7."""
    client = authlib_client(oidc, scope=SCOPE)
    connect(client, oidc, nonce="n-0S6_WzA2Mj")
    claims = id_token(oidc, client, nonce="n-0S6_WzA2Mj")
    assert claims["nonce"] == "n-0S6_WzA2Mj"
    assert abs(claims["iat"] - time.time()) < 60 < claims["exp"] - claims["iat"]
    told = client.get(oidc.userinfo_url).json()
    assert told["sub"] == claims["sub"]  # §5.3.2


def test_tampered_id_token_is_noticed(oidc):
    head, body, signature = connected(oidc, scope=SCOPE).token["id_token"].split(".")
    turned = ("A" if signature[0] != "A" else "B") + signature[1:]
    with pytest.raises(JoseError):
        verified(oidc, f"{head}.{body}.{turned}")


def test_id_token_is_for_its_own_client(oidc):
    one = connected(oidc, oidc.register("one"), scope=SCOPE)
    other = connected(oidc, oidc.register("other"), scope=SCOPE)
    assert id_token(oidc, one)["aud"] != id_token(oidc, other)["aud"]
    one.client_id = other.client_id
    with pytest.raises(JoseError):
        id_token(oidc, one)


def test_no_id_token_without_openid(oidc):
    """OIDC Core §3.1.2.1."""
    assert "id_token" not in connected(oidc, scope="read").token


def test_id_token_of_a_refresh_names_the_same_user(oidc):
    """OIDC Core §12.2: iss, sub, aud and auth_time stay; iat is new."""
    client = connected(oidc, scope=SCOPE)
    before = id_token(oidc, client)
    client.refresh_token(oidc.token_url)
    after = id_token(oidc, client)
    for claim in ("iss", "sub", "aud", "auth_time"):
        assert after.get(claim) == before.get(claim)
    assert after["iat"] >= before["iat"]


def test_userinfo_refuses_without_a_token(oidc):
    """OIDC Core §5.3.3, RFC 6750 §3."""
    answer = requests.get(oidc.userinfo_url, timeout=TIMEOUT)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_userinfo_takes_both_methods(oidc, method):
    """OIDC Core §5.3."""
    answer = connected(oidc, scope=SCOPE).request(method, oidc.userinfo_url)
    assert (answer.status_code, bool(answer.json()["sub"])) == (200, True)


def test_prompt_none_shows_no_page(make_realm):
    """OIDC Core §3.1.2.6."""
    realm = make_realm(**OIDC, consent="page")
    url, _ = authlib_client(realm, scope=SCOPE).create_authorization_url(
        realm.authorization_url, prompt="none"
    )
    assert came_back(url)["error"] in ("consent_required", "interaction_required")


def test_consent_page_is_html_that_cannot_be_framed(make_realm):
    """RFC 9700 §4.16."""
    realm = make_realm(**OIDC, consent="page")
    url, _ = authlib_client(realm).create_authorization_url(realm.authorization_url)
    answer = browse(url)
    assert answer.headers["Content-Type"].startswith("text/html")
    told = answer.headers.get("Content-Security-Policy", "")
    assert "frame-ancestors 'none'" in told or answer.headers.get("X-Frame-Options") == "DENY"


def test_jwt_access_token_follows_its_profile(make_realm):
    """RFC 9068 §2."""
    realm = make_realm(**OIDC, accessTokenFormat="jwt", accessTokenTtl="90s")
    client = connected(realm)
    token = verified(realm, client.token["access_token"])
    assert token.header["typ"].lower() in ("at+jwt", "application/at+jwt")
    claims = token.claims
    assert claims["iss"] == realm.issuer
    assert claims["client_id"] == client.client_id
    assert claims["exp"] - claims["iat"] == 90
    assert set(claims["scope"].split()) == {"read", "write"}
    assert claims["aud"] and claims["sub"] and claims["jti"]


def test_new_keys_verify_new_tokens(oidc):
    client = connected(oidc, scope=SCOPE)
    old = client.token["id_token"]
    oidc.inject("keys/rotated")
    with pytest.raises((JoseError, ValueError)):
        verified(oidc, old)
    client.refresh_token(oidc.token_url)
    assert id_token(oidc, client)["sub"]
