import {
  defineFamily,
  execute,
  heal,
  inject,
  observe,
  type Scenario,
} from '../../harness/index.ts';

interface Caller {
  readonly told: string;
  readonly workflow: Scenario['workflows'][string];
  readonly why: string;
  readonly link: string;
  readonly expect: Scenario['expect'];
}

const NOBODY_SAYS =
  'what a success means is for the API to say, and no field of a credential or a node knows that this one is an error';

const CALLERS: Readonly<Record<'request' | 'graphql', Caller>> = {
  request: {
    told: 'HTTP Request',
    workflow: { use: 'http-request' },
    why: 'A general client cannot read that (RFC 9110 §15.3.1: a 200 is a success), so the run may take it for a result. But nothing stored may be lost by it, and nothing be refreshed in a loop; with the first answer that says expired as RFC 6750 §3.1 does, all is well without anybody.',
    link: 'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
    expect: {
      recovery: 'automatic',
      within: '10s',
      without: {
        'failure-is-visible': NOBODY_SAYS,
        'items-accepted-exactly-once': NOBODY_SAYS,
        'results-belong-to-items': NOBODY_SAYS,
      },
    },
  },
  graphql: {
    told: 'the node GraphQL',
    workflow: { use: 'graphql', items: 2 },
    why: 'To GraphQL that is an error like any other: a response with `errors` and without data is none that a workflow may go on with. The run has to fail where people see it, or get a new token; afterwards all is well without anybody.',
    link: 'https://spec.graphql.org/October2021/#sec-Errors',
    expect: { recovery: 'automatic', within: '10s', during: 'visible' },
  },
};

/** The API tells of an expiry by an error in the body of a success. */
export default defineFamily(
  Object.entries(CALLERS).map(([name, { told, workflow, why, link, expect }]) => ({
    name: `resource/expiry-in-body-${name}`,
    title: `The API tells of an expired token in the body of a 200, to ${told}`,
    why: `APIs that answer 200 to everything say {"success": false, "errors": […]} of an expired token. ${why}`,
    links: [
      'https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/error-codes',
      link,
    ],
    realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
    workflows: { main: workflow },
    plan: [
      execute(2),
      inject('api/expiry-told-as', { as: '200' }),
      inject('access-token/expired'),
      execute(1),
      heal(),
      observe({ for: '5s' }),
    ],
    remedies: ['reconnect'],
    expect,
  })),
);
