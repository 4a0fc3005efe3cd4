/** Content up to this size is never suspicious, in bytes. */
const HARMLESS_BYTES = 64 << 20
/** Exports unpack to 5 to 40 times their size. */
const LARGEST_RATIO = 200

/** Packed data that unpacks to far more than any export does. */
export class DecompressionBomb extends Error {
  constructor() {
    super(
      `it unpacks to more than ${LARGEST_RATIO} times its size, which no export does: unpack it yourself if you trust it`,
    )
  }
}

/** The most that so many packed bytes may unpack to. */
export function largestContent(packedBytes: number): number {
  return Math.max(HARMLESS_BYTES, packedBytes * LARGEST_RATIO)
}

/** @throws DecompressionBomb where the content is more than packed data of that size may hold */
export function requirePlausible(contentBytes: number, packedBytes: number): void {
  if (contentBytes > largestContent(packedBytes)) throw new DecompressionBomb()
}
