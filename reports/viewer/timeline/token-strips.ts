import type { History } from '../../../harness/model/history.ts';
import { describeEvent } from '../../text/describe-event.ts';
import { tokenName } from '../../text/token-name.ts';
import type { Bar, Link, Mark, Strip, Tone } from './drawing.ts';
import { stackBars, stretch } from './stretch.ts';
import type { TimeScale } from './time-scale.ts';
import { tokenLives, type TokenLife } from './token-lives.ts';

const TONES = { spent: 'quiet', expired: 'refused', revoked: 'broken' } as const;

function lifeBar({ token, issued, ended }: TokenLife, scale: TimeScale): Omit<Bar, 'y' | 'height'> {
  const action = ended?.action;
  const tone: Tone =
    action === 'spent' || action === 'expired' || action === 'revoked' ? TONES[action] : 'live';
  const end = ended === undefined ? 'It lives to the end of the run.' : describeEvent(ended);
  const name = tokenName(token);
  return {
    n: (ended ?? issued).n,
    events: [issued.n, ...(ended === undefined ? [] : [ended.n])],
    ...stretch(scale, issued.at, ended?.at ?? scale.endMs),
    tone,
    label: `${token.generation}${action === undefined ? '' : ` ${action}`}`,
    text: `${name.charAt(0).toUpperCase()}${name.slice(1)} was issued (event ${issued.n}). ${end}`,
  };
}

function chain(lives: readonly TokenLife[], bars: readonly Bar[]): Link[] {
  return lives.flatMap((life, index): Link[] => {
    const next = lives.findIndex((other) => other.token.generation === life.token.generation + 1);
    const [from, to] = [bars[index], bars[next]];
    if (from === undefined || to === undefined) return [];
    return [
      {
        fromX: Math.min(from.x + from.width, to.x),
        fromY: from.y + from.height / 2,
        toX: to.x,
        toY: to.y + to.height / 2,
      },
    ];
  });
}

function replayMarks(lives: readonly TokenLife[], bars: readonly Bar[], scale: TimeScale): Mark[] {
  return lives.flatMap((life, index) => {
    const bar = bars[index];
    return bar === undefined
      ? []
      : life.replays.map((event): Mark => ({
          n: event.n,
          x: Math.min(scale.x(event.at), scale.width - 4),
          y: bar.y + bar.height / 2,
          shape: 'cross',
          tone: 'broken',
          label: '',
          text: describeEvent(event),
        }));
  });
}

function strip(kind: 'refresh' | 'access', lives: readonly TokenLife[], scale: TimeScale): Strip {
  const { bars, height } = stackBars(
    lives.map((life) => lifeBar(life, scale)),
    { gapPx: 0 },
  );
  return {
    label: `${kind} tokens`,
    height,
    bars,
    marks: replayMarks(lives, bars, scale),
    links: kind === 'refresh' ? chain(lives, bars) : [],
  };
}

/**
 * The strips for tokens: for every family (one consent) its refresh tokens and its access tokens,
 * by generation.
 */
export function tokenStrips(history: History, scale: TimeScale): Strip[] {
  const families = Map.groupBy(tokenLives(history), (life) => life.token.family);
  return [...families].flatMap(([family, lives]) => {
    const kinds = (['refresh', 'access'] as const).filter((kind) =>
      lives.some((life) => life.token.kind === kind),
    );
    return kinds.map((kind, index) => {
      const own = strip(
        kind,
        lives.filter((life) => life.token.kind === kind),
        scale,
      );
      return index === 0 ? { ...own, group: `family ${family}` } : own;
    });
  });
}
