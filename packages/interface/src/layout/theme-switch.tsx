import { useState } from 'react';
import { Segments } from '../segments/segments.tsx';
import { chooseTheme, currentTheme, type Theme } from './theme.ts';

const THEMES = [
  { value: 'auto', name: 'Auto', icon: 'auto' },
  { value: 'light', name: 'Light', icon: 'sun' },
  { value: 'dark', name: 'Dark', icon: 'moon' },
] as const;

export function ThemeSwitch() {
  const [theme, setTheme] = useState(currentTheme);
  const change = (next: Theme): void => {
    chooseTheme(next);
    setTheme(next);
  };
  return <Segments label="Theme" value={theme} options={THEMES} onChange={change} />;
}
