import type { Duration, FaultName, FaultOptions } from '../../mock-provider/index.ts';
import type { InjectStep, Step } from '../model/scenario.ts';
import type { TargetFaultName, TargetFaultOptions } from '../faults/index.ts';

/**
 * Runs a workflow (or several, in turn) `times` times, one after the other unless `concurrency`
 * says how many at once.
 */
export const execute = (
  times = 1,
  options: { concurrency?: number; workflow?: string | readonly string[] } = {},
): Step => ({ do: 'execute', times, ...options });

/** Connects a credential at this point of the plan instead of before it. */
export const connect = (credential = 'main'): Step => ({ do: 'connect', credential });

/** Puts a fault in force. Name and options are checked by the compiler. */
export function inject<N extends FaultName>(fault: N, options?: FaultOptions<N>): InjectStep;
export function inject<N extends TargetFaultName>(
  fault: N,
  options?: TargetFaultOptions<N>,
): InjectStep;
export function inject(fault: FaultName | TargetFaultName, options?: object): InjectStep {
  return options === undefined
    ? { do: 'inject', fault }
    : { do: 'inject', fault, options: { ...options } };
}

/**
 * Holds the next refused requests until `requests` of them stand together, so that the race happens
 * every time.
 */
export const rendezvous = (
  requests: number,
  options: { at?: 'resource' | 'token'; within?: Duration } = {},
): Step => ({ do: 'rendezvous', requests, ...options });

/** Moves the provider's virtual time forward; costs no real time. */
export const advance = (by: Duration): Step => ({ do: 'advance', by });

/** Ends every fault, or the named one. */
export const heal = (fault?: FaultName | TargetFaultName): Step =>
  fault === undefined ? { do: 'heal' } : { do: 'heal', fault };

/** Executes until one execution succeeds or the time is over: did it recover by itself? */
export const observe = (options: { for: Duration; workflow?: string }): Step => ({
  do: 'observe',
  ...options,
});
