import { FILES, type Edit } from '../edit.ts';

/** Connecting: the way to the provider and back. */
export const connectEdits: readonly Edit[] = [
  {
    name: 'same-state-for-every-connect',
    harm: 'Who knows one state can make a victim connect the account of an attacker (RFC 6749 §10.12).',
    file: FILES.oauthService,
    search: `        const csrfSecret = token.secretSync();
        const stateToken = token.create(csrfSecret);
        const state = {
            token: stateToken,
            createdAt: Date.now(),
        };`,
    replace: `        const csrfSecret = 'n8n';
        const stateToken = (this.stateToken ??= token.create(csrfSecret));
        const state = { token: stateToken };`,
    near: ['control/*', 'authentication/*'],
  },
  {
    name: 'state-not-checked',
    harm: 'A callback with any state is taken for the latest flow, so accounts can be slipped in.',
    file: FILES.oauthService,
    search: `        await this.cacheService.set(this.oauthFlowCacheKey(stateToken), flowState, types_1.MAX_CSRF_AGE);
    }
    async peekOauthFlowState(stateToken) {
        return await this.cacheService.get(this.oauthFlowCacheKey(stateToken));
    }
    async consumeOauthFlowState(stateToken) {
        const key = this.oauthFlowCacheKey(stateToken);
        const value = await this.cacheService.get(key);`,
    replace: `        await this.cacheService.set(this.oauthFlowCacheKey(stateToken), flowState, types_1.MAX_CSRF_AGE);
        this.latestFlow = flowState;
        this.verifyCsrfState = () => true;
    }
    async peekOauthFlowState() {
        return this.latestFlow;
    }
    async consumeOauthFlowState(stateToken) {
        const key = this.oauthFlowCacheKey(stateToken);
        const value = this.latestFlow;`,
    near: ['control/*', 'authentication/*'],
  },
  {
    name: 'state-works-twice',
    harm: 'A callback address from a browser history or a log can be used again.',
    file: FILES.oauthService,
    search: '        await this.cacheService.delete(key);',
    replace: '        void key;',
    near: ['control/*', 'authentication/*'],
  },
  {
    name: 'pkce-verifier-forgotten',
    harm: 'Credentials with PKCE cannot be connected at all.',
    file: FILES.callback,
    search: '                body.code_verifier = flowState.codeVerifier;',
    replace: '                body.code_verifier = state.codeVerifier;',
    near: ['authentication/*'],
  },
  {
    name: 'plain-pkce-challenge',
    harm: 'The verifier stands in the authorization address, so PKCE protects nothing (RFC 9700 §2.1.1).',
    file: FILES.oauthService,
    search: `                code_challenge,
                code_challenge_method: 'S256',`,
    replace: `                code_challenge: code_challenge && code_verifier,
                code_challenge_method: 'plain',`,
    near: ['authentication/*'],
  },
  {
    name: 'pkce-only-where-it-is-a-checkbox',
    harm: 'The grant type PKCE connects without PKCE, so a stolen code can be used.',
    file: FILES.oauthService,
    search: `        return (credential.grantType === 'pkce' ||
            (credential.grantType === 'authorizationCode' && credential.usePkce === true));`,
    replace:
      "        return credential.grantType === 'authorizationCode' && credential.usePkce === true;",
    near: ['authentication/*'],
  },
  {
    name: 'scope-not-asked-for',
    harm: 'The user is asked for the provider’s default scope, and calls fail for lack of permission.',
    file: FILES.codeFlow,
    search: '            ...(options.scopes ? { scope: options.scopes.join',
    replace: '            ...(options.scopes === null ? { scope: options.scopes.join',
    near: ['control/*', 'scope/*', 'guide/scope-*'],
  },
  {
    name: 'connect-asks-for-more-scope',
    harm: 'The consent page shows a permission that the credential does not name.',
    file: FILES.oauthService,
    search: "            scopes: (0, split_1.default)(credential.scope ?? 'openid', ','),",
    replace:
      "            scopes: [...(0, split_1.default)(credential.scope ?? 'openid', ','), 'offline_access'],",
    near: ['control/*', 'scope/*'],
  },
  {
    name: 'connect-authenticates-in-the-header',
    harm: 'Where the client is registered for the body, connecting fails.',
    file: FILES.callback,
    search: "            const isBodyAuth = oauthCredentials.authentication === 'body';",
    replace: '            const isBodyAuth = oauthCredentials.authentication === undefined;',
    near: ['authentication/*'],
  },
  {
    name: 'reconnect-keeps-the-old-tokens',
    harm: 'Who reconnects a dead credential sees success, and the dead tokens stay.',
    file: FILES.callback,
    search: `                ...(typeof tokenData === 'object' ? tokenData : {}),
                ...tokenResponse,`,
    replace: `                ...tokenResponse,
                ...(typeof tokenData === 'object' ? tokenData : {}),`,
    near: ['guide/refresh-token-revoked-reconnect', 'revocation/family-revoked'],
  },
  {
    name: 'failed-connect-looks-like-success',
    harm: 'The page says connected although the provider refused the code.',
    file: FILES.callback,
    search:
      '            return this.oauthService.renderCallbackError(res, error.message, this.oauthService.extractCallbackErrorReason(error));',
    replace: "            return res.render('oauth-callback');",
    near: ['control/*', 'authentication/*', 'guide/refresh-token-revoked-reconnect'],
  },
  {
    name: 'callback-without-a-session',
    harm: 'Who sends a victim the address of his own connect gets the account of the victim into his credential.',
    file: FILES.oauthService,
    search: "N8N_SKIP_AUTH_ON_OAUTH_CALLBACK?.toLowerCase() ?? 'false';",
    replace: "N8N_SKIP_AUTH_ON_OAUTH_CALLBACK?.toLowerCase() ?? 'true';",
    near: ['authentication/*'],
  },
  {
    name: 'state-lives-for-five-seconds',
    harm: 'Who reads the consent page, or has to sign in first, comes back too late and cannot connect.',
    file: FILES.oauthTypes,
    search: '5 * constants_1.Time.minutes.toMilliseconds',
    replace: '5 * constants_1.Time.seconds.toMilliseconds',
    near: ['authentication/*', 'guide/refresh-token-revoked-reconnect'],
  },
  {
    name: 'refused-connect-without-a-reason',
    harm: 'Who cannot connect is not told whether the secret is wrong or the provider is down.',
    file: FILES.callback,
    search:
      '            return this.oauthService.renderCallbackError(res, error.message, this.oauthService.extractCallbackErrorReason(error));',
    replace:
      "            return this.oauthService.renderCallbackError(res, 'Something went wrong');",
    near: ['authentication/*', 'revocation/client-refused'],
  },
];
