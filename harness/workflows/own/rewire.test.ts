import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { readWorkflowFile } from './read-workflow-file.ts';
import { rewire, type RewireOptions } from './rewire.ts';

const sample = (name: string) =>
  readWorkflowFile(readFileSync(join(import.meta.dirname, 'testing', name)), undefined, name);

const rewired = (options: Partial<RewireOptions> = {}) =>
  rewire(sample('several-credentials.json'), { shownAs: 'mine.json', ...options });

type Node = Readonly<Record<string, unknown>>;

const node = (name: string, type: string, parameters: object = {}, more: object = {}): Node => ({
  name,
  type: `n8n-nodes-base.${type}`,
  parameters,
  ...more,
});

const OAUTH = { authentication: 'genericCredentialType', genericAuthType: 'oAuth2Api' };

const call = (name: string, url: string, more: object = {}): Node =>
  node(name, 'httpRequest', { url, ...OAUTH }, { typeVersion: 4.2, ...more });

/** Rewires these nodes, of which each leads to the next one. */
function rewireChain(nodes: readonly Node[], more: object = {}) {
  const names = nodes.map(({ name }) => String(name));
  const connections = Object.fromEntries(
    names
      .slice(0, -1)
      .map((name, index) => [
        name,
        { main: [[{ node: names[index + 1], type: 'main', index: 0 }]] },
      ]),
  );
  const text = JSON.stringify({ name: 'Mine', nodes, connections, ...more });
  const read = readWorkflowFile(new TextEncoder().encode(text), undefined, 'mine.json');
  return rewire(read, { shownAs: 'mine.json' });
}

const builtNode = (plan: ReturnType<typeof rewire>['plan'], name: string): Node =>
  plan.n8n.nodes.find((one) => one['name'] === name) ?? {};

const fates = ({ told }: ReturnType<typeof rewire>) =>
  Object.fromEntries(told.nodes.map(({ node: name, fate }) => [name, fate]));

const START = node('Start', 'manualTrigger');

