/** Minutes as an ISO 8601 duration. */
export function writeDuration(minutes: number): string {
  return `PT${minutes}M`;
}

const iso =
  /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

/** Minutes of an ISO 8601 duration up to days (`PT2H16M`); undefined for anything else. */
export function readDuration(text: string): number | undefined {
  const parts = iso.exec(text.trim());
  if (!parts || parts.slice(1).every((part) => part === undefined)) return undefined;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return days * 1440 + hours * 60 + minutes + seconds / 60;
}
