export interface EngineCase {
  readonly group: 'engines';
}
export async function runEngineCase(_: EngineCase): Promise<unknown> {
  return 0;
}
