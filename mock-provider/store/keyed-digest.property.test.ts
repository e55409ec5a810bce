import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyedDigest } from './keyed-digest.ts';

const bytes = (maxLength: number) => fc.uint8Array({ maxLength });

test('it is the HMAC that Node makes, whatever was made before with the same key', () => {
  fc.assert(
    fc.property(bytes(64), fc.array(fc.tuple(fc.string(), bytes(200))), (key, messages) => {
      const digests = new KeyedDigest(key);
      for (const [label, message] of messages)
        expect(digests.hex(label, message)).toBe(
          createHmac('sha256', key).update(label).update(message).digest('hex'),
        );
    }),
  );
});

test('a key that would have to be hashed first is refused', () => {
  expect(() => new KeyedDigest(new Uint8Array(65))).toThrow(RangeError);
});
