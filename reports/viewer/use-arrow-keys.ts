import { useRef, useState } from 'preact/hooks';

/** A place in a picture of squares. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

const STEPS: Readonly<Record<string, Place>> = {
  ArrowLeft: { column: -1, row: 0 },
  ArrowRight: { column: 1, row: 0 },
  ArrowUp: { column: 0, row: -1 },
  ArrowDown: { column: 0, row: 1 },
};

export const placeId = ({ column, row }: Place): string => `${column}.${row}`;

/**
 * Makes a picture of squares one stop for Tab, in which the arrow keys move. Each square has its
 * place in `data-place`, and `tabIndex` 0 when it is the current one, else -1.
 */
export function useArrowKeys<Picture extends HTMLElement>() {
  const picture = useRef<Picture>(null);
  const [current, setCurrent] = useState('0.0');
  const focusOn = (place: string): boolean => {
    const square = picture.current?.querySelector<HTMLElement>(`[data-place="${place}"]`);
    square?.focus();
    return square !== null && square !== undefined;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const [column = 0, row = 0] = current.split('.').map(Number);
    const next = placeId({ column: column + step.column, row: row + step.row });
    if (focusOn(next)) setCurrent(next);
  };
  return { picture, current, onKeyDown };
}
