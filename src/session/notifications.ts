/**
 * LISTEN / NOTIFY: channels of one database. A transaction's notifications are delivered when it has committed, in commit order, to every
 * session listening then, its own included (PostgreSQL chapter 62, sql-notify). Duplicates within a transaction are sent once.
 */
export interface NotificationReceiver {
  receive(channel: string, payload: string, pid: number): void;
}

export class Notifications {
  private readonly listeners = new Map<string, Set<NotificationReceiver>>();

  listen(channel: string, receiver: NotificationReceiver): void {
    let set = this.listeners.get(channel);
    if (!set) this.listeners.set(channel, (set = new Set()));
    set.add(receiver);
  }

  unlisten(channel: string | null, receiver: NotificationReceiver): void {
    for (const [name, set] of this.listeners) {
      if (channel !== null && name !== channel) continue;
      set.delete(receiver);
      if (set.size === 0) this.listeners.delete(name);
    }
  }

  channelsOf(receiver: NotificationReceiver): string[] {
    return [...this.listeners].filter(([, set]) => set.has(receiver)).map(([name]) => name);
  }

  deliver(messages: readonly { readonly channel: string; readonly payload: string }[], pid: number): void {
    for (const { channel, payload } of messages) for (const receiver of this.listeners.get(channel) ?? []) receiver.receive(channel, payload, pid);
  }
}
