import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnosisSchema } from '../model/diagnosis.ts';
import { checks } from './checks/index.ts';
import { diagnose } from './diagnose.ts';
import { fact, withheld, type Fact } from './snapshot/fact.ts';
import type { CredentialFacts, Snapshot } from './snapshot/snapshot.ts';
import {
  alarm,
  credential,
  node,
  NOW,
  settings,
  snapshot,
  surroundings,
  tokens,
  workflow,
} from './testing/sample-snapshot.ts';

const DEFECT = {
  reason: 'No single flight: each refreshes. Fixed in 2.30.0.',
  outcomes: ['dead'],
  knownOn: '2.27.4',
  certain: true,
  gone: { version: '2.30.0', exactly: true },
} as const;

const AROUND = surroundings({
  defects: {
    of: () => [
      { ...DEFECT, scenario: 'rotation/concurrent-refresh' },
      { ...DEFECT, scenario: 'queue/concurrent-refresh' },
    ],
  },
});

/** An n8n in which every check finds something. */
const BAD = snapshot({
  version: fact('2.27.4'),
  topology: fact('queue'),
  clockAheadMs: fact(3_600_000),
  workflows: fact([
    workflow({
      errorWorkflow: 'gone',
      nodes: [
        node({ retryOnFail: false }),
        node({ name: 'Old', credentials: [{ type: 'oAuth2Api', id: 'gone', name: 'x' }] }),
      ],
      secrets: [{ node: 'Get', path: 'parameters.url', kind: 'literal', what: 'a token' }],
    }),
    alarm({ active: false }),
    workflow({
      id: 'w2',
      name: 'Second',
      nodes: ['c2', 'c3'].map((id) =>
        node({ name: id, credentials: [{ type: 'oAuth2Api', id, name: id }] }),
      ),
    }),
  ]),
  credentials: fact([
    credential({
      id: 'c1',
      settings: fact(settings({ scopes: fact(['read', 'write']) })),
      tokens: fact(tokens({ refreshToken: false, accessEndsAt: fact(NOW - 1) })),
    }),
    credential({ id: 'c2', connected: fact(false), tokens: fact(undefined) }),
    credential({ id: 'c3', encryption: fact({ under: 'data-key', key: 'missing', opens: false }) }),
  ]),
  credentialIds: fact(new Set(['c1', 'c2', 'c3'])),
});

const HIDDEN = withheld('it is withheld');
const hide = <T>(one: Fact<T>, hidden: boolean): Fact<T> => (hidden ? HIDDEN : one);

/** Which facts are withheld: of the whole n8n, and of each of its credentials. */
const masks = fc.record({
  version: fc.boolean(),
  topology: fc.boolean(),
  clockAheadMs: fc.boolean(),
  workflows: fc.boolean(),
  credentials: fc.boolean(),
  credentialIds: fc.boolean(),
  each: fc.array(
    fc.record({
      settings: fc.boolean(),
      connected: fc.boolean(),
      tokens: fc.boolean(),
      encryption: fc.boolean(),
    }),
    { minLength: 3, maxLength: 3 },
  ),
});
type Mask = typeof masks extends fc.Arbitrary<infer T> ? T : never;

const maskedCredential = (one: CredentialFacts, mask: Mask['each'][number] | undefined) => ({
  ...one,
  settings: hide(one.settings, mask?.settings === true),
  connected: hide(one.connected, mask?.connected === true),
  tokens: hide(one.tokens, mask?.tokens === true),
  encryption: hide(one.encryption, mask?.encryption === true),
});

const masked = (mask: Mask): Snapshot => ({
  ...BAD,
  version: hide(BAD.version, mask.version),
  topology: hide(BAD.topology, mask.topology),
  clockAheadMs: hide(BAD.clockAheadMs, mask.clockAheadMs),
  workflows: hide(BAD.workflows, mask.workflows),
  credentialIds: hide(BAD.credentialIds, mask.credentialIds),
  credentials: hide(
    'is' in BAD.credentials
      ? fact(BAD.credentials.is.map((one, index) => maskedCredential(one, mask.each[index])))
      : BAD.credentials,
    mask.credentials,
  ),
});

const diagnosed = (of: Snapshot) => diagnose(of, AROUND, '0.1.0');

describe('a diagnosis', () => {
  it('of a bad n8n has something from every check, errors first, in the form of the schema', () => {
    const diagnosis = diagnosed(BAD);
    expect(diagnosisSchema.parse(diagnosis)).toEqual(diagnosis);
    expect(new Set(diagnosis.findings.map(({ check }) => check))).toEqual(
      new Set(checks.map(({ name }) => name)),
    );
    const severities = diagnosis.findings.map(({ severity }) => severity);
    expect(severities.toSorted()).toEqual(severities);
    expect(diagnosis.exitCode).toBe(1);
  });

  it('what is withheld is said wherever it hides a finding, and never makes one', () => {
    const whole = diagnosed(BAD).findings.map((one) => JSON.stringify(one));
    fc.assert(
      fc.property(masks, (mask) => {
        const { findings, notLookedAt, checks: standings } = diagnosed(masked(mask));
        const seen = new Set(findings.map((one) => JSON.stringify(one)));
        for (const one of seen) expect(whole).toContain(one);
        for (const one of whole.filter((text) => !seen.has(text))) {
          const { check } = JSON.parse(one) as { readonly check: string };
          expect(notLookedAt.map((unseen) => unseen.check)).toContain(check);
          expect(standings.find(({ name }) => name === check)?.standing).not.toBe('fine');
        }
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it('without an error is incomplete only when something should have been there', () => {
    const remark = { text: 'Half an export.', incomplete: true };
    const of = (more: Partial<Snapshot>) => diagnose(snapshot(more), surroundings(), '0.1.0');
    expect(of({}).exitCode).toBe(0);
    expect(of({ remarks: [remark] }).exitCode).toBe(2);
    expect(of({ remarks: [{ ...remark, incomplete: false }] }).exitCode).toBe(0);
    expect(diagnosed({ ...BAD, remarks: [remark] }).exitCode).toBe(1);
  });

  it('says where a draft was looked at', () => {
    const draft = snapshot({ workflows: fact([workflow({ publishedDiffers: true }), alarm()]) });
    expect(diagnose(draft, surroundings(), '0.1.0').remarks).toEqual([
      { text: expect.stringContaining('draft of "Invoices"'), incomplete: false },
    ]);
  });
});
