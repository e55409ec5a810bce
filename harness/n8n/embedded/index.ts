import type { Driver } from '../driver/driver.ts';
import { embeddedCapabilities } from './capabilities.ts';

const isPath = (text: string): boolean => text.startsWith('path:');

/** The driver that runs n8n, Postgres and Redis as processes of this machine. */
export const embedded: Driver = {
  name: 'embedded',
  forms: ['a version (2.41.1)', 'the newest of a series (2.41, 1.x)', 'latest', 'path:<folder>'],
  owns: (text) => text === 'latest' || isPath(text) || /^v?\d/.test(text),
  startsN8n: true,
  async parse(text, signal) {
    const [{ resolveTarget }, { inspectPath }] = await Promise.all([
      import('../install/resolve-target.ts'),
      import('../install/inspect-path.ts'),
    ]);
    const target = await resolveTarget(text);
    return target.kind === 'version'
      ? {
          text,
          what: target.version,
          ...(target.because === undefined ? {} : { because: target.because }),
        }
      : { text, what: (await inspectPath(target.dir, signal)).directory };
  },
  create: async ({ text, what, because, deployment }, options) =>
    (await import('./embedded-target.ts')).createEmbeddedTarget(isPath(text) ? text : what, {
      ...options,
      ...(because === undefined ? {} : { asked: { text, because } }),
      ...(deployment === undefined ? {} : { deployment }),
    }),
  capabilities: embeddedCapabilities,
};
