import { expect, it } from 'vitest';
import { missingScopes, scopeNames } from './scope-names.ts';

it.each([
  ['read write', ['read', 'write']],
  ['read, write,admin', ['read', 'write', 'admin']],
  ['  ', []],
])('%j', (scope, names) => {
  expect(scopeNames(scope)).toEqual(names);
});

it.each([
  ['read write', 'write read', []],
  ['read write', 'read', ['write']],
  ['openid offline_access read', 'read', []],
  ['email profile', 'https://www.googleapis.com/auth/userinfo.email', ['profile']],
  ['https://graph.microsoft.com/Mail.Read', 'mail.read', []],
  [
    'https://www.googleapis.com/auth/drive',
    'https://www.googleapis.com/auth/drive.file',
    ['https://www.googleapis.com/auth/drive'],
  ],
])('asked %s, granted %s', (asked, granted, missing) => {
  expect(missingScopes(scopeNames(asked), scopeNames(granted))).toEqual(missing);
});
