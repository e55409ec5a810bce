import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillTemplate } from './fill-template.ts';

const values = {
  api: 'http://api',
  credentialId: 'c1',
  credentialName: 'main',
  webhookPath: 'w1',
  tokenUrl: 'http://token',
  clientId: 'id',
  refreshToken: '',
};

describe('fillTemplate', () => {
  it('fills every depth and leaves n8n expressions alone', () => {
    const filled = fillTemplate(
      {
        a: ['={{api}}/items/{{ $json.id }}'],
        b: { c: '{{credentialId}}{{credentialName}}', d: 3, e: null },
      },
      values,
    );
    expect(filled).toEqual({
      a: ['=http://api/items/{{ $json.id }}'],
      b: { c: 'c1main', d: 3, e: null },
    });
  });

  it('takes a value as it is, whatever stands in it', () => {
    expect(fillTemplate('{{credentialName}}', { ...values, credentialName: '$& {{api}}' })).toBe(
      '$& {{api}}',
    );
  });

  it('fills in other credentials by their names, and leaves those that it does not know', () => {
    const others = { second: { id: 'c2', name: 'the second' } };
    expect(
      fillTemplate('{{credentialId}} {{credentialId:second}} {{credentialName:second}}', {
        ...values,
        others,
      }),
    ).toBe('c1 c2 the second');
    expect(fillTemplate('{{credentialId:third}}', { ...values, others })).toBe(
      '{{credentialId:third}}',
    );
  });

  it('changes nothing that holds no placeholder', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => void expect(fillTemplate(json, values)).toEqual(json)),
    );
  });
});
