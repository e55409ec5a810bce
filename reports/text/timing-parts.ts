import type { Timing } from '../../harness/model/results.ts';

/** The parts of a run's total time, grouped by what one could do to shorten them. */
export const TIMING_PARTS: readonly {
  readonly key: Exclude<keyof Timing, 'wallMs'>;
  readonly label: string;
  readonly meaning: string;
}[] = [
  { key: 'installMs', label: 'install', meaning: 'making n8n available' },
  { key: 'bootMs', label: 'boot', meaning: 'n8n starting' },
  { key: 'busyMs', label: 'executions', meaning: 'at least one execution was running' },
  { key: 'waitingMs', label: 'waiting', meaning: 'waiting for something to happen' },
  { key: 'harnessMs', label: 'harness', meaning: 'the harness itself' },
];