describe('a workflow with several credentials', () => {
  it('says of each node what becomes of it', () => {
    expect(fates(rewired())).toEqual({
      'When called': 'started',
      'Every hour': 'left out',
      'List contacts': 'rewired',
      'Only changed': 'kept',
      'Make name': 'kept',
      'Tidy up': 'kept',
      'Update deal': 'rewired',
      'Ask for the owner': 'rewired',
      'Tell the team': 'passed over',
      'Log elsewhere': 'passed over',
      'Append row': 'passed over',
      Enrich: 'pinned',
      'Remember to rotate': 'left out',
    });
  });

  it('may take a minute, and longer the larger it is, where nobody says how long', () => {
    const large = rewireChain([
      START,
      ...Array.from({ length: 500 }, (_, at) =>
        node(`Step ${at}`, 'set', { note: 'x'.repeat(2_000) }),
      ),
      call('Ask', 'https://api.example'),
    ]);
    expect(rewired().limitMs).toBeGreaterThanOrEqual(60_000);
    expect(rewired().limitMs).toBeLessThan(65_000);
    expect(large.limitMs).toBeGreaterThan(120_000);
    expect(rewired({ limitMs: 5_000 }).limitMs).toBe(5_000);
  });

  it('calls nothing but the provider, and keeps where it would have called', () => {
    const { plan } = rewired();
    for (const { type, parameters } of plan.n8n.nodes as readonly {
      readonly type: string;
      readonly parameters: Readonly<Record<string, unknown>>;
    }[]) {
      const url = parameters['url'] ?? parameters['endpoint'];
      if (url !== undefined) expect(url).toMatch(/^=\{\{api\}\}\/items\//);
      expect(type).toMatch(/^n8n-nodes-base\./);
    }
    expect(builtNode(plan, 'Update deal')).toMatchObject({
      parameters: {
        url: expect.stringContaining(
          '/2-{{ $runIndex }}-{{ $itemIndex }}/-/https://api.hubapi.com/crm/v3/objects/deals/{{ $json.fullName }}',
        ),
        authentication: 'genericCredentialType',
        genericAuthType: 'oAuth2Api',
        method: 'PATCH',
      },
      credentials: { oAuth2Api: { id: '{{credentialId:hubspot-account}}' } },
    });
    expect(builtNode(plan, 'Ask for the owner')).toMatchObject({
      parameters: { authentication: 'oAuth2' },
      credentials: { oAuth2Api: { id: '{{credentialId}}' } },
    });
  });

  it('has nothing of what it passes over, and no secret', () => {
    const { plan, told } = rewired();
    const text = JSON.stringify([plan, told]);
    for (const secret of ['sk_live_', 'abcdef0123456789', 'hooks.example/log?', 'Slack bot'])
      expect(text).not.toContain(secret);
    expect(told.notes).toContain(
      "A value that looks like a secret was taken out of 'List contacts': url.",
    );
    expect(told.notes.join()).toContain('Option pagination');
  });

  it('strikes the credential that is asked for, and knows which node uses which', () => {
    const first = rewired();
    expect(first.credentials).toEqual(['main', 'hubspot-account']);
    expect(first.plan.apiNodes.map(({ name, credential }) => [name, credential])).toEqual([
      ['List contacts', undefined],
      ['Update deal', 'hubspot-account'],
      ['Ask for the owner', undefined],
    ]);
    const second = rewired({ credential: 'HubSpot account' });
    expect(second.credentials).toEqual(['main', 'crm-account']);
    expect(second.told.credentials[0]).toMatchObject({ name: 'HubSpot account', as: 'main' });
    expect(second.told.credentials[0]?.note).toContain('stands in');
    expect(() => rewired({ credential: 'HubSpot' })).toThrow(
      /no OAuth2 credential that can be rewired is named 'HubSpot'/,
    );
  });

  it('starts with its pinned data, or with what is given', () => {
    const dataOf = (options: Partial<RewireOptions>): string =>
      JSON.stringify(builtNode(rewired(options).plan, 'When called')['parameters']);
    expect(dataOf({})).toContain('Ada');
    const given = dataOf({ input: [{ name: 'Grace' }] });
    expect(given).not.toContain('Ada');
    expect(given).toContain(String.raw`\"body\":{\"name\":\"Grace\"}`);
  });
});

describe('other shapes', () => {
  it('nodes without a trigger start with the first one', () => {
    const { plan, told } = rewireChain([call('Call', 'https://a.example/x')]);
    expect(told.nodes).toMatchObject([{ fate: 'rewired' }]);
    expect(plan.n8n.connections).toMatchObject({
      'oauth-chaos start': { main: [[{ node: 'Call' }]] },
    });
  });

  it('a URL from data goes to the provider, whatever it becomes', () => {
    const { plan, told } = rewireChain([START, call('Next', '={{ $json.nextUrl }}')]);
    expect(told.nodes[1]?.because).toContain('its host comes from data');
    expect(builtNode(plan, 'Next')['parameters']).toMatchObject({
      url: expect.stringMatching(/^=\{\{api\}\}.*\/-\/\{\{ \$json\.nextUrl \}\}$/),
    });
  });

  it('braces in a URL are no expression', () => {
    const { plan } = rewireChain([START, call('Odd', 'https://a.example/{{ id }}')]);
    expect(JSON.stringify(builtNode(plan, 'Odd'))).toContain('a.example/%7B%7B id %7D%7D');
  });

  it('code that may leave n8n does not run, other code does', () => {
    const code = (name: string, jsCode: string) => node(name, 'code', { jsCode });
    const built = rewireChain([
      START,
      code('Away', "return await this.helpers.httpRequest({ url: 'https://x.example' });"),
      code('Here', 'return items;'),
      call('Call', 'https://a.example'),
    ]);
    expect(fates(built)).toMatchObject({ Away: 'passed over', Here: 'kept' });
    expect(JSON.stringify(built.plan)).not.toContain('x.example');
  });

  it('pinned data of several items, and of none, becomes items', () => {
    const slack = node('Slack', 'slack');
    const pinned = (items: readonly object[]) =>
      rewireChain([START, slack, call('Call', 'https://a.example')], {
        pinData: { Slack: items.map((json) => ({ json })) },
      }).plan.n8n.nodes.map(({ type }) => String(type).split('.').at(-1));
    expect(pinned([{ a: 1 }])).not.toContain('splitOut');
    expect(pinned([{ a: 1 }, { a: 2 }])).toContain('splitOut');
    expect(pinned([])).toContain('splitOut');
  });

  it('Respond to Webhook answers, where there is one', () => {
    const mode = (...nodes: readonly Node[]) =>
      JSON.stringify(
        builtNode(
          rewireChain([START, call('Call', 'https://a.example'), ...nodes]).plan,
          'oauth-chaos start',
        )['parameters'],
      );
    expect(mode(node('Answer', 'respondToWebhook'))).toContain('responseNode');
    expect(mode()).toContain('lastNode');
  });

  it('two thousand nodes, five megabytes', () => {
    const nodes = Array.from({ length: 2_000 }, (_, index) =>
      node(`Set ${index}`, 'set', { text: 'x'.repeat(2_600) }),
    );
    const { told, plan } = rewireChain([START, ...nodes, call('Call', 'https://a.example')]);
    expect(told.nodes).toHaveLength(2_002);
    expect(JSON.stringify(plan).length).toBeGreaterThan(5_000_000);
  });
});

describe('what cannot be tried is refused', () => {
  const refusal = (nodes: readonly Node[], more: object = {}): string => {
    try {
      rewireChain(nodes, more);
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      expect(error.exitCode).toBe(64);
      return `${error.message}\n${error.hint ?? ''}`;
    }
    return 'not refused';
  };

  it('a workflow without OAuth2', () => {
    expect(refusal([START, node('Call', 'httpRequest', { url: 'https://a.example' })])).toMatch(
      /none of its nodes uses an OAuth2 credential/,
    );
  });

  it('OAuth2 that cannot be rewired, node by node', () => {
    const sheets = node(
      'Sheet',
      'googleSheets',
      {},
      {
        credentials: { googleSheetsOAuth2Api: { id: '1', name: 'Google' } },
      },
    );
    const off = call('Off', 'https://a.example', { disabled: true });
    const said = refusal([START, sheets, off]);
    expect(said).toContain("'Sheet' with 'Google' (n8n-nodes-base.googleSheets) calls addresses");
    expect(said).toContain("'Off' with 'oAuth2Api' is disabled");
  });

  it('a circle without a beginning', () => {
    const two = [call('One', 'https://a.example'), call('Two', 'https://a.example')];
    const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
    expect(refusal(two, { connections: { One: to('Two'), Two: to('One') } })).toMatch(
      /nothing starts it/,
    );
  });

  it('a workflow of an earlier run', () => {
    expect(refusal([START, call('oauth-chaos start', 'https://a.example')])).toMatch(
      /the name of a node that a run adds/,
    );
  });
});
