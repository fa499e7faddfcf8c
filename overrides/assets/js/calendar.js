// @ts-check
// A calendar file of one day: all day, with a title that says nothing to others who see the calendar, and three reminders at nine in the
// morning. The same as hooks/time_limits/calendar.py makes; tests read both back with the library `icalendar`.
// Two weeks, one week and one working day before: `before` says how many days that is.

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');

/**
 * RFC 5545: at most 75 octets on a line, and none inside a character.
 * @param {string} line
 */
function folded(line) {
  const encoder = new TextEncoder();
  let done = '';
  let room = 75;
  for (const letter of line) {
    const size = encoder.encode(letter).length;
    if (size > room) {
      done += '\r\n ';
      room = 74;
    }
    done += letter;
    room -= size;
  }
  return done;
}

/**
 * @typedef {object} Entry What a file holds. Days are written like 2026-11-25.
 * @property {string} day
 * @property {string} name one name in all the world, so that a calendar knows it again
 * @property {string} made
 * @property {number} changed how many times the entry was changed
 * @property {number} before how many days before it the last working day is
 * @property {string} title
 * @property {string} text
 * @property {string} url
 */

/** @param {Entry} entry */
export function calendar({ day, name, made, changed, before, title, text, url }) {
  /** @param {string} iso */
  const plain = (iso) => iso.replaceAll('-', '');
  const [year, month, date] = day.split('-').map(Number);
  const after = new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
  return [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//SENDIASS//Time limits//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    'BEGIN:VEVENT', `UID:${name}`, `DTSTAMP:${plain(made)}T000000Z`,
    `DTSTART;VALUE=DATE:${plain(day)}`, `DTEND;VALUE=DATE:${plain(after)}`, // the end is the day after: RFC 5545
    `SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(text)}`, `URL:${url}`, 'CLASS:PRIVATE', 'TRANSP:TRANSPARENT', `SEQUENCE:${changed}`,
    ...[14, 7, before].flatMap((days) => [
      'BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, `TRIGGER:-P${days - 1}DT15H`, 'END:VALARM',
    ]),
    'END:VEVENT', 'END:VCALENDAR',
  ].map(folded).join('\r\n') + '\r\n';
}
