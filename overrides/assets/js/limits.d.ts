// Types of what the build writes to assets/limits.js: the time limits, and the words round them. For `make lint` alone; no reader loads it.
// The data come from hooks/time_limits/data.py, what the page adds from hooks/time_limits/shown.py.

/** So many days, weeks or months; `n` below 0 counts back. */
export interface Length {
  unit: 'days' | 'weeks' | 'months' | 'working' | 'school';
  n: number;
  first_day_counts?: boolean;
}
/** Up to the day before a date of the year. */
export interface Before {
  unit: 'before';
  month: number;
  day: number;
  n?: undefined;
  first_day_counts?: undefined;
}
export type Span = Length | Before;
export type Where = 'england' | 'uk';
export type Count = Span & {
  where?: Where;
  or_later?: Length;
  skip?: 'tribunal';
  roll?: string;
  roll_law?: string;
  perhaps_uk?: boolean;
};

export interface Limit {
  title: string;
  whose: 'family' | 'others';
  who: string;
  law: string;
  count: Count;
  act?: string;
  clock?: string;
  exceptions?: string[];
  conflict?: string;
  when_passed?: string;
  in_force?: { from?: string; until?: string };
  signed?: number;
}

/** What the engine counts with. Days are written like 2026-11-25. */
export interface Rules {
  first: string;
  last: string;
  words: Record<string, string>;
  holidays: { begins: string; ends: string; england: string[]; elsewhere: string[] };
  rules: Record<string, Limit[]>;
}

/** A part of the page: the date that it asks for, perhaps a second one, and what is counted from them. */
export interface Kind {
  date: string;
  second?: string;
  ahead?: boolean;
  events: string[];
}

declare const data: Rules & { form: Record<string, string>; kinds: Record<string, Kind>; made: string; host: string };
export default data;
