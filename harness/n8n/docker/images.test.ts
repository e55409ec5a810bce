import { describe, expect, it, test } from 'vitest';
import { imageOf, isDockerTarget, nameOf, serviceImages } from './images.ts';

test('only a text with the prefix asks for Docker', () => {
  expect(isDockerTarget('docker:2.41.1')).toBe(true);
  expect(isDockerTarget('2.41.1')).toBe(false);
});

describe('imageOf', () => {
  it.each([
    ['docker:2.41.1', 'n8nio/n8n:2.41.1'],
    ['docker:latest', 'n8nio/n8n:latest'],
    ['docker:acme/n8n:2.41.1', 'acme/n8n:2.41.1'],
    ['docker:my-n8n:dev', 'my-n8n:dev'],
    ['docker:localhost:5000/n8n', 'localhost:5000/n8n:latest'],
    [`docker:acme/n8n@sha256:${'a'.repeat(64)}`, `acme/n8n@sha256:${'a'.repeat(64)}`],
  ])('%s is %s', (text, image) => expect(imageOf(text)).toBe(image));

  it.each([
    'docker:',
    'docker: ',
    'docker:-x',
    'docker:Acme/N8N:1',
    'docker:acme/n8n:',
    'docker:acme/n8n:a b',
    'docker:a//b',
    'docker:../x',
  ])('refuses %j', (text) => {
    expect(() => imageOf(text)).toThrow(
      expect.objectContaining({
        code: 'target-malformed',
        exitCode: 64,
        message: expect.stringMatching(/^Could not read target/),
      }),
    );
  });
});

describe('nameOf', () => {
  it('is short for the official image', () =>
    expect(nameOf('docker:2.41.1')).toBe('docker-2.41.1'));

  it('is a folder name for any other, and two registries do not share it', () => {
    const names = [
      'docker:ghcr.io/acme/n8n:2.41.1',
      'docker:quay.io/acme/n8n:2.41.1',
      `docker:acme/n8n@sha256:${'a'.repeat(64)}`,
    ].map(nameOf);
    expect(names[0]).toMatch(/^docker-n8n-2\.41\.1-[0-9a-f]{8}$/);
    expect(names[2]).toMatch(/^docker-n8n-a{12}-[0-9a-f]{8}$/);
    expect(new Set(names).size).toBe(3);
  });
});

describe('serviceImages', () => {
  it('are those the topology needs', () => {
    expect(serviceImages('single', {})).toEqual({});
    expect(Object.keys(serviceImages('postgres', {}))).toEqual(['postgres']);
    expect(Object.keys(serviceImages('queue', {}))).toEqual(['postgres', 'redis']);
  });

  it('can be chosen', () => {
    expect(
      serviceImages('queue', {
        OAUTH_CHAOS_POSTGRES_IMAGE: 'postgres:18',
        OAUTH_CHAOS_REDIS_IMAGE: 'valkey/valkey',
      }),
    ).toEqual({ postgres: 'postgres:18', redis: 'valkey/valkey:latest' });
  });

  it('names the variable that is wrong', () => {
    expect(() => serviceImages('queue', { OAUTH_CHAOS_REDIS_IMAGE: 'Not An Image' })).toThrow(
      expect.objectContaining({
        code: 'usage',
        exitCode: 64,
        message: expect.stringContaining('OAUTH_CHAOS_REDIS_IMAGE'),
      }),
    );
  });
});
