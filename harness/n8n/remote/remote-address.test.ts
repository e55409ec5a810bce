import { describe, expect, it } from 'vitest';
import { targetFolder } from '../../store/layout.ts';
import { isRemoteText, parseRemoteAddress } from './remote-address.ts';

describe('the address of a running instance', () => {
  it.each([
    ['https://n8n.staging.example', 'https://n8n.staging.example', 'remote-n8n.staging.example'],
    ['https://n8n.staging.example/', 'https://n8n.staging.example', 'remote-n8n.staging.example'],
    [
      'https://host.example:8443/tools/n8n/',
      'https://host.example:8443/tools/n8n',
      'remote-host.example-8443+tools+n8n',
    ],
    ['http://host.example', 'http://host.example', 'remote-host.example-80'],
    ['HTTP://LOCALHOST:5678', 'http://localhost:5678', 'remote-localhost-5678'],
    ['http://[::1]:5678', 'http://[::1]:5678', 'remote-=3a=3a1-5678'],
  ])('%s', (text, url, id) => {
    expect(isRemoteText(text)).toBe(true);
    expect(parseRemoteAddress(text)).toMatchObject({ url, id });
    expect(targetFolder(id)).toBe(id);
  });

  it('knows which are on this machine', () => {
    expect(
      ['http://localhost:1', 'http://127.0.0.1:1', 'http://[::1]:1', 'http://n8n.localhost'].map(
        (text) => parseRemoteAddress(text).isLocal,
      ),
    ).toEqual([true, true, true, true]);
    expect(
      ['https://n8n.example', 'http://192.168.1.5:5678', 'http://localhost.example'].map(
        (text) => parseRemoteAddress(text).isLocal,
      ),
    ).toEqual([false, false, false]);
  });

  it('refuses what is none, and repeats no password', () => {
    expect(() => parseRemoteAddress('https://')).toThrow(
      expect.objectContaining({ code: 'remote-address', exitCode: 64 }),
    );
    expect(() => parseRemoteAddress('https://me:hunter2@n8n.example')).toThrow(
      /user name or a password/,
    );
    expect(() => parseRemoteAddress('https://me:hunter2@n8n.example')).not.toThrow(/hunter2/);
    expect(() => parseRemoteAddress('https://n8n.example/home?x=1')).toThrow(/query/);
  });

  it('does not take versions and folders for addresses', () => {
    expect(['2.41.1', 'latest', 'path:/x', 'httpd'].map(isRemoteText)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
