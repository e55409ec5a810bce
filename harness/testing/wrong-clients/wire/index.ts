import type { WrongClient } from '../wrong-client.ts';
import { AcceptsNothing } from './accepts-nothing.ts';
import { AccessTokenInCookie } from './access-token-in-cookie.ts';
import { AccessTokenInQuery } from './access-token-in-query.ts';
import { AccessTokenInRefresh } from './access-token-in-refresh.ts';
import { AlwaysInBody } from './always-in-body.ts';
import { AlwaysInHeader } from './always-in-header.ts';
import { AuthenticatesTwice } from './authenticates-twice.ts';
import { Base64urlBasic } from './base64url-basic.ts';
import { BearerAtTokenEndpoint } from './bearer-at-token-endpoint.ts';
import { JoinsScopesWithCommas } from './joins-scopes-with-commas.ts';
import { KnowsOneSpellingOfBearer } from './knows-one-spelling-of-bearer.ts';
import { LeavesScopeToProvider } from './leaves-scope-to-provider.ts';
import { NoContentType } from './no-content-type.ts';
import { ReadsNoCharset } from './reads-no-charset.ts';
import { RefreshTokenInQuery } from './refresh-token-in-query.ts';
import { RepeatsParameter } from './repeats-parameter.ts';
import { SecretInQuery } from './secret-in-query.ts';
import { SecretToApi } from './secret-to-api.ts';
import { SendsJson } from './sends-json.ts';
import { SendsText } from './sends-text.ts';
import { TrustsAnyCertificate } from './trusts-any-certificate.ts';
import { UnencodedBasic } from './unencoded-basic.ts';
import { UnencodedForm } from './unencoded-form.ts';
import { UnencodedRefresh } from './unencoded-refresh.ts';
import { VerifierInRefresh } from './verifier-in-refresh.ts';

/** Mistakes in how requests are written down. */
export const wireMistakes = {
  'access-token-in-query': {
    create: () => new AccessTokenInQuery(),
    caughtBy: 'secrets-in-their-place',
    caughtIn: 'control/expired-access-token',
  },
  'accepts-nothing': {
    create: () => new AcceptsNothing(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'authentication/tokens-need-encoding',
  },
  'always-in-body': {
    create: () => new AlwaysInBody(),
    caughtBy: 'authentication-as-registered',
    caughtIn: 'control/expired-access-token',
  },
  'always-in-header': {
    create: () => new AlwaysInHeader(),
    caughtBy: 'authentication-as-registered',
    caughtIn: 'authentication/secret-needs-encoding-in-body',
  },
  'authenticates-twice': {
    create: () => new AuthenticatesTwice(),
    caughtBy: 'token-request-form',
    caughtIn: 'control/expired-access-token',
  },
  'joins-scopes-with-commas': {
    create: () => new JoinsScopesWithCommas(),
    caughtBy: 'scope-within-grant',
    caughtIn: 'credential/body-parameters',
  },
  'leaves-scope-to-provider': {
    create: () => new LeavesScopeToProvider(),
    caughtBy: 'scope-within-grant',
    caughtIn: 'client-credentials/concurrent-expiry',
  },
  'base64url-basic': {
    create: () => new Base64urlBasic(),
    caughtBy: 'token-request-form',
    caughtIn: 'control/expired-access-token',
  },
  'no-content-type': {
    create: () => new NoContentType(),
    caughtBy: 'token-request-form',
    caughtIn: 'control/expired-access-token',
  },
  'reads-no-charset': {
    create: () => new ReadsNoCharset(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'authentication/tokens-need-encoding',
  },
  'refresh-token-in-query': {
    create: () => new RefreshTokenInQuery(),
    caughtBy: 'secrets-in-their-place',
    caughtIn: 'control/expired-access-token',
  },
  'repeats-parameter': {
    create: () => new RepeatsParameter(),
    caughtBy: 'token-request-form',
    caughtIn: 'control/expired-access-token',
  },
  'secret-in-query': {
    create: () => new SecretInQuery(),
    caughtBy: 'secrets-in-their-place',
    caughtIn: 'authentication/forged-callback',
  },
  'secret-to-api': {
    create: () => new SecretToApi(),
    caughtBy: 'secrets-in-their-place',
    caughtIn: 'control/expired-access-token',
  },
  'sends-json': {
    create: () => new SendsJson(),
    caughtBy: 'token-request-form',
    caughtIn: 'control/expired-access-token',
  },
  'sends-text': {
    create: () => new SendsText(),
    caughtBy: 'token-request-form',
    caughtIn: 'control/expired-access-token',
  },
  'unencoded-basic': {
    create: () => new UnencodedBasic(),
    caughtBy: 'token-request-form',
    caughtIn: 'authentication/secret-needs-encoding-in-body',
  },
  'unencoded-form': {
    create: () => new UnencodedForm(),
    caughtBy: 'connects',
    caughtIn: 'authentication/tokens-need-encoding',
  },
  'unencoded-refresh': {
    create: () => new UnencodedRefresh(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'authentication/tokens-need-encoding',
  },
  'bearer-at-token-endpoint': {
    create: () => new BearerAtTokenEndpoint(),
    caughtBy: 'token-request-form',
    caughtIn: 'authentication/secret-needs-encoding-in-body',
  },
  'knows-one-spelling-of-bearer': {
    create: () => new KnowsOneSpellingOfBearer(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'reply/written-otherwise',
  },
  'access-token-in-cookie': {
    create: () => new AccessTokenInCookie(),
    caughtBy: 'secrets-in-their-place',
    caughtIn: 'control/expired-access-token',
  },
  'access-token-in-refresh': {
    create: () => new AccessTokenInRefresh(),
    caughtBy: 'secrets-in-their-place',
    caughtIn: 'control/expired-access-token',
  },
  'verifier-in-refresh': {
    create: () => new VerifierInRefresh(),
    caughtBy: 'secrets-in-their-place',
    caughtIn: 'authentication/pkce',
  },
  'trusts-any-certificate': {
    create: () => new TrustsAnyCertificate(),
    caughtBy: 'server-is-verified',
    caughtIn: 'tls/certificate-wrong-host',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
