import { useMemo, useState } from 'preact/hooks';
import {
  answersText,
  commandText,
  count,
  fitsText,
  headOf,
  recoveryText,
  seenText,
} from '../../harness/symptoms/explanation-words.ts';
import { readPasted } from '../../harness/symptoms/input/read-pasted.ts';
import { explain, type Explanation } from '../../harness/symptoms/match/explain.ts';
import type { RankedCause } from '../../harness/symptoms/match/rank-causes.ts';
import type { SymptomBook } from '../../harness/symptoms/symptom-book.ts';
import { EMPTY_VIEW, formatView } from './view-state.ts';

/** So many texts, and so many causes of each, are told before somebody asks for more. */
const TEXTS = 3;
const CAUSES = 4;

interface AnswerProps {
  readonly explanation: Explanation;
  readonly version: string;
  readonly book: SymptomBook;
  /** Scenarios that are in this page, and can be looked at. */
  readonly here: ReadonlySet<string>;
}

/** One cause: what to do, what helped, and where it can be seen. */
function CauseItem({ cause, ...props }: AnswerProps & { readonly cause: RankedCause }) {
  const { explanation, version, book, here } = props;
  const words = book.causes[cause.known.cause];
  const seen = cause.here ?? cause.known.seen[0];
  const fits = fitsText(cause, explanation);
  const shown = cause.known.scenarios.filter(({ name }) => here.has(name));
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['do', words?.act],
    ['helped', seen === undefined ? undefined : recoveryText(seen)],
    ['look', explanation.causes.length > 1 ? words?.tell : undefined],
    ['provider', answersText(cause.known)],
    ['seen', seenText(cause, explanation, version)],
    ['fits', fits],
    ['basis', words?.basis],
  ];
  return (
    <li>
      <b>{words?.says ?? cause.known.cause}</b>
      <dl>
        {rows.map(([label, text]) =>
          text === undefined ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ),
        )}
        <div>
          <dt>again</dt>
          <dd>
            <code>{commandText(cause, version)}</code>
          </dd>
        </div>
        {shown.length === 0 ? null : (
          <div>
            <dt>here</dt>
            <dd>
              {shown.map(({ name }) => (
                <a key={name} href={formatView({ ...EMPTY_VIEW, scenario: name })}>
                  {name}
                </a>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}

/** What is known of one text. */
function Answer(props: AnswerProps) {
  const { causes } = props.explanation;
  const [isAll, setAll] = useState(false);
  const shown = isAll || causes.length <= CAUSES + 1 ? causes : causes.slice(0, CAUSES);
  return (
    <section class="answer">
      <p>{headOf(props.explanation)}</p>
      <ol>
        {shown.map((cause) => (
          <CauseItem key={cause.known.cause} cause={cause} {...props} />
        ))}
      </ol>
      {shown.length === causes.length ? null : (
        <button type="button" class="chip" onClick={() => setAll(true)}>
          show {count(causes.length - shown.length, 'more cause')}
        </button>
      )}
    </section>
  );
}

/** The answer to what somebody pasted, as `oauth-chaos explain` gives it. */
function Answers({
  text,
  book,
  here,
}: Pick<AnswerProps, 'book' | 'here'> & { readonly text: string }) {
  const { version, explanations, isKnown } = useMemo(
    () => explain(book.symptoms, readPasted(text)),
    [book, text],
  );
  const recorded = book.symptoms.recorded.map(({ n8n }) => n8n).join(', ');
  return (
    <>
      {isKnown ? null : (
        <p class="notice">
          {explanations.length === 0
            ? 'Nothing is known: no recorded failure ends in this text.'
            : 'Nothing is known for certain: no recorded failure ends in this text.'}{' '}
          Recorded were failures of token refresh and of connecting, on n8n {recorded}. More may be
          found in the whole error (in the editor: the failed node’s error details, Copy), or in
          n8n’s log of that minute.
        </p>
      )}
      {explanations.slice(0, TEXTS).map((explanation) => (
        <Answer
          key={`${explanation.how} ${explanation.symptom?.text ?? explanation.code}`}
          {...{ explanation, version, book, here }}
        />
      ))}
      {explanations.length === 0 ? null : <p class="facts">Compared with n8n {version}.</p>}
    </>
  );
}

/**
 * A field for an error text of n8n, which tells what it came from in recorded runs. Nothing leaves
 * the page, and nothing that was typed is shown again.
 */
export function ExplainBox({
  book,
  here,
}: Pick<AnswerProps, 'here'> & { readonly book: () => SymptomBook }) {
  const [text, setText] = useState('');
  const asked = text.trim();
  return (
    <section class="explain" aria-labelledby="explain">
      <h2 id="explain">What does an error come from?</h2>
      <details>
        <summary>
          Paste what n8n showed: a message, an execution, an error that was copied, a log
        </summary>
        <label>
          <span class="visually-hidden">Error text</span>
          <textarea
            rows={3}
            placeholder="Unable to sign without access token"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <div class="answers" role="status" aria-label="What is known about it">
          {asked === '' ? null : <Answers text={asked} book={book()} here={here} />}
        </div>
      </details>
    </section>
  );
}
