import { describe, expect, it } from 'vitest';
import { reduceSettings } from './reduce-settings.ts';
import { reduceTokens } from './reduce-tokens.ts';

const NOW = Date.UTC(2026, 0, 2);
const moments = { savedAt: NOW - 1_000, now: NOW };

describe('settings', () => {
  it('of the generic type are all there', () => {
    const fields = {
      grantType: 'pkce',
      scope: 'read write',
      accessTokenUrl: 'https://me:hunter2@idp.example/token?key=hunter3#x',
      clientSecret: 'hunter4',
    };
    const settings = reduceSettings('oAuth2Api', fields);
    expect(settings).toEqual({
      grantType: 'pkce',
      scopes: { is: ['read', 'write'] },
      tokenUrl: { is: 'https://idp.example/token' },
    });
    expect(JSON.stringify(settings)).not.toContain('hunter');
    expect(reduceSettings('oAuth2Api', {}).scopes).toEqual({ is: [] });
  });

  it('of another type are what it leaves to the user', () => {
    expect(reduceSettings('gmailOAuth2', {})).toMatchObject({
      grantType: 'authorizationCode',
      scopes: { withheld: expect.stringContaining('the type') },
      tokenUrl: { withheld: expect.stringContaining('the type') },
    });
    expect(reduceSettings('databricksOAuth2Api', {}).grantType).toBe('clientCredentials');
  });

  it.each(['={{ $env.TOKEN_URL }}', 'file:///etc/passwd', 'nonsense'])('%s is no URL', (url) => {
    expect(reduceSettings('oAuth2Api', { accessTokenUrl: url }).tokenUrl).toHaveProperty(
      'withheld',
    );
  });
});

describe('tokens', () => {
  it.each([undefined, null, {}, 'text', []])('%j are none', (data) => {
    expect(reduceTokens(data, moments)).toBeUndefined();
  });

  it('end when n8n noted it, and the refresh token after its own life', () => {
    const data = {
      access_token: 'secret',
      refresh_token: 'secret',
      scope: 'read',
      expires_in: 3600,
      refresh_expires_in: '7200',
      n8n_expires_at: String(NOW + 600_000),
    };
    const tokens = reduceTokens(data, moments);
    expect(tokens).toEqual({
      refreshToken: true,
      scopes: ['read'],
      accessEndsAt: { is: NOW + 600_000 },
      refreshEndsAt: { is: NOW + 600_000 + 3_600_000 },
    });
    expect(JSON.stringify(tokens)).not.toContain('secret');
  });

  it('of n8n 1 have ended once their life is over since the credential was written', () => {
    const data = { access_token: 'secret', expires_in: 60 };
    const at = (savedAt: number | undefined) =>
      reduceTokens(data, { savedAt, now: NOW })?.accessEndsAt;
    expect(at(NOW - 61_000)).toEqual({ is: NOW - 1_000 });
    expect(at(NOW - 59_000)).toHaveProperty('withheld');
    expect(at(undefined)).toHaveProperty('withheld');
  });

  it.each([0, -1, 'soon', null, true])('tell no life of %j', (expires_in) => {
    const tokens = reduceTokens({ access_token: 'secret', expires_in }, moments);
    expect(tokens).toMatchObject({ refreshToken: false, accessEndsAt: { is: undefined } });
  });

  it('have their scopes as a list, too', () => {
    expect(reduceTokens({ scope: ['a', 'b'] }, moments)?.scopes).toEqual(['a', 'b']);
  });
});
