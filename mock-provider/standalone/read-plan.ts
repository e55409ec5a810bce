import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readYaml, valueOfYaml } from '../model/read-yaml.ts';
import { whyUnreadable } from '../model/why-unreadable.ts';
import { positionOf } from '../model/yaml-position.ts';
import { policyProblems } from '../policy/parse-policy.ts';
import { policyShape, type PolicyInput } from '../policy/policy.ts';
import type { PresetName } from '../policy/presets/index.ts';
import type { Pointers, ProviderOptions } from './provider-options.ts';
import type { ProviderPlan } from './provider-plan.ts';
import { usageError } from './standalone-error.ts';

/**
 * Reads the options into a plan. The provider itself checks the names of presets, settings and
 * faults, because it can suggest similar ones.
 * @throws StandaloneError `usage`
 */
export async function readPlan(
  options: ProviderOptions,
  pointers: Pointers,
  cwd: string,
): Promise<ProviderPlan> {
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
      `Add --preset; see: ${pointers.presets}`,
    );
  if (discardState && state === undefined)
    throw usageError('Could not use --discard-state: there is no state file.', 'Add --state.');
  if (state === '') throw usageError('Could not read --state: it is empty.', 'Name a file.');
  const controlToken = await readControlToken(options, cwd);
  const policy = file === undefined ? {} : await readPolicy(file, pointers, cwd);
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

/**
 * The control token, which may be in a file: other users of the machine, and readers of logs, can
 * see a command line.
 */
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
    throw usageError(`Could not read --control-token-file ${file}: ${whyUnreadable(cause)}.`);
  });
  const token = text.trim();
  // `off` would let everybody use the control API. A file that holds a secret cannot mean that.
  if (token === '' || token === 'off')
    throw usageError(`Could not read --control-token-file ${file}: there is no token in it.`);
  return token;
}

async function readPolicy(file: string, pointers: Pointers, cwd: string): Promise<PolicyInput> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((cause: unknown) => {
    throw usageError(
      `Could not read policy ${file}: ${whyUnreadable(cause)}.`,
      `A policy is a YAML or JSON file; ${pointers.policy}`,
    );
  });
  const read = readYaml(text);
  if (!read.ok)
    throw badPolicy(
      file,
      read.flaws.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`),
    );
  const policy = valueOfYaml(read.document);
  // A preset is chosen by --preset, which explains a wrong name. A policy file has settings only.
  if (!isRecord(policy) || 'preset' in policy)
    throw badPolicy(file, [`${file}:1:1 is no list of settings, such as accessTokenTtl: 60s`]);
  const { error } = policyShape.safeParse(policy);
  if (error === undefined) return policy;
  const { document, lines } = read;
  throw badPolicy(
    file,
    policyProblems(error).map(({ path, at, message }) => {
      const { line, column } = positionOf(document, lines, path, at);
      return `${file}:${line}:${column} ${message}`;
    }),
  );
}

const badPolicy = (file: string, problems: readonly string[]): Error =>
  usageError(
    `Could not use policy ${file}: ${problems.length} problem${problems.length === 1 ? '' : 's'}.\n${problems.map((one) => `  ${one}`).join('\n')}`,
    'Every setting and its default is in the JSON Schema that `oauth-chaos schema policy` prints.',
  );

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
      'Options of a fault are a JSON object.',
    );
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
