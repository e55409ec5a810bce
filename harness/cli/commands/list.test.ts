import { describe, expect, it } from 'vitest';
import { fakeBackend } from '../testing/fake-backend.ts';
import { runCli } from '../testing/run-cli.ts';

describe('list', () => {
  it.each([
    ['scenarios', /^control\/no-fault +Title of control\/no-fault$/m],
    ['suites', /^full +4 scenarios$/m],
    ['suites', /^own +0 scenarios: those in the folders that a configuration names$/m],
    ['faults', /^token\/throttled +The token endpoint answers 429\.$/m],
    ['steps', /^advance +Moves the clock forward\.$/m],
    ['presets', /^acme +Acme$/m],
    ['checkers', /^no-secret-leaked +No secret is leaked\.$/m],
    ['reporters', /^list +lines$/m],
    ['targets', /^2\.41\.1 +\/cache\/2\.41\.1$/m],
  ])('%s', async (what, line) => {
    const { code, out } = await runCli(['list', what]);
    expect(code).toBe(0);
    expect(out).toMatch(line);
    const json: unknown = JSON.parse((await runCli(['list', what, '--json'])).out);
    expect(json).toEqual(expect.arrayContaining([expect.any(Object)]));
  });

  it('counts the scenarios of one’s own as a suite', async () => {
    const catalog = await fakeBackend().catalog();
    const suites = { ...catalog.suites, own: ['mine/one'] };
    const { out } = await runCli(['list', 'suites'], {
      backend: { catalog: async () => ({ ...catalog, suites }) },
    });
    expect(out).toMatch(/^own +1 scenario$/m);
    expect(out.match(/^own /gm)).toHaveLength(1);
  });

  it('is narrowed by words of names and descriptions, in any case, and by patterns', async () => {
    const listed = async (...filter: readonly string[]) => {
      const { code, out } = await runCli(['list', 'scenarios', '--json', ...filter]);
      expect(code).toBe(0);
      return (JSON.parse(out) as { name: string }[]).map(({ name }) => name);
    };
    expect(await listed('rotation/*')).toEqual(['rotation/concurrent-refresh', 'rotation/grace']);
    expect(await listed('ROTATION', 'title', 'refresh')).toEqual(['rotation/concurrent-refresh']);
    expect(await listed('r?tation/gr*')).toEqual(['rotation/grace']);
    expect(await listed('zzz')).toEqual([]);
    const none = await runCli(['list', 'scenarios', 'zzz']);
    expect(none).toMatchObject({ code: 0, out: expect.stringMatching(/^None of the 4 scenarios/) });
    const coverage = await runCli(['list', 'coverage', 'rotation']);
    expect(coverage).toMatchObject({ code: 64, err: expect.stringContaining('a part of the cov') });
  });

  it('says of scenarios what their families say of themselves', async () => {
    const about = 'rotation/*: 2 combinations cover 1 of 1 possible pairs (100 %).';
    const catalog = { ...(await fakeBackend().catalog()), about: [about] };
    const backend = { catalog: async () => catalog };
    expect((await runCli(['list', 'scenarios'], { backend })).out).toContain(`\n${about}\n`);
    expect((await runCli(['list', 'faults'], { backend })).out).not.toContain(about);
  });

  it.each([
    ['presents', "'presents' is not one of the choices.\nDid you mean 'presets' or 'projects'?"],
    ['fautls', "'fautls' is not one of the choices.\nDid you mean 'faults'?"],
    ['zzzzzzzzz', 'Known: scenarios, suites, faults,'],
  ])('refuses %s, which cannot be listed, and says what can', async (what, told) => {
    const err: unknown = expect.stringContaining(told);
    expect(await runCli(['list', what])).toMatchObject({ code: 64, out: '', err });
  });
});
