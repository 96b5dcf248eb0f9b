/**
 * EXPLAIN's output forms. Callers open groups and write properties; what differs between TEXT, JSON, YAML and XML is here.
 * Text prints properties as `Label: value` lines and has no groups; the plan nodes' head lines are written with `line`.
 */

export interface ExplainWriter {
  readonly isText: boolean;
  /** Text only: depth in units of two spaces. */
  indent: number;
  /** Text only: a line as it stands, indented. */
  line(text: string): void;
  text(label: string, value: string): void;
  number(label: string, value: number, decimals: number, unit?: string): void;
  flag(label: string, value: boolean): void;
  list(label: string, values: readonly string[]): void;
  /** A list inside a list (the keys of one grouping set). */
  nestedList(label: string, values: readonly string[]): void;
  /** `label` null: an element of the surrounding list. `isObject` false: a list. */
  open(type: string, label: string | null, isObject: boolean): void;
  close(type: string, isObject: boolean): void;
  finish(): string;
}

export function makeWriter(format: 'text' | 'json' | 'yaml' | 'xml'): ExplainWriter {
  switch (format) {
    case 'text':
      return new TextWriter();
    case 'json':
      return new JsonWriter();
    case 'yaml':
      return new YamlWriter();
    case 'xml':
      return new XmlWriter();
  }
}

class TextWriter implements ExplainWriter {
  readonly isText = true;
  indent = 0;
  private readonly lines: string[] = [];

  line(text: string): void {
    this.lines.push('  '.repeat(this.indent) + text);
  }
  text(label: string, value: string): void {
    this.line(`${label}: ${value}`);
  }
  number(label: string, value: number, decimals: number, unit?: string): void {
    this.line(`${label}: ${value.toFixed(decimals)}${unit === undefined ? '' : ` ${unit}`}`);
  }
  flag(label: string, value: boolean): void {
    this.line(`${label}: ${value}`);
  }
  list(label: string, values: readonly string[]): void {
    this.line(`${label}: ${values.join(', ')}`);
  }
  nestedList(label: string, values: readonly string[]): void {
    this.list(label, values);
  }
  open(): void {}
  close(): void {}
  finish(): string {
    return this.lines.join('\n');
  }
}

class JsonWriter implements ExplainWriter {
  readonly isText = false;
  indent = 1;
  private out = '[';
  /** Per open group: whether something was written in it. */
  private readonly written: boolean[] = [false];

  line(): void {}
  text(label: string, value: string): void {
    this.property(label, JSON.stringify(value));
  }
  number(label: string, value: number, decimals: number): void {
    this.property(label, value.toFixed(decimals));
  }
  flag(label: string, value: boolean): void {
    this.property(label, String(value));
  }
  list(label: string, values: readonly string[]): void {
    this.property(label, `[${values.map(v => JSON.stringify(v)).join(', ')}]`);
  }
  nestedList(_label: string, values: readonly string[]): void {
    this.start();
    this.out += `[${values.map(v => JSON.stringify(v)).join(', ')}]`;
  }
  open(_type: string, label: string | null, isObject: boolean): void {
    this.start();
    if (label !== null) this.out += `${JSON.stringify(label)}: `;
    this.out += isObject ? '{' : '[';
    this.written.push(false);
    this.indent++;
  }
  close(_type: string, isObject: boolean): void {
    this.indent--;
    this.written.pop();
    this.out += `\n${'  '.repeat(this.indent)}${isObject ? '}' : ']'}`;
  }
  finish(): string {
    return `${this.out}\n]`;
  }

  private property(label: string, value: string): void {
    this.start();
    this.out += `${JSON.stringify(label)}: ${value}`;
  }
  private start(): void {
    const top = this.written.length - 1;
    if (this.written[top]) this.out += ',';
    this.written[top] = true;
    this.out += `\n${'  '.repeat(this.indent)}`;
  }
}

class YamlWriter implements ExplainWriter {
  readonly isText = false;
  indent = 0;
  private out = '';
  private readonly written: boolean[] = [false];

  line(): void {}
  text(label: string, value: string): void {
    this.property(label, JSON.stringify(value));
  }
  number(label: string, value: number, decimals: number): void {
    this.property(label, value.toFixed(decimals));
  }
  flag(label: string, value: boolean): void {
    this.property(label, String(value));
  }
  list(label: string, values: readonly string[]): void {
    this.start();
    this.out += `${label}: `;
    for (const value of values) this.out += `\n${'  '.repeat(this.indent + 1)}- ${JSON.stringify(value)}`;
  }
  nestedList(_label: string, values: readonly string[]): void {
    this.start();
    this.out += `- [${values.map(v => JSON.stringify(v)).join(', ')}]`;
  }
  open(_type: string, label: string | null): void {
    this.start();
    this.out += label === null ? '- ' : `${label}: `;
    this.written.push(label !== null);
    this.indent++;
  }
  close(): void {
    this.indent--;
    this.written.pop();
  }
  finish(): string {
    return this.out;
  }

  private property(label: string, value: string): void {
    this.start();
    this.out += `${label}: ${value}`;
  }
  private start(): void {
    const top = this.written.length - 1;
    if (this.written[top]) this.out += `\n${'  '.repeat(this.indent)}`;
    this.written[top] = true;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#x0d;' };

class XmlWriter implements ExplainWriter {
  readonly isText = false;
  indent = 1;
  private out = '<explain xmlns="http://www.postgresql.org/2009/explain">\n';

  line(): void {}
  text(label: string, value: string): void {
    const tag = tagName(label);
    this.out += `${'  '.repeat(this.indent)}<${tag}>${value.replace(/[&<>\r]/g, c => ENTITIES[c]!)}</${tag}>\n`;
  }
  number(label: string, value: number, decimals: number): void {
    this.text(label, value.toFixed(decimals));
  }
  flag(label: string, value: boolean): void {
    this.text(label, String(value));
  }
  list(label: string, values: readonly string[]): void {
    this.open(label);
    for (const value of values) this.text('Item', value);
    this.close(label);
  }
  nestedList(label: string, values: readonly string[]): void {
    this.list(label, values);
  }
  open(type: string): void {
    this.out += `${'  '.repeat(this.indent)}<${tagName(type)}>\n`;
    this.indent++;
  }
  close(type: string): void {
    this.indent--;
    this.out += `${'  '.repeat(this.indent)}</${tagName(type)}>\n`;
  }
  finish(): string {
    return `${this.out}</explain>`;
  }
}

const tagName = (label: string): string => label.replace(/[^A-Za-z0-9._-]/g, '-');
