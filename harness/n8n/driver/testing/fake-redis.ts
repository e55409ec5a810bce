import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

type Answer = string | number | null | readonly string[];

/**
 * As much of Redis as locks need, over RESP: strings with expiry by hand, KEYS, MONITOR, and EVAL
 * of the two scripts n8n renews and releases a lock with, told apart by their arguments.
 */
export class FakeRedis {
  readonly password = 'a-password';
  readonly values = new Map<string, string>();
  readonly #server: Server;
  readonly #monitors = new Set<Socket>();
  readonly #sockets = new Set<Socket>();
  readonly #known = new WeakSet<Socket>();

  private constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /** Listens until the test is over. */
  static async start(): Promise<FakeRedis> {
    const redis = new FakeRedis();
    await redis.listen(0);
    onTestFinished(() => redis.stop());
    return redis;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get address() {
    return { host: '127.0.0.1', port: this.port, password: this.password };
  }

  /** Connections that listen with MONITOR. */
  get monitors(): number {
    return this.#monitors.size;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    this.#monitors.clear();
    await closed;
  }

  #serve(socket: Socket): void {
    let rest = '';
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#monitors.delete(socket);
    });
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      rest += data.toString('latin1');
      for (let parsed = parse(rest); parsed !== undefined; parsed = parse(rest)) {
        rest = parsed.rest;
        this.#command(socket, parsed.args);
      }
    });
  }

  #command(socket: Socket, args: readonly string[]): void {
    const [verb = ''] = args;
    const command = verb.toLowerCase();
    const greets = command === 'hello';
    if (greets || command === 'auth') {
      if (args.at(-1) !== this.password)
        return void socket.write(
          '-WRONGPASS invalid username-password pair or user is disabled.\r\n',
        );
      this.#known.add(socket);
      return void socket.write(
        greets ? `%1\r\n${written('server')}${written('redis')}` : written('OK'),
      );
    }
    if (!this.#known.has(socket)) return void socket.write('-NOAUTH Authentication required.\r\n');
    if (command === 'monitor') this.#monitors.add(socket);
    else this.#tell(socket, args);
    socket.write(written(this.#answer(command, args.slice(1))));
  }

  /** Redis tells of a command before it carries it out. */
  #tell(socket: Socket, args: readonly string[]): void {
    const source = `${socket.remoteAddress}:${socket.remotePort}`;
    for (const monitor of this.#monitors)
      monitor.write(
        `+${Date.now() / 1_000} [0 ${source}] ${args.map((service) => JSON.stringify(service)).join(' ')}\r\n`,
      );
  }

  #answer(command: string, args: readonly string[]): Answer {
    const [key = '', value = ''] = args;
    switch (command) {
      case 'info':
        return 'redis_version:7.0.0\r\nloading:0\r\n';
      case 'get':
        return this.values.get(key) ?? null;
      case 'type':
        return this.values.has(key) ? 'string' : 'none';
      case 'keys':
        return [...this.values.keys()].filter((name) =>
          new RegExp(`^${key.replaceAll('*', '.*')}$`).test(name),
        );
      case 'flushall':
        return this.values.clear() ?? 'OK';
      case 'del':
        return this.values.delete(key) ? 1 : 0;
      case 'set':
        if (args.includes('NX') && this.values.has(key)) return null;
        this.values.set(key, value);
        return 'OK';
      case 'eval':
        return this.#script(args);
      default:
        return 'OK';
    }
  }

  /**
   * `EVAL script 1 lock value [ms]`: with a time it renews, without it releases, both for the
   * holder alone.
   */
  #script([, , lock = '', value = '', ms]: readonly string[]): number {
    if (this.values.get(lock) !== value) return 0;
    if (ms === undefined) this.values.delete(lock);
    return 1;
  }
}

/** The first whole command of what was read, or undefined. */
function parse(
  text: string,
): { readonly args: readonly string[]; readonly rest: string } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (head === null) return undefined;
  const args: string[] = [];
  let at = head[0].length;
  for (let left = Number(head[1]); left > 0; left -= 1) {
    const length = /^\$(\d+)\r\n/.exec(text.slice(at));
    if (length === null) return undefined;
    const from = at + length[0].length;
    at = from + Number(length[1]) + 2;
    if (text.length < at) return undefined;
    args.push(text.slice(from, at - 2));
  }
  return { args, rest: text.slice(at) };
}

function written(answer: Answer): string {
  if (answer === null) return '$-1\r\n';
  if (typeof answer === 'number') return `:${answer}\r\n`;
  if (typeof answer === 'string') return `$${Buffer.byteLength(answer)}\r\n${answer}\r\n`;
  return `*${answer.length}\r\n${answer.map(written).join('')}`;
}
