import { definePreset } from '../define-preset.ts';

export const dummy = definePreset({
  name: 'dummy',
  title: 'Dummy',
  policy: { accessTokenTtl: '1h' },
  facts: [
    {
      about: 'access token',
      says: 'lives an hour',
      confidence: 'confirmed',
      source: 'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    },
  ],
});
