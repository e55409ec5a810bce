import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { PolicyInput, PresetName } from '../../../mock-provider/index.ts';
import type { ProviderPlan } from '../services/services.ts';
import { usageError } from '../../model/usage-error.ts';

/** The options of `provider` as they were written. */
export interface ProviderOptions {
  readonly port: number;
  readonly host: string;
  readonly realm: string;
  readonly preset?: string;
  readonly variant?: string;
  readonly policy?: string;
  readonly fault?: readonly string[];
  readonly controlToken?: string;
  readonly controlTokenFile?: string;
  readonly console: boolean;
  readonly seed?: number;
  readonly publicUrl?: string;
  readonly allowHost?: readonly string[];
  readonly state?: string;
  readonly discardState?: boolean;
}

/**
 * What the options ask for. Names of presets, settings and faults are left to the provider, which
 * suggests others.
 * @throws HarnessError `usage`
 */
export async function readPlan(options: ProviderOptions, cwd: string): Promise<ProviderPlan> {
  const {
    port,
    host,
    realm,
    preset,
    variant,
    policy: file,
    fault = [],
    console,
    seed,
    publicUrl,
    allowHost,
    state,
    discardState = false,
  } = options;
  if (variant !== undefined && preset === undefined)
    throw usageError(
      `Could not use variant '${variant}': it is a variant of no preset.`,
      'Add --preset; see: oauth-chaos list presets',
    );
  if (discardState && state === undefined)
    throw usageError('Could not use --discard-state: there is no state file.', 'Add --state.');
  if (state === '') throw usageError('Could not read --state: it is empty.', 'Name a file.');
  const controlToken = await readControlToken(options, cwd);
  const policy = file === undefined ? {} : await readPolicy(file, cwd);
  return {
    host,
    port,
    name: realm,
    policy:
      preset === undefined
        ? policy
        : { preset: preset as PresetName, policy, ...(variant === undefined ? {} : { variant }) },
    faults: fault.map(readFault),
    ...(console ? {} : { console }),
    ...(controlToken === undefined ? {} : { controlToken }),
    ...(seed === undefined ? {} : { seed }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(allowHost === undefined ? {} : { allowedHosts: allowHost }),
    ...(state === undefined ? {} : { state: { file: resolve(cwd, state), discard: discardState } }),
  };
}

/** From a file where other users of the machine, or of its logs, can see a command line. */
async function readControlToken(
  { controlToken, controlTokenFile: file }: ProviderOptions,
  cwd: string,
): Promise<string | undefined> {
  if (controlToken === '')
    throw usageError(
      'Could not read --control-token: it is empty.',
      "Leave it out to have one made, or write 'off' for none.",
    );
  if (file === undefined) return controlToken;
  if (controlToken !== undefined)
    throw usageError(
      'Could not use --control-token-file: there is a --control-token as well.',
      'Give one of them.',
    );
  const text = await readFile(resolve(cwd, file), 'utf8').catch((cause: unknown) => {
    throw usageError(
      `Could not read --control-token-file ${file}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    );
  });
  const token = text.trim();
  // 'off' would open the control API, which a file that holds a secret cannot have meant.
  if (token === '' || token === 'off')
    throw usageError(`Could not read --control-token-file ${file}: there is no token in it.`);
  return token;
}

async function readPolicy(file: string, cwd: string): Promise<PolicyInput> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((cause: unknown) => {
    throw usageError(
      `Could not read policy ${file}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'A policy is a YAML or JSON file; `oauth-chaos show google` prints one.',
    );
  });
  const policy = parsed(`policy ${file}`, () => parse(text) as unknown);
  // Settings that begin as a preset are asked for by --preset, where a wrong name is told.
  if (!isRecord(policy) || 'preset' in policy)
    throw usageError(
      `Could not read policy ${file}: it is no list of settings.`,
      'For example: accessTokenTtl: 60s',
    );
  return policy;
}

function readFault(text: string): ProviderPlan['faults'][number] {
  const [name = '', ...rest] = text.split('=');
  if (rest.length === 0) return { name, options: {} };
  const options = parsed(`--fault ${name}`, () => JSON.parse(rest.join('=')) as unknown);
  if (!isRecord(options))
    throw usageError(
      `Could not read --fault ${name}: its options are no JSON object.`,
      `For example: --fault '${name}={"times":1}'`,
    );
  return { name, options };
}

function parsed(what: string, read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw usageError(
      `Could not read ${what}: ${reason.replace(/[.:]$/, '')}.`,
      'Options of a fault are a JSON object, a policy is YAML or JSON.',
    );
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
