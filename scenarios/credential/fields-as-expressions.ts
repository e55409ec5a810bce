import { connect, defineScenario, execute, inject } from '../../harness/index.ts';

export default defineScenario({
  name: 'credential/fields-as-expressions',
  title: 'Addresses, id and scope of a credential are expressions',
  why: `Every field of a credential can be switched to an expression, and is one in whoever keeps one credential for several stages. Stored is the
expression, sent is its value, at the connect as well as at a refresh; neither may take the place of the other.`,
  links: ['https://github.com/n8n-io/n8n/issues/24828'],
  credentials: {
    main: {
      expressions: {
        authorizationUrl: "={{ '{{authorizationUrl}}' }}",
        tokenUrl: "={{ '{{tokenUrl}}' }}",
        clientId: "={{ '{{clientId}}' }}",
        scope: "={{ '{{scope}}' }}",
      },
    },
  },
  workflows: { main: { use: 'http-request' } },
  plan: [connect(), execute(1), inject('access-token/expired'), execute(2)],
  remedies: ['reconnect'],
  expect: { recovery: 'unaffected', during: 'success' },
});
