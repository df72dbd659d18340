import { useState } from 'react';
import { Segments } from '../segments/segments.tsx';
import { chooseTheme, currentTheme, type Theme } from './theme.ts';

const THEMES = [
  { value: 'auto', name: 'Auto', icon: 'auto' },
  { value: 'light', name: 'Light', icon: 'sun' },
  { value: 'dark', name: 'Dark', icon: 'moon' },
] as const;
const PLAIN = THEMES.map(({ value, name }) => ({ value, name }));

/** `isPlain`: without icons, for narrow places. */
export function ThemeSwitch({ isPlain = false }: { isPlain?: boolean }) {
  const [theme, setTheme] = useState(currentTheme);
  const change = (next: Theme): void => {
    chooseTheme(next);
    setTheme(next);
  };
  return <Segments label="Theme" value={theme} options={isPlain ? PLAIN : THEMES} onChange={change} />;
}
