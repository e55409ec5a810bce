/** An account at Acme. Its addresses are fixed, as they are in most types of credentials. */
class AcmeOAuth2Api {
  name = 'acmeOAuth2Api';
  displayName = 'Acme OAuth2 API';
  extends = ['oAuth2Api'];
  properties = [
    hidden('grantType', 'authorizationCode'),
    hidden('authUrl', 'https://acme.example/oauth/authorize'),
    hidden('accessTokenUrl', 'https://acme.example/oauth/token'),
    hidden('scope', 'read'),
    hidden('authQueryParameters', ''),
    hidden('authentication', 'header'),
  ];
}

function hidden(name, value) {
  return { displayName: name, name, type: 'hidden', default: value };
}

module.exports = { AcmeOAuth2Api };
