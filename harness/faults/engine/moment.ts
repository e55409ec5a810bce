import { z } from 'zod';
import { waitSchema, toMs, type Realm, type RequestRecord } from '../../../mock-provider/index.ts';
import { heldText, type Held } from '../../model/hold.ts';
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
  'refresh-received': heldText({ what: 'refresh', at: 'before-commit' }),
  'refresh-answered': heldText({ what: 'refresh', at: 'after-commit' }),
  'refresh-delivered': heldText({ what: 'refresh', at: 'on-the-wire' }),
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
      'now, while an exchange is held perhaps; or at the next refresh: before the provider does anything about it, after it was carried out and before the answer leaves (it is held meanwhile), when the answer is on the wire, or when the execution has succeeded that it was for',
    ),
  for: waitSchema.optional().describe('ends by itself after this much real time'),
});

/** The exchange at whose moment a fault strikes. */
export interface Struck {
  readonly request: RequestRecord;
  /** Aborted when the sender has closed the connection. */
  readonly gone: AbortSignal;
  /** The moment as part of a sentence: "while …". */
  readonly words: string;
  /** True when its sender still waits for the answer. */
  readonly waits: boolean;
  /** True when it is a refresh that was carried out, and its sender still waits for the tokens. */
  readonly hasTokens: boolean;
}

const atMomentOf = (
  when: Exclude<Moment, 'now'>,
  exchange: Pick<Struck, 'request' | 'gone'>,
): Struck => ({
  ...exchange,
  words: IN_WORDS[when],
  waits: when === 'refresh-received' || when === 'refresh-answered',
  hasTokens: when === 'refresh-answered',
});

/** An exchange that the plan holds: a fault that strikes now strikes at its moment. */
const whileHeld = (held: Held): Struck => ({
  request: held.request,
  gone: held.gone,
  words: heldText(held),
  waits: true,
  hasTokens: held.what === 'refresh' && (held.at === 'after-commit' || held.at === 'on-the-wire'),
});

/** Describes the moment at which a fault struck as part of a sentence: "while …". */
export const momentText = (struck: Struck | undefined): string => struck?.words ?? IN_WORDS.now;

/**
 * Runs an action once, at a moment. The provider holds the refresh that defines the moment until
 * the action is done, so that the result does not depend on timing.
 */
export async function atMoment(
  context: TargetFaultContext,
  options: { readonly when: Moment; readonly for?: string | undefined },
  action: (struck: Struck | undefined) => Promise<void>,
): Promise<void> {
  const { realm, undo, striking, failed } = context;
  const strike = async (struck: Struck | undefined): Promise<void> => {
    await action(struck);
    if (options.for === undefined) return;
    const timer = setTimeout(
      () => void context.end('its time').catch(failed),
      toMs(options.for as `${number}s`),
    );
    undo(async () => clearTimeout(timer));
  };
  const { when } = options;
  if (when === 'now') return strike(context.held && whileHeld(context.held));
  let done = false;
  const once: Parameters<typeof realm.hold>[1] = async (request, gone) => {
    if (done) return;
    done = true;
    const work = strike(atMomentOf(when, { request, gone })).catch(failed);
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
  let last: Pick<Struck, 'request' | 'gone'> | undefined;
  const stops = [
    holdCarriedOut(realm, async (request, gone) => void (last = { request, gone })),
    onSuccess(async () => {
      if (last !== undefined) await once(last.request, last.gone);
    }),
  ];
  undo(async () => stops.forEach((stop) => stop()));
}
