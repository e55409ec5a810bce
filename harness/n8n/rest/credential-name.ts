/** Adjusts a name to n8n's limits of 3 to 128 characters. */
export function credentialName(name: string): string {
  return name.padEnd(3, '_').slice(0, 128);
}
