/** Colours of the theme, as a canvas wants them. */
export interface ChartColours {
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly muted: string;
  readonly accent: string;
  readonly good: string;
  readonly font: string;
}

/** As they are at `place` now: what a custom property comes to is known only of a property that uses it. */
export function chartColours(place: HTMLElement): ChartColours {
  const probe = document.createElement('span');
  // A colour on its way to another is read as where it comes from.
  probe.style.transition = 'none';
  place.append(probe);
  const style = getComputedStyle(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return style.color;
  };
  const colours = {
    text: colour('text'),
    quiet: colour('quiet'),
    line: colour('line'),
    muted: colour('line-strong'),
    accent: colour('accent'),
    good: colour('good'),
    font: `12px ${style.fontFamily}`,
  };
  probe.remove();
  return colours;
}
