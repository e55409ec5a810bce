import { expect, test } from 'vitest';
import { pnpmEnvironment } from './pnpm-install.ts';

test('keeps registry and proxy settings, and drops what an outer npm run says of its own output', () => {
  const env = pnpmEnvironment({
    npm_config_registry: 'https://registry.example',
    HTTPS_PROXY: 'http://proxy.example',
    npm_config_loglevel: 'silent',
    NPM_CONFIG_SILENT: 'true',
    NODE_OPTIONS: '--inspect',
  });
  expect(Object.entries(env).filter(([, value]) => value !== undefined)).toEqual([
    ['npm_config_registry', 'https://registry.example'],
    ['HTTPS_PROXY', 'http://proxy.example'],
  ]);
});
