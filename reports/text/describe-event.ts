import type { EventOf, HistoryEvent } from '../../harness/model/event.ts';
import { heldName } from '../../harness/model/hold.ts';
import { describeExchange } from './describe-exchange.ts';
import { describeExecution } from './describe-execution.ts';
import { describeLedger } from './describe-ledger.ts';
import { describeProbe } from './describe-probe.ts';
import { describeStep } from './describe-step.ts';
import { describeWitness } from './describe-witness.ts';
import { formatDuration } from './format-duration.ts';

const PHASES = {
  steady: 'Steady state: no fault yet.',
  during: 'The fault is in force.',
  healed: 'Faults are healed; recovery is watched.',
  remedied: 'A remedy was applied; recovery is watched.',
} as const;

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

function describeFault({ fault, id, state, by, note }: EventOf<'fault'>): string {
  if (state === 'met')
    return `Fault ${fault} was met (${id})${note === undefined ? '' : `: ${note}`}.`;
  if (state === 'begin') return `Fault ${fault} begins (${id}).`;
  return `Fault ${fault} ends (${id})${by === undefined ? '' : `, by ${by}`}.`;
}

const HOLD_MOMENT = {
  'before-commit': 'before it is carried out',
  'after-commit': 'when it was carried out, before its answer leaves',
  'on-the-wire': 'when all of its answer but the last byte has left',
  'after-save': 'when its tokens were stored, before they are used',
} as const;

function describeHold({ what, moment, state, by }: EventOf<'hold'>): string {
  if (state === 'armed') return `Hold: the next ${heldName(what)} is held ${HOLD_MOMENT[moment]}.`;
  if (state === 'met') return `Hold: the ${heldName(what)} is held.`;
  return `Hold: the ${heldName(what)} goes on${by === 'client' ? ', its sender has hung up' : ''}.`;
}

function describeGate({ state, wanted, arrived }: EventOf<'gate'>): string {
  if (state === 'armed') return `Rendezvous: requests are held until ${wanted} stand together.`;
  if (state === 'opened')
    return `Rendezvous opens: ${arrived} of ${wanted} requests stand together and go on.`;
  return `Rendezvous gives up: only ${arrived} of ${wanted} requests came in time.`;
}

function describeClock({ clock, offsetMs }: EventOf<'clock'>): string {
  const whose = {
    issuer: "The issuer's clock",
    resource: "The API's clock",
    both: "The provider's clocks",
    n8n: "The client's clock",
  }[clock];
  const verb = clock === 'both' ? 'are' : 'is';
  if (offsetMs === 0) return `${whose} ${verb} right again.`;
  return `${whose} ${verb} ${formatDuration(Math.abs(offsetMs))} ${offsetMs > 0 ? 'ahead' : 'behind'}.`;
}

function describeProcess({ process, state, pid, code, signal }: EventOf<'process'>): string {
  const which = `Process ${process}${pid === undefined ? '' : ` (pid ${pid})`}`;
  if (state === 'started') return `${which} started.`;
  if (state === 'stopped') return `${which} was stopped.`;
  if (state === 'killed') return `${which} was killed.`;
  if (state === 'paused') return `${which} stands still.`;
  if (state === 'resumed') return `${which} goes on.`;
  if (state === 'refused') return `${which} ended: it refuses another encryption key.`;
  if (state === 'finished')
    return `${which} did its work and ended${typeof code === 'number' ? ` with code ${code}` : ''}.`;
  if (typeof signal === 'string') return `${which} was ended by ${signal}.`;
  return typeof code === 'number' ? `${which} exited with code ${code}.` : `${which} exited.`;
}

function describeVersion({ from, to, data, started }: EventOf<'version'>): string {
  const on = data === 'copy' ? 'a copy of its data from before the upgrade' : `the data of ${from}`;
  return started
    ? `Version ${to} was started in the place of ${from}, on ${on}.`
    : `Version ${to}, in the place of ${from}, did not come up on ${on}.`;
}

function describeRemedy({ remedy, state, error }: EventOf<'remedy'>): string {
  if (state === 'begin') return `Remedy ${remedy} begins.`;
  return state === 'end'
    ? `Remedy ${remedy} was carried out.`
    : `Remedy ${remedy} could not be carried out${error === undefined ? '.' : `: ${error}`}`;
}

function describeLeakScan({ place, leaks }: EventOf<'leak-scan'>): string {
  const where = {
    'client-log': "the client's log",
    history: 'this history',
    'connect-page': 'the page that ends connecting',
    'client-store': 'what else the client stores',
    form: 'the form of a credential',
  }[place];
  return leaks.length === 0
    ? `No token and no secret was found in ${where}.`
    : `Found in ${where}: ${leaks.join(', ')}.`;
}

