"""OAuth clients of others, and the browser of their user."""

from base64 import b64encode
from urllib.parse import parse_qs, quote_plus, urlsplit
from urllib.request import parse_http_list, parse_keqv_list

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session

REDIRECT_URI = "http://127.0.0.1:9/callback"
# Seconds. Long, because a busy machine is no fault of the provider.
TIMEOUT = 60


def authlib_client(realm, registered=None, **options):
    """An Authlib session for a client of the realm; a new confidential one unless one is named."""
    registered = registered or realm.register()
    defaults = {
        "scope": "read write",
        "redirect_uri": REDIRECT_URI,
        "code_challenge_method": "S256",
        "token_endpoint": realm.token_url,
        "default_timeout": TIMEOUT,
    }
    return OAuth2Session(registered.id, registered.secret, **{**defaults, **options})


def browse(url):
    """What the authorization endpoint answers to the browser, without following its redirect."""
    return requests.get(url, allow_redirects=False, timeout=TIMEOUT)


def came_back(url):
    """The parameters with which the browser comes back to the client (RFC 6749 §4.1.2)."""
    answer = browse(url)
    assert answer.status_code in (302, 303), answer.text
    location = answer.headers["Location"]
    return {name: one for name, [one] in parse_qs(urlsplit(location).query).items()}


def authorize(client, realm, **parameters):
    """Asks for consent with PKCE; returns the redirect's URL and the code verifier."""
    verifier = generate_token(48)
    url, _ = client.create_authorization_url(
        realm.authorization_url, code_verifier=verifier, **parameters
    )
    return browse(url).headers["Location"], verifier


def connect(client, realm, **parameters):
    """The whole authorization code flow; returns the first token."""
    location, verifier = authorize(client, realm, **parameters)
    return client.fetch_token(
        realm.token_url, authorization_response=location, code_verifier=verifier
    )


def connected(realm, registered=None, **options):
    """An Authlib session that has its first token."""
    client = authlib_client(realm, registered, **options)
    connect(client, realm)
    return client


def call_api(realm, access_token, method="GET"):
    """A call to the API with this access token (RFC 6750 §2.1)."""
    headers = {"Authorization": f"Bearer {access_token}"}
    return requests.request(method, realm.item_url, headers=headers, timeout=TIMEOUT)


def post_form(url, fields, **options):
    """A POST with a form, as it is written here and by no OAuth library."""
    return requests.post(url, data=fields, timeout=TIMEOUT, **options)


def basic(registered):
    """The Basic header as RFC 6749 §2.3.1 has it: id and secret are form-encoded first."""
    text = f"{quote_plus(registered.id)}:{quote_plus(registered.secret)}"
    return {"Authorization": "Basic " + b64encode(text.encode()).decode()}


def encoded_basic(client, method, uri, headers, body):
    """For `register_client_auth_method`: Authlib's own Basic header does not form-encode."""
    text = f"{quote_plus(client.client_id)}:{quote_plus(client.client_secret)}"
    headers["Authorization"] = "Basic " + b64encode(text.encode()).decode()
    return uri, headers, body


def challenge(answer):
    """Scheme and parameters of the one challenge in an answer (RFC 9110 §11.6.1)."""
    scheme, _, parameters = answer.headers["WWW-Authenticate"].partition(" ")
    return scheme, parse_keqv_list(parse_http_list(parameters))


def error_of(answer):
    """Status and error code of an answer (RFC 6749 §5.2)."""
    return answer.status_code, answer.json()["error"]
