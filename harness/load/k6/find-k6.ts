import { execa } from 'execa';
import semver from 'semver';
import { findProgram, isProgram } from '../../machine/find-program.ts';
import { HarnessError } from '../../model/error.ts';

/** The image that is used when there is no program. It is never pulled. */
export const K6_IMAGE = 'grafana/k6';

/** The first k6 that takes TypeScript. */
const OLDEST = '0.57.0';
const ASK_WITHIN_MS = 20_000;

/** How k6 is started. */
export interface FoundK6 {
  readonly kind: 'program' | 'image';
  /** Path of the program, or of docker. */
  readonly path: string;
  readonly version: string;
}

const asked = (path: string, args: readonly string[]) =>
  execa(path, args, { reject: false, timeout: ASK_WITHIN_MS, stdin: 'ignore' });

async function hasImage(docker: string): Promise<boolean> {
  const { exitCode } = await asked(docker, ['image', 'inspect', K6_IMAGE]);
  return exitCode === 0;
}

/**
 * Asks a program for its version.
 * @throws HarnessError `k6-unusable`, exit 64, when it is no k6, or too old
 */
async function versionOf(path: string, args: readonly string[], name: string): Promise<string> {
  const { stdout = '' } = await asked(path, args);
  const version = /^k6(?:\.exe)? v(\d+\.\d+\.\d+)/m.exec(stdout)?.[1];
  const unusable = (reason: string, hint: string): never => {
    throw new HarnessError('k6-unusable', `Could not use ${name}: ${reason}.`, {
      exitCode: 64,
      hint: `${hint} Or choose --generator autocannon.`,
    });
  };
  if (version === undefined)
    return unusable('it does not say the version of a k6', 'Name k6 in K6_BINARY.');
  return semver.lt(version, OLDEST)
    ? unusable(`it is ${version}, and does not take TypeScript`, `Install ${OLDEST} or newer.`)
    : version;
}

/**
 * Finds k6: by `K6_BINARY`, in PATH, or as an image that Docker already has. Undefined when there
 * is none. Nothing is installed or downloaded.
 * @throws HarnessError `k6-unusable`, exit 64, when what was found is no k6, or too old
 */
export async function findK6(
  env: Readonly<Record<string, string | undefined>>,
): Promise<FoundK6 | undefined> {
  const named = env['K6_BINARY'] ?? '';
  if (named !== '' && !isProgram(named))
    throw new HarnessError('k6-unusable', `Could not use ${named}: it is no program.`, {
      exitCode: 64,
      hint: 'K6_BINARY names it.',
    });
  const path = named === '' ? findProgram(['k6'], env['PATH']) : named;
  if (path !== undefined)
    return { kind: 'program', path, version: await versionOf(path, ['version'], path) };
  const docker = findProgram(['docker'], env['PATH']);
  if (docker === undefined || !(await hasImage(docker))) return undefined;
  const version = await versionOf(
    docker,
    ['run', '--rm', '--pull', 'never', K6_IMAGE, 'version'],
    K6_IMAGE,
  );
  return { kind: 'image', path: docker, version };
}
