// @ts-check
// Counts time limits in the page, with the rules and sentences of hooks/time_limits/data.py. Tests hold every answer against the Python
// engine, hooks/time_limits/, whose parts have the same names. Days are whole numbers counted from 1 January 1970: no time of day, no zone,
// and no text that a browser might read as a date in its own way.

/** @import { Before, Count, Length, Limit, Rules, Span, Where } from './limits.js' */
/**
 * @typedef {object} More of a step
 * @property {Span} [span]
 * @property {number} [other]
 * @property {string} [law]
 * @property {boolean} [caution] for a step that the law does not ask for
 * @property {string} [towards]
 *
 * @typedef {[did: string, from: number, to: number, more: More]} Step
 * @typedef {{steps: Step[], lastDay: number | null, safeBy: number | null, edge?: boolean, readings?: boolean}} Result
 */

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Thursday Friday Saturday Sunday Monday Tuesday Wednesday'.split(' ');
const AUGUST = 8;
const DECEMBER = 12;

class NotCounted extends Error {
  /** @param {number} day */
  constructor(day) {
    super();
    this.day = day;
  }
}
class NotReal extends Error {}

// Days ------------------------------------------------------------------------------------------------------------------

/** @type {(year: number, month: number, day: number) => number} */
export const dayOf = (year, month, day) => {
  const made = new Date(0);
  made.setUTCFullYear(year, month - 1, day); // Date.UTC takes the year 26 for 1926
  return made.getTime() / 864e5;
};
/** @type {(day: number) => [year: number, month: number, day: number]} */
export const parts = (day) => {
  const date = new Date(day * 864e5);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
};
/** @type {(number: number, length: number) => string} */
const pad = (number, length) => String(number).padStart(length, '0');
/** @param {number} day */
export const iso = (day) => {
  const [year, month, date] = parts(day);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
};
/** @param {string} text */
const fromIso = (text) => dayOf(.../** @type {[number, number, number]} */ (text.split('-').map(Number)));
/** @param {number} day */
const weekday = (day) => ((day % 7) + 7) % 7; // 0 is Thursday, 2 and 3 are the weekend
/** @param {number} day */
const weekend = (day) => weekday(day) === 2 || weekday(day) === 3;
/** @type {(year: number, month: number) => number} */
const lengthOf = (year, month) => parts(dayOf(year, month + 1, 1) - 1)[2];
/** @param {number} day */
export const spoken = (day) => {
  const [year, month, date] = parts(day);
  return `${WEEKDAYS[weekday(day)]} ${date} ${MONTHS[month - 1]} ${year}`;
};

/** @param {number} day */
function closedUntil(day) {
  const [year, month, date] = parts(day);
  if (month === AUGUST) return dayOf(year, AUGUST, 31);
  if (month === DECEMBER && date >= 25) return dayOf(year + 1, 1, 1);
  return month === 1 && date === 1 ? day : null;
}

// The engine ------------------------------------------------------------------------------------------------------------

