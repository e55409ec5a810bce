import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from './capabilities.ts';

const here = { virtual: false };
const virtual = { virtual: true };

describe('capabilitiesOf', () => {
  it('is the same for processes and containers on one kernel', () => {
    expect([...capabilitiesOf('docker', 'queue', here)].sort()).toEqual([...capabilitiesOf('embedded', 'queue', here)].sort());
    expect(capabilitiesOf('docker', 'queue', here)).toEqual(new Set(['stored-credential', 'skew-clock', 'log', 'restart', 'kill', 'pause', 'database', 'sender', 'database-server', 'workers', 'locks', 'redis']));
  });

  it('leaves the SQLite file of another kernel alone, but not a server', () => {
    expect(capabilitiesOf('docker', 'single', virtual)).toEqual(new Set(['skew-clock', 'log', 'restart', 'kill', 'pause']));
    expect(capabilitiesOf('docker', 'postgres', virtual).has('stored-credential')).toBe(true);
    expect(capabilitiesOf('docker', 'postgres', virtual).has('sender')).toBe(false);
  });

  it('knows nothing of an n8n somebody else runs', () => {
    expect(capabilitiesOf('remote', 'queue', here).size).toBe(0);
  });
});
