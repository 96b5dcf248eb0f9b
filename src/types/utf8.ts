/**
 * UTF-8: conversion with PostgreSQL's validation, character counts, and the order of the C collation.
 * JavaScript compares strings by UTF-16 units, which puts characters beyond U+FFFF (surrogates, 0xD800-0xDFFF)
 * before U+E000-U+FFFF; UTF-8 bytes and code points put them after.
 */
import { PgError } from '../errors/index.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function encodeUtf8(text: string): Uint8Array {
  const length = text.length;
  if (length > 64) return encoder.encode(text);
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c > 0x7f) return encoder.encode(text);
    bytes[i] = c;
  }
  return bytes;
}

/** Decodes without a view being kept; throws 22021 on invalid UTF-8 and NUL. */
export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  if (end - start <= 24) {
    let text = '';
    let i = start;
    for (; i < end; i++) {
      const b = bytes[i] as number;
      if (b === 0 || b > 0x7f) break;
      text += String.fromCharCode(b);
    }
    if (i === end) return text;
  }
  let text: string;
  try {
    text = decoder.decode(bytes.subarray(start, end));
  } catch {
    throw invalidUtf8(bytes, start, end);
  }
  if (text.includes('\0')) throw invalidUtf8(bytes, start, end);
  return text;
}

/** Bytes that a UTF-8 sequence starting with `lead` should have. */
function sequenceBytes(lead: number): number {
  if (lead < 0x80) return 1;
  if ((lead & 0xe0) === 0xc0) return 2;
  if ((lead & 0xf0) === 0xe0) return 3;
  if ((lead & 0xf8) === 0xf0) return 4;
  return 1;
}

function isLegalSequence(bytes: Uint8Array, at: number, count: number): boolean {
  const a = bytes[at] as number;
  if (count === 1) return a > 0 && a < 0x80;
  const b = bytes[at + 1] as number;
  for (let i = 1; i < count; i++) if (((bytes[at + i] as number) & 0xc0) !== 0x80) return false;
  if (count === 2) return a >= 0xc2;
  if (count === 3) return !(a === 0xe0 && b < 0xa0) && !(a === 0xed && b > 0x9f);
  return !(a === 0xf0 && b < 0x90) && !(a === 0xf4 && b > 0x8f) && a <= 0xf4;
}

/** The error for the first illegal sequence in the bytes, naming the bytes PostgreSQL names. */
export function invalidUtf8(bytes: Uint8Array, start = 0, end = bytes.length): PgError {
  let at = start;
  let count = 1;
  while (at < end) {
    count = sequenceBytes(bytes[at] as number);
    if (at + count > end || !isLegalSequence(bytes, at, count)) break;
    at += count;
  }
  const shown: string[] = [];
  for (let i = at; i < Math.min(at + count, end); i++) shown.push('0x' + (bytes[i] as number).toString(16).padStart(2, '0'));
  return new PgError('character_not_in_repertoire', `invalid byte sequence for encoding "UTF8": ${shown.join(' ')}`);
}

/** Throws if text, arriving as a JS string, holds a NUL, which no text value can. */
export function rejectNul(text: string): void {
  if (text.includes('\0')) throw new PgError('character_not_in_repertoire', 'invalid byte sequence for encoding "UTF8": 0x00');
}

/** Order of the UTF-8 bytes (C collation). */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = a.length < b.length ? a.length : b.length;
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x !== y) {
      if (x >= 0xd800 && y >= 0xd800) {
        // Lift surrogates above U+E000-U+FFFF.
        x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
        y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
      }
      return x - y;
    }
  }
  return a.length - b.length;
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = a.length < b.length ? a.length : b.length;
  for (let i = 0; i < length; i++) {
    const d = (a[i] as number) - (b[i] as number);
    if (d !== 0) return d;
  }
  return a.length - b.length;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && compareBytes(a, b) === 0;
}

/** Characters (code points) in a string. */
export function characterCount(text: string): number {
  const length = text.length;
  let count = length;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 0xd800 && c <= 0xdbff) {
      count--;
      i++;
    }
  }
  return count;
}

/** UTF-16 index just after the first `count` characters (text.length when it is shorter). */
export function characterOffset(text: string, count: number): number {
  const length = text.length;
  let i = 0;
  for (let n = 0; n < count && i < length; n++) {
    const c = text.charCodeAt(i);
    i += c >= 0xd800 && c <= 0xdbff ? 2 : 1;
  }
  return i < length ? i : length;
}

/** Bytes of the UTF-8 form. */
export function utf8Bytes(text: string): number {
  const length = text.length;
  let bytes = length;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c > 0x7f) {
      if (c < 0x800) bytes += 1;
      else if (c >= 0xd800 && c <= 0xdbff) {
        bytes += 2;
        i++;
      } else bytes += 2;
    }
  }
  return bytes;
}

/** Cuts to at most `limit` UTF-8 bytes without splitting a character. */
export function truncateUtf8(text: string, limit: number): string {
  if (text.length * 3 <= limit) return text;
  let bytes = 0;
  let i = 0;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    const pair = c >= 0xd800 && c <= 0xdbff;
    const size = c < 0x80 ? 1 : c < 0x800 ? 2 : pair ? 4 : 3;
    if (bytes + size > limit) return text.slice(0, i);
    bytes += size;
    i += pair ? 2 : 1;
  }
  return text;
}
