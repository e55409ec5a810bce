import { homedir } from 'node:os';
import { parseJson } from '../../machine/parse-json.ts';
import type { RunCommand } from '../../machine/run-command.ts';
import { HarnessError } from '../../model/error.ts';

/**
 * The registry's answer about a package: the requested field, or that this package or version does
 * not exist.
 */
export type RegistryAnswer =
  | { readonly found: true; readonly value: unknown }
  | { readonly found: false };

/**
 * Runs `npm view <spec> <field> --json`, so that the user's registry, proxy and credentials apply.
 */
export type RegistryView = (
  spec: string,
  field: string,
  signal: AbortSignal,
) => Promise<RegistryAnswer>;

/**
 * @throws HarnessError `npm-missing` when there is no npm on PATH, `registry-unreachable` on
 * anything but an answer
 */
export function registryView(run: RunCommand): RegistryView {
  return async (spec, field, signal) => {
    const result = await run({
      file: 'npm',
      args: ['view', spec, field, '--json', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'],
      cwd: homedir(),
      env: { ...process.env, NODE_OPTIONS: undefined },
      signal,
      timeoutMs: 60_000,
    });
    if (result.missing)
      throw new HarnessError(
        'npm-missing',
        'Could not ask the package registry: there is no npm on PATH.',
        { hint: 'npm comes with Node: see https://nodejs.org.', exitCode: 75 },
      );
    const answer = parseJson(result.stdout);
    if (result.exitCode === 0)
      return answer === undefined ? { found: false } : { found: true, value: answer };
    const error = errorOf(answer);
    if (error.code === 'E404') return { found: false };
    throw new HarnessError(
      'registry-unreachable',
      `Could not ask the package registry about ${spec}: ${error.summary}.`,
      {
        hint: 'Check the network, and registry and proxy in your npm configuration (npm config list).',
        exitCode: 75,
      },
    );
  };
}

function errorOf(answer: unknown): { readonly code: string; readonly summary: string } {
  const error = isRecord(answer) && isRecord(answer['error']) ? answer['error'] : {};
  return {
    code: String(error['code'] ?? ''),
    summary: String(error['summary'] ?? 'npm view failed').replace(/\.$/, ''),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