const SHOWN_AT: Readonly<Record<EventOf<'screenshot'>['moment'], string>> = {
  before: "the credential's dialog as it opens",
  consent: "the provider's page",
  callback: "the client's page that the provider led back to",
  after: "the credential's dialog at the end",
};

function describeScreenshot({ moment, file, withheld = [] }: EventOf<'screenshot'>): string {
  const what = `Picture of ${SHOWN_AT[moment]}`;
  if (withheld.length > 0) return `${what}: not kept, it would show ${withheld.join(', ')}.`;
  return file === undefined ? `${what}: not kept.` : `${what}: ${file}.`;
}

const describeLog = ({ process, level, line }: EventOf<'log'>): string =>
  `Log of ${process ?? 'the client'}, ${level}: ${line}`;

const LOCK = {
  taken: 'takes the lock of',
  waits: 'waits for the lock of',
  renewed: 'keeps the lock of',
  released: 'releases the lock of',
} as const;

function describeLock({ process, credential, state }: EventOf<'lock'>): string {
  // The process that made the lock disappear is not the one that held it, so the sentence names no
  // process.
  if (state === 'lost') return `The lock of ${credential} is gone although nobody released it.`;
  const who = process ?? 'a process of the client';
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} ${LOCK[state]} ${credential}.`;
}

function describeLoad(
  event: EventOf<'load-begin' | 'load-calls' | 'load-traffic' | 'load-end'>,
): string {
  switch (event.type) {
    case 'load-begin':
      return `${event.generator} begins to make ${event.rate} calls per second for ${event.durationMs / 1_000} s.`;
    case 'load-calls':
      return `Bucket ${event.index}: ${counted(event.made, 'call')} made, ${event.ok} answered well, ${event.failed} failed.`;
    case 'load-traffic':
      return `Bucket ${event.index}: the API accepted ${counted(event.accepted, 'call')} and refused ${event.refused}; ${counted(event.tokenRequests, 'token request')}.`;
    case 'load-end':
      return event.ended === 'completed'
        ? 'The load is over.'
        : `What makes the load ended too early: ${event.because ?? 'unknown'}.`;
  }
}

function describeStepEvent(
  { index, state }: EventOf<'step'>,
  head: EventOf<'scenario'> | undefined,
): string {
  const step = head?.steps[index];
  const words = head?.words?.[index] ?? (step === undefined ? undefined : describeStep(step));
  return `Step ${index + 1} ${state === 'begin' ? 'begins' : 'ends'}${words === undefined ? '' : `: ${words}`}.`;
}

/**
 * One event of a history as a sentence. It names tokens by family and generation, never by their
 * value.
 * @param head the history's scenario event, which gives steps their words; without it they are
 * numbers
 */
export function describeEvent(event: HistoryEvent, head?: EventOf<'scenario'>): string {
  switch (event.type) {
    case 'scenario':
      return `Scenario ${event.scenario.name} on ${event.target}, seed ${event.seed}: ${counted(event.steps.length, 'step')}; expected recovery ${event.expect.recovery}.`;
    case 'phase':
      return PHASES[event.phase];
    case 'step':
      return describeStepEvent(event, head);
    case 'fault':
      return describeFault(event);
    case 'request':
    case 'reply':
      return describeExchange(event);
    case 'ledger':
      return describeLedger(event);
    case 'hold':
      return describeHold(event);
    case 'gate':
      return describeGate(event);
    case 'execution-started':
    case 'execution':
      return describeExecution(event);
    case 'screenshot':
      return describeScreenshot(event);
    case 'connect':
    case 'callback':
    case 'stored-credential':
      return describeProbe(event);
    case 'deleted-credential':
      return `The deleted credential ${event.credential} is ${event.there ? 'there again' : 'gone'}.`;
    case 'stored-rows':
      return `Read ${counted(event.rows.length, 'row')} that no refresh has any business in.`;
    case 'clock':
      return describeClock(event);
    case 'process':
      return describeProcess(event);
    case 'version':
      return describeVersion(event);
    case 'lock':
      return describeLock(event);
    case 'log':
      return describeLog(event);
    case 'witness-ready':
    case 'witness':
      return describeWitness(event);
    case 'load-begin':
    case 'load-calls':
    case 'load-traffic':
    case 'load-end':
      return describeLoad(event);
    case 'remedy':
      return describeRemedy(event);
    case 'leak-scan':
      return describeLeakScan(event);
    case 'harness-error':
      return `The harness could not do what the plan asked for (${event.code}): ${event.message}`;
    case 'end':
      return event.reason === 'completed' ? 'The run came to its end.' : 'The run was aborted.';
  }
}
