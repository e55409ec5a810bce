import { expect, test } from 'vitest';
import { referenceTarget } from '../../reference-clients/reference-target.ts';
import { KeepsInDatabase } from '../database-clients/keeps-in-database.ts';
import { WarnsOfLostSave } from '../database-clients/warns-of-lost-save.ts';
import { decided, ONLY_ELSEWHERE } from '../decisions.ts';
import { judgeOn, scenarioNamed } from '../judge-scenario.ts';
import { expectPass } from './expect-pass.ts';

test.concurrent.each([
  ['fails', KeepsInDatabase, 'after-remedy'],
  ['goes on with the tokens in memory and warns', WarnsOfLostSave, 'unaffected'],
] as const)(
  'a client whose database refuses new tokens passes when it %s',
  async (name, Client, recovery) => {
    const target = referenceTarget(name, () => new Client());
    const run = await judgeOn(target, await scenarioNamed('database/read-only-at-save'), 25_000);
    expectPass(run);
    expect(run.recovery.observed).toBe(recovery);
    // The only scenario and client with which this checker has something to decide.
    const finding = run.findings.find(({ checker }) => checker === ONLY_ELSEWHERE[0].checker);
    expect(finding !== undefined && decided(finding)).toBe(Client === WarnsOfLostSave);
  },
);
