import { isDuration, toMs, type Duration } from '../../../mock-provider/index.ts';
import { usageError } from '../../model/usage-error.ts';

const SHORTEST: Duration = '1s';
const LONGEST: Duration = '1h';

/**
 * Reads `--workflow-limit`.
 * @throws HarnessError `usage`
 */
export function workflowLimit(text: string): Duration {
  if (isDuration(text) && toMs(text) >= toMs(SHORTEST) && toMs(text) <= toMs(LONGEST)) return text;
  throw usageError(
    isDuration(text)
      ? `Could not read --workflow-limit: '${text}' is not from ${SHORTEST} to ${LONGEST}.`
      : `Could not read --workflow-limit: '${text}' is not a duration, which is a number and a unit.`,
    'For example: --workflow-limit 10m',
  );
}
