import { describe, expect, test } from 'vitest';
import { FaultTrial } from '../../testing/try-fault.ts';
import { operatorDeletes } from './deletes.ts';
import { operatorDisconnects } from './disconnects.ts';
import { operatorEditsScope } from './edits-scope.ts';
import { operatorEditsTokenUrl } from './edits-token-url.ts';
import { operatorReconnects } from './reconnects.ts';

describe('operator/edits-scope', () => {
  test('lets an operator type while the provider holds the refresh, once', async () => {
    const trial = new FaultTrial(undefined);
    await trial.begin(operatorEditsScope, { scope: 'read write' });
    expect(trial.operatorDid).toEqual([]);
    await trial.refresh().at('refresh-received');
    await trial.refresh().through();
    expect(trial.operatorDid).toEqual(['edit read write']);
    expect(trial.met).toEqual([
      'an operator changed the scope in the credential while its refresh had reached the provider and was not carried out',
    ]);
  });

  test('lets an operator rename the credential at the same moment', async () => {
    const trial = new FaultTrial(undefined);
    await trial.begin(operatorEditsScope, { name: 'another name' });
    await trial.refresh().through();
    expect(trial.operatorDid).toEqual(['edit read', 'rename another name']);
    expect(trial.met).toEqual([
      'an operator changed the scope in the credential, and its name, while its refresh had reached the provider and was not carried out',
    ]);
  });

  test('waits for a later moment, and for none when told to', async () => {
    const trial = new FaultTrial(undefined);
    await trial.begin(operatorEditsScope, { when: 'refresh-answered' });
    const refresh = trial.refresh();
    await refresh.at('refresh-received');
    expect(trial.operatorDid).toEqual([]);
    await refresh.at('refresh-answered');
    await trial.begin(operatorEditsScope, { when: 'now', scope: 'write' });
    expect(trial.operatorDid).toEqual(['edit read', 'edit write']);
  });
});

test('operator/edits-token-url lets an operator mistype it, at once when told to', async () => {
  const trial = new FaultTrial(undefined);
  await trial.begin(operatorEditsTokenUrl, { when: 'now' });
  expect(trial.operatorDid).toEqual(['mistype s']);
});

describe.each([
  [operatorDisconnects, 'disconnect', 'an operator disconnected the credential'],
  [operatorDeletes, 'delete', 'an operator deleted the credential'],
] as const)('$name', (fault, does, did) => {
  test('lets an operator act while the provider holds the refresh', async () => {
    const trial = new FaultTrial(undefined);
    await trial.begin(fault, {});
    await trial.refresh().through();
    expect(trial.operatorDid).toEqual([does]);
    expect(trial.met).toEqual([
      `${did} while its refresh had reached the provider and was not carried out`,
    ]);
  });

  test('lets an operator act at once, at the moment of what the plan holds', async () => {
    const trial = new FaultTrial(undefined);
    trial.holds(trial.refresh('main'), 'on-the-wire');
    await trial.begin(fault, { when: 'now' });
    expect(trial.met).toEqual([`${did} while the answer to its refresh was on the wire`]);
  });
});

describe('operator/reconnects', () => {
  test('lets the refresh go on when the client makes the operator wait for its end', async () => {
    const trial = new FaultTrial(undefined);
    const { promise, resolve } = Promise.withResolvers<void>();
    trial.operatorWaitsFor = promise;
    await trial.begin(operatorReconnects, { patience: '1ms' });
    await trial.refresh().through();
    expect(trial.met).toEqual([expect.stringContaining('had to wait for its end')]);
    resolve();
    await trial.undo();
    expect(trial.operatorDid).toEqual(['reconnect']);
    expect(trial.failures).toEqual([]);
  });

  test('fails when the operator cannot act', async () => {
    const trial = new FaultTrial(undefined);
    const cause = new Error('There is nobody.');
    trial.operatorWaitsFor = Promise.reject(cause);
    await trial.begin(operatorReconnects, {});
    await trial.refresh().through();
    expect(trial.failures).toEqual([cause]);
    expect(trial.met).toEqual([]);
  });
});
