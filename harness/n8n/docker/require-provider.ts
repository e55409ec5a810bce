import { HarnessError } from '../../model/error.ts';
import { dockerFailure } from './docker-failure.ts';
import type { Docker } from './engine.ts';

/** Exits with 0 when the URL answers at all, whatever the status. */
const SCRIPT =
  'fetch(process.argv[1], { signal: AbortSignal.timeout(10_000) }).then(() => process.exit(0), () => process.exit(7))';

/**
 * Checks that a container can reach the provider. Otherwise the first call of every scenario would
 * fail without a visible reason.
 * @throws HarnessError `provider-unreachable` (75)
 */
export async function requireProvider(
  docker: Docker,
  container: string,
  url: string,
): Promise<void> {
  let code: number | null;
  try {
    const exec = await docker.getContainer(container).exec({
      Cmd: ['node', '-e', SCRIPT, url],
      Env: ['NODE_OPTIONS='],
      AttachStdout: true,
      AttachStderr: true,
    });
    const output = await exec.start({});
    await new Promise((resolve, reject) => output.on('end', resolve).on('error', reject).resume());
    code = (await exec.inspect()).ExitCode;
  } catch (cause) {
    throw dockerFailure('see whether n8n reaches the provider', cause);
  }
  if (code === 0) return;
  throw new HarnessError(
    'provider-unreachable',
    `Could not start n8n: in its container nothing answers at ${url}, where the provider is.`,
    {
      hint: 'A firewall on this machine may keep containers from it; allow what comes from Docker networks.',
      exitCode: 75,
    },
  );
}
