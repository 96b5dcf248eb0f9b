/**
 * Deadlock detection on the wait-for graph (after PostgreSQL's deadlock.c in idea): an owner that sleeps waits for everyone who holds a conflicting
 * mode (a hard edge) and for everyone before it in the queue who wants one (a soft edge). A cycle through soft edges only may be cured by letting the waiter pass.
 * Looked for when a wait starts, so any cycle passes through the owner that just went to sleep.
 */
import { CONFLICTS } from './lock-modes.js';
import type { Lock, LockOwner, LockWaiter } from './lock-table.js';

/** `waiter` sleeps because of `blocker`. */
export interface WaitEdge {
  readonly waiter: LockWaiter;
  readonly blocker: LockOwner;
  /** The queue entry of `blocker` that stands in the way; null when it holds the lock. */
  readonly ahead: LockWaiter | null;
}

/** Everyone whom a sleeper waits for. */
export function blockersOf(waiter: LockWaiter): WaitEdge[] {
  const edges: WaitEdge[] = [];
  const conflicts = CONFLICTS[waiter.mode] as number;
  const lock: Lock = waiter.lock;
  for (const h of lock.holdings) {
    if (h.owner !== waiter.owner && (h.mask & conflicts) !== 0) edges.push({ waiter, blocker: h.owner, ahead: null });
  }
  for (const w of lock.waiters) {
    if (w === waiter) break;
    if (w.owner !== waiter.owner && (conflicts & (1 << w.mode)) !== 0) edges.push({ waiter, blocker: w.owner, ahead: w });
  }
  return edges;
}

/** Two who wait for one lock and each hold what the other wants. */
export function mutualWait(waiter: LockWaiter, opponent: LockWaiter): [WaitEdge, WaitEdge] {
  return [
    { waiter, blocker: opponent.owner, ahead: null },
    { waiter: opponent, blocker: waiter.owner, ahead: null },
  ];
}

/** A cycle through `start`, in waiting order, or null. */
export function findCycle(start: LockOwner): WaitEdge[] | null {
  const visited = new Set<LockOwner>([start]);
  const path: WaitEdge[] = [];
  // Iterative depth-first search: chains of waiters can be thousands long.
  const stack: { edges: WaitEdge[]; next: number }[] = [];
  if (start.waiting === null) return null;
  stack.push({ edges: blockersOf(start.waiting), next: 0 });
  while (stack.length > 0) {
    const top = stack[stack.length - 1] as { edges: WaitEdge[]; next: number };
    if (top.next === top.edges.length) {
      stack.pop();
      path.pop();
      continue;
    }
    const edge = top.edges[top.next++] as WaitEdge;
    if (edge.blocker === start) return [...path, edge];
    if (visited.has(edge.blocker)) continue;
    visited.add(edge.blocker);
    const waiting = edge.blocker.waiting;
    if (waiting === null || waiting.isGranted) continue;
    path.push(edge);
    stack.push({ edges: blockersOf(waiting), next: 0 });
  }
  return null;
}

/**
 * Tries to break the cycle by moving a waiter before the one that stands ahead of it. Returns the lock whose queue changed, or null when
 * no single move helps; then the queue is as it was.
 */
export function reorderQueues(start: LockOwner, cycle: readonly WaitEdge[]): Lock | null {
  for (const edge of cycle) {
    if (edge.ahead === null) continue;
    const queue = edge.waiter.lock.waiters;
    const from = queue.indexOf(edge.waiter);
    const to = queue.indexOf(edge.ahead);
    queue.splice(from, 1);
    queue.splice(to, 0, edge.waiter);
    if (findCycle(start) === null && findCycle(edge.blocker) === null) return edge.waiter.lock;
    queue.splice(to, 1);
    queue.splice(from, 0, edge.waiter);
  }
  return null;
}
