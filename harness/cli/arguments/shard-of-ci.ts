import { usageError } from '../../model/usage-error.ts';
import type { CliContext } from '../context.ts';
import type { Shard } from './shard.ts';

/** The variable of an Indexed Job of Kubernetes, from 0; the job does not say of how many. */
const KUBERNETES = 'JOB_COMPLETION_INDEX';
const TOTAL = 'OAUTH_CHAOS_SHARDS';

/** The shard that an option means. @throws HarnessError `usage` */
export const shardOf = async (
  given: Shard | 'auto' | undefined,
  context: Pick<CliContext, 'env' | 'backend'>,
): Promise<Shard | undefined> => (given === 'auto' ? shardOfCi(context) : given);

/**
 * The shard that this job of a CI server is to run, by the variables of the server.
 * @throws HarnessError `usage` where they do not tell a part and of how many
 */
async function shardOfCi({ env, backend }: Pick<CliContext, 'env' | 'backend'>): Promise<Shard> {
  const index = env[KUBERNETES] ?? '';
  if (index !== '') return ofKubernetes(index, env[TOTAL] ?? '');
  const found = await backend.ciJob();
  if (found === null)
    throw usageError(
      'Could not use --shard auto: no variable here says which of several parallel jobs this is.',
      `Known are those of Bitbucket, Buildkite, CircleCI, GitLab, Semaphore and Travis, and ${KUBERNETES} with ${TOTAL}. GitHub Actions has none: write --shard with a value of its matrix (oauth-chaos plan --matrix).`,
    );
  return shard(found.index, found.total, 'the variables of this CI server');
}

function ofKubernetes(index: string, total: string): Shard {
  if (total === '')
    throw usageError(
      `Could not use --shard auto: ${KUBERNETES} is ${index}, but nothing says of how many.`,
      `Set ${TOTAL} to the completions of the job.`,
    );
  return shard(Number(index), Number(total), `${KUBERNETES}=${index} and ${TOTAL}=${total}`);
}

/** @param index from 0 */
function shard(index: number, total: number, source: string): Shard {
  if (Number.isInteger(index) && Number.isInteger(total) && index >= 0 && index < total)
    return { index: index + 1, count: total };
  throw usageError(
    `Could not use --shard auto: ${source} name no part of a whole.`,
    `The part counts from 0, and is less than their number.`,
  );
}
