import { z } from 'zod';
import { CREDENTIAL_DEFAULTS } from '../model/credential-defaults.ts';
import { OWN_VARIABLES } from '../model/own-variables.ts';
import { OWN_TOKENS, type OwnToken } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { builtIn, chain, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const STEP = 'Get token';
const API_NODE = 'Call API';

/** What the step puts into its request beside the client's id and secret (RFC 6749 §4.4.2, §6). */
const GRANT: Readonly<Record<OwnToken, { readonly before: string; readonly form: string }>> = {
  'client-credentials': {
    before: '',
    form: `grant_type: 'client_credentials', scope: '${CREDENTIAL_DEFAULTS.scope}',`,
  },
  'refresh-token': {
    // What was copied is spent by its first use where refresh tokens rotate.
    before: "const kept = $getWorkflowStaticData('global');",
    form: "grant_type: 'refresh_token', refresh_token: kept.refreshToken ?? '{{refreshToken}}',",
  },
};

/**
 * The code of the step. Of what guides name for requests, `this.helpers.httpRequest` works in it
 * (2.41.1 and 1.123.81): `$helpers` and `fetch` are not defined, modules are not allowed, and there
 * is no way to a credential. So the secret is an environment variable.
 */
const codeOf = (grant: OwnToken): string => `${GRANT[grant].before}
const form = {
  ${GRANT[grant].form}
  client_id: '{{clientId}}',
  client_secret: $env.${OWN_VARIABLES.clientSecret},
};
const tokens = await this.helpers.httpRequest({
  method: 'POST',
  url: '{{tokenUrl}}',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: Object.entries(form).map((pair) => pair.map(encodeURIComponent).join('=')).join('&'),
});
${grant === 'refresh-token' ? 'kept.refreshToken = tokens.refresh_token ?? form.refresh_token;' : ''}
return $input.all().map(({ json }) => ({ json: { ...json, accessToken: tokens.access_token } }));
`;

/** What guides advise where a credential is said not to refresh: the workflow does it by itself. */
export default defineWorkflow({
  name: 'code-token',
  summary:
    'A Code node posts to the token endpoint by itself; HTTP Request sends the token that it hands on, without a credential.',
  options: z.strictObject({
    items: itemsOption,
    retryOnFail: retryOnFailOption,
    ownToken: z
      .enum(OWN_TOKENS)
      .default('client-credentials')
      .describe(
        "with what the step asks: the client's own secret, or a copy of the credential's refresh token",
      ),
  }),
  build({ items, ownToken, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({ method: 'POST' });
    const { credentials: _credentials, ...node } = httpRequestNode(API_NODE, call, {
      retryOnFail,
      position: [880, 0],
    });
    const { authentication: _, genericAuthType: _type, ...parameters } = node.parameters;
    const headers = parameters['headerParameters'] as { readonly parameters: readonly object[] };
    const bearer = { name: 'Authorization', value: '=Bearer {{ $json.accessToken }}' };
    return planOf({
      template: 'code-token',
      items,
      apiNodes: [{ name: API_NODE, calls: [call] }],
      retryOnFail,
      ownToken,
      nodes: [
        builtIn(STEP, 'code', 2, [660, 0], { jsCode: codeOf(ownToken) }),
        {
          ...node,
          parameters: {
            ...parameters,
            headerParameters: { parameters: [...headers.parameters, bearer] },
          },
        },
      ],
      edges: chain(SPLIT_OUT.name, STEP, API_NODE),
    });
  },
});
