/** True for a text with a character that a terminal acts on; line feed and tab do no harm. */
export const actsOnTerminal = (text: string): boolean =>
  new RegExp(String.raw`[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]`).test(
    text,
  );
