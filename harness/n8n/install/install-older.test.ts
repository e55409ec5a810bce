import { describe, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import type { Progress } from '../../model/progress.ts';
import type { OlderVersion } from '../../model/target.ts';
import { installOlder, olderThan } from './install-older.ts';
import type { InstalledN8n } from './installed-n8n.ts';

const TRIED = ['2.30.0', '1.123.81', '2.41.1', '2.37.11', 'next', '3.0.0'];

describe('the older version', () => {
  it.each([
    ['2.41.1', 'older-major', '1.123.81'],
    ['2.41.1', 'older-minor', '2.37.11'],
    ['2.37.11', 'older-minor', '2.30.0'],
    ['3.1.0', 'older-major', '2.41.1'],
    ['1.123.81', 'older-major', undefined],
    ['2.30.0', 'older-minor', undefined],
    ['2.41.1', '2.41.0', '2.41.0'],
    ['2.41.1', '2.41.1', undefined],
  ] as const)('of %s for %s is %s', (version, name, older) => {
    expect(olderThan(version, name, TRIED)).toBe(older);
  });
});

/** Installs what it is told to, and fails for what cannot be had. */
async function install(older: readonly OlderVersion[], refused: readonly string[] = []) {
  const progress: Progress[] = [];
  const { found, installed } = await installOlder({
    version: '2.41.1',
    older,
    tried: TRIED,
    install: async (version) => {
      if (refused.includes(version))
        throw new HarnessError('n8n-not-installable', `Could not install n8n ${version}.`);
      return { version } as InstalledN8n;
    },
    onProgress: (event) => progress.push(event),
  });
  const notes = progress.flatMap((event) => (event.kind === 'note' ? [event.text] : []));
  return { found: Object.fromEntries(found), installed: [...installed.keys()], notes };
}

describe('installing older versions', () => {
  it('says before the run on which ones scenarios begin', async () => {
    expect(await install(['older-major', 'older-minor'])).toEqual({
      found: { 'older-major': { version: '1.123.81' }, 'older-minor': { version: '2.37.11' } },
      installed: ['older-major', 'older-minor'],
      notes: ['Scenarios that upgrade n8n to 2.41.1 begin on n8n 1.123.81 and on n8n 2.37.11.'],
    });
  });

  it('says nothing when no scenario begins on one', async () => {
    expect(await install([])).toEqual({ found: {}, installed: [], notes: [] });
  });

  it('keeps the others when one cannot be had, and says how to get it', async () => {
    const { found, installed, notes } = await install(['older-major', 'older-minor'], ['1.123.81']);
    expect(found['older-major']).toEqual({
      lacks: 'begin on n8n 1.123.81, which is not installed (oauth-chaos n8n install 1.123.81)',
    });
    expect(installed).toEqual(['older-minor']);
    expect(notes[0]).toBe(
      'Scenarios that upgrade n8n 1.123.81 to 2.41.1 are skipped. Could not install n8n 1.123.81.',
    );
  });

  it('knows that there may be none', async () => {
    expect((await install(['9.0.0'])).found).toEqual({
      '9.0.0': { lacks: 'begin on n8n 9.0.0: none older than 2.41.1 is known' },
    });
  });
});
