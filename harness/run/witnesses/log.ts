import type { LogLine } from '../probes/log-line.ts';
import { redact } from '../redact.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { ownIn } from './own-in.ts';

/** The levels that n8n logs unless it is told otherwise (N8N_LOG_LEVEL, info). */
const LOGGED_ANYWAY: ReadonlySet<string> = new Set(['error', 'warn', 'info']);

/** Words of a line that tells of a failure; below a warning nothing else says so. */
const OF_FAILURE = /\b(?:errors?|fail(?:ed|s|ures?)?|could not)\b/i;

/** Names of nodes, workflows and functions, which may have such words in them. */
const QUOTED = /"[^"]*"/g;

/** n8n writes what a line is about as JSON behind it. */
const MESSAGE = /^[^{]*/;

const MAX_LINES = 40;
const MAX_LENGTH = 2_000;

const tellsOfFailure = ({ level, line }: LogLine): boolean =>
  level === 'error' ||
  level === 'warn' ||
  OF_FAILURE.test((MESSAGE.exec(line)?.[0] ?? '').replaceAll(QUOTED, ''));

/**
 * Records the lines of a log that tell of a failure and name an execution, a workflow or a
 * credential of this run: those that an operator has anyway, and those for which he has to raise
 * n8n's log level.
 */
export function recordToldOfFailure(run: ScenarioRun, lines: readonly LogLine[]): void {
  const told = lines.filter(tellsOfFailure).flatMap((line) => {
    const own = ownIn(run, line.line);
    return own === undefined ? [] : [{ ...line, own }];
  });
  const each = [...new Map(told.map((one) => [one.line, one])).values()];
  for (const { level, line, own } of each.slice(0, MAX_LINES))
    run.recorder.add({
      type: 'witness',
      witness: LOGGED_ANYWAY.has(level) ? 'log' : 'debug-log',
      text: redact(run, line, 'line').slice(0, MAX_LENGTH),
      ...own,
    });
}
