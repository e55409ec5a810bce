import { expect, it } from 'vitest';
import { didYouMean, nearest } from './did-you-mean.ts';

const known = [
  'access-token/expired',
  'access-token/rejected',
  'access-token/revoked',
  'token/throttled',
];

it('proposes what is nearest and leaves out what is much further away', () => {
  expect(nearest('acces-token/expired', known)).toEqual(['access-token/expired']);
  expect(
    nearest('rotation/graze', ['rotation/grace', 'rotation/grade', 'rotation/single-use']),
  ).toEqual(['rotation/grace', 'rotation/grade']);
  expect(nearest('throttled', known)).toEqual(['token/throttled']);
  expect(nearest('something else entirely', known)).toEqual([]);
});

it('knows the first word of a name as well', () => {
  const presets = ['gitlab', 'github-app', 'google', 'zoom'];
  expect(nearest('githb', presets)[0]).toBe('github-app');
  expect(nearest('github', presets)[0]).toBe('github-app');
  expect(nearest('gitlb', presets)[0]).toBe('gitlab');
  expect(nearest('gogle', presets)[0]).toBe('google');
});

it('knows a word of a name within its theme', () => {
  const names = ['control/no-fault', 'control/expired-access-token', 'scope/granted-less'];
  expect(didYouMean('control/expird', names)).toBe("did you mean 'control/expired-access-token'?");
});

it('proposes a name once that several things have', () => {
  expect(nearest('gitlb', ['gitlab', 'zoom', 'gitlab'])).toEqual(['gitlab']);
});

it('lists everything when nothing is near and the list is short', () => {
  expect(didYouMean('xyz', known)).toBe(`known: ${known.join(', ')}`);
  expect(
    didYouMean(
      'xyz',
      Array.from({ length: 40 }, (_, index) => `scenario-number-${index}`),
    ),
  ).toBe('there are 40 to choose from');
});
