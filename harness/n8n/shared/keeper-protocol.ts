import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProcessIdentity } from '../../machine/process-identity.ts';
import { processIdentitySchema } from '../../machine/process-identity.ts';
import { HarnessError } from '../../model/error.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import type { N8nAccess } from '../driver/n8n-under-test.ts';

/** What is asked of the process that keeps an n8n. It gets it on its standard input. */
export const keepRequestSchema = z.object({
  /** Where it listens. */
  socket: z.string(),
  /** A target text of the embedded driver. */
  n8n: z.string(),
  /** Settings of n8n, by the names of their environment variables. */
  settings: z.record(z.string(), z.string()),
  /** Folders with custom nodes. */
  nodes: z.array(z.string()),
  /** The process for which n8n runs. */
  runner: processIdentitySchema,
});
export type KeepRequest = z.infer<typeof keepRequestSchema>;

/** What whoever connects is told, as one line of JSON, when n8n runs or cannot. */
export type KeeperReply =
  | { readonly access: N8nAccess }
  | {
      readonly failure: {
        readonly code: string;
        readonly message: string;
        readonly hint?: string | undefined;
        readonly exitCode: ExitCode;
      };
    };

/** An error as it is told to another process. */
export const failureOf = (cause: unknown): KeeperReply => {
  const error =
    cause instanceof HarnessError
      ? cause
      : new HarnessError('n8n-start-failed', `Could not start n8n: ${String(cause)}.`, {
          exitCode: 75,
        });
  const { code, message, hint, exitCode } = error;
  return { failure: { code, message, hint, exitCode } };
};

/** The same n8n for everybody who asks for the same of it on behalf of the same process. */
export const keeperName = (
  request: Omit<KeepRequest, 'socket' | 'runner'>,
  runner: ProcessIdentity,
  stamp: string,
): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        request.n8n,
        Object.entries(request.settings).toSorted(),
        request.nodes,
        runner,
        stamp,
      ]),
    )
    .digest('hex')
    .slice(0, 16);

/**
 * A folder in which nobody else can listen. Not in the cache, since the path of a socket may have
 * 104 bytes at most on macOS.
 * @throws HarnessError `storage-failed` when it belongs to somebody else
 */
export function socketFolder(): string {
  const uid = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `oauth-chaos-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (statSync(folder).uid !== uid)
    throw new HarnessError(
      'storage-failed',
      `Could not use ${folder}: it belongs to another user of this machine.`,
      { hint: 'Set TMPDIR to a folder of your own.' },
    );
  chmodSync(folder, 0o700);
  return folder;
}
