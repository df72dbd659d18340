/** One stretch of watching, as Netflix' full export lists them. */
export interface Session {
  readonly line: number;
  readonly title: string;
  /** Unix milliseconds. */
  readonly start: number;
  readonly seconds: number;
  /** Where in the title the person was when it ended, in seconds. */
  readonly bookmark: number;
  readonly original: readonly string[];
}

/** Sessions that were one watching of a title. */
export interface Watching {
  readonly first: Session;
  readonly last: Session;
  /** Furthest position or, if that is more, time spent; in seconds. */
  readonly seconds: number;
}

const aWeek = 7 * 86_400_000;
const fiveMinutes = 300;

/**
 * Merges sessions of one title: the next one, at most a week later, goes on where the last one ended (give or take five minutes) or
 * further back, but does not begin anew after the title was seen far. Begun anew means a second watching.
 */
export function mergeSessions(sessions: readonly Session[]): Watching[] {
  const byTitle = new Map<string, Session[]>();
  for (const session of sessions) {
    const known = byTitle.get(session.title);
    if (known === undefined) byTitle.set(session.title, [session]);
    else known.push(session);
  }
  return [...byTitle.values()].flatMap(mergeOfOneTitle);
}

function mergeOfOneTitle(sessions: Session[]): Watching[] {
  sessions.sort((a, b) => a.start - b.start || a.line - b.line);
  const longest = Math.max(...sessions.map(({ bookmark, seconds }) => Math.max(bookmark, seconds)));
  const watchings: Watching[] = [];
  for (const session of sessions) {
    const before = watchings.at(-1);
    const reached = Math.max(session.bookmark, session.seconds);
    if (before === undefined || !continues(before, session, longest)) {
      watchings.push({ first: session, last: session, seconds: reached });
      continue;
    }
    watchings[watchings.length - 1] = {
      first: before.first,
      last: session,
      seconds: Math.max(before.seconds, reached),
    };
  }
  return watchings;
}

function continues(before: Watching, session: Session, longest: number): boolean {
  if (session.start - before.last.start > aWeek) return false;
  const begunAt = session.bookmark - session.seconds;
  const seenFar = before.seconds >= longest * 0.8 && before.seconds > 2 * fiveMinutes;
  const begunAnew = begunAt < fiveMinutes && session.seconds > fiveMinutes;
  return !(seenFar && begunAnew);
}