/** @param {Rules} data */
export function engine(data) {
  const { words } = data;
  const [first, last] = [data.first, data.last].map(fromIso);
  const [begins, ends] = [data.holidays.begins, data.holidays.ends].map(fromIso);
  const england = new Set(data.holidays.england.map(fromIso));
  const elsewhere = new Set(data.holidays.elsewhere.map(fromIso));

  /** @type {(name: string, filled?: Record<string, any>) => string} */
  const say = (name, filled = {}) => words[name].replace(/\{(\w+)\}/g, (_, part) => filled[part]);
  /** @param {Length} span */
  const length = ({ unit, n }) => {
    const name = unit === 'school' ? 'school_days' : unit;
    return Math.abs(n) === 1 ? say(`one_${name}`) : say(name, { n: Math.abs(n) });
  };

  /** @param {number} day */
  function known(day) {
    if (day < first || day > last) throw new NotCounted(day);
    return day;
  }
  /**
   * @param {number} day
   * @param {Where} [where]
   */
  function working(day, where) {
    if (day < begins || day > ends) throw new NotCounted(day);
    return !weekend(day) && !england.has(day) && !(where === 'uk' && elsewhere.has(day));
  }
  /**
   * @param {number} day
   * @param {Where} [where]
   */
  function nextWork(day, where) {
    while (!working(day, where)) day += 1;
    return day;
  }
  /** @param {number} day */
  function backToWork(day) {
    while (!working(day)) day -= 1;
    return day;
  }
  /**
   * @param {number} day
   * @param {number} months
   */
  function addMonths(day, months) {
    const [year, month, date] = parts(day);
    const at = year * 12 + month - 1 + months;
    const [toYear, toMonth] = [Math.floor(at / 12), (at % 12) + 1];
    return known(dayOf(toYear, toMonth, Math.min(date, lengthOf(toYear, toMonth))));
  }
  /**
   * @param {Length} span
   * @param {number} start
   * @param {(day: number) => boolean} counts
   */
  function walk(span, start, counts) {
    let day = span.first_day_counts ? start : start + 1;
    for (let left = span.n; ; day += 1) {
      if (counts(known(day))) left -= 1;
      if (left === 0) return day;
    }
  }

  /**
   * The steps of a span.
   * @param {Span} span
   * @param {number} start
   * @param {Where | undefined} where
   * @param {boolean} family
   * @returns {Step[]}
   */
  function spanned(span, start, where, family) {
    if (span.unit === 'before') return [['came_before', start, dayOf(parts(start)[0], span.month, span.day) - 1, { span }]];
    if (span.unit === 'working') return [['counted_working', start, walk(span, start, (day) => working(day, where)), { span }]];
    if (span.unit === 'school') return [['counted_school', start, walk(span, start, (day) => !weekend(day)), { span, towards: 'safe_by' }]];
    if (span.unit !== 'months') {
      const end = known(start + span.n * (span.unit === 'weeks' ? 7 : 1) - (span.first_day_counts ? 1 : 0));
      return [[span.n < 0 ? 'counted_back' : span.first_day_counts ? 'counted_from_first' : 'counted', start, end, { span }]];
    }
    const same = addMonths(start, span.n);
    if (!span.first_day_counts) {
      const short = parts(same)[2] !== parts(start)[2];
      return [[short ? 'month_is_short' : span.n < 0 ? 'counted_back' : 'counted', start, same, { span }]];
    }
    const [one, two] = [same - 1, addMonths(start - 1, span.n)];
    /** @type {Step[]} */
    const steps = [['counted_from_first', start, one, { span }]];
    const chosen = family ? Math.min(one, two) : Math.max(one, two);
    if (one !== two) steps.push([family ? 'took_earliest' : 'took_latest', one, chosen, { caution: true, other: chosen === one ? two : one }]);
    return steps;
  }
  /**
   * @param {number} start
   * @param {number} plain
   * @param {string} [law]
   * @returns {Step[]}
   */
  function skipped(start, plain, law) {
    let day = start;
    for (let left = plain - start; left > 0;) {
      day = known(day + 1);
      if (closedUntil(day) === null) left -= 1;
    }
    return day === plain ? [] : [['skipped', plain, day, { law }]];
  }
  /**
   * @param {Count} count
   * @param {number} day
   * @returns {Step[]}
   */
  function rolled({ roll, roll_law: law }, day) {
    if (!roll) return [];
    const closed = roll === 'tribunal_start' ? closedUntil(day) : null;
    const end = nextWork(closed === null ? day : closed + 1);
    if (closed !== null) return [[parts(day)[1] === AUGUST ? 'rolled_august' : 'rolled_christmas', day, end, { law }]];
    return end === day ? [] : [['rolled', day, end, { law }]];
  }

  /**
   * @param {Limit} limit
   * @param {number} start
   * @param {number | null} second
   * @returns {Result}
   */
  function counted({ count: how, whose }, start, second) {
    const family = whose === 'family';
    for (const given of [start, second ?? start]) known(given);
    const steps = spanned(how, start, how.where, family);
    const last = () => /** @type {Step} */ (steps[steps.length - 1]);
    const end = () => last()[2];
    if (how.unit === 'school') return { steps, lastDay: null, safeBy: end() };
    if (how.or_later && second !== null) {
      const other = /** @type {Step} */ (spanned(how.or_later, second, 'england', family).slice(-1)[0])[2];
      const later = other > end();
      steps.push([later ? 'took_later' : 'kept_first', end(), later ? other : end(), { span: how.or_later, other: second }]);
    }
    const plain = end();
    if (how.skip) steps.push(...skipped(start, plain, how.roll_law));
    steps.push(...rolled(how, end()));
    if (how.perhaps_uk) {
      const later = nextWork(end(), 'uk');
      if (later !== end()) steps.push(['took_uk', end(), later, { caution: true }]);
    }
    const lastDay = known(end());
    const tribunal = how.skip === 'tribunal' || how.roll === 'tribunal_start';
    const edge = tribunal && last()[0] === 'rolled' && closedUntil(lastDay) !== null;
    const readings = steps.some(([did]) => ['took_earliest', 'took_latest', 'took_uk'].includes(did));
    if (!family) return { steps, lastDay, safeBy: null, edge, readings };
    const safeBy = backToWork(plain);
    if (safeBy !== lastDay) steps.push(['made_safe', plain, safeBy, { caution: true, towards: 'safe_by' }]);
    return { steps, lastDay, safeBy, edge, readings };
  }

  // In words ------------------------------------------------------------------------------------------------------------

  /**
   * @param {Step} step
   * @param {Limit} limit
   */
  function told([did, start, end, { span, other, law, caution, towards }], limit) {
    let name = did;
    /** @type {Record<string, string | number>} */
    const filled = { start: spoken(start), end: spoken(end) };
    if (other !== undefined) filled.other = filled.second = spoken(other);
    if (span && span.unit !== 'before') filled.length = length(span);
    if (did === 'month_is_short') [, , filled.day] = parts(start);
    if (did === 'counted_working') {
      filled.no_work = say(`no_work_${limit.count.where || 'england'}`);
      if (span?.first_day_counts) name += '_from_first';
    }
    if (span?.unit === 'before') filled.before = `${span.day} ${MONTHS[span.month - 1]} ${parts(start)[0]}`;
    if (did === 'made_safe' && start === end) name += '_plain';
    const cited = caution ? words.own_caution : did.startsWith('rolled') || did === 'skipped' ? law || words.own_caution : limit.law;
    return { did: say(name, filled), law: cited, from: iso(start), to: iso(end), days: end - start, towards: towards || 'last_day' };
  }
  /**
   * @param {Limit} limit
   * @param {Result} result
   * @param {number} start
   * @param {number | null} second
   */
  function said(limit, { lastDay, safeBy, edge, readings }, start, second) {
    const { act, clock, conflict, who } = limit;
    const doubts = [...(conflict ? [conflict] : []), ...(limit.exceptions || [])];
    const passed = limit.when_passed ? [say('passed', limit)] : [];
    if (lastDay === null) return [say('school', { safe_by: spoken(/** @type {number} */ (safeBy)) }), say('ask_school'), ...doubts, ...passed];
    const says = [];
    if (limit.whose === 'family') {
      says.push(say(clock ? 'act_clock' : 'act', { act, clock, safe_by: spoken(/** @type {number} */ (safeBy)) }));
      if (conflict || edge || readings) says.push(say('earliest'));
      else if (lastDay !== safeBy) says.push(say('law_longer', { last_day: spoken(lastDay) }));
      says.push(...doubts);
    } else {
      says.push(say('should', { who, last_day: spoken(lastDay) }));
      if (readings) says.push(say('latest'));
      says.push(...doubts);
      says.push(say('ask'));
    }
    if (limit.count.or_later) {
      if (second === null) says.push(say('second_wanted'));
      else if (second < start) says.push(say('second_first', { second: spoken(second) }));
    }
    return [...says, ...passed];
  }

  /**
   * @param {string} written
   * @param {string} field
   */
  function parse(written, field) {
    const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(written);
    if (!match || match[1] === '0000') throw new NotReal(say('form', { field }));
    const [year, month, day] = match.slice(1).map(Number);
    if (month < 1 || month > 12) throw new NotReal(say('month', { field }));
    const most = lengthOf(year, month);
    if (day < 1 || day > most) throw new NotReal(say('day', { field, most, month: `${MONTHS[month - 1]} ${year}` }));
    return dayOf(year, month, day);
  }
  /**
   * The days on which limits come into force, or on which they end.
   * @param {Limit[]} limits
   * @param {'from' | 'until'} edge
   */
  const days = (limits, edge) => limits.flatMap(({ in_force: force }) => (force && force[edge] ? fromIso(force[edge]) : []));
  /**
   * @param {Limit[]} limits
   * @param {number} start
   */
  function outOfForce(limits, start) {
    /** @param {number} day */
    const filled = (day) => ({ day: spoken(day), start: spoken(start) });
    const later = days(limits, 'from').filter((from) => from > start);
    if (later.length) return say('not_yet', filled(Math.min(...later)));
    return say('no_more', filled(Math.max(...days(limits, 'until'))));
  }
  /** @type {(limit: Limit, day: number) => boolean} */
  const inForce = ({ in_force: force = {} }, day) => (!force.from || fromIso(force.from) <= day) && (!force.until || day <= fromIso(force.until));
  /** @type {(why: string, says: string) => ReturnType<typeof answer>} */
  const none = (why, says) => ({ last_day: why, safe_by: null, steps: [], says: [says] });

  /**
   * The answer for an event and its dates, each written like 2026-11-25: the same as hooks/time_limits/answers.py gives.
   * @param {string} event
   * @param {string} written
   * @param {string} [writtenSecond]
   * @returns {{last_day: string, safe_by: string | null, steps: ReturnType<typeof told>[], says: string[]}}
   */
  function answer(event, written, writtenSecond) {
    try {
      const limits = data.rules[event];
      const start = parse(written, say('first_date'));
      const second = writtenSecond ? parse(writtenSecond, say('second_date')) : null;
      const limit = limits.find((one) => inForce(one, start));
      if (!limit) return none('REFUSE', outOfForce(limits, start));
      const result = counted(limit, start, second);
      return {
        last_day: result.lastDay === null ? 'NOT_COMPUTED' : iso(result.lastDay),
        safe_by: result.safeBy === null ? null : iso(result.safeBy),
        steps: result.steps.map((step) => told(step, limit)),
        says: said(limit, result, start, second),
      };
    } catch (error) {
      if (error instanceof NotReal) return none('ERROR', error.message);
      if (error instanceof NotCounted) return none('REFUSE', say('beyond', { year: parts(error.day)[0] }));
      throw error;
    }
  }
  /**
   * How many days before one the last working day is, for a reminder; 1 where that leaves the list of bank holidays.
   * @param {string} written
   */
  answer.workBefore = (written) => {
    const day = fromIso(written);
    try {
      return day - backToWork(day - 1);
    } catch {
      return 1;
    }
  };
  return answer;
}
