import { describe, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { dockerFailure } from './docker-failure.ts';
import { answer, gone } from './testing/fake-docker.ts';

describe('dockerFailure', () => {
  it('says that the daemon has gone', () => {
    expect(dockerFailure('start Redis', gone())).toMatchObject({
      code: 'docker-unreachable',
      exitCode: 75,
      message:
        'Could not start Redis: the Docker daemon does not answer (connect ECONNREFUSED /var/run/docker.sock).',
      hint: expect.stringContaining('oauth-chaos clean'),
    });
  });

  it.each([
    [
      'n8n-port-taken',
      'driver failed programming external connectivity: Bind for 127.0.0.1:5678 failed: port is already allocated',
    ],
    [
      'n8n-port-taken',
      'Error starting userland proxy: listen tcp4 127.0.0.1:5678: bind: address already in use',
    ],
    ['docker-disk-full', 'write /var/lib/docker/tmp/x: no space left on device'],
    [
      'docker-networks-full',
      'could not find an available, non-overlapping IPv4 address pool: all predefined address pools have been fully subnetted',
    ],
    ['docker-failed', 'something nobody has thought of'],
  ])('is %s for: %s', (code, text) => {
    expect(dockerFailure('do it', answer(500, text))).toMatchObject({
      code,
      exitCode: 75,
      message: expect.stringMatching(/^Could not do it: .*[^.]\.$/),
    });
  });

  it("gives the daemon's own words without the client's preface", () => {
    expect(dockerFailure('do it', answer(500, 'no such thing')).message).toBe(
      'Could not do it: no such thing.',
    );
  });

  it('leaves an error of ours alone', () => {
    const ours = new HarnessError('x', 'Could not x: y.');
    expect(dockerFailure('do it', ours)).toBe(ours);
  });
});
