// Counts time limits in the page, with the rules and sentences of hooks/time_limits/data.py. Tests hold every answer against the Python
// engine, hooks/time_limits/, whose parts have the same names. Days are whole numbers counted from 1 January 1970: no time of day, no zone,
// and no text that a browser might read as a date in its own way.
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Thursday Friday Saturday Sunday Monday Tuesday Wednesday'.split(' ');
const AUGUST = 8;
const DECEMBER = 12;

class NotCounted extends Error {
  constructor(day) {
    super();
    this.day = day;
  }
}
class NotReal extends Error {}

// Days ------------------------------------------------------------------------------------------------------------------

export const dayOf = (year, month, day) => {
  const made = new Date(0);
  made.setUTCFullYear(year, month - 1, day); // Date.UTC takes the year 26 for 1926
  return made.getTime() / 864e5;
};
export const parts = (day) => {
  const date = new Date(day * 864e5);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
};
const pad = (number, length) => String(number).padStart(length, '0');
export const iso = (day) => {
  const [year, month, date] = parts(day);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
};
const fromIso = (text) => dayOf(...text.split('-').map(Number));
const weekday = (day) => ((day % 7) + 7) % 7; // 0 is Thursday, 2 and 3 are the weekend
const weekend = (day) => weekday(day) === 2 || weekday(day) === 3;
const lengthOf = (year, month) => parts(dayOf(year, month + 1, 1) - 1)[2];
export const spoken = (day) => {
  const [year, month, date] = parts(day);
  return `${WEEKDAYS[weekday(day)]} ${date} ${MONTHS[month - 1]} ${year}`;
};

function closedUntil(day) {
  const [year, month, date] = parts(day);
  if (month === AUGUST) return dayOf(year, AUGUST, 31);
  if (month === DECEMBER && date >= 25) return dayOf(year + 1, 1, 1);
  return month === 1 && date === 1 ? day : null;
}

// The engine ------------------------------------------------------------------------------------------------------------

