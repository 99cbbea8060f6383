/** What it costs, and what it is worth; null where that is unknown. */
export interface Offer {
  readonly costUsd: number | null;
  readonly score: number | null;
}

/**
 * Which offers no other one beats: none costs as little and scores as much, one of the two being better. What has an
 * unknown cost or score is not on the front, and beats nobody.
 */
export function findFront(offers: readonly Offer[]): boolean[] {
  return offers.map((offer) => isKnown(offer) && !offers.some((other) => beats(other, offer)));
}

interface KnownOffer {
  readonly costUsd: number;
  readonly score: number;
}

const isKnown = (offer: Offer): offer is KnownOffer => offer.costUsd !== null && offer.score !== null;

function beats(a: Offer, b: Offer): boolean {
  if (!isKnown(a) || !isKnown(b)) return false;
  return a.costUsd <= b.costUsd && a.score >= b.score && (a.costUsd < b.costUsd || a.score > b.score);
}
