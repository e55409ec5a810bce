import { expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

const presets = ['gitlab', 'github-app', 'google', 'zoom'];

it.each([
  ['githb', 'github-app'],
  ['GitHub', 'github-app'],
  ['gitlb', 'gitlab'],
  ['gogle', 'google'],
  ['zom', 'zoom'],
])('%s is %s', (misspelt, meant) => expect(nearestName(misspelt, presets)).toBe(meant));
