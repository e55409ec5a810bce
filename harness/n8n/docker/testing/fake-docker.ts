import { PassThrough } from 'node:stream';
import sinon from 'sinon';
import type { Container, Docker } from '../engine.ts';

/** What the daemon answers when it refuses something. */
export const answer = (statusCode: number, text: string): Error =>
  Object.assign(new Error(`(HTTP code ${statusCode}) server error - ${text} `), { statusCode });

/** What Node says when the daemon has gone. */
export const gone = (): Error =>
  Object.assign(new Error('connect ECONNREFUSED /var/run/docker.sock'), { code: 'ECONNREFUSED' });

interface Outcome {
  readonly code: number;
  readonly oomKilled?: boolean;
}

/** A container as the daemon's API shows it, which says and does what a test tells it to. */
export class FakeContainer {
  readonly id = 'c0ffee';
  readonly #ended = Promise.withResolvers<Outcome>();
  readonly #output = new PassThrough();
  oomKilled = false;
  readonly modem = {
    demuxStream: (from: PassThrough, to: NodeJS.WritableStream) =>
      void from.on('data', (chunk: Buffer) => to.write(chunk)),
  };
  readonly attach = sinon.stub().resolves(this.#output);
  readonly start = sinon.stub().resolves();
  readonly stop = sinon.stub().callsFake(async () => this.end(0));
  readonly kill = sinon.stub().callsFake(async () => this.end(137));
  readonly pause = sinon.stub().resolves();
  readonly unpause = sinon.stub().resolves();
  readonly remove = sinon.stub().resolves();
  readonly wait = sinon
    .stub()
    .callsFake(async () => ({ StatusCode: (await this.#ended.promise).code }));
  readonly inspect = sinon.stub().callsFake(async () => ({
    State: { Pid: 4711, OOMKilled: this.oomKilled },
    NetworkSettings: { Networks: { ours: { IPAddress: '172.18.0.2' } } },
  }));

  say(text: string): void {
    this.#output.write(text);
  }

  end(code: number): void {
    this.#output.end();
    this.#ended.resolve({ code });
  }

  /** The daemon goes away while the container is being watched. */
  loseDaemon(): void {
    this.#output.end();
    this.#ended.reject(gone());
    for (const stub of [this.stop, this.kill, this.inspect, this.remove]) stub.rejects(gone());
  }

  get asContainer(): Container {
    return this as unknown as Container;
  }
}

/** A daemon's API with the given calls; any other one is a mistake of the test. */
export const fakeDocker = (calls: Readonly<Record<string, unknown>>): Docker =>
  calls as unknown as Docker;
