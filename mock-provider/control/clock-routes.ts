import { z } from 'zod';
import type { RealmClock } from '../model/clock.ts';
import { durationSchema } from '../model/duration-schema.ts';
import { isDuration, toMs } from '../model/duration.ts';
import { ProviderError } from '../model/provider-error.ts';
import { machineTimeMs } from '../store/clock.ts';
import { clockAnswer } from './answers.ts';
import { ControlError } from './control-error.ts';
import { defineRoute, type Route } from './route.ts';

/**
 * A later moment has a year of more than four digits, and some clients cannot parse such an ISO
 * date.
 */
const LATEST_MS = Date.UTC(9999, 11, 31);

const signed = z
  .string()
  .refine(
    (text) => isDuration(text.replace(/^-/, '')),
    "is not a duration; write a number and a unit, for example '2h' or '-2h', and at most 1000y",
  )
  .transform(
    (text) =>
      (text.startsWith('-') ? -1 : 1) * toMs(text.replace(/^-/, '') as Parameters<typeof toMs>[0]),
  )
  .describe("a duration; negative puts the clock back: '-2h'");

const moment = z
  .string()
  .refine(
    (text) =>
      [z.iso.datetime({ offset: true }), z.iso.date()].some((form) => form.safeParse(text).success),
    "is not an ISO date; write '2030-01-31T12:00:00Z'",
  )
  .describe('ISO date');

const move = z.strictObject({
  advance: durationSchema.optional().describe('moves both clocks forward by so much'),
  set: moment.optional().describe('moves both clocks forward to a moment'),
  freeze: z.boolean().optional().describe('true: time stands still; false: it goes on'),
  skew: z
    .strictObject({ clock: z.enum(['issuer', 'resource', 'both']), by: signed })
    .optional()
    .describe('sets how far a clock is off'),
});

/** The state of a realm's clock, for an answer. */
export function clockOf(clock: RealmClock): z.input<typeof clockAnswer> {
  const iso = (ms: number): string => new Date(ms).toISOString();
  const now = clock.now();
  const skewMs = { issuer: clock.offset('issuer'), resource: clock.offset('resource') };
  return {
    now: iso(now),
    issuer: iso(now + skewMs.issuer),
    resource: iso(now + skewMs.resource),
    machine: iso(machineTimeMs()),
    frozen: clock.frozen,
    skewMs,
  };
}

function moveClock(clock: RealmClock, { advance, set, freeze, skew }: z.output<typeof move>): void {
  if (advance !== undefined && set !== undefined)
    throw new ControlError(
      400,
      'bad-request',
      'Could not move the clock: `advance` and `set` exclude each other.',
      { hint: 'Send one of them.', pointer: '/advance' },
    );
  const was = clock.frozen;
  // A clock that is frozen first is then moved to exactly the wanted moment.
  if (freeze === true) clock.freeze();
  try {
    const target =
      set === undefined
        ? clock.now() + (advance === undefined ? 0 : toMs(advance))
        : Date.parse(set);
    if (!(target <= LATEST_MS))
      throw new ProviderError(
        'bad-time',
        'Could not move the clock: realm time would leave the year 9999.',
        { hint: 'Move it by less.', pointer: set === undefined ? '/advance' : '/set' },
      );
    if (set !== undefined) clock.set(target);
    else if (advance !== undefined) clock.advance(toMs(advance));
  } catch (error) {
    if (!was) clock.unfreeze();
    throw error;
  }
  if (skew !== undefined) clock.skew(skew.clock, skew.by);
  if (freeze === false) clock.unfreeze();
}

/** The operations on the virtual time of a realm. */
export const clockRoutes: readonly Route[] = [
  defineRoute({
    id: 'readClock',
    method: 'GET',
    path: '/realms/:realm/clock',
    summary: "Reads a realm's clocks",
    answer: clockAnswer,
    handle: ({ realm }) => clockOf(realm().clock),
  }),
  defineRoute({
    id: 'moveClock',
    method: 'POST',
    path: '/realms/:realm/clock',
    summary: "Moves, freezes or skews a realm's clocks",
    body: move,
    answer: clockAnswer,
    handle: ({ realm, body }) => {
      const { clock } = realm();
      moveClock(clock, body);
      return clockOf(clock);
    },
  }),
];
