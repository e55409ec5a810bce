import { workflowFileError } from './workflow-file-error.ts';

/** n8n itself takes no workflow above 16 MiB; the rest is room for a file with many of them. */
const LARGEST_BYTES = 64 * 1024 * 1024;

const EXPORT_AGAIN = 'Export it again: in the editor, menu ⋯ → Download.';

/** What the first bytes of a file say that it is, where that is no text. */
const MAGIC: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x1f, 0x8b], what: 'it is compressed with gzip' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'it is a ZIP archive' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'it is compressed with zstd' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'it is a picture (PNG)' },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], what: 'it is an SQLite database' },
];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/**
 * The text of a workflow file, without a byte order mark. UTF-8 and UTF-16 are read (PowerShell's
 * `>` writes UTF-16).
 * @throws HarnessError `workflow-file-invalid` (exit 64) when it is no text
 */
export function decodeText(bytes: Uint8Array, shownAs: string): string {
  if (bytes.length > LARGEST_BYTES)
    throw workflowFileError(
      shownAs,
      `it has ${Math.ceil(bytes.length / 1024 / 1024)} MiB, and 64 MiB are the most that is read`,
      'Export the one workflow that is to be tried.',
    );
  const packed = MAGIC.find((kind) => startsWith(bytes, kind.bytes));
  if (packed !== undefined)
    throw workflowFileError(shownAs, packed.what, 'Unpack it, and give the JSON file in it.');
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw workflowFileError(
      shownAs,
      'it is no text in UTF-8 or UTF-16',
      `Save it as UTF-8. ${EXPORT_AGAIN}`,
    );
  }
}

/** By the byte order mark, else by where the zero bytes of `{` or `[` stand. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  if (bytes.length > 1 && bytes[0] !== 0 && bytes[1] === 0) return 'utf-16le';
  if (bytes.length > 1 && bytes[0] === 0 && bytes[1] !== 0) return 'utf-16be';
  return 'utf-8';
}
