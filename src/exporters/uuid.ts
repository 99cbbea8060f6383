/**
 * A UUID of version 4 that the same hash always gives: its first 16 bytes with the bits of version and variant set
 * (RFC 9562, 5.4). So an export that is repeated has the same names.
 *
 * @param sha256 in hex
 */
export function toUuid4(sha256: string): string {
  const variant = "89ab"[Number.parseInt(sha256[16]!, 16) % 4]!;
  return [
    sha256.slice(0, 8),
    sha256.slice(8, 12),
    `4${sha256.slice(13, 16)}`,
    `${variant}${sha256.slice(17, 20)}`,
    sha256.slice(20, 32),
  ].join("-");
}
