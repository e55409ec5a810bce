import type { ClientUnderTest } from '../model/client.ts';
import type { RunningTarget, StartOptions, Target, TargetInfo } from '../model/target.ts';
import { CorrectClient } from '../reference-clients/correct-client.ts';

export interface FakeTarget extends Target {
  /** The starts and stops of the target, in order: `start 1`, `stop 1`, … */
  readonly life: readonly string[];
}

interface FakeTargetOptions {
  readonly id?: string;
  readonly n8n?: string;
  readonly installMs?: number;
  readonly topology?: TargetInfo['topology'];
  /** Number of executions that it runs at the same time. */
  readonly slots?: number;
  readonly hasRoomForSecond?: boolean;
  /** Makes the client for a start; `count` is the number of the start, from 1. May reject. */
  readonly start?: (
    count: number,
    options: StartOptions,
  ) => ClientUnderTest | Promise<ClientUnderTest>;
  readonly stop?: (count: number) => Promise<void>;
}

/** A target in this process; by default the correct reference client. */
export function fakeTarget({
  id = 'fake',
  n8n = '9.9.9',
  installMs = 0,
  topology = 'single',
  slots,
  hasRoomForSecond = false,
  start = () => new CorrectClient(),
  stop = async () => {},
}: FakeTargetOptions = {}): FakeTarget {
  const info: TargetInfo = {
    id,
    n8n,
    topology,
    clientName: id,
    driver: 'reference-client',
    node: process.versions.node,
    overrides: {},
  };
  const life: string[] = [];
  let starts = 0;
  return {
    id,
    info,
    installMs,
    life,
    hasRoomForSecond: () => hasRoomForSecond,
    async start(options): Promise<RunningTarget> {
      starts += 1;
      const count = starts;
      life.push(`start ${count}`);
      const client = await start(count, options);
      const added = {
        info,
        slots,
        async [Symbol.asyncDispose]() {
          life.push(`stop ${count}`);
          await stop(count);
        },
      };
      return new Proxy(client, {
        get: (_, member) => memberOf(member in added ? added : client, member),
      }) as RunningTarget;
    },
  };
}

function memberOf(owner: object, member: string | symbol): unknown {
  const value: unknown = Reflect.get(owner, member);
  return typeof value === 'function' ? value.bind(owner) : value;
}
