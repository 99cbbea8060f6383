export const EXIT = { ok: 0, belowThreshold: 1, userError: 2, infrastructure: 3, interrupted: 130 } as const;
