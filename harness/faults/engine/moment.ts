import { z } from 'zod';
import { waitSchema, toMs, type Realm, type RequestRecord } from '../../../mock-provider/index.ts';
import type { TargetFaultContext } from './define-target-fault.ts';
import { holdCarriedOut } from './hold-carried-out.ts';

const MOMENTS = [
  'now',
  'refresh-received',
  'refresh-answered',
  'refresh-delivered',
  'execution-succeeded',
] as const;
type Moment = (typeof MOMENTS)[number];

const IN_WORDS: Readonly<Record<Moment, string>> = {
  now: 'no refresh was watched',
  'refresh-received': 'its refresh had reached the provider and was not carried out',
  'refresh-answered': 'its refresh was carried out and not answered',
  'refresh-delivered': 'the answer to its refresh was on the wire',
  'execution-succeeded': 'the execution for which it had refreshed had just succeeded',
};

/**
 * The options of a fault that say when it strikes, in terms of n8n's refresh as the provider sees
 * it, and how long it lasts.
 * @param fallback the moment without one
 */
export const momentOptions = <const M extends Moment>(
  moments: readonly [M, ...M[]],
  fallback: NoInfer<M>,
) => ({
  when: z
    .enum(moments)
    .default(fallback as never)
    .describe(
      'now; or at the next refresh: before the provider does anything about it, after it was carried out and before the answer leaves (it is held meanwhile), when the answer is on the wire, or when the execution has succeeded that it was for',
    ),
  for: waitSchema.optional().describe('ends by itself after this much real time'),
});

/**
 * The refresh at whose moment a fault strikes. `gone` is aborted when the sender has closed the
 * connection.
 */
export interface Refresh {
  readonly request: RequestRecord;
  readonly gone: AbortSignal;
}

/** Describes a moment as part of a sentence: "while …". */
export const momentText = (when: Moment): string => IN_WORDS[when];

/**
 * Runs an action once, at a moment. The provider holds the refresh that defines the moment until
 * the action is done, so that the result does not depend on timing.
 */
export async function atMoment(
  context: TargetFaultContext,
  options: { readonly when: Moment; readonly for?: string | undefined },
  action: (refresh: Refresh | undefined) => Promise<void>,
): Promise<void> {
  const { realm, undo, striking, failed } = context;
  const strike = async (refresh: Refresh | undefined): Promise<void> => {
    await action(refresh);
    if (options.for === undefined) return;
    const timer = setTimeout(
      () => void context.end('its time').catch(failed),
      toMs(options.for as `${number}s`),
    );
    undo(async () => clearTimeout(timer));
  };
  const { when } = options;
  if (when === 'now') return strike(undefined);
  let done = false;
  const once: Parameters<typeof realm.hold>[1] = async (request, gone) => {
    if (done) return;
    done = true;
    const work = strike({ request, gone }).catch(failed);
    striking(work);
    await work;
  };
  if (when === 'execution-succeeded') return atSuccess(context, once);
  const stop = when === 'refresh-answered' ? holdCarriedOut(realm, once) : realm.hold(when, once);
  undo(async () => stop());
}

/** Acts when an execution has succeeded after a refresh that was carried out. */
function atSuccess(
  { realm, undo, onSuccess }: TargetFaultContext,
  once: Parameters<Realm['hold']>[1],
): void {
  let last: Refresh | undefined;
  const stops = [
    holdCarriedOut(realm, async (request, gone) => void (last = { request, gone })),
    onSuccess(async () => {
      if (last !== undefined) await once(last.request, last.gone);
    }),
  ];
  undo(async () => stops.forEach((stop) => stop()));
}
