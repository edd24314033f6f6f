// Days as the house counts them: in Beijing, whatever clock the browser or this machine has.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A day from now, as a date field takes it: `2026-11-28`. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS + 8 * HOUR_MS).toISOString().slice(0, 10);
}

/** The year of a day from now. */
export function yearIn(days: number): number {
  return Number(inDays(days).slice(0, 4));
}
