import { describe, expect, it } from 'vitest';
import { isProxied } from './proxied.ts';

const PROVIDER = 'http://127.0.0.1:8090';

describe('isProxied', () => {
  it.each<[boolean, string, Readonly<Record<string, string>>, string?]>([
    [false, 'without a proxy', {}],
    [true, 'with one for http', { HTTP_PROXY: 'http://proxy:3128' }],
    [true, 'in small letters', { http_proxy: 'http://proxy:3128' }],
    [true, 'with one for all', { ALL_PROXY: 'http://proxy:3128' }],
    [false, 'with one for https alone', { HTTPS_PROXY: 'http://proxy:3128' }],
    [
      true,
      'with one for https, over https',
      { HTTPS_PROXY: 'http://proxy:3128' },
      'https://chaos.example',
    ],
    [false, 'with an empty one', { HTTP_PROXY: '' }],
    [
      true,
      'with small letters that are empty',
      { http_proxy: '', HTTP_PROXY: 'http://proxy:3128' },
    ],
    [
      false,
      'with an exception beside small letters that are empty',
      { HTTP_PROXY: 'http://proxy:3128', no_proxy: '', NO_PROXY: '127.0.0.1' },
    ],
    [
      false,
      'with an exception',
      { HTTP_PROXY: 'http://proxy:3128', NO_PROXY: 'localhost,127.0.0.1' },
    ],
    [
      false,
      'with an exception after a space',
      { HTTP_PROXY: 'http://proxy:3128', no_proxy: 'localhost 127.0.0.1' },
    ],
    [
      false,
      'with an exception for its port',
      { HTTP_PROXY: 'http://proxy:3128', NO_PROXY: '127.0.0.1:8090' },
    ],
    [
      true,
      'with an exception for another port',
      { HTTP_PROXY: 'http://proxy:3128', NO_PROXY: '127.0.0.1:80' },
    ],
    [
      true,
      'with an exception for another host',
      { HTTP_PROXY: 'http://proxy:3128', NO_PROXY: 'localhost' },
    ],
    [false, 'with everything excepted', { HTTP_PROXY: 'http://proxy:3128', NO_PROXY: '*' }],
    [
      false,
      'with its domain excepted',
      { HTTP_PROXY: 'http://proxy:3128', NO_PROXY: '.docker.internal' },
      'http://host.docker.internal:8090',
    ],
    [
      false,
      'with its domain excepted by a star',
      { HTTP_PROXY: 'http://proxy:3128', NO_PROXY: '*.docker.internal' },
      'http://host.docker.internal:8090',
    ],
    [
      true,
      'with a name that is only a service of its own',
      { HTTP_PROXY: 'http://proxy:3128', NO_PROXY: 'docker.internal' },
      'http://host.docker.internal:8090',
    ],
    [
      false,
      'with the port of the scheme excepted',
      { HTTP_PROXY: 'http://proxy:3128', NO_PROXY: 'chaos.example:80' },
      'http://chaos.example',
    ],
  ])('is %s %s', (proxied, _name, settings, address = PROVIDER) =>
    expect(isProxied(settings, address)).toBe(proxied),
  );
});
