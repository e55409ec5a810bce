import { describe, expect, test } from 'vitest';
import { story } from '../testing/history-builder.ts';
import { mutate, without } from '../testing/mutate.ts';
import { goodStory } from '../testing/stories.ts';
import { noSecretLeaked as checker } from './no-secret-leaked.ts';

describe(checker.name, () => {
  test('holds when every search came back empty', () => {
    expect(checker.check(goodStory())).toMatchObject({
      verdict: 'holds',
      message: "Nothing found in the client's log and the history of this run and in 4 executions.",
    });
  });

  test('says that a log was not searched where there is none to read', () => {
    const unread = without(
      goodStory({ capabilities: [] }),
      (event) => event.type === 'leak-scan' && event.place === 'client-log',
    );
    expect(checker.check(unread)).toMatchObject({
      verdict: 'not-looked-at',
      message: expect.stringMatching(/cannot be read on this target.*Nothing found in the history/),
    });
  });

  test('is violated by a secret anywhere in what the client stores', () => {
    const told = (leaks: readonly string[]) =>
      story()
        .run('e1')
        .add({ type: 'leak-scan', place: 'client-store', characters: 9_000, leaks: [...leaks] })
        .end()
        .build();
    expect(checker.check(told([]))).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('what else the client stores'),
    });
    expect(checker.check(told(['access token f1/2']))).toMatchObject({
      verdict: 'violated',
      message: 'access token f1/2 can be read in what else the client stores.',
    });
  });

  test('does not count as searched what left nothing', () => {
    const told = story()
      .run('e1')
      .start('e2')
      .finish('e2', { status: 'lost' })
      .start('e3')
      .finish('e3', { status: 'hung' })
      .start('e4')
      .finish('e4', { status: 'hung', executionId: '7' });
    expect(checker.check(told.end().build())).toMatchObject({
      verdict: 'holds',
      message:
        "Nothing found in the client's log and the history of this run and in 2 executions. 2 executions left nothing to search.",
    });
  });

  test('is violated by one secret in an execution, in the log or in our own record', () => {
    expect(
      checker.check(
        mutate(
          goodStory(),
          'execution',
          () => true,
          () => ({ leaks: ['client secret of main'] }),
        ),
      ),
    ).toMatchObject({
      verdict: 'violated',
      message: 'client secret of main can be read in what is stored or told of execution e1.',
    });
    for (const place of ['client-log', 'history'] as const) {
      expect(
        checker.check(
          mutate(
            goodStory(),
            'leak-scan',
            (scan) => scan.place === place,
            () => ({ leaks: ['access token f1·g2'] }),
          ),
        ).verdict,
      ).toBe('violated');
    }
  });

  test('is unknown when nothing was searched, or not the log of a target that has one', () => {
    expect(checker.check(without(goodStory(), ({ type }) => type === 'leak-scan')).verdict).toBe(
      'unknown',
    );
    expect(
      checker.check(
        mutate(
          goodStory(),
          'leak-scan',
          ({ place }) => place === 'client-log',
          () => ({ characters: 0 }),
        ),
      ).verdict,
    ).toBe('unknown');
    const unread = without(
      goodStory({ capabilities: ['log'] }),
      (event) => event.type === 'leak-scan' && event.place === 'client-log',
    );
    expect(checker.check(unread).verdict).toBe('unknown');
    expect(checker.check(story().build()).verdict).toBe('unknown');
  });
});
