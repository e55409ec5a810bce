import { describe, expect, it } from 'vitest';
import { isOAuth2Type } from './oauth2-type.ts';
import { reduceWorkflow } from './reduce-workflow.ts';

const node = (type: string, more = {}) => ({ name: type, type: `n8n-nodes-base.${type}`, ...more });
const of = (nodes: readonly unknown[], more = {}) =>
  reduceWorkflow({ id: 7, name: 'W', active: true, nodes, connections: {}, ...more });

describe('a workflow', () => {
  it.each([
    ['scheduleTrigger', true],
    ['webhook', true],
    ['gmailTrigger', true],
    ['manualTrigger', false],
    ['executeWorkflowTrigger', false],
    ['errorTrigger', false],
    ['httpRequest', false],
  ])('with %s starts by itself: %s', (type, startsByItself) => {
    expect(of([node(type)])).toMatchObject({ id: '7', startsByItself });
    expect(of([node(type, { disabled: true })])).toMatchObject({ startsByItself: false });
  });

  it('says who hears of its failures', () => {
    expect(of([], { settings: { errorWorkflow: 'x' } })?.errorWorkflow).toBe('x');
    for (const settings of [{ errorWorkflow: 'DEFAULT' }, { errorWorkflow: '' }, null])
      expect(of([], { settings })?.errorWorkflow).toBeUndefined();
    expect(of([node('errorTrigger')])?.isErrorWorkflow).toBe(true);
  });

  it('is passed over in the archive', () => {
    expect(of([], { isArchived: true })).toBeUndefined();
    expect(of([], { isArchived: 1 })).toBeUndefined();
  });

  it('may run as another version than is here', () => {
    const at = (versionId: string, activeVersionId: string | null) =>
      of([], { versionId, activeVersionId })?.publishedDiffers;
    expect([at('a', 'b'), at('a', 'a'), at('a', null)]).toEqual([true, false, false]);
  });

  it('has nodes with credentials by id or, of old, by name', () => {
    const credentials = { oAuth2Api: { id: 5, name: 'main' }, gmailOAuth2: 'old' };
    expect(of([node('httpRequest', { credentials })])?.nodes[0]?.credentials).toEqual([
      { type: 'oAuth2Api', id: '5', name: 'main' },
      { type: 'gmailOAuth2', id: undefined, name: 'old' },
    ]);
  });

  it.each([
    [{}, false],
    [{ onError: 'stopWorkflow' }, false],
    [{ onError: 'continueErrorOutput' }, true],
    [{ continueOnFail: true }, true],
  ])('%j goes on after an error: %s', (more, goesOnAfterError) => {
    expect(of([node('httpRequest', more)])?.nodes[0]).toMatchObject({ goesOnAfterError });
  });

  it('is searched, with notes, and with the data that is kept or pinned in it', () => {
    const nodes = [
      node('set', { parameters: { client_secret: 'abcdef123' }, notes: 'password: abcdef123' }),
    ];
    const staticData = { 'node:Poll': { access_token: 'abcdef123' } };
    const pinData = { Get: [{ json: { access_token: 'abcdef123' } }] };
    expect(of(nodes, { pinData, staticData })?.secrets).toEqual([
      { node: 'set', path: 'parameters.client_secret', kind: 'literal', what: 'a client secret' },
      { node: 'set', path: 'notes', kind: 'literal', what: 'a password' },
      {
        node: 'Get',
        path: 'pinData[0].json.access_token',
        kind: 'literal',
        what: 'an access token',
      },
      {
        node: undefined,
        path: 'staticData["…"].access_token',
        kind: 'literal',
        what: 'an access token',
      },
    ]);
  });
});

it('types of credentials that refresh', () => {
  const types = ['oAuth2Api', 'gmailOAuth2', 'hubspotDeveloperApi', 'httpHeaderAuth', 'oAuth1Api'];
  expect(types.filter(isOAuth2Type)).toEqual(types.slice(0, 3));
  expect(isOAuth2Type('crowdStrikeOAuth2Api')).toBe(false);
});
