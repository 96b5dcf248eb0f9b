/** money: an int8 of cents, in the C locale's `$1,234.56` (PostgreSQL chapter 8.2). */
import type { Int8 } from './datum.js';
import { defineType, inputOutOfRange, invalidInput } from './define-type.js';
import { INT8_MAX, INT8_MIN, toInt8 } from './int8.js';
import { int8Type } from './integer-types.js';
import * as oids from './oids.js';
import type { TypeOps } from './type-ops.js';

const FORM = /^\s*\$?\s*([-(+]?)\s*\$?\s*([\d,]*)(?:\.([\d,]*))?([\s)+$-]*)$/;

export function parseMoney(text: string): Int8 {
  const m = FORM.exec(text);
  if (m === null) throw invalidInput('money', text);
  const fraction = (m[3] ?? '').replaceAll(',', '');
  let cents = BigInt((m[2] as string).replaceAll(',', '') + fraction.slice(0, 2).padEnd(2, '0'));
  if ((fraction[2] ?? '0') >= '5') cents += 1n;
  const tail = m[4] as string;
  let negative = m[1] === '-' || m[1] === '(';
  if (tail.includes('-')) negative = true;
  const value = negative ? -cents : cents;
  if (value > INT8_MAX || value < INT8_MIN) throw inputOutOfRange('money', text);
  return toInt8(value);
}

export function formatMoney(value: Int8): string {
  const negative = value < 0;
  const digits = (negative ? -BigInt(value) : BigInt(value)).toString().padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${negative ? '-' : ''}$${whole}.${digits.slice(-2)}`;
}

export const moneyType: TypeOps = defineType({
  ...int8Type,
  oid: oids.MONEY,
  name: 'money',
  arrayOid: oids.MONEY_ARRAY,
  parse: parseMoney,
  format: value => formatMoney(value as Int8),
});
