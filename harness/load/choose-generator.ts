import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../model/error.ts';
import { autocannonGenerator } from './autocannon/index.ts';
import type { GeneratorName } from './generator-names.ts';
import type { Generator } from './generator.ts';
import { findK6 } from './k6/find-k6.ts';
import { k6Generator } from './k6/index.ts';

/** The script that k6 runs. In the built package it is JavaScript. */
function scriptIn(scenarioFolder: string): string {
  const script = join(scenarioFolder, 'load', 'k6', 'webhook');
  return existsSync(`${script}.ts`) ? `${script}.ts` : `${script}.js`;
}

/**
 * What makes the load: what was asked for; otherwise k6 where it is, and autocannon where it is
 * not.
 * @throws HarnessError exit 64 when k6 was asked for and is not there, or what was found is no k6
 */
export async function chooseGenerator(
  wanted: GeneratorName | undefined,
  {
    scenarioFolder,
    env,
  }: {
    readonly scenarioFolder: string;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): Promise<Generator> {
  if (wanted === 'autocannon') return autocannonGenerator;
  const found = await findK6(env);
  if (found !== undefined) return k6Generator(found, scriptIn(scenarioFolder));
  if (wanted === undefined) return autocannonGenerator;
  throw new HarnessError('k6-missing', 'Could not make load with k6: there is none.', {
    exitCode: 64,
    hint: 'Install it, name it in K6_BINARY, or choose --generator autocannon, which comes with us.',
  });
}