export function engine(data) {
  const { words } = data;
  const [first, last] = [data.first, data.last].map(fromIso);
  const [begins, ends] = [data.holidays.begins, data.holidays.ends].map(fromIso);
  const england = new Set(data.holidays.england.map(fromIso));
  const elsewhere = new Set(data.holidays.elsewhere.map(fromIso));

  const say = (name, filled = {}) => words[name].replace(/\{(\w+)\}/g, (_, part) => filled[part]);
  const length = ({ unit, n }) => {
    const name = unit === 'school' ? 'school_days' : unit;
    return Math.abs(n) === 1 ? say(`one_${name}`) : say(name, { n: Math.abs(n) });
  };

  function known(day) {
    if (day < first || day > last) throw new NotCounted(day);
    return day;
  }
  function working(day, where) {
    if (day < begins || day > ends) throw new NotCounted(day);
    return !weekend(day) && !england.has(day) && !(where === 'uk' && elsewhere.has(day));
  }
  function nextWork(day, where) {
    while (!working(day, where)) day += 1;
    return day;
  }
  function backToWork(day) {
    while (!working(day)) day -= 1;
    return day;
  }
  function addMonths(day, months) {
    const [year, month, date] = parts(day);
    const at = year * 12 + month - 1 + months;
    const [toYear, toMonth] = [Math.floor(at / 12), (at % 12) + 1];
    return known(dayOf(toYear, toMonth, Math.min(date, lengthOf(toYear, toMonth))));
  }
  function walk(span, start, counts) {
    let day = span.first_day_counts ? start : start + 1;
    for (let left = span.n; ; day += 1) {
      if (counts(known(day))) left -= 1;
      if (left === 0) return day;
    }
  }

  // The steps of a span. A step is [what it did, from, to, more]; `more.caution` is for a step that the law does not ask for.
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
    const steps = [['counted_from_first', start, one, { span }]];
    const chosen = family ? Math.min(one, two) : Math.max(one, two);
    if (one !== two) steps.push([family ? 'took_earliest' : 'took_latest', one, chosen, { caution: true, other: chosen === one ? two : one }]);
    return steps;
  }
  function skipped(start, plain, law) {
    let day = start;
    for (let left = plain - start; left > 0;) {
      day = known(day + 1);
      if (closedUntil(day) === null) left -= 1;
    }
    return day === plain ? [] : [['skipped', plain, day, { law }]];
  }
  function rolled({ roll, roll_law: law }, day) {
    if (!roll) return [];
    const closed = roll === 'tribunal_start' ? closedUntil(day) : null;
    const end = nextWork(closed === null ? day : closed + 1);
    if (closed !== null) return [[parts(day)[1] === AUGUST ? 'rolled_august' : 'rolled_christmas', day, end, { law }]];
    return end === day ? [] : [['rolled', day, end, { law }]];
  }

  function counted({ count: how, whose }, start, second) {
    const family = whose === 'family';
    for (const given of [start, second ?? start]) known(given);
    const steps = spanned(how, start, how.where, family);
    const end = () => steps.at(-1)[2];
    if (how.unit === 'school') return { steps, lastDay: null, safeBy: end() };
    if (how.or_later && second !== null) {
      const other = spanned(how.or_later, second, 'england', family).at(-1)[2];
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
    const edge = tribunal && steps.at(-1)[0] === 'rolled' && closedUntil(lastDay) !== null;
    const readings = steps.some(([did]) => ['took_earliest', 'took_latest', 'took_uk'].includes(did));
    if (!family) return { steps, lastDay, safeBy: null, edge, readings };
    const safeBy = backToWork(plain);
    if (safeBy !== lastDay) steps.push(['made_safe', plain, safeBy, { caution: true, towards: 'safe_by' }]);
    return { steps, lastDay, safeBy, edge, readings };
  }

  // In words ------------------------------------------------------------------------------------------------------------

  function told([did, start, end, { span, other, law, caution, towards }], limit) {
    let name = did;
    const filled = { start: spoken(start), end: spoken(end) };
    if (other !== undefined) filled.other = filled.second = spoken(other);
    if (span && span.n) filled.length = length(span);
    if (did === 'month_is_short') [, , filled.day] = parts(start);
    if (did === 'counted_working') {
      filled.no_work = say(`no_work_${limit.count.where || 'england'}`);
      if (span.first_day_counts) name += '_from_first';
    }
    if (did === 'came_before') filled.before = `${span.day} ${MONTHS[span.month - 1]} ${parts(start)[0]}`;
    if (did === 'made_safe' && start === end) name += '_plain';
    const cited = caution ? words.own_caution : did.startsWith('rolled') || did === 'skipped' ? law || words.own_caution : limit.law;
    return { did: say(name, filled), law: cited, from: iso(start), to: iso(end), days: end - start, towards: towards || 'last_day' };
  }
  function said(limit, { lastDay, safeBy, edge, readings }, start, second) {
    const { act, clock, conflict, who } = limit;
    const doubts = [conflict, ...(limit.exceptions || [])].filter(Boolean);
    const passed = limit.when_passed ? [say('passed', limit)] : [];
    if (lastDay === null) return [say('school', { safe_by: spoken(safeBy) }), say('ask_school'), ...doubts, ...passed];
    const says = [];
    if (limit.whose === 'family') {
      says.push(say(clock ? 'act_clock' : 'act', { act, clock, safe_by: spoken(safeBy) }));
      if (conflict || edge || readings) says.push(say('earliest'));
      else if (lastDay !== safeBy) says.push(say('law_longer', { last_day: spoken(lastDay) }));
      says.push(...doubts);
    } else {
      says.push(say('should', { who, last_day: spoken(lastDay) }));
      if (readings) says.push(say('latest'));
      says.push(...doubts);
      says.push(say('ask'));
    }
    if (limit.count.or_later && second === null) says.push(say('second_wanted'));
    else if (limit.count.or_later && second < start) says.push(say('second_first', { second: spoken(second) }));
    return [...says, ...passed];
  }

  function parse(written, field) {
    const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(written);
    if (!match || match[1] === '0000') throw new NotReal(say('form', { field }));
    const [year, month, day] = match.slice(1).map(Number);
    if (month < 1 || month > 12) throw new NotReal(say('month', { field }));
    const most = lengthOf(year, month);
    if (day < 1 || day > most) throw new NotReal(say('day', { field, most, month: `${MONTHS[month - 1]} ${year}` }));
    return dayOf(year, month, day);
  }
  function outOfForce(limits, start) {
    const filled = (day) => ({ day: spoken(day), start: spoken(start) });
    const later = limits.map(({ in_force: force }) => force && force.from && fromIso(force.from)).filter((from) => from > start);
    if (later.length) return say('not_yet', filled(Math.min(...later)));
    return say('no_more', filled(Math.max(...limits.map(({ in_force: force }) => force && force.until && fromIso(force.until)).filter(Boolean))));
  }
  const inForce = ({ in_force: force = {} }, day) => (!force.from || fromIso(force.from) <= day) && (!force.until || day <= fromIso(force.until));
  const none = (why, ...says) => ({ last_day: why, safe_by: null, steps: [], says });

  // The answer for an event and its dates, each written like 2026-11-25: the same as hooks/time_limits/answers.py gives.
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
  // How many days before one the last working day is, for a reminder; 1 where that leaves the list of bank holidays.
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
