/** Checks and normalises setting values, with PostgreSQL's messages. */
import { PgError } from '../errors/index.js';
import type { SettingRow, SettingUnit } from './setting.js';

/** Multipliers to each base unit. */
const UNITS: Readonly<Record<SettingUnit, Readonly<Record<string, number>>>> = {
  '': {},
  B: { B: 1, kB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 },
  kB: { B: 1 / 1024, kB: 1, MB: 1024, GB: 1024 ** 2, TB: 1024 ** 3 },
  '8kB': { B: 1 / 8192, kB: 1 / 8, MB: 128, GB: 131072, TB: 134217728 },
  MB: { B: 1 / 1024 ** 2, kB: 1 / 1024, MB: 1, GB: 1024, TB: 1024 ** 2 },
  ms: { us: 1 / 1000, ms: 1, s: 1000, min: 60000, h: 3600000, d: 86400000 },
  s: { us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86400 },
  min: { us: 1 / 6e7, ms: 1 / 60000, s: 1 / 60, min: 1, h: 60, d: 1440 },
};

/** The value in SHOW's text form. @throws PgError 22023 */
export function normaliseSetting(row: SettingRow, text: string): string {
  switch (row.type) {
    case 'bool': {
      const value = parseBoolean(text);
      if (value === undefined) throw new PgError('invalid_parameter_value', `parameter "${row.name}" requires a Boolean value`);
      return value ? 'on' : 'off';
    }
    case 'enum': {
      const found = row.choices!.find(c => c === text.toLowerCase());
      if (found !== undefined) return found;
      // Boolean words are understood where on and off are choices.
      const value = parseBoolean(text);
      const word = value === undefined ? undefined : value ? 'on' : 'off';
      if (word !== undefined && row.choices!.includes(word)) return word;
      throw new PgError('invalid_parameter_value', `invalid value for parameter "${row.name}": "${text}"`, {
        hint: `Available values: ${row.choices!.join(', ')}.`,
      });
    }
    case 'integer':
    case 'real': {
      const number = parseNumber(row, text);
      return row.type === 'integer' ? showInteger(number, row.unit ?? '') : String(number);
    }
    case 'string':
      return text;
  }
}

export function parseBoolean(text: string): boolean | undefined {
  const t = text.trim().toLowerCase();
  if (t === '1' || t === 'on') return true;
  if (t === '0' || t === 'off') return false;
  if (t.length > 0) {
    if ('true'.startsWith(t) || 'yes'.startsWith(t)) return true;
    if ('false'.startsWith(t) || 'no'.startsWith(t) || (t.length > 1 && 'off'.startsWith(t))) return false;
  }
  return undefined;
}

function parseNumber(row: SettingRow, text: string): number {
  const match = /^\s*([+-]?(?:0x[0-9a-f]+|[0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?|[0-9]+\.))\s*([a-zA-Z]*)\s*$/i.exec(text);
  if (!match) throw new PgError('invalid_parameter_value', `invalid value for parameter "${row.name}": "${text}"`);
  let number = Number(match[1]);
  if (match[2]) {
    const factor = UNITS[row.unit ?? ''][match[2]];
    if (factor === undefined) {
      const hint =
        row.unit === '' || row.unit === undefined
          ? undefined
          : row.unit === 'ms' || row.unit === 's' || row.unit === 'min'
            ? 'Valid units for this parameter are "us", "ms", "s", "min", "h", and "d".'
            : 'Valid units for this parameter are "B", "kB", "MB", "GB", and "TB".';
      throw new PgError('invalid_parameter_value', `invalid value for parameter "${row.name}": "${text}"`, hint ? { hint } : undefined);
    }
    number *= factor;
  }
  if (row.type === 'integer') number = Math.round(number);
  if ((row.minimum !== undefined && number < row.minimum) || (row.maximum !== undefined && number > row.maximum)) {
    const unit = row.unit ? ` ${row.unit}` : '';
    throw new PgError('invalid_parameter_value', `${number}${unit} is outside the valid range for parameter "${row.name}" (${row.minimum} .. ${row.maximum})`);
  }
  return number;
}

const STEPS: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  kB: [
    ['TB', 1024 ** 3],
    ['GB', 1024 ** 2],
    ['MB', 1024],
    ['kB', 1],
  ],
  '8kB': [
    ['GB', 131072],
    ['MB', 128],
    ['kB', 1 / 8],
  ],
  MB: [
    ['TB', 1024 ** 2],
    ['GB', 1024],
    ['MB', 1],
  ],
  B: [
    ['GB', 1024 ** 3],
    ['MB', 1024 ** 2],
    ['kB', 1024],
    ['B', 1],
  ],
  ms: [
    ['d', 86400000],
    ['h', 3600000],
    ['min', 60000],
    ['s', 1000],
    ['ms', 1],
  ],
  s: [
    ['d', 86400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ],
  min: [
    ['d', 1440],
    ['h', 60],
    ['min', 1],
  ],
};

/** The largest unit that divides the number, as SHOW prints it. */
export function showInteger(number: number, unit: SettingUnit): string {
  if (unit === '' || number <= 0) return String(number);
  for (const [name, factor] of STEPS[unit]!) if (Number.isInteger(number / factor)) return `${number / factor}${name}`;
  return String(number);
}

/** A numeric setting in its base unit. */
export function settingNumber(row: SettingRow, text: string): number {
  return parseNumber(row, text);
}
