/** Event numbers as text: `events 4, 9, 12`. When there are many, `events 4, 9, 12 and 17 more`. */
export function eventNumbersText(numbers: readonly number[], most = 8): string {
  if (numbers.length === 0) return '';
  const shown = numbers.slice(0, most).join(', ');
  const more = numbers.length > most ? ` and ${numbers.length - most} more` : '';
  return `${numbers.length === 1 ? 'event' : 'events'} ${shown}${more}`;
}
