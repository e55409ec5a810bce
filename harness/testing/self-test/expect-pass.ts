import { expect } from 'vitest';
import { STARVED } from '../../check/views/machine-starved.ts';
import type { JudgedRun } from '../judge-scenario.ts';

/**
 * Expects that nothing is held against a client. What cannot be told because this machine was
 * starved meanwhile is no accusation, but no pass either.
 */
export function expectPass({ findings, verdict }: JudgedRun): void {
  const open = findings.filter((finding) => finding.verdict !== 'holds');
  const starved = open.filter(
    (finding) => finding.verdict === 'unknown' && finding.message.includes(STARVED),
  );
  expect(open.filter((finding) => !starved.includes(finding))).toEqual([]);
  expect(verdict).toBe(starved.length === 0 ? 'pass' : 'inconclusive');
}
