import { OF_SAVING } from '../../model/of-saving.ts';
import { redact } from '../redact.ts';
import { nameInClient, type ScenarioRun } from '../scenario-run.ts';
import { recordToldOfFailure } from '../witnesses/log.ts';
import type { LogLine } from './log-line.ts';

const LEVEL = /\b(error|warn|info|debug)\b/i;
/** n8n's console format begins with the time of day. */
const TIME = /^\d\d:\d\d:\d\d\.\d{3}/;
const MAX_LINES = 40;
/** A database that is away may be told of in every second. */
const MAX_NAMELESS = 10;
const MAX_LENGTH = 400;

/**
 * Reads what the client's processes logged since the last call. Records the lines about this run's
 * credentials, and warnings about storing that name nobody once this run has disturbed the target,
 * ordered by time. Searches all new lines for tokens and secrets; a line with a secret is withheld.
 * Each part of the log is read only once, because other scenario runs write to the same log.
 */
export async function probeLog(run: ScenarioRun): Promise<void> {
  if (!run.client.capabilities.has('log')) return;
  const { texts, mark } = await run.client.readLog(run.logMark);
  run.logMark = mark;
  // Workflows have the same names as credentials, and n8n logs every execution of a workflow even
  // when all is well. A line that only contains a name is therefore kept only when its level is
  // above `info`.
  const isWanted = ({ line, level }: LogLine): boolean =>
    [...run.credentialIds.values()].some((id) => line.includes(`"${id}"`)) ||
    (level !== 'debug' && level !== 'info' && credentialsIn(run, line).length > 0);
  const isNameless = (one: LogLine): boolean =>
    run.targetFaultsBegun > 0 &&
    (one.level === 'warn' || one.level === 'error') &&
    OF_SAVING.test(one.line) &&
    !isWanted(one);
  for (const { text } of texts) {
    run.logSearched.characters += text.length;
    for (const leak of run.realm.findSecrets(text)) run.logSearched.leaks.add(leak);
  }
  const lines = texts
    .flatMap(({ process, text }) => linesOf(process, text))
    .toSorted((one, other) => one.time.localeCompare(other.time));
  const nameless = new Set(lines.filter(isNameless).slice(0, MAX_NAMELESS));
  const wanted = new Set(lines.filter(isWanted).slice(0, MAX_LINES));
  for (const { process, level, line } of lines.filter(
    (one) => wanted.has(one) || nameless.has(one),
  )) {
    run.recorder.add({
      type: 'log',
      process,
      level,
      line: redact(run, line, 'line').slice(0, MAX_LENGTH),
      credentials: credentialsIn(run, line),
    });
  }
  recordToldOfFailure(run, lines);
}

/** The credentials of the scenario that a line names, by their id or their name in the client. */
const credentialsIn = (run: ScenarioRun, line: string): readonly string[] =>
  [...run.credentialIds].flatMap(([name, id]) =>
    line.includes(`"${id}"`) || line.includes(nameInClient(run, name)) ? [name] : [],
  );

/**
 * Splits a log into lines with their times. A line without a time gets the time of the line before
 * it.
 */
function linesOf(process: string, text: string): readonly LogLine[] {
  let time = '';
  return text.split('\n').map((line) => {
    time = TIME.exec(line)?.[0] ?? time;
    return { process, line, time, level: LEVEL.exec(line)?.[1]?.toLowerCase() ?? 'info' };
  });
}

/** Records the result of all searches of the client's log in this run. */
export function recordLogSearch(run: ScenarioRun): void {
  if (!run.client.capabilities.has('log')) return;
  const { characters, leaks } = run.logSearched;
  run.recorder.add({ type: 'leak-scan', place: 'client-log', characters, leaks: [...leaks] });
}
