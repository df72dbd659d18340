const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' });
const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** All take Unix milliseconds and use the device's time zone. */
export const dayName = (at: number): string => day.format(at);
export const shortDayName = (at: number): string => shortDay.format(at);
export const monthName = (at: number): string => month.format(at);
export const momentName = (at: number): string => moment.format(at);
